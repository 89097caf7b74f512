"""The terms of the filter's language that mean exactly the domains behind a bar of the overview, or a pivot."""

import re

from desktop_scanner.core.overview import Facet
from desktop_scanner.core.pivots import Pivot

_KEYS = {
    Facet.STATUS: "status",
    Facet.FAILURE: "kind",
    Facet.VERDICT: "verdict",
    Facet.TECHNOLOGY: "tech",
    Facet.LANGUAGE: "lang",
    Facet.COUNTRY: "country",
    Facet.DOMAIN: "domain",
}
_PLAIN = re.compile(r'[^\s"\\]+')


def of_bar(facet: Facet, value: str) -> str:
    """Return the term of a bar: `kind:dns_not_found`, `tech:"Google Analytics"`, `email:yes`."""
    if facet is Facet.CONTACT:
        return f"{value}:yes"
    return f"{_KEYS[facet]}:{quoted(value)}"


def of_pivot(pivot: Pivot) -> str:
    """Return the term of a pivot: `pivot:"ip=203.0.113.9"`, `pivot:"tracker=google_analytics:UA-12345"`."""
    value = f"{pivot.name}:{pivot.value}" if pivot.name else pivot.value
    return f"pivot:{quoted(f'{pivot.kind.value}={value}', always=True)}"


def quoted(value: str, *, always: bool = False) -> str:
    """Return the value as one word: in quotes where it is more than one, quotes in it escaped by a backslash."""
    if _PLAIN.fullmatch(value) and not always:
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
