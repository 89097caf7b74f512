"""Scoring: what was found on a page against its labels, with each miss named."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import Literal
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from desktop_scanner.core.results import Phone
from desktop_scanner.extract.page import PageFacts
from tests.benchmarks.corpus import CorpusPage, Labels

KINDS = ("emails", "phones", "faxes", "social", "technologies", "versions", "organisation", "addresses")

# The label of a technology whose version may be read in two ways, such as the 3 in js.stripe.com/v3.
ANY_VERSION = "*"
# Another usual name of the same thing: neither is wrong.
SAME_TECHNOLOGY = {
    "apachehttpserver": "apache",
    "awselasticloadbalancing": "amazonelb",
    "azureapplicationinsights": "applicationinsights",
    "barionpixel": "barion",
    "bingads": "microsoftadvertising",
    "bitrix": "1cbitrix",
    "bitrix24sitemanager": "1cbitrix",
    "bookingcomwidget": "bookingcom",
    "cocoonmaster": "cocoon",
    "facebookchatplugin": "facebookcustomerchat",
    "facebookpixel": "metapixel",
    "genesis": "genesisframework",
    "googlefontapi": "googlefonts",
    "idxbrokerplatinum": "idxbroker",
    "jetpackstats": "jetpack",
    "kentico": "kenticocms",
    "lottiefiles": "lottie",
    "microsoftiis": "iis",
    "plesklin": "plesk",
    "tdcomposer": "tagdivcomposer",
    "turbo": "hotwireturbo",
    "typekit": "adobefonts",
    "typo3cms": "typo3",
    "wooredsysgatewaylight": "redsys",
    "yandexmetrika": "yandexmetrica",
}
# What is there by necessity when something else is; true, but nothing that the page shows.
IMPLIED = frozenset(
    "php mysql nodejs typescript perl python ruby java microsoftaspnet http2 http3 hsts rss opengraph"
    " windowsserver".split()
)
# A theme or plugin that is known by the name of its folder only, such as the site's own theme, is right but no must.
WORDPRESS_FOLDER = re.compile(r"<[^<>]*/wp-content/(?:plugins|themes)/([\w-]+)")


class Miss(Struct, frozen=True):
    """A value that should have been found, or should not have been."""

    page: str
    kind: str
    value: str
    fault: Literal["missed", "false"]


class Tally(Struct):
    """How a kind of fact came out on any number of pages."""

    right: int = 0
    missed: int = 0
    false: int = 0

    @property
    def precision(self) -> float:
        """Return the share of what was reported that is right."""
        return self.right / (self.right + self.false) if self.right + self.false else 1.0

    @property
    def recall(self) -> float:
        """Return the share of what is there that was reported."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


class Score:
    """Tallies by kind, and the misses behind them."""

    def __init__(self) -> None:
        self.tallies = {kind: Tally() for kind in KINDS}
        self.misses: list[Miss] = []

    def add(self, page: CorpusPage, facts: PageFacts) -> None:
        """Judge all kinds of facts of a page."""
        labels, free = page.labels, page.labels.tolerated
        self.judge(page, "emails", labels.emails, _emails(facts, labels), free.emails)
        # A fax number that is not told apart is a false phone number.
        phones = [phone.value for phone in facts.phones if not _is_fax(phone)]
        self.judge(page, "phones", labels.phones, phones, free.phones)
        self.judge(page, "faxes", labels.faxes, (phone.value for phone in facts.phones if _is_fax(phone)), free.phones)
        self.judge(page, "social", labels.social, (profile.url for profile in facts.social), free.social)
        self.judge_technologies(page, facts)
        self.judge_organisation(page, facts)
        self.judge_addresses(page, facts)

    def judge(
        self, page: CorpusPage, kind: str, expected: Iterable[str], found: Iterable[str], tolerated: Iterable[str]
    ) -> None:
        """Compare two sets of values of one kind; what is tolerated counts neither way."""
        form = FORMS[kind]
        wanted, got = {form(value): value for value in expected}, {form(value): value for value in found}
        free = {form(value) for value in tolerated}
        self.tallies[kind].right += len(wanted.keys() & got.keys())
        for key in wanted.keys() - got.keys():
            self._miss(page, kind, wanted[key], "missed")
        for key in got.keys() - wanted.keys() - free:
            self._miss(page, kind, got[key], "false")

    def judge_technologies(self, page: CorpusPage, facts: PageFacts) -> None:
        """Compare the names, and for those found the versions that the page shows."""
        expected = dict(_versioned(label) for label in page.labels.technologies)
        found = {thing.name: thing.version for thing in facts.technologies}
        tolerated = [_versioned(label)[0] for label in page.labels.tolerated.technologies]
        folders = WORDPRESS_FOLDER.findall(page.body.decode("latin-1"))
        self.judge(page, "technologies", expected, found, [*tolerated, *IMPLIED, *folders])
        versions = {_technology(name): version for name, version in found.items()}
        for name, version in expected.items():
            reported = versions.get(_technology(name), version)
            if version in (reported, ANY_VERSION):
                self.tallies["versions"].right += version not in (None, ANY_VERSION)
            else:
                fault: Literal["missed", "false"] = "missed" if reported is None else "false"
                self._miss(page, "versions", f"{name} {version}, reported {reported}", fault)

    def judge_organisation(self, page: CorpusPage, facts: PageFacts) -> None:
        """Any of the accepted names is right; a wrong name is both missed and false."""
        name = (facts.organization or {}).get("name")
        reported = _folded(name) if isinstance(name, str) else None
        accepted = set(map(_folded, page.labels.organisation))
        if accepted and reported in accepted:
            self.tallies["organisation"].right += 1
            return
        if accepted:
            self._miss(page, "organisation", page.labels.organisation[0], "missed")
        if reported and reported not in set(map(_folded, page.labels.tolerated.organisation)):
            self._miss(page, "organisation", str(name), "false")

    def judge_addresses(self, page: CorpusPage, facts: PageFacts) -> None:
        """An address is found when street, postal code and city stand in one reported value."""
        left = [address.value for address in facts.addresses]
        for label in page.labels.addresses:
            match = next((value for value in left if _is_address(label, value)), None)
            if match is None:
                self._miss(page, "addresses", label, "missed")
                continue
            self.tallies["addresses"].right += 1
            left = [value for value in left if not _is_address(label, value)]
        for value in left:
            if not any(_is_address(label, value) for label in page.labels.tolerated.addresses):
                self._miss(page, "addresses", value, "false")

    def _miss(self, page: CorpusPage, kind: str, value: str, fault: Literal["missed", "false"]) -> None:
        tally = self.tallies[kind]
        tally.missed += fault == "missed"
        tally.false += fault == "false"
        self.misses.append(Miss(page.name, kind, value, fault))


def _emails(facts: PageFacts, labels: Labels) -> Iterator[str]:
    placeholders = set(map(_email, labels.placeholders))
    for email in facts.emails:
        # A flagged placeholder is no contact; one that is taken for a contact is false, and the other way round.
        if not (email.placeholder and _email(email.value) in placeholders):
            yield f"{email.value} (as a placeholder)" if email.placeholder else email.value


def _is_fax(phone: Phone) -> bool:
    return bool(getattr(phone, "is_fax", False))


def _email(value: str) -> str:
    local, _, domain = unicodedata.normalize("NFC", value).casefold().rpartition("@")
    return f"{local}@{_ascii(domain)}"


def _ascii(domain: str) -> str:
    try:
        return domain.encode("idna").decode()
    except UnicodeError:
        return domain


def _profile(url: str) -> str:
    parts = urlsplit(url.strip())
    host = re.sub(r"^(?:www|m|mobile|web|[a-z]{2}(?:-[a-z]{2})?)\.(?=\w+\.\w+)", "", parts.netloc.casefold())
    host = {"twitter.com": "x.com", "fb.com": "facebook.com", "t.me": "telegram.me"}.get(host, host)
    # Pinterest and Tripadvisor have a host for each country, with the same profiles.
    host = re.sub(r"^(pinterest|tripadvisor)\.[a-z.]+$", r"\1.com", host)
    path = unquote(parts.path).rstrip("/").casefold()
    if host == "facebook.com":
        number = re.fullmatch(r"/(?:pages|people|p)/(?:.*[/-])?(\d{8,})", path) or re.search(r"\bid=(\d+)", parts.query)
        path = f"/{number[1]}" if number else path
    if host == "discord.com":
        host, path = "discord.gg", path.removeprefix("/invite")
    if host == "flickr.com":
        path = path.replace("/photos/", "/people/")
    return host + path


def _technology(name: str) -> str:
    plain = re.sub(r"[^\w+#]|_", "", name.casefold())
    return SAME_TECHNOLOGY.get(plain, plain)


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))


def _versioned(label: str) -> tuple[str, str | None]:
    name, _, version = label.partition(": ")
    return name, version or None


def _is_address(label: str, value: str) -> bool:
    text, parts = f" {_folded(value)} ", list(map(_folded, label.split("|")))
    # Japanese runs the parts of an address together.
    return all(f" {part} " in text or (not part.isascii() and CJK.search(part) and part in text) for part in parts)


CJK = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
FORMS: dict[str, Callable[[str], str]] = {
    "emails": _email,
    "phones": str,
    "faxes": str,
    "social": _profile,
    "technologies": _technology,
}
