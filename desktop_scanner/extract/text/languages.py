"""The language that a text is written in, by its script and its commonest words: a check of what a page declares.

Unsure is None: a wrong language is worse than none.
"""

import re
from collections import Counter

from desktop_scanner.extract.text import wordlists
from desktop_scanner.extract.text.language_words import CYRILLIC, LATIN

_SAMPLE_CHARACTERS = 3_000
_MIN_LETTERS = 60
_MIN_WORDS = 4  # different common words of the language
_MIN_SCORE = 2.5
_MIN_SHARE = 0.03  # of all words
_LEAD = 1.5  # over the second language
_MOST_COUNTED = 4  # of one word: a menu may repeat it without end
_WORD = re.compile(r"[^\W\d_]+")

# Scripts in which one language, or one above all, is written; the others are told apart below.
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff\u31f0-\u31ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af\u1100-\u11ff]")),
    ("zh", re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")),
    ("cyrillic", re.compile(r"[\u0400-\u052f]")),
    ("el", re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("arabic", re.compile(r"[\u0600-\u06ff\u0750-\u077f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("devanagari", re.compile(r"[\u0900-\u097f]")),
    ("bn", re.compile(r"[\u0980-\u09ff]")),
    ("ta", re.compile(r"[\u0b80-\u0bff]")),
    ("te", re.compile(r"[\u0c00-\u0c7f]")),
    ("ka", re.compile(r"[\u10a0-\u10ff]")),
    ("hy", re.compile(r"[\u0530-\u058f]")),
    ("km", re.compile(r"[\u1780-\u17ff]")),
    ("my", re.compile(r"[\u1000-\u109f]")),
)
_BEYOND_LATIN = re.compile(r"[\u0370-\u1dff\u3040-\ud7ff]")
_JAPANESE_SHARE = 0.1  # of kana among the letters: Chinese has none
_SCRIPT_SHARE = 0.3

_TELLING_LETTERS = ("v", "w", "z")  # other single letters may be anything's
# Letters that only one language of a script has, or that one lacks.
_CYRILLIC_LETTERS = {"be": "ў", "uk": "їєґі", "sr": "ђћ", "mk": "ѓќѕ", "ru": "ыэё", "bg": ""}
_ARABIC_LETTERS = (("ur", "ٹڈڑںے"), ("fa", "پچژگک"))

# Languages whose texts cannot be told apart, or hardly; a page may declare any of its kin.
_KIN = tuple(
    wordlists.words(words)
    for words in (
        "nb nn no da",
        "hr bs sr sh",
        "id ms",
        "cs sk",
        "zh yue wuu",
        "fa ps",
        "hi mr ne",
        "es gl ca",
        "ro mo",
    )
)


def _by_word(lists: dict[str, str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for language, words in lists.items():
        for word in dict.fromkeys(words.split()):
            if len(word) > 1 or word in _TELLING_LETTERS or not word.isascii():
                found.setdefault(word, []).append(language)
    return {word: tuple(languages) for word, languages in found.items()}


_LATIN_WORDS, _CYRILLIC_WORDS = _by_word(LATIN), _by_word(CYRILLIC)


def detected(text: str) -> str | None:
    """Return the ISO 639-1 code of the language that a text is written in, None where that cannot be said."""
    sample = text[:_SAMPLE_CHARACTERS]
    words = _WORD.findall(sample.lower())
    letters = sum(map(len, words))
    if letters < _MIN_LETTERS and sample.isascii():
        return None
    script = None if sample.isascii() else _script(sample, letters)
    if script in _BY_SCRIPT:
        return _BY_SCRIPT[script](sample, words)
    return script or _by_words(words, _LATIN_WORDS)


def is_plausible(declared: str | None, found: str | None) -> bool | None:
    """Return whether a text may be in the language that its page declares, None where nothing can be said."""
    if declared is None or found is None:
        return None
    language = declared.partition("-")[0]
    return language == found or any(language in kin and found in kin for kin in _KIN)


def _script(sample: str, letters: int) -> str | None:
    beyond = len(_BEYOND_LATIN.findall(sample))
    if letters < 12 or beyond < _JAPANESE_SHARE * letters:
        return None
    for name, characters in _SCRIPTS:
        share = len(characters.findall(sample)) / letters
        if share > (_JAPANESE_SHARE if name == "ja" else _SCRIPT_SHARE):
            return name
    return None


def _by_words(words: list[str], lists: dict[str, tuple[str, ...]]) -> str | None:
    scores: dict[str, float] = {}
    different: Counter[str] = Counter()
    for word, count in Counter(words).items():
        languages = lists.get(word, ())
        for language in languages:
            # A word that many languages share says little.
            scores[language] = scores.get(language, 0.0) + min(count, _MOST_COUNTED) / len(languages)
            different[language] += 1
    ranked = sorted(scores, key=scores.__getitem__, reverse=True)
    if not ranked or different[ranked[0]] < _MIN_WORDS:
        return None
    best = ranked[0]
    if scores[best] < max(_MIN_SCORE, _MIN_SHARE * len(words)):
        return None
    rival = next((scores[other] for other in ranked[1:] if not _are_kin(best, other)), 0.0)
    return best if scores[best] >= _LEAD * rival else None


def _are_kin(one: str, other: str) -> bool:
    return any(one in kin and other in kin for kin in _KIN)


def _cyrillic(sample: str, words: list[str]) -> str | None:
    folded = sample.lower()
    for language, letters in _CYRILLIC_LETTERS.items():
        if sum(map(folded.count, letters)) >= 3:
            return language
    return _by_words(words, _CYRILLIC_WORDS)


def _arabic(sample: str, words: list[str]) -> str:
    del words
    return next((code for code, letters in _ARABIC_LETTERS if sum(map(sample.count, letters)) >= 3), "ar")


def _devanagari(sample: str, words: list[str]) -> str:
    del sample
    return "mr" if {"आणि", "आहे"} <= set(words) else "hi"


_BY_SCRIPT = {"cyrillic": _cyrillic, "arabic": _arabic, "devanagari": _devanagari}
