"""Streets in the pieces of a text: those that stand before a postal code, with house number, flat and building."""

import re

from msgspec import Struct

from desktop_scanner.extract.companies import legal_forms
from desktop_scanner.extract.places import postal_formats

_MAX_BACK = 4
MAX_LINES_BACK = 4
MAX_STREET = 160
_LONG = 60  # a sentence, of which only the end can be a street
_MAX_TAIL = 80
_PREFIX = 5  # `D-`, `CH - `
_DIGIT = re.compile(r"\d")
_CUTS = re.compile(r",\s+|,$|\s[|·•–—/-]\s|\s?[·•|;]\s?|\t")
_LABEL = re.compile(r"^[^\W\d][\w\s.&'’()/-]{1,40}(?<!\bno)(?<!\bnr):\s*", re.IGNORECASE)
_BARE_NUMBER = re.compile(
    rf"(?:n[.°ºr]{{0,2}}\s?)?{postal_formats.NUMBER}(?:\s?(?:bis|ter|quater))?|s/n\.?", re.IGNORECASE
)
_FLAT = re.compile(
    r"(?:(?:suite|ste\.?|apt\.?|apartment|unit|flat|level|floor|office|room|shop|bus|bte\.?|boîte|box|top|tür"
    r"|stiege|stock|og|eg|hinterhaus"
    r"|lokal|lok\.?|piso|planta|bajo|nave|local|oficina|of\.|puerta|pta\.?|portal|bl\.|ap\.|et\.|sc\.|sector"
    r"|corp|bloque|edificio|interior|depto\.?|despacho|loja|fra[cç][aã]o|sala|andar|esc\.?|interno|int\.?|scala"
    r"|sal|building|block|b[âa]t(?:iment)?\.?|haus|gebäude|opgang|lgh)"
    r"(?:\s?\d[\w./-]{0,5}|\.?\s[\w./-]{1,6}|\.)?"
    r"|\d{1,2}(?:st|nd|rd|th)? floor|(?:ground|first|second|third|fourth|fifth) floor"
    r"|\d{1,2}[.º°ª]{0,2}\s?(?:tv|th|mf|sal|og|stock"
    r"|etage|étage|piso|esq|d[ta]o|dt|dir|frente|izq|dcha|[a-zA-Z])\.?|st\.? (?:tv|th|mf)\.?|kl\.|1\.|2\.|3\.)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[a-zß-ÿ]{3,}\s[a-zß-ÿ]{3,}\s[a-zß-ÿ]{3,}")
_TAIL = re.compile(
    r"[^\W\d_a-z][\w.'’/-]*(?:[ -][^\W\d_][\w.'’/-]*){0,3}"
    rf",? {postal_formats.NUMBER}"
)
_TAIL_FIRST = re.compile(
    rf"(?<!\w){postal_formats.NUMBER}(?:\s?(?:bis|ter|quater))?,?\s"
    rf"(?:{postal_formats.STREET_FIRST})\s[^\d,;:]{{3,40}}$",
    re.IGNORECASE,
)
_PREPOSITIONS = re.compile(
    r"^(?:.*\s)?(?:in|at|unter|auf|à|au|en|bei|visit us at|find us at|located at|is|ist|est)(?: der| dem"
    r"| den)?\s(?=[^\W\d_])"
)


class Piece(Struct, frozen=True):
    """A part of a line between commas and the like; `start` and `end` are its place in the line."""

    text: str
    line: int
    start: int
    end: int


class Street(Struct, frozen=True):
    """A street as found; `line` is where it begins, `head` what stands before it in that line."""

    text: str
    line: int
    head: str = ""


def pieces_of(text: str, line: int) -> list[Piece]:
    """Return the pieces of a line."""
    pieces: list[Piece] = []
    start = 0
    for end, following in [*(cut.span() for cut in _CUTS.finditer(text)), (len(text), len(text))]:
        if text[start:end].strip():
            pieces.append(Piece(text[start:end].strip(), line, start, end))
        start = following
    return pieces


def may_end(before: str) -> bool:
    """Return whether a street may stand right before a code, given the line so far; a cheap look, never wrongly no.

    Where nothing stands there the street may be in the lines above.
    """
    piece = before[max((cut.end() for cut in _CUTS.finditer(before)), default=0) :].strip(" ,.-–")
    label = _LABEL.match(piece)
    text = piece[label.end() :] if label else piece
    if len(text) <= _PREFIX:
        return True
    if len(text) > MAX_STREET + _PREFIX:
        return False
    if _DIGIT.search(text, max(0, len(text) - _MAX_TAIL)) or "s/n" in text:
        return True
    return len(text) <= _LONG + _PREFIX and postal_formats.STREET_WORD.search(text) is not None


def beside(pieces: list[Piece], index: int, text: str) -> Street | None:
    """Return the street of an address whose town stands in a piece: in the text before it, or in earlier pieces."""
    label = _LABEL.match(text)
    bare = text[label.end() :] if label else text
    if not bare.strip(" -–"):
        return before(pieces, index, [])[0]
    found = _as_street(bare)
    return Street(found, pieces[index].line, _head(pieces, index, text[: text.find(found)])) if found else None


def before(pieces: list[Piece], index: int, between: list[str]) -> tuple[Street | None, list[str]]:
    """Return the nearest street before a place, and what stands between the two."""
    place = pieces[index]
    passed: list[str] = []
    flats: list[str] = []
    for at in range(index - 1, max(-1, index - 1 - _MAX_BACK), -1):
        piece = pieces[at]
        text = _LABEL.sub("", piece.text)
        if place.line - piece.line > MAX_LINES_BACK or postal_formats.NO_STREET.search(text):
            break
        if _FLAT.fullmatch(text):
            flats.insert(0, text)
            continue
        found = _street_at(pieces, at, text)
        if found is not None:
            street = Street(", ".join([found.text, *flats]), found.line, found.head)
            return street, [*reversed(passed), *between]
        if len(text) > 45 or _SENTENCE.search(text):
            break
        passed.append(text)
    return None, between


def _street_at(pieces: list[Piece], at: int, text: str) -> Street | None:
    """Return the street that a piece is, together with the number, flat or building before it."""
    piece = pieces[at]
    earlier = pieces[at - 1] if at else None
    near = _LABEL.sub("", earlier.text) if earlier is not None and earlier.line == piece.line else ""
    if near and (_BARE_NUMBER.fullmatch(text) or _is_its_number(pieces, at, near, text)):
        found = _as_street(f"{near}, {text}")
        if found:
            return Street(found, piece.line, _head(pieces, at - 1, ""))
    found = _as_street(text)
    if not found:
        return None
    found = _with_building(pieces, at, found)
    if earlier is not None and _FLAT.fullmatch(earlier.text) and earlier.text not in found:
        return Street(f"{earlier.text}, {found}", earlier.line, _head(pieces, at - 1, ""))
    return Street(found, piece.line, _head(pieces, at, piece.text[: max(0, piece.text.find(found))]))


def _is_its_number(pieces: list[Piece], at: int, near: str, text: str) -> bool:
    """Whether the piece before a street (`4, venelle du Four`) is its number, and not that of another one before it."""
    if not _BARE_NUMBER.fullmatch(near) or any(map(str.isdigit, text)):
        return False
    is_taken = at > 1 and pieces[at - 2].line == pieces[at].line
    return not is_taken or postal_formats.STREET_WORD.match(text) is not None


def _with_building(pieces: list[Piece], at: int, street: str) -> str:
    """Return a street with the house or estate that stands before it."""
    for piece in reversed(pieces[max(0, at - 2) : at]):
        text = _LABEL.sub("", piece.text)
        is_near = pieces[at].line - piece.line <= 1
        if not is_near or not postal_formats.BUILDING.fullmatch(text) or legal_forms.of(text):
            break
        street = f"{text}, {street}"
    return street


def after(pieces: list[Piece], index: int, end: int) -> Street | None:
    """Return the street that follows the town, as in Hungary."""
    rest = pieces[index].text[end:].strip(" ,")
    following = rest or (pieces[index + 1].text if index + 1 < len(pieces) else "")
    found = _as_street(following)
    return Street(found, pieces[index].line) if found else None


def is_street(text: str) -> bool:
    """Return whether a text is a street that calls itself one, with its number."""
    return (
        postal_formats.STREET_WORD.search(text) is not None and any(map(str.isdigit, text)) and _as_street(text) == text
    )


def _as_street(text: str) -> str | None:
    """Return the street that a text is, or ends with, or None."""
    text = text.strip(" ,.-–")
    if not 3 < len(text) <= MAX_STREET or postal_formats.NO_STREET.search(text):
        return None
    if len(text) > _LONG or _SENTENCE.search(text):
        return _tail(text)
    if _BARE_NUMBER.fullmatch(text):
        return None
    if postal_formats.POST_BOX.fullmatch(text) or postal_formats.NUMBER_FIRST.fullmatch(text):
        return text
    if postal_formats.NUMBER_LAST.fullmatch(text):
        return _PREPOSITIONS.sub("", text) if len(text) > 30 else text
    return text if postal_formats.STREET_WORD.search(text) and len(text) <= 50 and text[0].isupper() else None


def _tail(text: str) -> str | None:
    """Return the street at the end of a sentence: only one that calls itself a street."""
    first = _TAIL_FIRST.search(text)
    if first:
        return first[0]
    words = text.split()
    for length in range(2, min(6, len(words)) + 1):
        end = " ".join(words[-length:])
        if _TAIL.fullmatch(end) and postal_formats.STREET_WORD.search(end) and end[0].isupper():
            return end
    return None


def _head(pieces: list[Piece], index: int, before: str) -> str:
    """Return what stands in the line before the street."""
    line = pieces[index].line
    parts = [piece.text for piece in pieces[max(0, index - 3) : index] if piece.line == line]
    return ", ".join([*parts, before.strip(" ,:–-")] if before.strip(" ,:–-") else parts)
