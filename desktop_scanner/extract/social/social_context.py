"""Where a link to a network stands: links that share, embedded posts, comments and credits are not the owner's."""

import functools
import re

from selectolax.lexbor import LexborNode

from desktop_scanner.core import domains
from desktop_scanner.extract.parsing.document import Anchor, Document

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
_HEADING_LEVELS = 3
_SHARE_BOX = re.compile(
    r"(?<![a-z])(?:share|sharing|shariff|sharedaddy|sharethis|social-?shar\w*|addtoany\w*|a2a[_-]kit|addthis_(?:toolbox|sharing)\w*|"
    r"shareaholic\w*|jssocials|heateor_sss\w*|ssba\w*|sfsi_plus_share\w*|essb_links|rrssb\w*|teilen|partager)(?![a-z])",
    re.IGNORECASE,
)
_FOLLOW_BOX = re.compile(r"follow|profiles?(?![a-z])", re.IGNORECASE)
_POST = re.compile(
    r"(?:^|\s)(?:twitter-(?:tweet|video)|instagram-media|tiktok-embed|fb-(?:post|video|comments?)|bluesky-embed|"
    r"mastodon-embed|reddit-embed\w*|text-post-media|comment(?:-\w+|s|list)?|comments?-area|testimonials?(?:-\w+)?)(?:\s|$)",
    re.IGNORECASE,
)
_SHARE_TEXT = re.compile(
    r"(?:share|tweet|pin it|teilen|partager|partagez|compartir|comparte|condividi|delen|dela|del på|udostępnij|sdílet|"
    r"compartilhar|partilhar|поделиться|paylaş|jaa)(?![\w-])",
    re.IGNORECASE,
)
# Words that credit somebody's work on the page, in the line before a link.
_CREDIT = re.compile(
    r"\b(?:(?:web ?site|site|web ?design|design|designed|theme|template|developed|development|built|made|crafted"
    r"|created|powered|hosted|photography)\s*(?:with\s\S{1,3}\s)?(?:by|from|:)|web ?agency"
    r"|(?:fotos?|photos?|bilder?|images?)\b[^:\n]{0,15}(?:von|durch|by|par|:)"
    r"|(?:umsetzung|realisierung|realisation|webdesign|gestaltung|konzept|programmierung|erstellt)\s*(?:von|durch|:)"
    r"|(?:réalisation|conception|création|réalisé|créé)\s*(?:du site|web)?\s*(?:par|:)|créer un (?:site|blog)"
    r"|(?:diseño|desarrollo|diseñado|desarrollado|desenvolvido|criado|realizado)\s*(?:web)?\s*(?:por|:)"
    r"|(?:realizzazione|realizzato|sviluppato)\s*(?:da|:)|(?:website|ontwerp|gemaakt|gebouwd|realisatie)\s*(?:door|:)"
    r"|(?:projekt i wykonanie|wykonanie|realizacja|vytvořil|tvorba webu)\b|(?:készítette|tervezte|tasarım)\s*:"
    r"|hjemmeside af\b|webbplats av\b|sivuston toteutus\b)",
    re.IGNORECASE,
)
_CREDIT_CHARACTERS = 100
# Headings above those who made the site; their accounts follow.
_CREDIT_HEADING = re.compile(
    r"konzept|gestaltung|programmierung|umsetzung|realisierung|web-?design|web-?agentur|bildnachweis|bildquellen"
    r"|fotonachweis|hosting|credits?\b|website by|site design|designed by|conception|réalisation|crédits|hébergement"
    r"|création du site|diseño web|desarrollo|créditos|crediti|realizzazione|ontwerp|realisatie|fotoverantwoording"
    r"|wykonanie strony|tvorba webu|technická realizace",
    re.IGNORECASE,
)
_HEADINGS = ("h2", "h3", "h4", "h5", "h6", "dt")
_QUOTATIONS = ("blockquote", "q", "figcaption")
_LINE_ENDS = ("br", "p", "div", "ul", "ol", "nav", "section", "h1", "h2", "h3", "h4", "h5", "h6", "hr")
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
    node = page.node(anchor)
    owner = owner_of(page.url)
    # An agency's own page has a heading "Web design" too.
    is_called_so = len(owner) > 3 and owner in _name_in(anchor.url)
    if not is_called_so and (_is_credit(page, node, anchor, owner) or _is_below_credits(node)):
        return True
    return _is_in_box(node, has_owners_name=is_called_so)


def _is_in_box(node: LexborNode, *, has_owners_name: bool) -> bool:
    """Return whether a link stands among links that share, in a post, a comment or a quotation."""
    box: LexborNode | None = node
    for _ in range(_LEVELS):
        if box is None or box.tag in ("body", "html", "main", None):
            return False
        if box.tag in _QUOTATIONS and not has_owners_name:
            return True
        attributes = box.attributes
        named = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        if len(named) > 1 and _is_others_box(named):
            return True
        box = box.parent
    return False


def _is_others_box(named: str) -> bool:
    named = named[:500]
    if _POST.search(named) or _CREDIT_BOX.search(named):
        return True
    return bool(_SHARE_BOX.search(named)) and not _FOLLOW_BOX.search(named)


def _is_credit(page: Document, node: LexborNode, anchor: Anchor, owner: str) -> bool:
    """Return whether the words before a link, in its line, credit somebody's work: `Website by Miller (@miller)`.

    So does a link beside it to another's site, of the profile's very name; what has a time is an event of guests.
    """
    before, text = node.prev, ""
    for _ in range(_LEVELS):
        if before is None or before.tag in _LINE_ENDS or len(text) >= _CREDIT_CHARACTERS:
            break
        if before.tag == "time":
            return True
        text = f"{before.text() or ''}{text}"
        if before.tag == "a" and _is_named_after(page.absolute(before.attributes.get("href")), anchor.url, owner):
            return True
        before = before.prev
    return bool(_CREDIT.search(text[-_CREDIT_CHARACTERS:]))


def _is_below_credits(node: LexborNode) -> bool:
    """Return whether the heading above a link announces those who made the site."""
    block: LexborNode | None = node
    for _ in range(_HEADING_LEVELS):
        if block is None or block.tag in ("body", "main", "footer"):
            return False
        before = block.prev
        for _ in range(_LEVELS):
            if before is None:
                break
            if before.tag in _HEADINGS:
                return bool(_CREDIT_HEADING.search((before.text() or "")[:_CREDIT_CHARACTERS]))
            before = before.prev
        block = block.parent
    return False


def _is_named_after(site: str | None, profile: str | None, owner: str) -> bool:
    name = owner_of(site) if site else ""
    return len(name) > 3 and name != owner and name in _name_in(profile)


def _name_in(profile: str | None) -> str:
    """Return the path of a profile's address, folded."""
    return re.sub(r"[^\w]|_", "", (profile or "").split("/", 3)[-1].lower())
