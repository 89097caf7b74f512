from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from desktop_scanner.ui import labels, language
from desktop_scanner.ui.language import ENGLISH
from tests.ui.german import german

__all__ = ["german"]


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    yield qapp
    language.install(qapp, ENGLISH)


def test_german_is_spoken_where_it_is_chosen(german: QApplication) -> None:
    assert QCoreApplication.translate("labels", "Waiting") == "Wartet"
    assert labels.fact_kind("email") == "E-Mail"


def test_qt_speaks_the_same_language(german: QApplication) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "") == "Abbrechen"


def test_a_language_without_a_translation_is_english(app: QApplication) -> None:
    assert language.install(app, "eo") == ENGLISH
    assert QCoreApplication.translate("labels", "Waiting") == "Waiting"


def test_choosing_another_language_takes_the_first_away(german: QApplication) -> None:
    language.install(german, "de")
    assert len(german.findChildren(QTranslator)) == 2
    language.install(german, ENGLISH)
    assert QCoreApplication.translate("labels", "Waiting") == "Waiting"
