"""`--where CONDITION`: which rows of a batch are meant, written as in the window's filter or as KEY=VALUE."""

import re
from collections.abc import Iterable

from desktop_scanner.core import row_terms, term_faults
from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.failures import FailureKind
from desktop_scanner.core.queries import RowFilter
from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.core.term_scanner import written
from desktop_scanner.core.terms import Term, TermField

_KEY = re.compile(r"(-?[^\W\d_]+)=(.*)", re.DOTALL)


def parse(conditions: Iterable[str]) -> RowFilter:
    """Return the filter that the conditions mean: all must be met, but of several `status=` or `kind=` one."""
    statuses: list[DomainStatus] = []
    kinds: list[FailureKind] = []
    terms: list[Term] = []
    for condition in conditions:
        key, value = _key(condition)
        found = _read(condition if not key else f"{key}:{written(value) if key == TermField.TEXT else value}")
        if key == TermField.STATUS:
            statuses += [DomainStatus(str(each)) for each in found[0].values]
        elif key == TermField.KIND:
            kinds += [FailureKind(str(each)) for each in found[0].values]
        else:
            terms += found
    return RowFilter(statuses=tuple(statuses), kinds=tuple(kinds), terms=tuple(dict.fromkeys(terms)))


def _key(condition: str) -> tuple[str, str]:
    """Return key and value of a condition in that form; of others no key."""
    found = _KEY.fullmatch(condition.strip())
    return (found[1].casefold(), found[2]) if found else ("", condition)


def _read(text: str) -> tuple[Term, ...]:
    parsed = row_terms.parse(text)
    if parsed.faults:
        raise SettingsError(term_faults.sentence(parsed.faults[0]))
    if not parsed.where.terms:
        raise SettingsError("A condition is empty; write one such as status:failed, tech:wordpress or a text.")
    return parsed.where.terms
