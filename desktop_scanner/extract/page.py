"""Reading one page: from its bytes to all facts that stand on it."""

from typing import Any

from msgspec import Struct

from desktop_scanner.core.custom_rules import CustomRule
from desktop_scanner.core.results import Address, Email, Phone, SocialProfile, Technology, Tracker
from desktop_scanner.extract import metadata, structured
from desktop_scanner.extract.custom import CustomFacts, custom
from desktop_scanner.extract.document import Document, Link
from desktop_scanner.extract.emails import emails
from desktop_scanner.extract.organization import logo, organization
from desktop_scanner.extract.phones import phones
from desktop_scanner.extract.postal import addresses
from desktop_scanner.extract.security import markup
from desktop_scanner.extract.security.markup import Markup
from desktop_scanner.extract.social import social
from desktop_scanner.extract.technologies import technologies
from desktop_scanner.extract.trackers import trackers

__all__ = ["Link", "PageFacts", "PageInput", "read"]


MAX_TEXT = 20_000


class PageInput(Struct, frozen=True, kw_only=True):
    """A page as it came: `region_hint` is the ISO code of the country of its top level, or None."""

    url: str
    body: bytes
    content_type: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    region_hint: str | None = None
    rules: tuple[CustomRule, ...] = ()


class PageFacts(Struct, frozen=True, kw_only=True):
    """Everything that one page says, each value with its evidence.

    `language` is the language alone, without region; `text_characters` counts what people see, white space left out;
    `noscript_text` is what they see without scripts.
    """

    title: str | None = None
    description: str | None = None
    language: str | None = None
    charset: str | None = None
    canonical: str | None = None
    favicon_url: str | None = None
    logo_url: str | None = None
    emails: tuple[Email, ...] = ()
    phones: tuple[Phone, ...] = ()
    social: tuple[SocialProfile, ...] = ()
    addresses: tuple[Address, ...] = ()
    technologies: tuple[Technology, ...] = ()
    trackers: tuple[Tracker, ...] = ()
    organization: dict[str, Any] | None = None
    custom: CustomFacts = CustomFacts()
    links: tuple[Link, ...] = ()
    text: str = ""
    noscript_text: str = ""
    text_characters: int = 0
    scripts: int = 0
    meta_refresh: str | None = None
    robots_meta: str | None = None
    markup: Markup = Markup()


def read(page: PageInput) -> PageFacts:
    """Return all facts of a page; raise DecodeError or HtmlTooComplexError, nothing else, for what cannot be read."""
    document = Document(page.url, page.body, page.content_type)
    things = structured.things(document)
    organized = organization(document, things)
    logo_url = logo(organized) or metadata.logo(document)
    title, favicon = metadata.title(document), metadata.favicon(document)
    canonical = metadata.canonical(document)
    protection = markup.read(document)
    own = custom(document, page.rules)
    # The last that looks at the tree: the texts that follow take the unseen elements out of it.
    built_with = technologies(document, page.headers)
    return PageFacts(
        title=title,
        description=metadata.description(document),
        language=document.language.partition("-")[0] if document.language else None,
        charset=document.charset,
        canonical=canonical,
        favicon_url=favicon,
        logo_url=logo_url,
        emails=emails(document, things),
        phones=phones(document, things, page.region_hint),
        social=social(document, things),
        addresses=addresses(document, things),
        technologies=built_with,
        trackers=trackers(document),
        organization=organized,
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
