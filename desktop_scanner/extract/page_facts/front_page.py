"""What a site's front page says of itself beyond its title: to search engines, networks and readers of feeds."""

from collections.abc import Iterator

from desktop_scanner.core.results import Alternate, Feed, FrontPage, Heading
from desktop_scanner.extract.page_facts import metadata
from desktop_scanner.extract.parsing.document import Document
from desktop_scanner.extract.text import languages

MAX_VALUE = 500
MAX_PROPERTIES = 40
MAX_HEADINGS = 50
MAX_ALTERNATES = 100
MAX_FEEDS = 20

_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")


def front_page(page: Document) -> FrontPage:
    """Return what the page says of itself; it looks at the tree first and then at the text."""
    headings = tuple(_headings(page))
    found = languages.detected(page.text)
    return FrontPage(
        canonical=metadata.canonical(page),
        robots=metadata.robots(page),
        generator=metadata.line(page.meta("generator"), MAX_VALUE),
        open_graph=_properties(page, "og:"),
        twitter_card=_properties(page, "twitter:"),
        headings=headings,
        hreflang=tuple(_alternates(page)),
        feeds=tuple(_feeds(page)),
        language_declared=page.language,
        language_detected=found,
        language_plausible=languages.is_plausible(page.language, found),
        double_encoded=page.is_double_encoded,
    )


def _properties(page: Document, prefix: str) -> dict[str, str]:
    """Return the metas that begin with the prefix, each by the rest of its name; the first of several counts."""
    found: dict[str, str] = {}
    for name, contents in page.metas.items():
        if name.startswith(prefix) and len(found) < MAX_PROPERTIES:
            value = metadata.line(next(filter(str.strip, contents), None), MAX_VALUE)
            if value:
                found[name.removeprefix(prefix)[:80]] = value
    return found


def _headings(page: Document) -> Iterator[Heading]:
    """Yield the headings in the order of the page."""
    count = 0
    for node in page.headings:
        text = metadata.line(node.text(separator=" "), MAX_VALUE)
        if text:
            yield Heading(level=int((node.tag or "h6")[1]), text=text)
            count += 1
        if count >= MAX_HEADINGS:
            return


def _alternates(page: Document) -> Iterator[Alternate]:
    seen: set[tuple[str, str]] = set()
    for relation in page.relations:
        language = (relation.attributes.get("hreflang") or "").strip()[:35]
        if not language or "alternate" not in relation.rel:
            continue
        url = page.absolute(relation.href)
        if url and (language, url) not in seen and len(seen) < MAX_ALTERNATES:
            seen.add((language, url))
            yield Alternate(lang=language, url=url)


def _feeds(page: Document) -> Iterator[Feed]:
    seen: set[str] = set()
    for relation in page.relations:
        media_type = (relation.attributes.get("type") or "").strip().lower()
        is_feed = media_type in _FEED_TYPES and "alternate" in relation.rel
        url = page.absolute(relation.href) if is_feed or "feed" in relation.rel else None
        if url and url not in seen and len(seen) < MAX_FEEDS:
            seen.add(url)
            yield Feed(url=url, title=metadata.line(relation.attributes.get("title"), MAX_VALUE))
