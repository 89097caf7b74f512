"""Lists of domains that people keep under a name."""

from datetime import datetime, timedelta

from desktop_scanner.core.clock import now
from desktop_scanner.core.errors import InputError
from desktop_scanner.core.lists import SavedList
from desktop_scanner.core.targets import TargetList
from desktop_scanner.store.database import Store

UNDO = timedelta(minutes=10)  # how long a deleted list can be brought back
MAX_NAME = 200


class ListService:
    """Keeps lists, with the user's own columns."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def all(self) -> list[SavedList]:
        """Return the lists, by name."""
        return await self._store.lists()

    async def find(self, name: str) -> SavedList:
        """Return the list of that name, whatever its capitals; raise InputError where there is none."""
        wanted = _name(name).casefold()
        known = await self.all()
        for each in known:
            if each.name.casefold() == wanted:
                return each
        names = ", ".join(f'"{each.name}"' for each in known)
        raise InputError(
            f'There is no saved list "{name}"; there are {names}.'
            if known
            else f'There is no saved list "{name}", nor any other; `desktop-scanner list save` keeps one.'
        )

    async def save(self, name: str, targets: TargetList) -> SavedList:
        """Keep a list under a name; one that has it already is replaced, whole or not at all."""
        if not targets.targets:
            raise InputError("The list has no domain that could be kept.")
        return await self._store.save_list(_name(name), targets.targets)

    async def targets(self, list_id: int) -> TargetList:
        """Return the domains of a list."""
        return TargetList(targets=tuple(await self._store.list_targets(list_id)))

    async def rename(self, list_id: int, name: str) -> SavedList:
        """Give the list another name; raise InputError where another list has it."""
        return await self._store.rename_list(list_id, _name(name))

    async def delete(self, list_id: int) -> None:
        """Delete a list; it can be brought back until `tidy` removes it for good."""
        await self._store.hide_list(list_id)

    async def bring_back(self, list_id: int) -> SavedList:
        """Undo `delete`; raise InputError where the list is already removed."""
        return await self._store.show_list(list_id)

    async def tidy(self, deleted_before: datetime | None = None) -> None:
        """Remove lists that were deleted over ten minutes ago."""
        await self._store.remove_lists(deleted_before or now() - UNDO)


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not 1 <= len(name) <= MAX_NAME:
        raise InputError(f"A list's name has 1 to {MAX_NAME} characters.")
    return name
