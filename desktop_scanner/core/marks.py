"""Values that the user has marked as wrong: left out of results and exports, in later batches too."""

from datetime import datetime
from typing import Literal, get_args

from msgspec import Struct

FactKind = Literal["email", "phone", "social", "address", "technology", "tracker", "organization", "custom"]
FACT_KINDS: tuple[FactKind, ...] = get_args(FactKind)


class Mark(Struct, frozen=True, kw_only=True):
    """One value marked as wrong, at one domain or, where `domain` is None, everywhere.

    The `value` of a tracker is its kind and id (`google_analytics:G-ABC123`).
    """

    kind: FactKind
    value: str
    domain: str | None = None
    note: str = ""
    created_at: datetime


class MarkedValue(Struct, frozen=True, kw_only=True):
    """A value that was found and left out of its list, because it is marked; `everywhere` or at this domain."""

    kind: FactKind
    value: str
    everywhere: bool
