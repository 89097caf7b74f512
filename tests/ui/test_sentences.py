import pytest
from PySide6.QtWidgets import QApplication

from desktop_scanner.core.failures import HINTS, FailureKind
from desktop_scanner.ui import language, sentences
from tests.ui.german import german

__all__ = ["german"]


@pytest.mark.parametrize("kind", FailureKind)
def test_every_hint_is_translated(german: QApplication, kind: FailureKind) -> None:
    assert sentences.shown(HINTS[kind]) != HINTS[kind]


def test_what_a_sentence_is_filled_in_with_stays(german: QApplication) -> None:
    shown = sentences.shown("There is no file customers.csv; check the name and the folder.")
    assert shown == "Es gibt keine Datei customers.csv; prüfen Sie Namen und Ordner."


def test_a_sentence_within_a_sentence_is_translated_too(german: QApplication) -> None:
    inner = "shop.be does not exist."
    shown = sentences.shown(f"{inner} Nothing else is asked of a site whose robots.txt cannot be read.")
    assert shown.startswith("shop.be gibt es nicht.")


@pytest.mark.parametrize("text", ["", "Nobody wrote this.", "{0} {1}", "a\nb", "x" * 100_000])
def test_what_is_not_known_is_shown_as_it_is(german: QApplication, text: str) -> None:
    assert sentences.shown(text) == text


def test_english_is_shown_as_it_was_written(qapp: QApplication) -> None:
    language.install(qapp, language.ENGLISH)
    text = "There is no file {x}; check the name and the folder."
    assert sentences.shown(text) == text


def test_the_members_of_a_list_are_translated_each(german: QApplication) -> None:
    shown = sentences.shown("B: 75 of 100 points; weak: the certificate, nosniff.")
    assert shown == "B: 75 von 100 Punkten; schwach: das Zertifikat, nosniff."
