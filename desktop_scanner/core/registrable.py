"""The registrable domain of a name: what somebody registered, and owns with all that is below it."""

from functools import cache, lru_cache

from publicsuffixlist import PublicSuffixList

from desktop_scanner.core import domains


@lru_cache(maxsize=4_096)
def registrable(host: str) -> str:
    """Return the registrable domain of a host; the host itself where it has none (addresses, bare suffixes)."""
    bare = host.rstrip(".").lower()
    if not bare or domains.is_address(bare):
        return bare
    return _suffixes().privatesuffix(bare) or bare


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()
