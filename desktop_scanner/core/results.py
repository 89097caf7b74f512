"""One domain's result, schema version 1: what the exports, the window and servers show.

Every key is always present: unknown is None, none is empty. Instants are aware UTC, durations whole milliseconds.
"""

from datetime import datetime
from typing import Any, Literal

from msgspec import Struct, field

from desktop_scanner.core.failures import Failure
from desktop_scanner.core.marks import MarkedValue
from desktop_scanner.core.statuses import DomainStatus, Verdict

SCHEMA = 1
SNIPPET_CHARACTERS = 160

EmailKind = Literal["role", "personal", "free"]
PhoneType = Literal[
    "fixed_line",
    "mobile",
    "fixed_line_or_mobile",
    "toll_free",
    "premium_rate",
    "shared_cost",
    "voip",
    "personal_number",
    "pager",
    "uan",
    "voicemail",
]


class Evidence(Struct, frozen=True):
    """Where a value stands: the page, the way it was found, up to 160 characters around it."""

    url: str
    method: str
    snippet: str


class Email(Struct, frozen=True, kw_only=True):
    """An e-mail address; `own_domain`: at the scanned site's registrable domain; `confidence` runs from 0 to 1."""

    value: str
    kind: EmailKind
    placeholder: bool = False
    own_domain: bool = False
    confidence: float
    evidence: tuple[Evidence, ...] = ()


class Phone(Struct, frozen=True, kw_only=True):
    """A phone number: `value` in E.164, `display` in the region's national form; `type` None where nobody can tell."""

    value: str
    display: str
    region: str | None
    type: PhoneType | None = None
    is_fax: bool = False
    confidence: float
    evidence: tuple[Evidence, ...] = ()


class SocialProfile(Struct, frozen=True, kw_only=True):
    """A profile of the site's owner on a social network, in canonical form."""

    network: str
    url: str
    handle: str | None
    evidence: tuple[Evidence, ...] = ()


class Address(Struct, frozen=True, kw_only=True):
    """A postal address in one line and, where known, in parts; `country` is an ISO 3166 code."""

    value: str
    country: str | None
    street: str | None = None
    postal_code: str | None = None
    city: str | None = None
    region: str | None = None
    evidence: tuple[Evidence, ...] = ()


class Technology(Struct, frozen=True, kw_only=True):
    """A technology that the site is built with; `confidence` runs from 0 to 100 as in the Wappalyzer schema."""

    name: str
    version: str | None
    categories: tuple[str, ...] = ()
    confidence: int = 100
    evidence: tuple[Evidence, ...] = ()


class Tracker(Struct, frozen=True, kw_only=True):
    """An analytics or advertising id that the pages carry."""

    kind: str
    id: str
    evidence: tuple[Evidence, ...] = ()


class Door(Struct, frozen=True, kw_only=True):
    """One of the addresses at which a site can answer, and what stood there."""

    url: str
    status: int | None = None
    leads_to: str | None = None
    failure: Failure | None = None


class Redirect(Struct, frozen=True):
    """One step of the way to the final address."""

    url: str
    status: int


class TlsFacts(Struct, frozen=True, kw_only=True):
    """The certificate and protocol of the front door's connection.

    `serial` is hexadecimal, `key` such as "RSA 2048".
    """

    issuer: str | None = None
    subject: str | None = None
    san: tuple[str, ...] = ()
    not_after: datetime | None = None
    protocol: str | None = None
    verified: bool = False
    failure: Failure | None = None
    not_before: datetime | None = None
    serial: str | None = None
    key: str | None = None


class DnsFacts(Struct, frozen=True):
    """Records of the registrable domain, where DNS was asked.

    `name` is what was asked for, None where nothing was; `note` then says why not, where that was wanted. `unknown`
    gives, by the names of these fields, why there was no answer; without such a reason, none and empty are the answer.
    `mx` holds host names, the preferred first; "." alone says that the domain takes no mail (RFC 7505).
    """

    mx: tuple[str, ...] = ()
    txt: tuple[str, ...] = ()
    name: str | None = None
    spf: str | None = None
    dmarc: str | None = None
    ns: tuple[str, ...] = ()
    caa: tuple[str, ...] = ()
    dnssec: bool | None = None
    unknown: dict[str, str] = field(default_factory=dict)
    note: str | None = None


class RobotsFacts(Struct, frozen=True, kw_only=True):
    """What the front door's robots.txt said."""

    found: bool
    crawl_delay_s: float | None = None


class SitemapFacts(Struct, frozen=True):
    """One sitemap that was read, with the number of addresses in it."""

    url: str
    urls: int


class Heading(Struct, frozen=True, kw_only=True):
    """A heading of a page; `level` runs from 1 to 6."""

    level: int
    text: str


class Alternate(Struct, frozen=True, kw_only=True):
    """Where the page stands in another language; `lang` as the page writes it (`de-AT`, `x-default`)."""

    lang: str
    url: str


class Feed(Struct, frozen=True, kw_only=True):
    """A feed that the page names."""

    url: str
    title: str | None = None


class FrontPage(Struct, frozen=True, kw_only=True):
    """What the front page says of itself.

    `open_graph` and `twitter_card` are its metas by their names without `og:` and `twitter:`. `language_detected` is
    the language of its text, where that is sure, and `language_plausible` whether it fits the declared one (None: not
    sure). `double_encoded`: its text was UTF-8 encoded twice, and was put right.
    """

    canonical: str | None = None
    robots: str | None = None
    generator: str | None = None
    open_graph: dict[str, str] = field(default_factory=dict)
    twitter_card: dict[str, str] = field(default_factory=dict)
    headings: tuple[Heading, ...] = ()
    hreflang: tuple[Alternate, ...] = ()
    feeds: tuple[Feed, ...] = ()
    language_declared: str | None = None
    language_detected: str | None = None
    language_plausible: bool | None = None
    double_encoded: bool = False


class PageCounts(Struct, frozen=True, kw_only=True):
    """How much of what stands on a page; links are different addresses, internal ones of its registrable domain."""

    words: int = 0
    links_internal: int = 0
    links_external: int = 0
    images: int = 0
    forms: int = 0
    scripts: int = 0


class Page(Struct, frozen=True, kw_only=True):
    """One page that was asked for; a page that failed is data too. `bytes` is the size after decoding.

    `offset_ms` says how long after the domain's start its last request began, None where that is not known. The counts
    (see `PageCounts`) are None where the page could not be read.
    """

    url: str
    status: int | None = None
    title: str | None = None
    bytes: int | None = None
    elapsed_ms: int = 0
    kind: str = "other"
    failure: Failure | None = None
    words: int | None = None
    links_internal: int | None = None
    links_external: int | None = None
    images: int | None = None
    forms: int | None = None
    scripts: int | None = None
    offset_ms: int | None = None


class DomainResult(Struct, frozen=True, kw_only=True):
    """Everything that is known of one domain of one batch.

    `language` is that of the front page's text where it is sure, else the declared one. `favicon_hash` is the icon's
    MurmurHash3 as search engines for hosts write it; `logo_reason` says why that image is taken for the logo.
    """

    schema: int = SCHEMA
    domain: str
    domain_display: str
    input: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    status: DomainStatus
    verdict: Verdict | None = None
    failure: Failure | None = None
    verdict_evidence: tuple[Evidence, ...] = ()
    doors: tuple[Door, ...] = ()
    started_at: datetime | None = None
    finished_at: datetime | None = None
    elapsed_ms: int | None = None
    final_url: str | None = None
    http_status: int | None = None
    redirects: tuple[Redirect, ...] = ()
    ip_addresses: tuple[str, ...] = ()
    tls: TlsFacts | None = None
    dns: DnsFacts = field(default_factory=DnsFacts)
    security: dict[str, Any] = field(default_factory=dict)
    title: str | None = None
    description: str | None = None
    language: str | None = None
    charset: str | None = None
    favicon_url: str | None = None
    favicon_hash: int | None = None
    logo_url: str | None = None
    logo_reason: str | None = None
    page_facts: FrontPage | None = None
    emails: tuple[Email, ...] = ()
    phones: tuple[Phone, ...] = ()
    social: tuple[SocialProfile, ...] = ()
    addresses: tuple[Address, ...] = ()
    technologies: tuple[Technology, ...] = ()
    trackers: tuple[Tracker, ...] = ()
    organization: dict[str, Any] | None = None
    security_headers: dict[str, str] = field(default_factory=dict)
    custom: dict[str, list[str]] = field(default_factory=dict)
    custom_problems: dict[str, str] = field(default_factory=dict)
    marked: tuple[MarkedValue, ...] = ()
    robots: RobotsFacts | None = None
    sitemaps: tuple[SitemapFacts, ...] = ()
    pages: tuple[Page, ...] = ()
