"""The application in German, for one test."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from desktop_scanner.ui import language


@pytest.fixture
def german(qapp: QApplication) -> Iterator[QApplication]:
    """Give the application speaking German."""
    language.install(qapp, "de")
    yield qapp
    language.install(qapp, language.ENGLISH)
