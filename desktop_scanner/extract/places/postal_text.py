"""Postal addresses in the text that people see: a postal code beside a town, next to a street.

The lines are cut at commas and the like; a piece that holds code and town is then looked at together with the pieces
before it, the nearest of which that is a street makes it an address.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from desktop_scanner.extract.places import postal_formats, regions, streets
from desktop_scanner.extract.places.postal_formats import Format, Order
from desktop_scanner.extract.text import wordlists

MAX_SIGHTINGS = 60


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


# Where the number of the postal code follows the town.
CODE_LAST = frozenset(("US", "CA", "AU", "GB", "IE", "NZ", "IN", "SG", "BR"))


def one_line(street: str | None, code: str | None, town: str | None, region: str | None, country: str | None) -> str:
    """Return the parts in one line, in the order of the country."""
    if country == "JP":
        return f"〒{code} {region or ''}{town or ''}{street}"
    place = f"{town or ''}, {region or ''} {code or ''}" if country in CODE_LAST else f"{code or ''} {town or ''}"
    place = " ".join(place.replace(" ,", ",").split()).strip(", ")
    return ", ".join(part for part in (street, place) if part)


def sightings(lines: Sequence[str], likely: Iterable[str], own: Sequence[bool] | None = None) -> Iterator[Sighting]:
    """Yield the addresses in the lines, `likely` being the countries that the page speaks of."""
    countries = tuple(likely)
    count = 0
    cut: dict[int, list[streets.Piece]] = {}
    for row, places in _rows_with_codes(lines):
        if own is not None and not own[row]:
            continue
        near = [
            at for at in range(max(0, row - streets.MAX_LINES_BACK), min(len(lines), row + 3)) if own is None or own[at]
        ]
        pieces = [
            piece for at in near for piece in (cut.get(at) or cut.setdefault(at, streets.pieces_of(lines[at], at)))
        ]
        for index, piece in enumerate(pieces):
            may_be = piece.line == row and any(piece.start <= place < piece.end for place in places)
            found = _at(pieces, index, countries) if may_be else None
            if found is not None and not postal_formats.STAND_IN.search(f"{found.street} {found.town}"):
                yield found
                count += 1
        if count >= MAX_SIGHTINGS:
            return


def _rows_with_codes(lines: Sequence[str]) -> Iterator[tuple[int, list[int]]]:
    """Yield which lines hold something like a postal code, and where in them."""
    for row, line in enumerate(lines):
        places = [match.start() for match in postal_formats.CODE_IN_LINE.finditer(line)]
        places += [match.start() for match in postal_formats.IRISH_PLACE.finditer(line)]
        if places:
            yield row, places


def _at(pieces: list[streets.Piece], index: int, likely: tuple[str, ...]) -> Sighting | None:
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
    pieces: list[streets.Piece], index: int, form: Format, match: re.Match[str], likely: tuple[str, ...]
) -> Sighting | None:
    stated = _stated_country(pieces, index, match.end())
    prefix = match["prefix"]
    country = postal_formats.COUNTRY_OF_PREFIX.get(prefix, prefix) if prefix else None
    country = country or (
        stated if stated in form.countries or (stated is not None and len(form.countries) == 1) else None
    )
    country = country or next((code for code in likely if code in form.countries), None)
    if country is None and len(form.countries) == 1:
        country = form.countries[0]
    street = streets.beside(pieces, index, pieces[index].text[: match.start()].strip(" ,"))
    if street is None and country == "HU":
        street = streets.after(pieces, index, match.end())
    if street is None or (country is None and not postal_formats.STREET_WORD.search(street.text)):
        return None
    if country is None and form.name == "four" and re.match("19|20", match["code"]):
        return None
    town = _town(match["town"])
    region = _region_in(pieces[index].text[match.start("town") :])
    return Sighting(
        street=street.text, code=match["code"], town=town, region=region, country=country,
        line=street.line, last_line=pieces[index].line, head=street.head,
    )  # fmt: skip


def _code_last(pieces: list[streets.Piece], index: int, form: Format, match: re.Match[str]) -> Sighting | None:
    piece = pieces[index]
    before = piece.text[: match.start()].strip(" ,-/(")
    region = match["region"] or None
    in_piece = bool(re.search(r"\d", before))  # the street stands in the same piece
    start = streets.beside(pieces, index, before) if in_piece else None
    between = [before] if before and not in_piece else []
    if start is None:
        start, between = streets.before(pieces, index, between)
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


def _japanese(piece: streets.Piece) -> Sighting | None:
    match = postal_formats.JAPANESE.search(piece.text)
    if match is None:
        return None
    return Sighting(
        street=match["street"], code=match["code"], town=match["town"], region=match["region"], country="JP",
        line=piece.line, last_line=piece.line, head=piece.text[: match.start()].strip(" 〒:"),
    )  # fmt: skip


def _irish(pieces: list[streets.Piece], index: int) -> Sighting | None:
    match = postal_formats.IRISH_TOWN.fullmatch(pieces[index].text.rstrip("."))
    if match is None:
        return None
    between = [] if match["county"] else [match["town"]]
    start, between = streets.before(pieces, index, between)
    following = pieces[index + 1].text if index + 1 < len(pieces) else ""
    if start is None or not between or any(form.pattern.search(following) for form in postal_formats.FORMATS[:5]):
        return None
    street = ", ".join([start.text, *between[:-1]])
    return Sighting(
        street=street, code=None, town=between[-1], region=match["county"], country="IE",
        line=start.line, last_line=pieces[index].line, head=start.head,
    )  # fmt: skip


def _stated_country(pieces: list[streets.Piece], index: int, end: int) -> str | None:
    rest = pieces[index].text[end:].strip(" ,()-–.")
    following = [rest] if rest else [piece.text for piece in pieces[index + 1 : index + 3]]
    for text in following:
        if len(text) < 30 and (code := regions.country_code(text.strip(" .()"))) and len(text) > 2:
            return code
    return None


_TOWN_END = re.compile(
    r"\s+(?:Tel|Telefon|Tél|Fax|Phone|Mobil|E-?Mail|T\.|F\.|M\.|P\.|Fon|Deutschland|Germany|Österreich|Austria"
    r"|Schweiz|France|Belgique|België|Nederland|Italia|España|Polska|Danmark|Sverige|Norge|Suomi|Portugal)"
    r"(?!\w).*$"
)
_TOWN_STOP = re.compile(r"(?<=[^\W\d]{3})\.(?:\s.*)?$")
_CEDEX = re.compile(r"\s+cedex\b.*$", re.IGNORECASE)


def _town(text: str) -> str:
    text = _TOWN_STOP.sub("", text)
    return _CEDEX.sub("", _TOWN_END.sub("", text).split(" (")[0]).strip(" .,(")


def _region_in(text: str) -> str | None:
    match = re.match(r"[\w\s.'’/-]{2,60}?\s\(([^\W\d_][\w .'’-]{1,30})\)", text)
    return match[1] if match else None


_COUNTIES = wordlists.words("""
    avon bedfordshire berkshire bucks cornwall cumbria devon dorset essex hants herts kent lancs leics merseyside
    middlesex norfolk northants northumberland notts rutland somerset suffolk surrey sussex wilts worcs yorks fife
    cleveland humberside powys gwent gwynedd dyfed clwyd antrim armagh down fermanagh tyrone
""")


def _is_county(text: str) -> bool:
    folded = text.lower().removeprefix("co. ").removeprefix("county ").removeprefix("co ")
    last = folded.split()[-1] if folded else ""
    return folded != text.lower() or last.endswith("shire") or last in _COUNTIES
