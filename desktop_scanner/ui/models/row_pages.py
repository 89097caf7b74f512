"""The rows that a table holds: pages of a long list of ids, those fetched longest ago given up first."""

from collections.abc import Iterable, Sequence

from desktop_scanner.core.batches import DomainRow

PAGE = 200
_KEPT_PAGES = 24


class RowPages:
    """Some rows of a list of ids; a million of them cost the list and the pages in view."""

    def __init__(self) -> None:
        self.ids: list[int] = []
        self._pages: dict[int, None] = {}  # the least recently fetched first
        self._rows: dict[int, DomainRow] = {}
        self._place_of: dict[int, int] = {}  # of the fetched rows only: all others have nothing to repaint

    def reset(self, ids: list[int]) -> None:
        """Take another list, of which nothing is fetched yet."""
        self.ids = ids
        for held in (self._pages, self._rows, self._place_of):
            held.clear()

    def page(self, page: int) -> Sequence[int]:
        """Return the ids of a page."""
        return slice_of(self.ids, page)

    def pages(self) -> list[int]:
        """Return the pages that are fetched."""
        return list(self._pages)

    def row(self, target_id: int) -> DomainRow | None:
        """Return a row, if it is fetched."""
        return self._rows.get(target_id)

    def place(self, target_id: int) -> int | None:
        """Return where a fetched row stands."""
        return self._place_of.get(target_id)

    def find(self, target_id: int) -> int | None:
        """Return where a row stands, fetched or not."""
        if target_id in self._place_of:
            return self._place_of[target_id]
        return self.ids.index(target_id) if target_id in self.ids else None

    def keep(self, page: int, rows: Iterable[DomainRow]) -> None:
        """Hold the rows of a page."""
        self._pages.pop(page, None)
        self._pages[page] = None
        self._rows.update((row.target_id, row) for row in rows)
        self._place_of.update((target_id, place) for place, target_id in enumerate(self.page(page), page * PAGE))
        while len(self._pages) > _KEPT_PAGES:
            self._drop(next(iter(self._pages)))

    def put(self, row: DomainRow) -> bool:
        """Hold what a row is now, if it is fetched; return whether it is."""
        if row.target_id not in self._rows:
            return False
        self._rows[row.target_id] = row
        return True

    def _drop(self, page: int) -> None:
        del self._pages[page]
        for target_id in self.page(page):
            self._rows.pop(target_id, None)
            self._place_of.pop(target_id, None)


def slice_of(ids: Sequence[int], page: int) -> Sequence[int]:
    """Return the ids of a page of any list."""
    return ids[page * PAGE : (page + 1) * PAGE]


def in_former_order(ids: list[int], former: Sequence[int]) -> list[int]:
    """Return the ids, those that stood there before where they were, new ones after them."""
    wanted = set(ids)
    kept = [target_id for target_id in former if target_id in wanted]
    wanted.difference_update(kept)
    return kept + [target_id for target_id in ids if target_id in wanted] if wanted else kept
