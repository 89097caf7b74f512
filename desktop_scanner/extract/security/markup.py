"""What a page's own markup says of its visitors' safety."""

from msgspec import Struct

from desktop_scanner.core.security import MixedContent
from desktop_scanner.extract.parsing.document import Document
from desktop_scanner.extract.security import mixed_content

_MAX_METAS = 10


class Markup(Struct, frozen=True, kw_only=True):
    """The policies that a page declares in meta elements, and what it takes over http."""

    policies: tuple[str, ...] = ()
    referrer: tuple[str, ...] = ()
    mixed_content: tuple[MixedContent, ...] = ()


def read(page: Document) -> Markup:
    """Return what the markup says."""
    return Markup(
        policies=tuple(page.metas.get("http-equiv:content-security-policy", ())[:_MAX_METAS]),
        referrer=tuple(page.metas.get("referrer", ())[:_MAX_METAS]),
        mixed_content=mixed_content.find(page),
    )
