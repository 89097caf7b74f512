"""E-mail addresses in scripts: put together from pieces (`'info' + '@' + 'firm.com'`), or plain in a page's data."""

import html
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import unquote

from desktop_scanner.extract.emails import at_signs, expressions
from desktop_scanner.extract.text.rare_words import RareWords

MAX_CODE = 2_000_000
MAX_WINDOWS = 24
_BEFORE, _AFTER = 600, 400

# Where an expression may be that makes an address: the sign at the edge of a string; alone it is also CSS (`@media`),
# a file (`icon@2x.png`) or a key of JSON-LD.
_NO_KEY = r"(?!(?:media|import|font-face|keyframes|-webkit|-moz|charset|supports|type|context|id\b|graph|babel|layer))"
_SIGN = re.compile(rf"(?:(?<=[\"'`])|(?<=[\"'`]\s))@{_NO_KEY}|@\s?[\"'`]|(?<=\}})@\$\{{|@[\w.-]{{1,30}}[\"']\s?\+")
# Other ways to write the sign, and the calls that cloak a text.
_CLUES = (
    "%40",
    "\\x40",
    "\\u0040",
    "\\u{40}",
    "\\100",
    "&#64",
    "&#x40",
    "&commat;",
    "fromCharCode",
    "atob(",
    ".reverse(",
    "rot13",
)
_HINTS = RareWords({"clue": _CLUES})
_FURTHER_CLUE = re.compile(r"&#\d{2,3};|unescape\(")  # where the code holds one of the others
_MAILTO = re.compile(r"mailto:([\w.+%-]{1,64}(?:@|%40)[\w.-]{3,190})", re.IGNORECASE)
# Nothing that is not known may stand beside it: `'in' + x + 'fo@firm.com'` is no address.
_ADDRESS = re.compile(r"(?<![\w.+'\0-])[\w.+'-]{1,64}+@[\w-]{1,63}+(?:\.[\w-]{1,63}+){1,6}+(?!\.?\0)")
_KEY = re.compile(
    r"(?:mail|courriel|correo|contact|kontakt|epost|recipient)\w{0,20}[\"']?\s{0,8}[:=]\s{0,8}[\"'`]\s?$"
    r"|mailto:$", re.IGNORECASE
)  # fmt: skip


class Found(NamedTuple):
    """An address; `is_named` where the code says that it is one, so that it is no library author's by chance."""

    address: str
    is_named: bool


def addresses(code: str, *, is_data: bool = False) -> Iterator[Found]:
    """Yield the addresses that a script puts together or holds; of data (JSON) only those that it holds."""
    code = code[:MAX_CODE]
    is_coded = bool(_HINTS.topics_in(code.encode("utf-8", "replace")))
    if not is_coded and "@" not in code:
        return
    yield from _plain(code)
    if not is_data:
        for window in _windows(code, _places(code, is_coded=is_coded)):
            for result in expressions.texts(window):
                yield from _built(result)


def _plain(code: str) -> Iterator[Found]:
    if "ailto:" in code or "AILTO:" in code:
        for match in _MAILTO.finditer(code):
            yield Found(unquote(match[1]), is_named=True)
    for found in at_signs.found(code):
        local = found.local.lstrip("'")
        start = found.start + len(found.local) - len(local)
        if code[start - 1 : start] in ("'", '"', "`"):
            yield Found(f"{local}@{found.domain}", bool(_KEY.search(code, max(0, start - 60), start)))


def _built(result: expressions.Result) -> Iterator[Found]:
    text = html.unescape(result.text) if "&" in result.text else result.text
    is_built = result.is_built or text != result.text
    if "%40" in text:
        text = unquote(text)
    if is_built and "@" in text:
        for address in _ADDRESS.findall(text):
            yield Found(address, is_named=True)


def _places(code: str, *, is_coded: bool) -> list[tuple[int, int]]:
    """Return where the clues begin and end."""
    places = [match.span() for position in _finds(code, "@") if (match := _SIGN.match(code, position))]
    if is_coded:
        places += [(position, position + len(clue)) for clue in _CLUES for position in _finds(code, clue)]
    further = (_FURTHER_CLUE.match(code, place) for word in ("&#", "unescape(") for place in _finds(code, word))
    places += [match.span() for match in further if match]
    return sorted(places)


def _finds(code: str, word: str) -> Iterator[int]:
    position = code.find(word)
    for _ in range(at_signs.MAX_SIGNS):
        if position < 0:
            return
        yield position
        position = code.find(word, position + 1)


def _windows(code: str, places: Iterable[tuple[int, int]]) -> Iterator[str]:
    """Yield the pieces of the code around its clues, those that overlap as one."""
    start = end = -1
    count = 0
    for first, last in places:
        if first > end:
            if end >= 0:
                yield code[start:end]
            count += 1
            if count > MAX_WINDOWS:
                return
            start = _beginning(code, first)
        end = last + _AFTER
    if end >= 0:
        yield code[start:end]


def _beginning(code: str, clue: int) -> int:
    """Return where to begin to read: after the end of a statement, so that no string is cut in the middle."""
    earliest = max(0, clue - _BEFORE)
    if not earliest:
        return 0
    breaks = [code.find(mark, earliest, clue) for mark in (";", "\n", "{")]
    return min((place + 1 for place in breaks if place >= 0), default=earliest)
