"""Reading one page: from its bytes to all facts that stand on it."""

from typing import Any

from msgspec import Struct

from desktop_scanner.core.custom_rules import CustomRule
from desktop_scanner.core.organizations import as_dict
from desktop_scanner.core.results import (
    Address,
    Email,
    FrontPage,
    PageCounts,
    Phone,
    SocialProfile,
    Technology,
    Tracker,
)
from desktop_scanner.extract.custom_rules import custom
from desktop_scanner.extract.custom_rules.custom import CustomFacts
from desktop_scanner.extract.emails import emails
from desktop_scanner.extract.linked_data import structured
from desktop_scanner.extract.organization import identity, organization
from desktop_scanner.extract.organization.claims import Claim
from desktop_scanner.extract.page_facts import counts, front_page, icon_hash, logos, metadata, trackers
from desktop_scanner.extract.parsing.document import Document, Link
from desktop_scanner.extract.phones import phones
from desktop_scanner.extract.security import markup
from desktop_scanner.extract.security.markup import Markup
from desktop_scanner.extract.social import social
from desktop_scanner.extract.technologies import technologies
from desktop_scanner.extract.technologies.rule_index import RuleSet

__all__ = ["Link", "PageFacts", "PageInput", "read"]


MAX_TEXT = 20_000


class PageInput(Struct, frozen=True, kw_only=True):
    """A page as it came: `region_hint` is the ISO code of the country of its top level, or None.

    What only a site's front page is asked for is read where `is_front`.
    """

    url: str
    body: bytes
    content_type: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    region_hint: str | None = None
    is_front: bool = True
    rules: tuple[CustomRule, ...] = ()


class PageFacts(Struct, frozen=True, kw_only=True):
    """Everything that one page says, each value with its evidence.

    `language` is the declared one, without region; `text_characters` counts what people see, white space left out;
    `noscript_text` is what they see without scripts. `claims` is all that was said of organisations,
    `organization` the one among them that runs the site.
    """

    title: str | None = None
    description: str | None = None
    language: str | None = None
    charset: str | None = None
    canonical: str | None = None
    favicon_url: str | None = None
    favicon_hash: int | None = None
    logo_url: str | None = None
    logo_reason: str | None = None
    front_page: FrontPage | None = None
    counts: PageCounts = PageCounts()
    emails: tuple[Email, ...] = ()
    phones: tuple[Phone, ...] = ()
    social: tuple[SocialProfile, ...] = ()
    addresses: tuple[Address, ...] = ()
    technologies: tuple[Technology, ...] = ()
    trackers: tuple[Tracker, ...] = ()
    organization: dict[str, Any] | None = None
    claims: tuple[Claim, ...] = ()
    custom: CustomFacts = CustomFacts()
    links: tuple[Link, ...] = ()
    text: str = ""
    noscript_text: str = ""
    text_characters: int = 0
    scripts: int = 0
    meta_refresh: str | None = None
    robots_meta: str | None = None
    markup: Markup = Markup()


def read(page: PageInput, rule_set: RuleSet | None = None) -> PageFacts:
    """Return all facts of a page; raise DecodeError or HtmlTooComplexError, nothing else, for what cannot be read.

    `rule_set` are the rules for technologies: the program's own where none are given.
    """
    document = Document(page.url, page.body, page.content_type)
    things = structured.things(document)
    title, icon = metadata.title(document), metadata.icon(document)
    profiles = social.social(document, things)
    own_logo = logos.logo(document)
    protection = markup.read(document)
    own = custom.custom(document, page.rules)
    # The last that looks at the tree: the texts that follow take the unseen elements out of it.
    built_with = technologies.technologies(document, page.headers, rule_set)
    front = front_page.front_page(document) if page.is_front else None
    known = identity.read(document, things, page.region_hint)
    owner = identity.owner(known.claims, document.url)
    organized = as_dict(owner) if owner else None
    told_logo = organization.logo(organized)
    its_logo = logos.logo(document, told_logo) if told_logo else own_logo
    return PageFacts(
        title=title,
        description=metadata.description(document),
        language=document.language.partition("-")[0] if document.language else None,
        charset=document.charset,
        canonical=metadata.canonical(document),
        favicon_url=icon.url,
        favicon_hash=icon_hash.of(icon.body) if icon.body else None,
        logo_url=its_logo.url if its_logo else None,
        logo_reason=its_logo.reason if its_logo else None,
        front_page=front,
        counts=counts.counts(document),
        emails=emails.emails(document, things),
        phones=phones.phones(document, things, page.region_hint),
        social=profiles,
        addresses=known.addresses,
        technologies=built_with,
        trackers=trackers.trackers(document),
        organization=organized,
        claims=known.claims,
        custom=own,
        links=document.links(),
        text=document.text[:MAX_TEXT],
        noscript_text=document.noscript_text[:MAX_TEXT],
        text_characters=document.visible_length(),
        scripts=len(document.scripts),
        meta_refresh=document.meta_refresh(),
        robots_meta=metadata.robots(document),
        markup=protection,
    )
