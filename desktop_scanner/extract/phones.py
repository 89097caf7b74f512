"""Telephone numbers: from `tel:` links, structured data, and texts near words that announce one.

In texts a candidate begins with a digit, `+` or `(`; only candidates are validated, and one that no word announces
counts only where it states its country. What looks like a date, a price, a coordinate or a number of another kind
is none.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from desktop_scanner.core.results import Evidence, Phone
from desktop_scanner.extract import numbers, regions, snippets, structured
from desktop_scanner.extract.document import Document

MAX_PHONES = 100
MAX_CANDIDATES = 1_000

CONFIDENCE = {"tel": 0.97, "jsonld": 0.95, "microdata": 0.93, "rdfa": 0.93, "attribute": 0.9, "text": 0.85}
_UNANNOUNCED = 0.1  # less, where only the country code makes it a phone number
_GUESSED = 0.1  # less, for each region that did not fit before the one that did

_LINK = re.compile(r"\s*(tel|callto|phone|sms):/{0,2}", re.IGNORECASE)
_WHATSAPP = re.compile(r"https?://(?:wa\.me/\+?(\d{8,15})|(?:api|web)\.whatsapp\.com/send)", re.IGNORECASE)
_CANDIDATE = re.compile(
    r"(?<![\w.,:/@#=&%$€£+-])(?:\+\(?|\(\+?)?\d(?:[ \u00a0\u2009\u202f().\-–‐‑/|]{0,3}\d){5,24}+(?!\s?[%€$£]|[\w@]|,\d)"
)
_DATE = re.compile(
    r"\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./](?:19|20)\d{2}"
    r"|(?:19|20)\d{2}\s?[-–/]\s?(?:19|20)?\d{2}(?:\D.*)?|(?:19|20)\d{2}"
)
_ADDRESS = re.compile(r"\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?:/\d+)?")
_DECIMAL = re.compile(r"\(?-?\d{1,3}\.\d{4,}\)?(?:\D+\d{1,3}\.\d{4,})?")
_PHONE_WORDS = "|".join(
    r"""
    t[eé]l(?:[eé]f(?!ax)\w*|[eé]ph\w*|[eé]m[oó]\w*)? t(?=[.:]?\s*[+(\d]) p(?=[.:]\s*[+(\d])
    m(?=[.:]\s*[+(\d]) ✆ ☎ 📞 📱 fon phone\w* call ring mobile? mobil\w* mob\.? cell(?:ulare|phone)? celular móvil movil
    handy gsm portable natel hotline\w* helpline whatsapp signal appel\w* bel llama\w* llámanos chiama\w* ligue
    zadzwoń zavolejte rufen anruf\w* rufnummer durchwahl zentrale notruf notdienst τηλ\w* тел\w*
    電話\w* 电话\w* 전화\w* هاتف טלפון
    puh(?:elin)?\.? tlf\.? tlph\.? tfn\.? kom[oó]rka kontaktnummer
    """.split()
)
_OTHER_WORDS = "|".join(
    r"""
    fax\w* telefax\w* f(?=[.:]\s*[+(\d]) télécopie\w* iban bic vat\w* btw\w* tva\w* ust\w* mwst\w* uid kvk\w* kbo rpr
    hrb hra siren\w* siret\w* rcs ape nif cif nip regon krs p\.?\s?iva partita\s+iva cod\w*\s+fiscale
    steuer-?(?:nummer|nr)\w*
    handelsregister\w* ic ičo ico dic dič cvr org\w*\.?\s?n\w* cnpj cpf ein abn acn isbn\w* issn ean gtin sku
    art\w*\.?-?\s?n\w* order bestell\w* item ref\w* invoice rekening\w* konto\w* account blz id lat\w* lon\w* lng serial
    version copyright © register\w* registration company\s+n\w* licen[cs]e postcode plz zip
    """.split()
)
_WORDS = re.compile(rf"(?<!\w)(?:(?P<phone>{_PHONE_WORDS})|(?P<other>{_OTHER_WORDS}))(?!\w)", re.IGNORECASE)
_BEFORE = 60
_SEPARATORS = re.compile(r"\s?[/|]\s?|\s[-–]\s|\s{2,}")


class Sighting(NamedTuple):
    """A number that was seen, how far it can be trusted, and its evidence."""

    number: numbers.Number
    confidence: float
    evidence: Evidence


def phones(page: Document, things: Iterable[structured.Thing], region_hint: str | None = None) -> tuple[Phone, ...]:
    """Return the page's phone numbers, the surest first, each once."""
    known = tuple(things)
    likely = regions.likely(_countries(known), page.language, region_hint)
    found: dict[str, Phone] = {}
    for sighting in _sightings(page, known, likely):
        held = found.get(sighting.number.value)
        if held is not None or len(found) < MAX_PHONES:
            found[sighting.number.value] = _seen(held, sighting)
    return ordered(found.values())


def ordered(found: Iterable[Phone]) -> tuple[Phone, ...]:
    """Return the numbers with the surest first."""
    return tuple(sorted(found, key=lambda phone: -phone.confidence))


def _seen(held: Phone | None, sighting: Sighting) -> Phone:
    number = sighting.number
    evidence = snippets.combine(held.evidence if held else (), (sighting.evidence,))
    confidence = max(held.confidence if held else 0.0, sighting.confidence)
    return Phone(
        value=number.value, display=number.display, region=number.region, confidence=confidence, evidence=evidence
    )


def _sightings(page: Document, things: tuple[structured.Thing, ...], likely: tuple[str, ...]) -> Iterator[Sighting]:
    for anchor in page.anchors:
        found = _linked(anchor.href, likely)
        if found:
            number, method = found
            yield _sighting(page, number, method, f"{anchor.text} {anchor.href}".strip())
    for thing in things:
        own = _own_regions(thing, likely)
        for value in structured.texts(thing.data, "telephone", "phone"):
            number_found = numbers.parse(_LINK.sub("", value), own)
            if number_found:
                name = structured.text(thing.data, "name") or ""
                yield _sighting(page, number_found, thing.method, f"{name} {value}".strip())
    yield from _in_text(page, page.text, likely)


def _sighting(page: Document, number: numbers.Number, method: str, snippet: str, less: float = 0.0) -> Sighting:
    confidence = max(0.3, round(CONFIDENCE[method] - less - _GUESSED * min(number.rank, 3), 2))
    return Sighting(number, confidence, snippets.evidence(page.url, method, snippet))


def _linked(href: str, likely: tuple[str, ...]) -> tuple[numbers.Number, str] | None:
    match = _LINK.match(href)
    if match:
        text = re.split(r"[;?,]", unquote(href[match.end() :]), maxsplit=1)[0]
        number = numbers.parse(text, likely)
        return (number, "tel") if number else None
    whatsapp = _WHATSAPP.match(href)
    if whatsapp is None:
        return None
    digits = whatsapp[1] or "".join(parse_qs(urlsplit(href[:500]).query).get("phone", [])[:1]).strip(" +")
    number = numbers.parse(f"+{digits}", ())
    return (number, "attribute") if number else None


def _in_text(page: Document, text: str, likely: tuple[str, ...]) -> Iterator[Sighting]:
    before = 0
    for count, match in enumerate(_CANDIDATE.finditer(text)):
        if count >= MAX_CANDIDATES:
            return
        candidate = match[0]
        announced = _is_announced(text, match.start(), before)
        before = match.end()
        if announced is False or (announced is None and not _states_country(candidate)):
            continue
        less = 0.0 if announced else _UNANNOUNCED
        for number in _numbers(candidate, likely):
            yield _sighting(page, number, "text", snippets.around(text, match.start(), match.end()), less)


def _is_announced(text: str, start: int, before: int) -> bool | None:
    """Whether a phone word stands nearest before the place; False for a word of another kind, None for no word.

    A phone word announces the numbers of a list; a word of another kind only the number that follows it.
    """
    words = list(_WORDS.finditer(text, max(0, start - _BEFORE), start + 1))  # so that lookaheads see the first digit
    if not words:
        return None
    last = words[-1]
    if last["phone"] is not None:
        return True
    return None if last.end() <= before else False


def _states_country(candidate: str) -> bool:
    return candidate.startswith(("+", "(+"))


def _numbers(candidate: str, likely: tuple[str, ...]) -> Iterator[numbers.Number]:
    """Yield the number that the candidate is, or the numbers that it lists."""
    if candidate.startswith(("(+", "+(")):
        candidate = "+" + candidate[2:].replace(")", " ", 1)
    if _is_something_else(candidate):
        return
    whole = numbers.parse(candidate, likely)
    if whole:
        yield whole
        return
    for part in _SEPARATORS.split(candidate):
        if part and part != candidate and not _is_something_else(part):
            number = numbers.parse(part, likely)
            if number:
                yield number


def _is_something_else(candidate: str) -> bool:
    return any(pattern.fullmatch(candidate) for pattern in (_DATE, _ADDRESS, _DECIMAL))


def _countries(things: tuple[structured.Thing, ...]) -> list[str]:
    names = [structured.text(thing.data, "addressCountry") for thing in things if "addressCountry" in thing.data]
    return list(dict.fromkeys(code for code in map(regions.country_code, names) if code))


def _own_regions(thing: structured.Thing, likely: tuple[str, ...]) -> tuple[str, ...]:
    """Return the regions to try for a thing's number: its own address's country first."""
    address = thing.data.get("address")
    for part in address if isinstance(address, list) else [address]:
        if isinstance(part, dict):
            code = regions.country_code(structured.text(part, "addressCountry"))
            if code:
                return (code, *(region for region in likely if region != code))
    return likely
