"""What a page says about itself: title, description, canonical address, icons, logo."""

import re

from selectolax.lexbor import LexborNode

from desktop_scanner.extract.document import Document

MAX_TITLE = 500
MAX_DESCRIPTION = 2_000

_LOGO = re.compile(r"(?<![a-z])logo(?![a-z])|site-?logo|brand-?logo|logo-?img|header-?logo", re.IGNORECASE)
_NOT_OWN = re.compile(
    r"partner|client|customer|sponsor|payment|footer-logos|klarna|paypal|visa|trust|award", re.IGNORECASE
)
_ICON_RANK = {"icon": 0, "shortcut": 0, "apple-touch-icon": 2, "apple-touch-icon-precomposed": 2, "mask-icon": 3}


def title(page: Document) -> str | None:
    """Return the page's title; where it has none, what it calls itself to social networks."""
    for node in page.tree.tags("title"):
        parent = node.parent
        if parent is not None and parent.tag == "svg":
            continue
        text = _line(node.text(), MAX_TITLE)
        if text:
            return text
    return _line(page.meta("og:title", "twitter:title"), MAX_TITLE)


def description(page: Document) -> str | None:
    """Return the page's description."""
    return _line(page.meta("description", "og:description", "twitter:description", "dc.description"), MAX_DESCRIPTION)


def canonical(page: Document) -> str | None:
    """Return the absolute address that the page names as its own."""
    for node in page.tree.tags("link"):
        if "canonical" in (node.attrs.get("rel") or "").lower().split():
            return page.absolute(node.attrs.get("href"))
    return None


def robots(page: Document) -> str | None:
    """Return what the page asks of search engines."""
    contents = page.metas.get("robots")
    return _line(", ".join(contents), MAX_DESCRIPTION) if contents else None


def favicon(page: Document) -> str | None:
    """Return the address of the page's icon: an ordinary one before one for home screens."""
    best: tuple[int, str] | None = None
    for node in page.tree.tags("link"):
        ranks = [_ICON_RANK[word] for word in (node.attrs.get("rel") or "").lower().split() if word in _ICON_RANK]
        if not ranks:
            continue
        url = page.absolute(node.attrs.get("href"))
        if url and (best is None or min(ranks) < best[0]):
            best = (min(ranks), url)
    return best[1] if best else None


def logo(page: Document) -> str | None:
    """Return the address of the image that the markup calls the logo."""
    for property_name in ("og:logo", "logo"):
        url = page.absolute(page.meta(property_name))
        if url:
            return url
    best: tuple[int, str] | None = None
    if "logo" not in page.source and "Logo" not in page.source:
        return None
    for index, node in enumerate(page.tree.tags("img")[:200]):
        # Only the first images can be recognised by where they stand; looking around each one costs too much.
        score = _logo_score(node, place_counts=index < 10)
        if score and (best is None or score > best[0]):
            url = page.absolute(_image_source(node))
            if url:
                best = (score, url)
    return best[1] if best else None


def _image_source(node: LexborNode) -> str | None:
    attrs = node.attrs
    for name in ("src", "data-src", "data-lazy-src", "data-original"):
        source = attrs.get(name)
        if source and not source.startswith("data:"):
            return source
    return None


def _logo_score(node: LexborNode, *, place_counts: bool) -> int:
    attrs = node.attrs
    named = " ".join(attrs.get(name) or "" for name in ("class", "id", "alt", "itemprop"))
    source = (_image_source(node) or "").rpartition("/")[2]
    if not place_counts and "logo" not in f"{named}{source}".lower():
        return 0
    score = 3 * bool(_LOGO.search(named)) + 2 * bool(_LOGO.search(source))
    place = ""
    parent = node.parent
    for _ in range(4):
        if parent is None or parent.tag in ("body", "html", None):
            break
        place += f" {parent.tag} {parent.attrs.get('class') or ''} {parent.attrs.get('id') or ''}"
        parent = parent.parent
    if _NOT_OWN.search(f"{named} {source} {place}"):
        return 0
    score += 2 * bool(_LOGO.search(place))
    # An image in the header alone is a picture; together with the word it is the logo.
    return score + (1 if score and re.search(r"header|navbar|masthead", place) else 0)


def _line(text: str | None, limit: int) -> str | None:
    line = " ".join((text or "")[: 4 * limit].split())[:limit].strip()
    return line or None
