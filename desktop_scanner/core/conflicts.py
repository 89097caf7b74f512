"""Domains that were scanned on both sides since they last agreed: the newest wins, and the other is kept beside."""

from datetime import datetime
from enum import StrEnum

from msgspec import Struct


class Side(StrEnum):
    """Whose result it is."""

    MINE = "mine"
    THEIRS = "theirs"


class Conflict(Struct, frozen=True, kw_only=True):
    """A domain with two results. `winner` is the one that counts here, `is_resolved` whether a person chose it."""

    id: int
    batch_id: str
    domain: str
    remote: str
    mine_at: datetime | None
    theirs_at: datetime | None
    winner: Side
    found_at: datetime
    is_resolved: bool = False
