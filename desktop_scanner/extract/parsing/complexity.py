"""A look at the markup before it is parsed: refuse what would take the parser too long.

Lexbor's time grows with the square of the nesting and of the attributes of one element (measured: 100,000 nested
elements of half a megabyte take 9.6 s, 50,000 attributes 3.4 s), and formatting elements that are never closed are
repeated in every paragraph that follows. Its memory grows with the number of elements: 1,200,000 of them, which fit
into five megabytes, take 420. This scan is linear and mostly done in C; small pages skip most of it, since nothing of
that size can take long.
"""

import re
from collections import Counter
from collections.abc import Iterator

import ahocorasick_rs

from desktop_scanner.extract.errors import HtmlTooComplexError
from desktop_scanner.extract.text import wordlists
from desktop_scanner.extract.text.literals import PIECE_BYTES

MAX_DEPTH = 400
MAX_ATTRIBUTES = 400
MAX_FORMATTING = 100
MAX_ELEMENTS = 250_000

_FEW_TAGS = 1_000  # start and end tags
_MANY_TAGS = 5_000
_LONG_TAG = 1_200
_MAX_STEPS = 2_000_000
_NAME = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
# The values are skipped whole, so that a `>` within quotes ends nothing; possessive, so that the scan stays linear.
_VALUE = rb"""=\s*+(?:"[^"]*+"|'[^']*+')?+"""
_TAG = re.compile(rb"<[a-zA-Z][^\s/>=]*+([^>=]*+(?:" + _VALUE + rb"[^>=]*+)*+)")
_ASSIGNED = re.compile(_VALUE)
_BARE = re.compile(rb"[^\s/>=\"']+")
# Quicker looks for the same: a tag of that length, and a `>` within quotes, which would cut it short.
_LONG = re.compile(rb"<[a-zA-Z][^>]{%d,}+" % _LONG_TAG)
_QUOTED_END = re.compile(rb"""=\s*+(?:"[^">]*+>|'[^'>]*+>)""")
_RAW_TEXT = re.compile(
    rb"<!--.*?(?:-->|\Z)|<(script|style|textarea|title|xmp|iframe|noembed|noframes)\b.*?(?:</\1|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_VOID = wordlists.words("area base br col embed hr img input link meta param source track wbr")
# These close one another, so they cannot nest without an element between them that counts.
_FLAT = wordlists.words("p li dt dd option optgroup tr td th tbody thead tfoot colgroup caption html head body")
_FORMATTING = wordlists.words("a b big code em font i nobr s small strike strong tt u")
# Of those without attributes the parser repeats three, and it closes a second `a` or `nobr` itself.
_REPEATED = "|".join(sorted(_FORMATTING - {"a", "nobr"})).encode()
# One that ends at once, as icons do, is not left open.
_STYLED = re.compile(rb"<(%b)[\s/](?![^<>]*+></\1>)" % _REPEATED)
# A quicker look for most of them: in small letters, with one sign for all that ends a name.
_FOLDED = bytes(ord(" ") if chr(byte) in "\t\n\v\f\r/" else byte for byte in bytes(range(256)).lower())
_MAY_BE_STYLED = ahocorasick_rs.BytesAhoCorasick([b"<%b " % name for name in _REPEATED.split(b"|")])
_STYLING = re.compile(rb"<(/?)(%b)[\s/>]" % _REPEATED)
_PHRASING = _FORMATTING | wordlists.words("span label abbr cite q sub sup mark time var kbd samp bdi bdo ins del")
_SCOPES = wordlists.words("table template object marquee applet svg math foreignobject select")


def check(html: bytes) -> None:
    """Raise HtmlTooComplexError for markup that would take the parser too long."""
    tags = html.count(b"<")
    if tags > MAX_ELEMENTS and tags - html.count(b"</") > MAX_ELEMENTS:
        raise HtmlTooComplexError(f"The page has more than {MAX_ELEMENTS:,} elements.")
    many_attributes = _may_have_many_attributes(html, tags)
    many_tags = tags > _FEW_TAGS and _may_be_deep(html, tags)
    if not many_attributes and not many_tags:
        return
    markup = _RAW_TEXT.sub(b"", html)  # scripts compare and assign too: `i<n;a=b`
    if many_attributes:
        _check_attributes(markup)
    if many_tags:
        _check_nesting(markup.decode("utf-8"))


def _may_have_many_attributes(html: bytes, tags: int) -> bool:
    if tags > _MANY_TAGS or _QUOTED_END.search(html):  # with many tags, only this look is linear
        return max(map(len, _TAG.findall(html)), default=0) > _LONG_TAG
    long = (tag for start, end in _without_ends(html) for tag in _LONG.findall(html, start, end))
    return any(_attributes(tag) > MAX_ATTRIBUTES for tag in long)


def _without_ends(html: bytes) -> Iterator[tuple[int, int]]:
    """Yield the stretches without a `>` that are long enough for a long tag."""
    place = 0
    while place < len(html):
        end = html.rfind(b">", place, place + _LONG_TAG) + 1
        if not end:
            end = html.find(b">", place) + 1 or len(html)
            yield place, end
        place = end


def _may_be_deep(html: bytes, tags: int) -> bool:
    return _leaves_formatting_open(html) or (tags > _MANY_TAGS and tags - html.count(b"</") > _MANY_TAGS)


def _leaves_formatting_open(html: bytes) -> bool:
    """Whether formatting elements may be left open in numbers; a look that is cheap enough for every page."""
    if not _may_be_styled(html.translate(_FOLDED)):
        return False
    html = html.lower()
    if len(_STYLED.findall(html)) <= MAX_FORMATTING:
        return False
    # An upper bound of what is open: of each name, the longest run without an end.
    now: Counter[bytes] = Counter()
    most: Counter[bytes] = Counter()
    for slash, name in _STYLING.findall(html):
        now[name] = max(0, now[name] - 1) if slash else now[name] + 1
        most[name] = max(most[name], now[name])
    return most.total() > MAX_FORMATTING


def _may_be_styled(folded: bytes) -> bool:
    count = 0
    for start in range(0, len(folded), PIECE_BYTES):
        count += len(_MAY_BE_STYLED.find_matches_as_indexes(folded[start : start + PIECE_BYTES]))
        if count > MAX_FORMATTING - start // PIECE_BYTES:  # one may be cut in two at the end of each piece
            return True
    return False


def _check_attributes(markup: bytes) -> None:
    for tag in _TAG.findall(markup):
        if len(tag) > _LONG_TAG and _attributes(tag) > MAX_ATTRIBUTES:
            raise HtmlTooComplexError(f"One element of the page has more than {MAX_ATTRIBUTES} attributes.")


def _attributes(tag: bytes) -> int:
    return len(_BARE.findall(_ASSIGNED.sub(b" ", tag)))


def _check_nesting(markup: str) -> None:
    nesting = _Nesting()
    for slash, spelled in _NAME.findall(markup):
        name = spelled.lower()
        if name in _VOID or name in _FLAT:
            continue
        if slash:
            nesting.close(name)
        else:
            nesting.open(name)


class _Nesting:
    """The open elements, never fewer than the parser would hold but for a constant factor."""

    def __init__(self) -> None:
        self._stack: list[str] = []
        self._open: dict[str, int] = {}
        self._formatting = 0
        self._steps = 0

    def open(self, name: str) -> None:
        self._stack.append(name)
        self._open[name] = self._open.get(name, 0) + 1
        if len(self._stack) > MAX_DEPTH:
            raise HtmlTooComplexError(f"The page's elements are nested more than {MAX_DEPTH} deep.")
        if name in _FORMATTING:
            self._formatting += 1
            if self._formatting > MAX_FORMATTING:
                raise HtmlTooComplexError(f"More than {MAX_FORMATTING} formatting elements of the page are left open.")

    def close(self, name: str) -> None:
        stack = self._stack
        if stack and stack[-1] == name:
            self._pop()
        elif self._open.get(name) and self._is_in_scope(name):
            while self._pop() != name:
                pass
        elif name in _FORMATTING and self._formatting:
            # The parser closes it out of order; it stays on the stack here, but is repeated no more.
            self._formatting -= 1

    def _pop(self) -> str:
        name = self._stack.pop()
        self._open[name] -= 1
        if name in _FORMATTING and self._formatting:
            self._formatting -= 1
        return name

    def _is_in_scope(self, name: str) -> bool:
        """Whether the end tag closes the element of that name, and all that are open within it."""
        if self._steps > _MAX_STEPS:
            raise HtmlTooComplexError("The page's end tags do not fit its elements.")
        for other in reversed(self._stack):
            self._steps += 1
            if other == name:
                return True
            if other in _SCOPES or (name in _PHRASING and other not in _PHRASING):
                return False
        return False
