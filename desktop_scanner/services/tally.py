"""What a sync has done."""

from msgspec import Struct


class Tally(Struct, kw_only=True):
    """What was done, in results and domains."""

    sent: int = 0
    kept_there: int = 0
    taken: int = 0
    kept_here: int = 0
    conflicts: int = 0
    problems: tuple[str, ...] = ()
