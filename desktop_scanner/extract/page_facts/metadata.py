"""What a page says about itself: title, description, canonical address, icon."""

import base64
import re
from typing import NamedTuple
from urllib.parse import unquote

from desktop_scanner.extract.parsing.document import Document

MAX_TITLE = 500
MAX_DESCRIPTION = 2_000

_ICON_DATA = re.compile(r"\s*data:[\w./+-]{0,60}(?:;[\w=-]{1,40}){0,3}?(;base64)?,", re.IGNORECASE)
_ICON_RANK = {"icon": 0, "shortcut": 0, "apple-touch-icon": 2, "apple-touch-icon-precomposed": 2, "mask-icon": 3}


def title(page: Document) -> str | None:
    """Return the page's title; where it has none, what it calls itself to social networks."""
    for each in page.titles:
        text = line(each, MAX_TITLE)
        if text:
            return text
    return line(page.meta("og:title", "twitter:title"), MAX_TITLE)


def description(page: Document) -> str | None:
    """Return the page's description."""
    return line(page.meta("description", "og:description", "twitter:description", "dc.description"), MAX_DESCRIPTION)


def canonical(page: Document) -> str | None:
    """Return the absolute address that the page names as its own."""
    named = (page.absolute(relation.href) for relation in page.relations if "canonical" in relation.rel)
    return next(named, None)


def robots(page: Document) -> str | None:
    """Return what the page asks of search engines."""
    contents = page.metas.get("robots")
    return line(", ".join(contents), MAX_DESCRIPTION) if contents else None


class Icon(NamedTuple):
    """A page's icon: where it is, or the bytes that the page itself holds."""

    url: str | None = None
    body: bytes | None = None


def icon(page: Document) -> Icon:
    """Return the page's icon: an ordinary one before one for home screens."""
    best, rank = Icon(), len(_ICON_RANK)
    for relation in page.relations:
        its_rank = min((_ICON_RANK[word] for word in relation.rel if word in _ICON_RANK), default=rank)
        if its_rank < rank:
            found = _icon_at(page, relation.href)
            if found is not None:
                best, rank = found, its_rank
    return best


def _icon_at(page: Document, href: str) -> Icon | None:
    data = _ICON_DATA.match(href[:200])
    if data is None:
        url = page.absolute(href)
        return Icon(url=url) if url else None
    try:
        return Icon(body=base64.b64decode(unquote(href[data.end() :]), validate=False)) if data[1] else None
    except ValueError:
        return None


def line(text: str | None, limit: int) -> str | None:
    """Return a text in one line of at most `limit` characters, None where it says nothing."""
    return " ".join((text or "")[: 4 * limit].split())[:limit].strip() or None
