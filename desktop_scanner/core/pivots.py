"""Pivots: what several domains of a batch share, and so perhaps an owner."""

from enum import StrEnum

from msgspec import Struct

MIN_DOMAINS = 2


class PivotKind(StrEnum):
    """What domains may share."""

    TRACKER = "tracker"
    FAVICON = "favicon"
    CERTIFICATE = "certificate"
    IP = "ip"
    EMAIL = "email"


class Pivot(Struct, frozen=True, kw_only=True):
    """A value and the domains that share it, in the order of their list; `name` is a tracker's kind.

    A large `count` is most often a platform's, such as the address of a CDN.
    """

    kind: PivotKind
    name: str | None
    value: str
    count: int
    domains: tuple[str, ...]
