"""Headers, cookies and sign-ins as people write them: a name and a value in one text."""

from collections.abc import Iterable, Sequence

from desktop_scanner.core.errors import SettingsError

Pair = tuple[str, str]

SIGNS = {"headers": ":", "cookies": "=", "auth": "="}
FORMS = {"headers": "Name: value", "cookies": "name=value", "auth": "HOST=USER:PASSWORD"}


def parse(texts: Sequence[str], option: str, what: str, form: str) -> tuple[Pair, ...]:
    """Return names and values; a text that is no such pair may be a secret, so `what` and its place name it."""
    pairs = []
    for number, text in enumerate(texts, start=1):
        name, found, value = text.partition(SIGNS[option])
        if not found or not name.strip():
            which = f"{number}. " if len(texts) > 1 else ""
            raise SettingsError(f"The {which}{what} cannot be read; write it as {form}.")
        pairs.append((name.strip(), value.strip()))
    return tuple(pairs)


def written(pairs: Iterable[Pair], option: str) -> tuple[str, ...]:
    """Return the pairs as people write them."""
    sign = SIGNS[option]
    return tuple(f"{name}{sign}{' ' if sign == ':' else ''}{value}" for name, value in pairs)
