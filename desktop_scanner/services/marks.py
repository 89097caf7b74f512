"""Values that the user calls wrong: left out of every result, in later batches too, until the mark is taken back."""

from collections.abc import Sequence

from desktop_scanner.core import domains
from desktop_scanner.core.errors import InputError
from desktop_scanner.core.marks import FactKind, Mark
from desktop_scanner.store.database import Store
from desktop_scanner.store.marking import NewMark


class MarkService:
    """Marks and unmarks values, at one domain or everywhere."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def all(self) -> list[Mark]:
        """Return the marks, newest first."""
        return await self._store.marks()

    async def mark(
        self, value: str, *, kind: FactKind | None = None, domain: str | None = None, note: str = ""
    ) -> tuple[list[NewMark], int]:
        """Mark a value as wrong, and return the marks made and how many domains of batches had it.

        Without a kind, it is marked as whatever it was found as; raise InputError where it was never found.
        """
        value, name = value.strip(), _domain(domain)
        found = [each for each in await self._store.kinds_of(value) if kind in (None, each[0])]
        if not found and kind is not None and value:
            found = [(kind, value)]
        if not found:
            raise InputError(f'No result has the value "{value}"; check how it is written, or name its --kind.')
        marks = [NewMark(kind=each, value=stored, domain=name, note=note) for each, stored in found]
        return marks, await self._store.mark(marks)

    async def unmark(self, value: str, *, kind: FactKind | None = None, domain: str | None = None) -> Sequence[Mark]:
        """Take the marks on a value back and return them; raise InputError where there is none."""
        name = _domain(domain)
        written = value.strip().casefold()
        marks = [
            mark
            for mark in await self._store.marks()
            if mark.value.casefold() == written and kind in (None, mark.kind) and name in (None, mark.domain)
        ]
        if not marks:
            raise InputError(f'There is no mark on "{value}"; `desktop-scanner marks` lists those there are.')
        await self._store.unmark(marks)
        return marks

    async def take_back(self, mark: Mark) -> None:
        """Take one mark back; one that is gone already is no fault."""
        await self._store.unmark([mark])


def _domain(text: str | None) -> str | None:
    try:
        return domains.target(text).domain if text is not None else None
    except domains.DomainNameError as error:
        raise InputError(f'"{text}" is no domain: {error}.') from error
