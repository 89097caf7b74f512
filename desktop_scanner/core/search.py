"""Searches over all batches: which values are looked for, and where they were found."""

from datetime import datetime

from msgspec import Struct

from desktop_scanner.core.errors import InputError
from desktop_scanner.core.marks import FactKind
from desktop_scanner.core.statuses import DomainStatus

# The words before a colon that name a kind of value; `domain` is the domain itself and its subdomains.
_WORDS: dict[str, FactKind] = {
    "email": "email",
    "phone": "phone",
    "social": "social",
    "address": "address",
    "tech": "technology",
    "technology": "technology",
    "tracker": "tracker",
    "org": "organization",
    "organization": "organization",
    "custom": "custom",
}
DOMAIN = "domain"


class Search(Struct, frozen=True, kw_only=True):
    """What is looked for; each part that is there must be met by one and the same result."""

    text: str = ""
    domains: tuple[str, ...] = ()
    values: tuple[tuple[FactKind, str], ...] = ()


class Hit(Struct, frozen=True, kw_only=True):
    """A domain in the latest batch that has what was looked for; `batches` counts all that do."""

    domain: str
    domain_display: str
    batch_id: str
    batch_name: str
    target_id: int
    status: DomainStatus
    title: str | None
    finished_at: datetime | None
    batches: int


def parse(text: str) -> Search:
    """Return the search that a person wrote: words, and `kind:value` with quotes around a value with spaces.

    Raises InputError where there is nothing to look for, or a kind that there is not.
    """
    words, domains, values = [], [], []
    for kind, value in _parts(text):
        if kind == DOMAIN:
            domains.append(value.casefold())
        elif kind in _WORDS:
            values.append((_WORDS[kind], value))
        elif kind:
            words.append(f"{kind}:{value}")
        else:
            words.append(value)
    found = Search(text=" ".join(words), domains=tuple(domains), values=tuple(values))
    if found == Search():
        raise InputError(
            f"Write what to look for: words, or one of {', '.join(f'{word}:' for word in (DOMAIN, *_WORDS))}."
        )
    return found


def _parts(text: str) -> list[tuple[str, str]]:
    """Return (word before the colon, value) for each part; without a known word it is ("", part)."""
    parts: list[tuple[str, str]] = []
    rest = text.strip()
    while rest:
        kind, value, rest = _first(rest)
        if value:
            parts.append((kind, value))
    return parts


def _first(text: str) -> tuple[str, str, str]:
    head, colon, tail = text.partition(":")
    word = head.casefold()
    kind = word if colon and (word in _WORDS or word == DOMAIN) else ""
    rest = tail.lstrip() if kind else text
    if rest.startswith('"'):
        value, _, after = rest[1:].partition('"')
    else:
        value, _, after = rest.partition(" ")
    return kind, value.strip(), after.lstrip()
