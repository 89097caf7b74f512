"""What became of a damaged database."""

from pathlib import Path

from msgspec import Struct


class TableRepair(Struct, frozen=True, kw_only=True):
    """One table: rows `saved`, rows `lost` (None where nobody can say how many), and rows without their owner."""

    table: str
    saved: int
    lost: int | None
    orphans: int


class Repair(Struct, frozen=True, kw_only=True):
    """A repaired database: the damaged file is kept at `kept`.

    `stand_ins` counts batches of which only the domains could be read, `reopened` domains whose result was lost and
    which wait to be scanned again.
    """

    kept: Path
    tables: tuple[TableRepair, ...]
    stand_ins: int
    reopened: int

    @property
    def is_whole(self) -> bool:
        """Return whether everything was saved."""
        return not self.reopened and not self.stand_ins and all(t.lost == 0 and not t.orphans for t in self.tables)
