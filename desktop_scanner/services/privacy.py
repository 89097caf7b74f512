"""What must not be kept: domains and people's values purged from all batches, and never taken in again."""

from pathlib import Path

from desktop_scanner.core import domains
from desktop_scanner.core.errors import InputError
from desktop_scanner.core.suppression import SUPPRESSED_KINDS, SuppressedKind, Suppression
from desktop_scanner.store import facts
from desktop_scanner.store.database import Store


class PrivacyService:
    """Purges, and keeps the suppression list."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def all(self) -> list[Suppression]:
        """Return the suppression list, newest first."""
        return await self._store.suppressions()

    async def purge(
        self, value: str, kind: SuppressedKind | None = None, *, note: str = "", may_return: bool = False
    ) -> tuple[SuppressedKind, int]:
        """Remove a domain or value everywhere; return what it was, and from how many results it is gone.

        Unless it may return, it also goes onto the suppression list, which later scans respect.
        """
        chosen = kind or _kind(value)
        normalised = _normalised(chosen, value)
        if not may_return:
            await self._store.suppress(chosen, normalised, note)
        return chosen, await self._store.purge(chosen, normalised)

    def copies(self) -> list[Path]:
        """Return the copies beside the database, made before migrations and repairs: they hold what they held."""
        database = self._store.path
        beside = (file for file in database.parent.iterdir() if file.name.startswith(f"{database.name}."))
        return sorted(file for file in beside if file.name.endswith("-copy") or ".damaged-" in file.name)

    async def allow(self, value: str, kind: SuppressedKind | None = None) -> None:
        """Take a domain or value off the suppression list; raise InputError where it does not stand there."""
        kinds = (kind,) if kind else SUPPRESSED_KINDS
        found = [each for each in kinds if await self._store.unsuppress(each, _written(each, value))]
        if not found:
            raise InputError(f'"{value}" is not on the suppression list; `desktop-scanner suppressed` shows it.')


def _kind(value: str) -> SuppressedKind:
    """Return what a value is, told by its form."""
    if "@" in value:
        return "email"
    if value.strip().startswith("+"):
        return "phone"
    if value.strip().lower().startswith(("http://", "https://")):
        raise InputError(f'Say with --kind whether "{value}" is a domain or a social profile.')
    return "domain"


def _normalised(kind: SuppressedKind, value: str) -> str:
    try:
        written = _written(kind, value, must_be_right=True)
    except domains.DomainNameError as error:
        raise InputError(f'"{value}" is no domain: {error}.') from error
    if len(written) < 4 or (kind == "phone" and len(written) < 8):
        raise InputError(f'"{value}" is too short to be purged: it would be found in other values too.')
    return written


def _written(kind: SuppressedKind, value: str, *, must_be_right: bool = False) -> str:
    if kind != "domain":
        return facts.spellings(kind, value)[0]
    try:
        return domains.target(value).domain
    except domains.DomainNameError:
        if must_be_right:
            raise
        return value.strip().casefold()
