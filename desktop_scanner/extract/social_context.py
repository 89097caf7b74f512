"""Where a link to a network stands: links that share, embedded posts, comments and credits are not the owner's."""

import functools
import re

from selectolax.lexbor import LexborNode

from desktop_scanner.core import domains
from desktop_scanner.extract.document import Anchor, Document

# Properties under which structured data names others than the page's owner.
FOREIGN_PROPERTIES = (
    "mentions",
    "review",
    "reviews",
    "citation",
    "isBasedOn",
    "creator",
    "performer",
    "sponsor",
    "funder",
)

_LEVELS = 5
_SHARE_BOX = re.compile(
    r"(?<![a-z])(?:share|sharing|shariff|sharedaddy|sharethis|social-?shar\w*|addtoany\w*|a2a[_-]kit|addthis_(?:toolbox|sharing)\w*|"
    r"shareaholic\w*|jssocials|heateor_sss\w*|ssba\w*|sfsi_plus_share\w*|essb_links|rrssb\w*|teilen|partager)(?![a-z])",
    re.IGNORECASE,
)
_FOLLOW_BOX = re.compile(r"follow|profiles?(?![a-z])", re.IGNORECASE)
_POST = re.compile(
    r"(?:^|\s)(?:twitter-(?:tweet|video)|instagram-media|tiktok-embed|fb-(?:post|video|comments?)|bluesky-embed|"
    r"mastodon-embed|reddit-embed\w*|text-post-media|comment(?:-\w+|s|list)?|comments?-area)(?:\s|$)",
    re.IGNORECASE,
)
_SHARE_TEXT = re.compile(
    r"(?:share|tweet|pin it|teilen|partager|partagez|compartir|comparte|condividi|delen|dela|del på|udostępnij|sdílet|"
    r"compartilhar|partilhar|поделиться|paylaş|jaa)(?![\w-])",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"\b(?:(?:web ?site|site|web ?design|design|designed|theme|template|developed|development|built|made|crafted|"
    r"created|powered|hosted|photos?|photography)\s*(?:with\s\S{1,3}\s)?(?:by|from|:)|web ?agency|"
    r"(?:umsetzung|realisierung|realisation|webdesign|gestaltung|konzept|programmierung|erstellt|fotos?)\s*(?:von|durch|:)|"
    r"(?:réalisation|conception|création|réalisé|créé|design)\s*(?:du site|web)?\s*(?:par|:)|"
    r"(?:diseño|desarrollo|diseñado|desarrollado|realizzazione|realizzato|sviluppato)\s*(?:web)?\s*(?:por|da|:)|"
    r"(?:website|ontwerp|gemaakt|gebouwd|realisatie)\s*(?:door|:)|"
    r"(?:projekt i wykonanie|wykonanie|realizacja)\s*:?)\s*$",
    re.IGNORECASE,
)
_CREDIT_CHARACTERS = 60
_CREDIT_BOX = re.compile(
    r"(?<![a-z])(?:credits?|site-?by|designed-?by|powered-?by|theme-?author|web-?credit)(?![a-z])", re.IGNORECASE
)


@functools.lru_cache(maxsize=64)
def owner_of(url: str) -> str:
    """Return the part of the page's host that names its owner: `wix` for www.wix.com."""
    host = domains.without_www(url.split("/", 3)[2].partition(":")[0]) if url.count("/") > 1 else ""
    labels = host.split(".")
    longest = max(labels[:-1], key=len, default="")
    return longest.replace("-", "")


def is_others(page: Document, anchor: Anchor) -> bool:
    """Return whether a link's place says that it does not lead to the owner's profile."""
    if "ugc" in anchor.rel or _SHARE_TEXT.match(anchor.text):
        return True
    node: LexborNode | None = page.node(anchor)
    if node is None or _is_credit(node):
        return True
    for _ in range(_LEVELS):
        if node is None or node.tag in ("body", "html", "main", None):
            return False
        attrs = node.attrs
        named = f"{attrs.get('class') or ''} {attrs.get('id') or ''}"
        if len(named) > 1 and _is_others_box(named):
            return True
        node = node.parent
    return False


def _is_others_box(named: str) -> bool:
    named = named[:500]
    if _POST.search(named) or _CREDIT_BOX.search(named):
        return True
    return bool(_SHARE_BOX.search(named)) and not _FOLLOW_BOX.search(named)


def _is_credit(node: LexborNode) -> bool:
    """Return whether the words before a link credit somebody's work on the page: `Website by`."""
    before = node.prev
    text = ""
    for _ in range(_LEVELS):
        if before is None or len(text) >= _CREDIT_CHARACTERS:
            break
        text = f"{before.text() or ''}{text}"
        before = before.prev
    return bool(_CREDIT.search(text[-_CREDIT_CHARACTERS:].strip()))
