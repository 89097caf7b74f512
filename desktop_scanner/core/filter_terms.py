"""The terms of the filter that mean exactly the domains behind a bar of the overview, or behind a pivot.

`=` before a value says that it is the whole one, where a bare value may be the beginning of others.
"""

from desktop_scanner.core.overview import Facet
from desktop_scanner.core.pivots import Pivot
from desktop_scanner.core.term_scanner import written

_WORDS = {
    Facet.STATUS: "status:",
    Facet.FAILURE: "kind:",
    Facet.VERDICT: "verdict:",
    Facet.TECHNOLOGY: "tech:=",
    Facet.LANGUAGE: "lang:",
    Facet.COUNTRY: "country:",
    Facet.DOMAIN: "domain:=",
}


def of_bar(facet: Facet, value: str) -> str:
    """Return the term of a bar: `kind:dns_not_found`, `tech:="Google Analytics"`, `email:yes`."""
    return f"{value}:yes" if facet is Facet.CONTACT else f"{_WORDS[facet]}{written(value)}"


def of_pivot(pivot: Pivot) -> str:
    """Return the term of a pivot: `pivot:"ip=203.0.113.9"`, `pivot:"tracker=google_analytics:UA-12345"`."""
    value = f"{pivot.name}:{pivot.value}" if pivot.name else pivot.value
    return 'pivot:"{}"'.format(f"{pivot.kind.value}={value}".replace('"', " "))
