"""Postal addresses in the text that people see: a postal code beside a town, next to a street.

The lines are cut at commas and the like; a piece that holds code and town is then looked at together with the pieces
before it, the nearest of which that is a street makes it an address.
"""

import bisect
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from desktop_scanner.extract import legal_forms, postal_formats, regions
from desktop_scanner.extract.postal_formats import Format, Order

MAX_SIGHTINGS = 60
MAX_PLACES = 500
_MAX_BACK = 4
_MAX_LINES_BACK = 4

_CUTS = re.compile(r",\s+|,$|\s[|·•–—/-]\s|\s?[·•|;]\s?|\t")
_LABEL = re.compile(r"^[^\W\d][\w\s.&'’()/-]{1,40}(?<!\bno)(?<!\bnr):\s*", re.IGNORECASE)
_BARE_NUMBER = re.compile(
    rf"(?:n[.°ºr]{{0,2}}\s?)?{postal_formats.NUMBER}(?:\s?(?:bis|ter|quater))?|s/n\.?", re.IGNORECASE
)
_FLAT = re.compile(
    r"(?:(?:suite|ste\.?|apt\.?|apartment|unit|flat|level|floor|office|room|shop|bus|bte\.?|boîte|box|top|tür|stiege|stock|og|eg|hinterhaus"
    r"|lokal|lok\.?|piso|planta|bajo|nave|local|oficina|of\.|puerta|pta\.?|portal|bl\.|ap\.|et\.|sc\.|sector|corp|bloque|edificio|interior|depto\.?|despacho|loja|fra[cç][aã]o|sala|andar|esc\.?|interno|int\.?|scala|sal|building|block|b[âa]t(?:iment)?\.?|haus|gebäude|opgang|lgh)"
    r"\s?[\w./-]{0,6}|\d{1,2}(?:st|nd|rd|th)? floor|(?:ground|first|second|third|fourth|fifth) floor|\d{1,2}[.º°ª]{0,2}\s?(?:tv|th|mf|sal|og|stock"
    r"|etage|étage|piso|esq|d[ta]o|dt|dir|frente|izq|dcha|[a-zA-Z])\.?|st\.? (?:tv|th|mf)\.?|kl\.|1\.|2\.|3\.)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[a-zß-ÿ]{3,}\s[a-zß-ÿ]{3,}\s[a-zß-ÿ]{3,}")
_TAIL = re.compile(
    r"[^\W\d_a-z][\w.'’/-]*(?:[ -][^\W\d_][\w.'’/-]*){0,3}"
    rf",? {postal_formats.NUMBER}"
)
_TAIL_FIRST = re.compile(
    rf"(?<!\w){postal_formats.NUMBER}(?:\s?(?:bis|ter|quater))?,?\s(?:{postal_formats.STREET_FIRST})\s[^\d,;:]{{3,40}}$",
    re.IGNORECASE,
)
_PREPOSITIONS = re.compile(
    r"^(?:.*\s)?(?:in|at|unter|auf|à|au|en|bei|visit us at|find us at|located at|is|ist|est)(?: der| dem| den)?\s(?=[^\W\d_])"
)


class Sighting(Struct, frozen=True, kw_only=True):
    """An address in a text; `line` is where its street begins, `head` what stands before it in that line."""

    street: str
    code: str | None
    town: str | None
    region: str | None
    country: str | None
    line: int
    last_line: int
    head: str = ""

    @property
    def one_line(self) -> str:
        """The address as it is written on an envelope, in one line."""
        return one_line(self.street, self.code, self.town, self.region, self.country)


class _Piece(Struct, frozen=True):
    text: str
    line: int
    start: int


# Where the number of the postal code follows the town.
CODE_LAST = frozenset(("US", "CA", "AU", "GB", "IE", "NZ", "IN", "SG", "BR"))


def one_line(street: str | None, code: str | None, town: str | None, region: str | None, country: str | None) -> str:
    """Return the parts in one line, in the order of the country."""
    if country == "JP":
        return f"〒{code} {region or ''}{town or ''}{street}"
    if country in CODE_LAST:
        place = f"{town or ''}, {region or ''} {code or ''}"
    else:
        place = f"{code or ''} {town or ''}"
    place = " ".join(place.replace(" ,", ",").split()).strip(", ")
    return ", ".join(part for part in (street, place) if part)


def places(text: str, likely: Iterable[str]) -> list[int]:
    """Return where a text has something like a postal code beside a town: elsewhere there is no address."""
    found = [match.start() for match in itertools.islice(postal_formats.CODE.finditer(text), MAX_PLACES)]
    if "IE" in likely:
        found += [match.start() for match in postal_formats.IRISH_COUNTY.finditer(text)]
    return found


def sightings(lines: Sequence[str], likely: Iterable[str], own: Sequence[bool] | None = None) -> Iterator[Sighting]:
    """Yield the addresses in the lines, `likely` being the countries that the page speaks of."""
    countries = tuple(likely)
    count = 0
    cut: dict[int, list[_Piece]] = {}
    for row in _rows_with_codes(lines, countries):
        if own is not None and not own[row]:
            continue
        near = [at for at in range(max(0, row - _MAX_LINES_BACK), min(len(lines), row + 3)) if own is None or own[at]]
        pieces = [piece for at in near for piece in (cut.get(at) or cut.setdefault(at, _pieces(lines[at], at)))]
        for index, piece in enumerate(pieces):
            may_be = piece.line == row and places(piece.text, countries)
            found = _at(pieces, index, countries) if may_be else None
            if found is not None and not postal_formats.STAND_IN.search(f"{found.street} {found.town}"):
                yield found
                count += 1
        if count >= MAX_SIGHTINGS:
            return


def _rows_with_codes(lines: Sequence[str], likely: Iterable[str]) -> list[int]:
    """Return which lines hold something like a postal code, by one look at all of them."""
    ends = list(itertools.accumulate(len(line) + 1 for line in lines))
    text = "\n".join(lines)
    patterns = (postal_formats.CODE_IN_LINE, postal_formats.IRISH_COUNTY)[: 2 if "IE" in likely else 1]
    return sorted(
        {bisect.bisect_right(ends, match.start()) for pattern in patterns for match in pattern.finditer(text)}
    )


def _pieces(text: str, line: int) -> list[_Piece]:
    pieces: list[_Piece] = []
    start = 0
    for end, following in [*(cut.span() for cut in _CUTS.finditer(text)), (len(text), len(text))]:
        if text[start:end].strip():
            pieces.append(_Piece(text[start:end].strip(), line, start))
        start = following
    return pieces


def _at(pieces: list[_Piece], index: int, likely: tuple[str, ...]) -> Sighting | None:
    for form in postal_formats.FORMATS:
        match = form.pattern.search(pieces[index].text)
        if match is None or (form.name == "br" and "BR" not in likely) or _is_no_town(match):
            continue
        found = (
            _code_first(pieces, index, form, match, likely)
            if form.order is Order.CODE_FIRST
            else _code_last(pieces, index, form, match)
        )
        if found is not None:
            return found
    return _japanese(pieces[index]) or (_irish(pieces, index) if "IE" in likely else None)


def _is_no_town(match: re.Match[str]) -> bool:
    town = match.groupdict().get("town")
    return town is not None and postal_formats.NO_TOWN.match(town) is not None


def _code_first(
    pieces: list[_Piece], index: int, form: Format, match: re.Match[str], likely: tuple[str, ...]
) -> Sighting | None:
    stated = _stated_country(pieces, index, match.end())
    prefix = match["prefix"]
    country = postal_formats.COUNTRY_OF_PREFIX.get(prefix, prefix) if prefix else None
    country = country or (
        stated if stated in form.countries or stated is not None and len(form.countries) == 1 else None
    )
    country = country or next((code for code in likely if code in form.countries), None)
    if country is None and len(form.countries) == 1:
        country = form.countries[0]
    street = _street(pieces, index, pieces[index].text[: match.start()].strip(" ,"))
    if street is None and country == "HU":
        street = _street_after(pieces, index, match.end())
    if street is None or (country is None and not postal_formats.STREET_WORD.search(street.text)):
        return None
    if country is None and form.name == "four" and re.match("19|20", match["code"]):
        return None
    town = _town(match["town"])
    region = _region_after(pieces[index].text[match.end() :])
    return Sighting(
        street=street.text, code=match["code"], town=town, region=region, country=country,
        line=street.line, last_line=pieces[index].line, head=street.head,
    )  # fmt: skip


def _code_last(pieces: list[_Piece], index: int, form: Format, match: re.Match[str]) -> Sighting | None:
    piece = pieces[index]
    before = piece.text[: match.start()].strip(" ,-/(")
    region = match["region"] or None
    in_piece = bool(re.search(r"\d", before))  # the street stands in the same piece
    start = _street(pieces, index, before) if in_piece else None
    between = [before] if before and not in_piece else []
    if start is None:
        start, between = _street_before(pieces, index, between)
    if start is None:
        return None
    is_british = form.name in ("gb", "ie")
    if is_british and len(between) > 1 and _is_county(between[-1]):
        region = between.pop()
    if form.name == "br" and len(between) > 1 and re.fullmatch("[A-Z]{2}", between[-1]):
        region = between.pop()
    town = between[-1] if between else ""
    if not is_british and (not town or not town[0].isupper()):
        return None
    street = ", ".join([start.text, *between[:-1]])
    return Sighting(
        street=street, code=match["code"], town=town or None, region=region, country=form.countries[0],
        line=start.line, last_line=piece.line, head=start.head,
    )  # fmt: skip


def _japanese(piece: _Piece) -> Sighting | None:
    match = postal_formats.JAPANESE.search(piece.text)
    if match is None:
        return None
    return Sighting(
        street=match["street"], code=match["code"], town=match["town"], region=match["region"], country="JP",
        line=piece.line, last_line=piece.line, head=piece.text[: match.start()].strip(" 〒:"),
    )  # fmt: skip


def _irish(pieces: list[_Piece], index: int) -> Sighting | None:
    match = postal_formats.IRISH_TOWN.fullmatch(pieces[index].text.rstrip("."))
    if match is None:
        return None
    between = [] if match["county"] else [match["town"]]
    start, between = _street_before(pieces, index, between)
    following = pieces[index + 1].text if index + 1 < len(pieces) else ""
    if start is None or not between or any(form.pattern.search(following) for form in postal_formats.FORMATS[:5]):
        return None
    street = ", ".join([start.text, *between[:-1]])
    return Sighting(
        street=street, code=None, town=between[-1], region=match["county"], country="IE",
        line=start.line, last_line=pieces[index].line, head=start.head,
    )  # fmt: skip


class _Street(Struct, frozen=True):
    text: str
    line: int
    head: str = ""


def _street(pieces: list[_Piece], index: int, before: str) -> _Street | None:
    """Return the street of an address whose town stands at a place: in the same piece or in those before it."""
    if before:
        label = _LABEL.match(before)
        bare = before[label.end() :] if label else before
        found = _as_street(bare)
        if found is None and not bare.strip(" -–"):
            return _street_before(pieces, index, [])[0]
        return _Street(found, pieces[index].line, _head(pieces, index, before[: before.find(found)])) if found else None
    return _street_before(pieces, index, [])[0]


def _street_before(pieces: list[_Piece], index: int, between: list[str]) -> tuple[_Street | None, list[str]]:
    """Return the nearest street before a place, and what stands between the two."""
    place = pieces[index]
    passed: list[str] = []
    flats: list[str] = []
    for at in range(index - 1, max(-1, index - 1 - _MAX_BACK), -1):
        piece = pieces[at]
        text = _LABEL.sub("", piece.text)
        if place.line - piece.line > _MAX_LINES_BACK or postal_formats.NO_STREET.search(text):
            break
        if _FLAT.fullmatch(text):
            flats.insert(0, text)
            continue
        found = _street_at(pieces, at, text)
        if found is not None:
            street = _Street(", ".join([found.text, *flats]), found.line, found.head)
            return street, [*reversed(passed), *between]
        if len(text) > 45 or _SENTENCE.search(text):
            break
        passed.append(text)
    return None, between


def _street_at(pieces: list[_Piece], at: int, text: str) -> _Street | None:
    """Return the street that a piece is, together with the number or flat before it."""
    piece = pieces[at]
    before = pieces[at - 1] if at else None
    beside = _LABEL.sub("", before.text) if before is not None and before.line == piece.line else ""
    if beside and _BARE_NUMBER.fullmatch(text):
        found = _as_street(f"{beside}, {text}")
        return _Street(found, piece.line, _head(pieces, at - 1, "")) if found else None
    further = pieces[at - 2] if at > 1 else None
    is_taken = further is not None and further.line == piece.line  # a number that belongs to the street before it
    is_taken = is_taken and not postal_formats.STREET_WORD.match(text)
    if beside and not is_taken and _BARE_NUMBER.fullmatch(beside) and not any(map(str.isdigit, text)):
        found = _as_street(f"{beside}, {text}")
        if found:
            return _Street(found, piece.line, _head(pieces, at - 1, ""))
    found = _as_street(text)
    if not found:
        return None
    found = _with_building(pieces, at, found)
    if (
        before is not None
        and piece.line - before.line <= 1
        and _FLAT.fullmatch(before.text)
        and before.text not in found
    ):
        return _Street(f"{before.text}, {found}", before.line, _head(pieces, at - 1, ""))
    return _Street(found, piece.line, _head(pieces, at, piece.text[: max(0, piece.text.find(found))]))


def _with_building(pieces: list[_Piece], at: int, street: str) -> str:
    """Return a street with the house or estate that stands before it in the same line."""
    for place in range(at - 1, max(-1, at - 3), -1):
        text = _LABEL.sub("", pieces[place].text)
        if (
            pieces[at].line - pieces[place].line > 1
            or not postal_formats.BUILDING.fullmatch(text)
            or legal_forms.of(text)
        ):
            break
        street = f"{text}, {street}"
    return street


def _street_after(pieces: list[_Piece], index: int, end: int) -> _Street | None:
    rest = pieces[index].text[end:].strip(" ,")
    following = rest or (pieces[index + 1].text if index + 1 < len(pieces) else "")
    found = _as_street(following)
    return _Street(found, pieces[index].line) if found else None


def _as_street(text: str) -> str | None:
    """Return the street that a text is, or ends with, or None."""
    text = text.strip(" ,.-–")
    if not 3 < len(text) <= 160 or postal_formats.NO_STREET.search(text):
        return None
    if len(text) > 60 or _SENTENCE.search(text):
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


def _head(pieces: list[_Piece], index: int, before: str) -> str:
    """Return what stands in the line before the street."""
    line = pieces[index].line
    parts = [piece.text for piece in pieces[max(0, index - 3) : index] if piece.line == line]
    return ", ".join([*parts, before.strip(" ,:–-")] if before.strip(" ,:–-") else parts)


def _stated_country(pieces: list[_Piece], index: int, end: int) -> str | None:
    rest = pieces[index].text[end:].strip(" ,()-–.")
    following = [rest] if rest else [piece.text for piece in pieces[index + 1 : index + 3]]
    for text in following:
        if len(text) < 30 and (code := regions.country_code(text.strip(" .()"))) and len(text) > 2:
            return code
    return None


_TOWN_END = re.compile(
    r"\s+(?:Tel|Telefon|Tél|Fax|Phone|Mobil|E-?Mail|T\.|F\.|M\.|P\.|Fon|Deutschland|Germany|Österreich|Austria|Schweiz|France|Belgique|België|Nederland|Italia|España|Polska|Danmark|Sverige|Norge|Suomi|Portugal)(?!\w).*$"
)
_TOWN_STOP = re.compile(r"(?<=[^\W\d]{3})\.(?:\s.*)?$")
_CEDEX = re.compile(r"\s+cedex\b.*$", re.IGNORECASE)


def _town(text: str) -> str:
    text = _TOWN_STOP.sub("", text)
    return _CEDEX.sub("", _TOWN_END.sub("", text).split(" (")[0]).strip(" .,(")


def _region_after(text: str) -> str | None:
    match = re.match(r"\s*\(([^\W\d_][\w .'’-]{1,30})\)", text)
    return match[1] if match else None


_COUNTIES = frozenset(
    """avon bedfordshire berkshire bucks cornwall cumbria devon dorset essex hants herts kent lancs leics merseyside middlesex
    norfolk northants northumberland notts rutland somerset suffolk surrey sussex wilts worcs yorks fife cleveland humberside
    powys gwent gwynedd dyfed clwyd antrim armagh down fermanagh tyrone""".split()
)


def _is_county(text: str) -> bool:
    folded = text.lower().removeprefix("co. ").removeprefix("county ").removeprefix("co ")
    last = folded.split()[-1] if folded else ""
    return folded != text.lower() or last.endswith("shire") or last in _COUNTIES
