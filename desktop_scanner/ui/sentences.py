"""Sentences of the layers below, which know no Qt and write English, in the language of the window.

What they say is stored, logged and exported as it was written; only what is shown is translated. A sentence is found
again by its template ("There is no file {0}; …"), which packaging/translations.py collects from their source. What is
not found is shown as it is: an English sentence tells more than none.
"""

import re
from functools import lru_cache

from PySide6.QtCore import QCoreApplication

from desktop_scanner.core import resources

_PLACE = re.compile(r"\\\{(\d+)\\\}")
_PLAIN = re.compile(r"[^\W\d]")
_MARKS = re.compile(r"(; |: |, )")  # between the members of a list
_LONGEST = 2_000  # a text longer than that is no sentence of ours, and matching it may take long


def shown(sentence: str) -> str:
    """Return the sentence in the window's language, what it was filled in with likewise where that is known."""
    plain = QCoreApplication.translate("sentences", sentence)
    if plain != sentence or len(sentence) > _LONGEST or not _is_translated():
        return plain
    return _by_template(sentence)


def forget() -> None:
    """Look everything up anew: the language has changed."""
    _by_template.cache_clear()
    _is_translated.cache_clear()


@lru_cache(maxsize=2_048)
def _by_template(sentence: str) -> str:
    for template, pattern in _templates():
        if found := pattern.fullmatch(sentence):
            parts = [shown(part) for part in found.groups()]
            # What consists of places alone ("{0} {1} ({2}).") says something only by what fills them in.
            if _PLAIN.search(template) or tuple(parts) != found.groups():
                return QCoreApplication.translate("sentences", template).format(*parts)
    pieces = _MARKS.split(sentence)
    return "".join(QCoreApplication.translate("sentences", piece) for piece in pieces)


@lru_cache(maxsize=1)
def _is_translated() -> bool:
    """Tell whether there is another language in force, by a word that no other language shares."""
    return QCoreApplication.translate("labels", "Waiting") != "Waiting"


@lru_cache(maxsize=1)
def _templates() -> list[tuple[str, re.Pattern[str]]]:
    """Return the templates with places to fill, those that say most of themselves first."""
    lines = resources.path("translations", "sentences.txt").read_text(encoding="utf-8").splitlines()
    texts = [line.replace("\\n", "\n").replace("\\\\", "\\") for line in lines if "{0}" in line]
    texts.sort(key=lambda text: len(re.sub(r"\{\d+\}", "", text)), reverse=True)
    return [(text, re.compile(_PLACE.sub("(.*?)", re.escape(text)), re.DOTALL)) for text in texts]
