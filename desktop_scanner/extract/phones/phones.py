"""Telephone and fax numbers: from links, structured data, and texts near words that announce one.

The confidence says how often a number found that way is one of the site's: 0.95 and more where the page states that it
is a phone (a link, structured data, a word before it), less where only its country code or its place shows it, and less
for each country that it was tried in before one fitted.
"""

import functools
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from desktop_scanner.core.results import Evidence, Phone
from desktop_scanner.extract.linked_data import structured
from desktop_scanner.extract.parsing.document import Document
from desktop_scanner.extract.phones import numbers, phone_text
from desktop_scanner.extract.places import places, regions
from desktop_scanner.extract.text import snippets, stop_words

MAX_PHONES = 100
MAX_REGIONS = 5

CONFIDENCE = {
    "tel": 0.98,
    "jsonld": 0.97,
    "microdata": 0.97,
    "rdfa": 0.97,
    "meta": 0.95,
    "attribute": 0.95,
    "text": 0.96,
    "script": 0.88,
}
# Less than that for what no word announces: beside an icon, with a country code, by place or form.
_LESS = {"word": 0.0, "markup": 0.06, "country": 0.11, "neighbour": 0.16, "form": 0.16}
_GUESSED = 0.08  # less, for each region that did not fit before the one that did
# A page that is less sure of a phone than this has only seen the number; another that says fax is right.
_SAID = 0.9

_LINK = re.compile(r"\s*(tel|callto|phone|sms|fax):/{0,2}", re.IGNORECASE)
_LINK_STARTS = frozenset("tTcCpPsSfF ")
_CHAT = re.compile(
    r"(?:https?://(?:wa\.me/\+?(\d{8,15})|(?:api|web)\.whatsapp\.com/send|signal\.me/#p/(?:\+|%2B)(\d{8,15}))"
    r"|(?:whatsapp://send|viber://(?:chat|add|call|contact)))",
    re.IGNORECASE,
)
_CHAT_STARTS = (
    "https://wa.me",
    "http://wa.me",
    "https://api.wh",
    "https://web.wh",
    "https://signal.me",
    "whatsapp:",
    "viber:",
)
_DATA = re.compile(r"data-(?:phone|tel|(fax))[\w-]{0,20}\s?=\s?[\"']([+(\d][\d\s()+./-]{6,30})[\"']")
# A value of a page's data, and a key before it that says what it is.
_VALUE = re.compile(r"(?:[:=]\s?|&quot;\s?:\s?|tel)(?:[\"':]|&quot;)(\+?[(\d][\d ()./-]{6,24})(?:[\"'?]|&quot;)")
_KEY = re.compile(
    r"(fax|telefax|phone|tel|telefon|telefono|telefone|telephone|telefoon|tel[eé]fono|t[eé]l[eé]phone|mobile|whatsapp)"
    r"(?:_?n(?:o|r|um\w*|ummer))?[\"']?\s?$",
    re.IGNORECASE,
)
_METAS = frozenset(
    ("business:contact_data:phone_number", "og:phone_number", "contact:phone_number", "telephone", "phone")
    + ("business:contact_data:fax_number", "og:fax_number", "fax")
)


class Sighting(NamedTuple):
    """A number that was seen, how far it can be trusted, what it was said to be, and its evidence."""

    number: numbers.Number
    confidence: float
    evidence: Evidence
    is_fax: bool = False
    is_telling: bool = True  # a link alone does not make a phone of what a text calls a fax


def phones(page: Document, things: Iterable[structured.Thing], region_hint: str | None = None) -> tuple[Phone, ...]:
    """Return the page's phone and fax numbers, the surest first, each once."""
    return ordered(_Search(page, tuple(things), region_hint).phones())


def ordered(found: Iterable[Phone]) -> tuple[Phone, ...]:
    """Return the numbers with the surest first."""
    return tuple(sorted(found, key=lambda phone: (phone.is_fax, -phone.confidence)))


def is_fax(first: Phone, second: Phone) -> bool:
    """Return whether a number that two pages show is a fax: where none of them says that it is a phone."""
    return (first.is_fax or second.is_fax) and not any(
        phone.confidence >= _SAID and not phone.is_fax for phone in (first, second)
    )


class _Search:
    """The numbers of one page; the countries that they may belong to are found out when first they matter."""

    def __init__(self, page: Document, things: tuple[structured.Thing, ...], region_hint: str | None) -> None:
        self._page = page
        self._things = things
        self._hint = region_hint
        self._stated: dict[str, None] = {}

    def phones(self) -> Iterable[Phone]:
        """Return each number once, with what was said of it."""
        seen: dict[str, list[Sighting]] = {}
        for sighting in self._sightings():
            value = sighting.number.value
            if value in seen or len(seen) < MAX_PHONES:
                seen.setdefault(value, []).append(sighting)
        return [_phone(sightings) for sightings in seen.values()]

    @functools.cached_property
    def _regions(self) -> tuple[str, ...]:
        language = self._page.language
        likely = regions.likely(self._addressed, language, self._hint, self._stated)
        if self._hint or self._addressed or (language and not language.startswith("en")):
            return likely[:MAX_REGIONS]
        # Nobody said which country it is; what is declared as English is often something else.
        guessed = stop_words.language(self._page.text)
        guesses = regions.likely((), guessed if guessed != "en" else None, None)
        return tuple(dict.fromkeys((*likely[:MAX_REGIONS], *guesses)))

    @functools.cached_property
    def _addressed(self) -> list[str]:
        """The countries of the page's addresses; a site of one country is taken at its name's word."""
        named = _countries(self._things)
        return named if named or self._hint else places.countries(self._page.text)

    def _likely(self, around: str) -> tuple[str, ...]:
        """Return the countries that a number may belong to, the nearest address's first where there are several."""
        likely = self._regions
        if len(self._addressed) > 1:
            near = places.countries(around)
            likely = (*near, *(region for region in likely if region not in near)) if near else likely
        return likely

    def _sightings(self) -> Iterator[Sighting]:
        self._stated = dict.fromkeys(self._stated_regions())
        yield from self._linked()
        yield from self._described()
        yield from self._in_metas()
        text = self._page.text
        for found in phone_text.found(text, self._page.utf8, self._likely):
            snippet = snippets.around(text, found.start, found.end)
            is_fax = found.announced == "fax"
            yield self._sighting(found.number, "text", snippet, _LESS[found.sign], is_fax, found.announced is not None)
        for script in self._page.scripts:
            if not script.type.startswith("application/ld+json"):
                yield from self._in_script(script.code)
        if "phone values" in self._page.topics:
            yield from self._in_script(self._page.source)

    def _stated_regions(self) -> Iterator[str]:
        """Yield the countries of the links' numbers that name theirs."""
        for anchor in self._page.anchors:
            if anchor.href.startswith(("tel:+", "tel: +", "tel:%2")):
                number = numbers.parse(unquote(anchor.href[4:40]), ())
                if number and number.region:
                    yield number.region

    def _linked(self) -> Iterator[Sighting]:
        for anchor in self._page.anchors:
            href = anchor.href
            if href[0] in _LINK_STARTS and (match := _LINK.match(href)):
                text = re.split(r"[;?,]", unquote(href[match.end() :]), maxsplit=1)[0]
                number = numbers.parse(text, () if text.startswith("+") else self._regions)
                if number:
                    is_fax = match[1].lower() == "fax"
                    yield self._sighting(number, "tel", f"{anchor.text} {href}".strip(), 0.0, is_fax, is_fax)
            elif href.startswith(_CHAT_STARTS) and (number := _chat_number(href)):
                yield self._sighting(number, "attribute", f"{anchor.text} {href}".strip())

    def _described(self) -> Iterator[Sighting]:
        for thing in self._things:
            for name, is_fax in (("telephone", False), ("phone", False), ("faxNumber", True)):
                if name in thing.data:
                    yield from self._described_by(thing, name, is_fax)

    def _described_by(self, thing: structured.Thing, name: str, is_fax: bool) -> Iterator[Sighting]:
        title = structured.text(thing.data, "name") or ""
        is_fax = is_fax or "fax" in (structured.text(thing.data, "contactType") or "").lower()
        for value in structured.texts(thing.data, name):
            own = _own_country(thing)
            likely = (own, *(region for region in self._regions if region != own)) if own else self._regions
            for number in numbers.listed(_LINK.sub("", value), likely):
                yield self._sighting(number, thing.method, f"{title} {value}".strip(), 0.0, is_fax)

    def _in_metas(self) -> Iterator[Sighting]:
        for name in _METAS & self._page.metas.keys():
            for content in self._page.metas[name]:
                for number in numbers.listed(content, self._regions):
                    yield self._sighting(number, "meta", content, 0.0, "fax" in name)
        if "phone attributes" in self._page.topics:
            source = self._page.source
            for match in _DATA.finditer(source):
                for number in numbers.listed(match[2], self._regions):
                    snippet = snippets.around(source, match.start(), match.end())
                    yield self._sighting(number, "attribute", snippet, 0.0, bool(match[1]))

    def _in_script(self, code: str) -> Iterator[Sighting]:
        if "hone" not in code and "tel" not in code and "Tel" not in code:
            return
        for match, _ in zip(_VALUE.finditer(code), range(MAX_PHONES), strict=False):
            key = _KEY.search(code, max(0, match.start() - 40), match.start())
            if key or match[0].startswith("tel:"):
                likely = () if match[1].startswith("+") else self._regions[:2]
                for number in numbers.listed(match[1], likely):
                    snippet = snippets.around(code, match.start(), match.end())
                    is_fax = key is not None and "fax" in key[1].lower()
                    yield self._sighting(number, "script", snippet, 0.0, is_fax)

    def _sighting(
        self,
        number: numbers.Number,
        method: str,
        snippet: str,
        less: float = 0.0,
        is_fax: bool = False,
        is_telling: bool = True,
    ) -> Sighting:
        confidence = max(0.3, round(CONFIDENCE[method] - less - _GUESSED * min(number.rank, 3), 2))
        return Sighting(number, confidence, snippets.evidence(self._page.url, method, snippet), is_fax, is_telling)


def _phone(sightings: list[Sighting]) -> Phone:
    number = sightings[0].number
    telling = [sighting.is_fax for sighting in sightings if sighting.is_telling]
    return Phone(
        value=number.value,
        display=number.display,
        region=number.region,
        type=number.type,
        is_fax=bool(telling) and all(telling),
        confidence=max(sighting.confidence for sighting in sightings),
        evidence=snippets.combine((), (sighting.evidence for sighting in sightings)),
    )


def _chat_number(href: str) -> numbers.Number | None:
    match = _CHAT.match(href)
    if match is None:
        return None
    query = parse_qs(urlsplit(href[:500].replace("viber:", "http:")).query)
    digits = match[1] or match[2] or "".join((query.get("phone") or query.get("number") or [])[:1]).strip(" +")
    return numbers.parse(f"+{digits}", ())


def _countries(things: tuple[structured.Thing, ...]) -> list[str]:
    names = [structured.text(thing.data, "addressCountry") for thing in things if "addressCountry" in thing.data]
    return list(dict.fromkeys(code for code in map(regions.country_code, names) if code))


def _own_country(thing: structured.Thing) -> str | None:
    """Return the country of a thing's own address."""
    address = thing.data.get("address")
    for part in address if isinstance(address, list) else [address]:
        if isinstance(part, dict):
            code = regions.country_code(structured.text(part, "addressCountry"))
            if code:
                return code
    return None
