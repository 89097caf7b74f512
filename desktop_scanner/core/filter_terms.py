"""The terms of the filter that mean exactly the domains behind a bar of the overview, or behind a pivot.

`=` before a value says that it is the whole one, where a bare value may be the beginning of others.
"""

import re

from desktop_scanner.core.failures import FailureKind
from desktop_scanner.core.overview import Facet
from desktop_scanner.core.pivots import Pivot
from desktop_scanner.core.queries import RowFilter
from desktop_scanner.core.statuses import DomainStatus

_WORDS = {
    Facet.STATUS: "status:",
    Facet.FAILURE: "kind:",
    Facet.VERDICT: "verdict:",
    Facet.TECHNOLOGY: "tech:=",
    Facet.LANGUAGE: "lang:",
    Facet.COUNTRY: "country:",
    Facet.DOMAIN: "domain:=",
}
_NEEDS_QUOTES = re.compile(r'[\s,"]|^[<>=-]|^\w+:')
_TERM = re.compile(r'\w+:=?(?:"(?P<quoted>[^"]*)"|(?P<bare>\S+))')


def of_bar(facet: Facet, value: str) -> str:
    """Return the term of a bar: `kind:dns_not_found`, `tech:="Google Analytics"`, `email:yes`."""
    return f"{value}:yes" if facet is Facet.CONTACT else f"{_WORDS[facet]}{written(value)}"


def of_pivot(pivot: Pivot) -> str:
    """Return the term of a pivot: `pivot:"ip=203.0.113.9"`, `pivot:"tracker=google_analytics:UA-12345"`."""
    value = f"{pivot.name}:{pivot.value}" if pivot.name else pivot.value
    return 'pivot:"{}"'.format(f"{pivot.kind.value}={value}".replace('"', " "))


def written(value: str) -> str:
    """Return the value as one word, in quotes where it needs them; a quote in it has no form of its own."""
    return '"{}"'.format(value.replace('"', " ")) if _NEEDS_QUOTES.search(value) else value


def parse(text: str) -> RowFilter:
    """Return the rows that a text means: those of a status or kind, else those with the value in their texts."""
    word, _, value = text.partition(":")
    if word == "pivot":
        return RowFilter(shared=value.strip('"'))
    if word == "status" and value in [status.value for status in DomainStatus]:
        return RowFilter(statuses=(DomainStatus(value),))
    if word == "kind" and value in [kind.value for kind in FailureKind]:
        return RowFilter(kinds=(FailureKind(value),))
    term = _TERM.fullmatch(text)
    return RowFilter(text=(term["quoted"] or term["bare"] or "") if term else text)
