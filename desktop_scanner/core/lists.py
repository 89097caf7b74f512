"""Lists of domains that are kept under a name, to be scanned again and again."""

from datetime import datetime

from msgspec import Struct


class SavedList(Struct, frozen=True, kw_only=True):
    """A saved list without its domains; no two have one name, whatever its capitals."""

    id: int
    name: str
    total: int
    changed_at: datetime
