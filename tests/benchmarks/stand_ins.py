"""Stand-ins for what scripts of this field usually do: one regular expression over the source of the page."""

import re
from collections.abc import Callable, Iterable

import phonenumbers

from tests.benchmarks.corpus import CorpusPage

EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}")
PHONE = re.compile(r"\+?\(?\d[\d\s().\-/]{6,18}\d")
SOCIAL = re.compile(
    r"https?://(?:www\.)?(?:facebook|instagram|linkedin|twitter|x|youtube|tiktok|pinterest|github|xing|vimeo)\.com/"
    r"[^\s\"'<>]+"
)


def emails(page: CorpusPage) -> Iterable[str]:
    """Return what looks like an address."""
    return EMAIL.findall(_source(page))


def phones(page: CorpusPage) -> Iterable[str]:
    """Return what looks like a number; to be fair, in E.164 by the region that the site's domain tells."""
    region = page.input.region_hint
    return [_e164(found, region) for found in PHONE.findall(_source(page))]


def social(page: CorpusPage) -> Iterable[str]:
    """Return what leads to a social network."""
    return SOCIAL.findall(_source(page))


def _source(page: CorpusPage) -> str:
    return page.body.decode("utf-8", "replace")


def _e164(text: str, region: str | None) -> str:
    try:
        return phonenumbers.format_number(phonenumbers.parse(text, region), phonenumbers.PhoneNumberFormat.E164)
    except phonenumbers.NumberParseException:
        return text


STAND_INS: dict[str, Callable[[CorpusPage], Iterable[str]]] = {"emails": emails, "phones": phones, "social": social}
