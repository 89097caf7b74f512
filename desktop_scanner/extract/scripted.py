"""E-mail addresses in scripts: put together from pieces (`'info' + '@' + 'firm.com'`), or plain in a page's data."""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from desktop_scanner.extract import at_signs, expressions

MAX_CODE = 2_000_000
MAX_WINDOWS = 24
_BEFORE, _AFTER = 600, 400

# Where an expression may be that makes an address: the sign at the edge of a string; alone it is also CSS (`@media`),
# a file (`icon@2x.png`) or a key of JSON-LD.
_CLUE = re.compile(
    r"[\"'`]\s?@(?!(?:media|import|font-face|keyframes|-webkit|-moz|charset|supports|type|context|id\b|graph|babel|layer)"
    r")|@\s?[\"'`]|\}@\$\{|@[\w.-]{1,30}[\"']\s?\+|%40|\\x40|\\u0040|\\u\{40\}|\\100|&#64|&#x40|&commat;|fromCharCode"
    r"|\batob\(|\.reverse\(|rot13|\bunescape\(|&#\d{2,3};"
)
_MARKS = (
    "@",
    "%40",
    "x40",
    "u0040",
    "u{40}",
    "\\100",
    "&#64",
    "&commat;",
    "fromCharCode",
    "atob(",
    ".reverse(",
    "rot13",
)
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
    if not any(mark in code for mark in _MARKS):
        return
    yield from _plain(code)
    if not is_data:
        for window in _windows(code):
            for result in expressions.texts(window):
                yield from _built(result)


def _plain(code: str) -> Iterator[Found]:
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


def _windows(code: str) -> Iterator[str]:
    """Yield the pieces of the code around its clues, those that overlap as one."""
    start = end = -1
    count = 0
    for match in _CLUE.finditer(code):
        if match.start() > end:
            if end >= 0:
                yield code[start:end]
            count += 1
            if count > MAX_WINDOWS:
                return
            start = _beginning(code, match.start())
        end = match.end() + _AFTER
    if end >= 0:
        yield code[start:end]


def _beginning(code: str, clue: int) -> int:
    """Return where to begin to read: after the end of a statement, so that no string is cut in the middle."""
    earliest = max(0, clue - _BEFORE)
    if not earliest:
        return 0
    breaks = [code.find(mark, earliest, clue) for mark in (";", "\n", "{")]
    return min((place + 1 for place in breaks if place >= 0), default=earliest)
