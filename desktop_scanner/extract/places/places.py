"""The countries that the postal addresses in a text point to: by prefix, form of the code, country's or town's name."""

import re
from collections import Counter

from desktop_scanner.extract.places import regions
from desktop_scanner.extract.text import shapes, wordlists

MAX_MATCHES = 60
MAX_TEXT = 4_000

# The letters that stand before a postal code in Europe: `A-1010 Wien`.
_PREFIXES = wordlists.pairs("""
    D:DE A:AT CH:CH F:FR B:BE NL:NL L:LU I:IT E:ES P:PT PL:PL CZ:CZ SK:SK DK:DK S:SE SE:SE N:NO NO:NO FIN:FI FI:FI H:HU
    HU:HU SLO:SI SI:SI HR:HR RO:RO BG:BG GR:GR EE:EE LT:LT LV:LV FL:LI DE:DE AT:AT FR:FR BE:BE IT:IT ES:ES PT:PT AD:AD
""")
# These begin with a set of characters, which the engine looks for quickly.
_PREFIXED = re.compile(r"[A-Z](?<![\w-].)[A-Z]{0,2}[-–]\s?\d{3,6}(?:-\d{3})?\s+[A-ZÀ-ŽА-Я]")
# Forms of codes that one country alone has; no text has two of them.
_FORMS = {
    "GB": r"[A-PR-UWYZ][A-HK-Y]?\d[A-Z\d]?\s\d[ABD-HJLNP-UW-Z]{2}(?!\w)",
    "NL": r"(?<!-)[1-9]\d{3}\s?(?!SA|SD|SS)[A-Z]{2}\s+[A-Z'][\w'-]+",
    "IE": r"(?:[AC-FHKNPRTV-Y]\d{2}|D6W)\s[0-9AC-FHKNPRTV-Y]{4}(?!\w)",
    "CA": r"[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z]\s?\d[ABCEGHJ-NPRSTV-Z]\d(?!\w)",
    "US": r"(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]"
    r"|W[AIVY])\.?\s+\d{5}(?:-\d{4})?(?!\w)",
    "AU": r"(?:NSW|VIC|QLD|WA|SA|TAS|ACT|NT)\s+\d{4}(?!\w)",
    "BR": r"(?<!-)\d{5}-\d{3}(?![\w-])",
    "PT": r"(?<!-)\d{4}-\d{3}\s+[A-ZÀ-Ž]",
    "PL": r"(?<!-)\d{2}-\d{3}\s+[A-ZĄĆĘŁŃÓŚŹŻ]",
    "JP": r"〒\s?\d{3}-?\d{4}",
}
_STATED_FORMS = {code: re.compile(rf"(?<!\w){form}" if code != "JP" else form) for code, form in _FORMS.items()}
# What stands in each of them in the shape of the text, and how far behind their beginning: most texts have none of it.
_SIGNS = {
    "GB": ((b" 0AA", b"?0AA"), 4),
    "NL": ((b"0000AA", b"0000 AA", b"0000?AA"), 0),
    "IE": ((b"A00 ", b"A00?", b"A0A ", b"A0A?"), 0),
    "CA": ((b"A0A",), 0),
    "US": ((b"AA 00000", b"AA. 00000", b"AA?00000"), 0),
    "AU": ((b"AA 0000", b"AA?0000"), 1),
    "BR": ((b"00000-000",), 0),
    "PT": ((b"0000-000",), 0),
    "PL": ((b"00-000",), 0),
}
_PREFIX_SIGNS = (b"A-0", b"A- 0", b"A?0", b"A? 0", b"A-?0", b"A??0")
# Towns that the pages of firms name, in countries whose codes and languages others have too.
_TOWNS = {
    "AT": "wien vienna graz linz salzburg innsbruck klagenfurt villach wels dornbirn bregenz eisenstadt",
    "CH": "zürich zurich bern basel genève geneva lausanne luzern winterthur lugano zug biel fribourg sion chur",
    "BE": "bruxelles brussel brussels antwerpen anvers gent gand liège namur charleroi brugge leuven mechelen mons",
    "LU": "luxembourg luxemburg esch-sur-alzette",
    "CA": "toronto montréal montreal vancouver calgary ottawa edmonton winnipeg québec halifax",
    "IE": "dublin cork galway limerick waterford",
    "GB": "london manchester birmingham leeds glasgow edinburgh liverpool bristol cardiff belfast sheffield",
    "AU": "sydney melbourne brisbane perth adelaide hobart canberra",
    "NZ": "auckland wellington christchurch dunedin hamilton",
    "ZA": "johannesburg pretoria durban",
    "IN": "mumbai delhi bengaluru bangalore chennai hyderabad kolkata pune",
    "MX": "cdmx guadalajara monterrey",
    "AR": "caba",
    "SG": "singapore",
}
_BY_TOWN = {town: country for country, towns in _TOWNS.items() for town in towns.split()}
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# A postal code before its town, or behind it.
_CODE = re.compile(r"[\d](?<![\d.,/+-].)\d{3,5}(?=[\s,]{1,3}[^\W\d_])")
_DASH = re.compile(r"[-–]")
_DIGIT = re.compile(r"\d")
_SEGMENT = re.compile(r"[,\n|·•()]")
_STATED, _NAMED, _TOWNLY = 3, 2, 1


def countries(text: str) -> list[str]:
    """Return the countries that the addresses in a text point to, the surest first."""
    if len(text) > 2 * MAX_TEXT:
        text = f"{text[:MAX_TEXT]}\n{text[-MAX_TEXT:]}"  # addresses stand at the head or the foot
    text = _lines_with_codes(text)
    votes: Counter[str] = Counter()
    shape = shapes.drawn(text)
    for match in _PREFIXED.finditer(text) if any(map(shape.__contains__, _PREFIX_SIGNS)) else ():
        code = _PREFIXES.get(_DASH.split(match[0], maxsplit=1)[0])
        if code:
            votes[code] += _STATED
    for code in _FORMS:
        if _is_stated(code, text, shape):
            votes[code] += _STATED
    for match, _ in zip(_CODE.finditer(text), range(MAX_MATCHES), strict=False):
        _vote(text[match.end() : match.end() + 60], votes)
    return [code for code, _ in votes.most_common(3)]


def _lines_with_codes(text: str) -> str:
    """Return the lines that hold digits, and the one behind each, where the country may stand."""
    lines = text.split("\n")
    text = "\n".join(
        f"{line}\n{after[:40]}" for line, after in zip(lines, [*lines[1:], ""], strict=True) if _DIGIT.search(line)
    )
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def _is_stated(code: str, text: str, shape: bytes) -> bool:
    """Return whether a postal code of the form that one country alone has stands in the text."""
    if code == "JP":
        return "〒" in text and _STATED_FORMS[code].search(text) is not None
    signs, before = _SIGNS[code]
    for sign in signs:
        place = shape.find(sign)
        while place >= 0:
            if any(_STATED_FORMS[code].match(text, at) for at in range(max(0, place - before), place + 1)):
                return True
            place = shape.find(sign, place + 1)
    return False


def _vote(place: str, votes: Counter[str]) -> None:
    """Vote for the country of the town, or the country by name, that follows a postal code: `1010 Wien, Österreich`."""
    for word in _WORD.findall(place[:40])[:3]:
        country = _BY_TOWN.get(word.lower())
        if country:
            votes[country] += _TOWNLY
            break
    for segment in _SEGMENT.split(place)[1:4]:
        country = regions.country_code(segment.strip(" .")) if 3 < len(segment) < 30 else None
        if country:
            votes[country] += _NAMED
