"""The language of a page as far as its address tells it: `/de/kontakt`, `/en-gb/contact`, `?lang=fr`."""

import re
from urllib.parse import unquote

_CODES = frozenset(
    """
    ar bg bs ca cs da de el en es et eu fa fi fr ga gl he hi hr hu id is it ja ka ko lt lv mk ms mt nb nl no pl pt ro
    ru sk sl sq sr sv th tr uk vi zh
    """.split()
)
# Codes of countries that sites use for their language, and names of languages.
_ALIASES = {
    alias: language
    for language, aliases in {
        "cs": "cz cesky cestina",
        "da": "dk dansk",
        "de": "at deutsch german",
        "el": "gr ellinika",
        "en": "us gb english engl anglais englisch ingles inglese engels",
        "es": "mx espanol español spanish espagnol",
        "fi": "suomi",
        "fr": "francais français french franzoesisch",
        "he": "iw",
        "hu": "magyar",
        "it": "italiano italian italienisch",
        "ja": "jp japanese",
        "ko": "kr korean",
        "nb": "no nn norsk",
        "nl": "nederlands dutch",
        "pl": "polski polish",
        "pt": "br portugues português",
        "ro": "romana",
        "ru": "rus russian",
        "sl": "si",
        "sr": "rs",
        "sv": "se svenska",
        "uk": "ua ukr",
        "vi": "vn",
        "zh": "cn tw chinese",
    }.items()
    for alias in aliases.split()
}
_AREA = re.compile(r"([a-z]{2})[-_](?:[a-z]{2}|[a-z]{4})")
_PARAMETER = re.compile(r"(?:^|&)(?:lang|language|locale|hl|lng|l|sprache|idioma|langue)=([\w-]{2,10})", re.IGNORECASE)


def of(tag: str | None) -> str | None:
    """Return the language that a tag (`de-AT`), code or name stands for, or None."""
    folded = (tag or "").lower()
    area = _AREA.fullmatch(folded)
    code = area[1] if area else folded
    code = _ALIASES.get(code, code)
    return code if code in _CODES else None


def of_address(path: str, query: str = "") -> str | None:
    """Return the language that a page's path or query names, or None where it names none."""
    first = path.lstrip("/").partition("/")[0]
    if 2 <= len(first) <= 16:
        found = _of_segment(unquote(first).lower())
        if found is not None:
            return found
    parameter = _PARAMETER.search(query) if query else None
    return of(parameter[1]) if parameter else None


def _of_segment(segment: str) -> str | None:
    # `/uk/` is the United Kingdom more often than Ukrainian, and of `/us/` nobody knows: neither tells a language.
    return None if segment in ("uk", "us") else of(segment)
