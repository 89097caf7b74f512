"""The language of the window: chosen before its first text is made, English where there is no translation."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from desktop_scanner.core import resources
from desktop_scanner.ui import sentences

SYSTEM = "system"
ENGLISH = "en"
LANGUAGES = {ENGLISH: "English", "de": "Deutsch"}  # each in its own words, for those who ended in a foreign one


def install(app: QCoreApplication, wanted: str = SYSTEM) -> str:
    """Have the texts of Qt and of the program translated from now on; return the language in force.

    Numbers and dates stay in the system's format, which people set apart from the language.
    """
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.setParent(None)
    language = _known(wanted)
    if language != ENGLISH:
        _load(app, f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        _load(app, language, str(resources.path("translations")))
    sentences.forget()
    return language


def _known(wanted: str) -> str:
    """Return the first language with a translation: the wanted one, or of those that the system prefers."""
    preferred = QLocale.system().uiLanguages() if wanted == SYSTEM else [wanted]
    for tag in preferred:
        if (language := tag.partition("-")[0]) in LANGUAGES:
            return language
    return ENGLISH


def _load(app: QCoreApplication, name: str, folder: str) -> None:
    translator = QTranslator(app)
    if translator.load(name, folder):
        app.installTranslator(translator)
    else:
        translator.setParent(None)
