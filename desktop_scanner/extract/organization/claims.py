"""What a page says of organisations: each claim one organisation, and how it was come by."""

from enum import IntEnum

from msgspec import Struct

from desktop_scanner.core.organizations import Organization


class Source(IntEnum):
    """Where a claim stands; the lower, the more it can say about who runs the site."""

    STRUCTURED = 1
    IMPRINT = 2
    TEXT = 3
    COPYRIGHT = 4
    SITE_NAME = 5


class Claim(Struct, frozen=True, kw_only=True):
    """An organisation as one place of a page describes it; its `confidence` is that of being the site's owner.

    `is_owner` tells that the page itself says so: the publisher of the site, the one that an imprint is about.
    """

    source: Source
    organization: Organization
    is_owner: bool = False
