"""The terms of a filter as queries of ids, each answered by one index alone.

The counts of a row leave out what is marked as wrong; facts stay stored, so here those that are marked are left out.
"""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, or_, select, true

from desktop_scanner.core.marks import FactKind
from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.core.terms import Range, Term, TermField, TermValue, Whole
from desktop_scanner.store import facts, pivots
from desktop_scanner.store.marks import EVERYWHERE
from desktop_scanner.store.schema import fact, mark, target
from desktop_scanner.store.search import SORTED_CHARACTERS, folded, sort_key

_BEYOND = "\U0010ffff"  # after every letter
_WITH_FINDINGS = [status.value for status in DomainStatus if status.is_final]


class Scope(Struct, frozen=True):
    """The rows of one batch: its id and key, between which ids they are, and how many by status."""

    batch_id: str
    batch_key: int
    first: int
    last: int
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        """Return how many rows the batch has."""
        return sum(self.counts.values())

    @property
    def is_alone(self) -> bool:
        """Return whether no other batch has ids among these."""
        return self.total == self.last - self.first + 1


class _Facts(Struct, frozen=True):
    """How a field's facts are compared: by value or facet, and whether a bare text may be any part of it."""

    kind: FactKind
    is_facet: bool = False
    is_part: bool = False


_COUNTS = {TermField.EMAIL: target.c.emails, TermField.PHONE: target.c.phones}
COLUMNS: dict[TermField, ColumnElement[Any]] = {
    **_COUNTS,
    TermField.STATUS: target.c.status,
    TermField.KIND: target.c.failure_kind,
    TermField.VERDICT: target.c.verdict,
    TermField.HTTP: target.c.http_status,
    TermField.PAGES: target.c.pages,
    TermField.TIME: target.c.elapsed_ms,
    TermField.LANGUAGE: target.c.language,
    TermField.TITLE: target.c.title_key,
}
_FACTS = {
    TermField.EMAIL: _Facts("email", is_part=True),
    TermField.PHONE: _Facts("phone", is_part=True),
    TermField.TECHNOLOGY: _Facts("technology"),
    TermField.CMS: _Facts("technology", is_facet=True),
    TermField.SOCIAL: _Facts("social", is_facet=True),
    TermField.ADDRESS: _Facts("address", is_part=True),
    TermField.COUNTRY: _Facts("address", is_facet=True),
    TermField.ORGANIZATION: _Facts("organization", is_part=True),
    TermField.TRACKER: _Facts("tracker"),
    TermField.CUSTOM: _Facts("custom", is_part=True),
}


def queries(connection: Connection, scope: Scope, term: Term) -> list[Select[Any]]:
    """Return the queries whose ids together are the rows with one of the term's values.

    Without a look at its negation; `False` among the values is for the caller.
    """
    field, values = term.field, [value for value in term.values if value is not False]
    match field:
        case TermField.MARKED:
            return [_marked(scope)] if values else []
        case TermField.DOMAIN | TermField.TLD:
            return [query for value in values for query in _names(scope, field, value)]
        case TermField.PIVOT:
            return [pivots.holders(scope.batch_key, _text(value)) for value in values]
    on_row = [each for value in values if (each := _on_row(connection, field, value)) is not None]
    in_facts = [value for value in values if field in _FACTS and not _is_on_row(field, value)]
    found = [_of(scope, or_(*on_row))] if on_row else []
    return [*found, _with_facts(connection, scope, _FACTS[field], in_facts)] if in_facts else found


def texts(scope: Scope, all_of: Sequence[Sequence[str]], among: Sequence[int] | None) -> list[Select[Any]]:
    """Return the queries for rows in whose name and findings there is, of each of these alternatives, one.

    All of them in one walk over the names, and one over the rows that have findings; of few rows those are read.
    """
    spelled = [[folded(value) for value in values] for values in all_of]
    name, found = target.c.name_search, target.c.found_search
    in_domain = [or_(*(_contains(target.c.domain, text) for text in some)) for some in spelled]
    in_name = [or_(*(_contains(name, text) for text in some)) for some in spelled]
    in_row = [or_(*(or_(_contains(found, text), _contains(name, text)) for text in some)) for some in spelled]
    if among is not None:
        return [select(target.c.id).where(target.c.id.in_(among), *in_row)]
    international = [_international(scope, *in_name)] if any(map(_has_other_forms, chain(*spelled))) else []
    # The index of statuses says which rows have any findings.
    return [_of(scope, *in_domain), *international, _of(scope, target.c.status.in_(_WITH_FINDINGS), *in_row)]


def _of(scope: Scope, *conditions: ColumnElement[bool]) -> Select[Any]:
    return select(target.c.id).where(target.c.batch_key == scope.batch_key, *conditions)


def _is_on_row(field: TermField, value: TermValue) -> bool:
    return field in COLUMNS and (field not in _COUNTS or not isinstance(value, str | Whole))


def _on_row(connection: Connection, field: TermField, value: TermValue) -> ColumnElement[bool] | None:
    """Return the condition of a value that the row itself answers; None for a value of facts."""
    if not _is_on_row(field, value):
        return None
    column = COLUMNS[field]
    if isinstance(value, bool):
        return column > 0 if field in _COUNTS else column.is_not(None)
    if isinstance(value, Range):
        return _between(column, value)
    if field in (TermField.TITLE, TermField.LANGUAGE):
        return and_(column.is_not(None), _spelled(connection, field, value))  # said so, the index leaves those out
    return column == _text(value)


def _spelled(connection: Connection, field: TermField, value: Whole | str) -> ColumnElement[bool]:
    if field is TermField.TITLE:
        return _title(connection, value)
    code = func.lower(target.c.language)
    is_whole = code == folded(_text(value))
    return is_whole if isinstance(value, Whole) else or_(is_whole, _begins_with(code, f"{folded(value)}-"))


def _between(column: ColumnElement[Any], span: Range) -> ColumnElement[bool]:
    low = column >= span.low if span.low is not None else true()
    return and_(column.is_not(None), low, column <= span.high if span.high is not None else true())


def _title(connection: Connection, value: Whole | str) -> ColumnElement[bool]:
    """Return the condition on titles; of the long ones, the index has only the beginning."""
    if isinstance(value, Whole):
        return target.c.title_key == sort_key(value.text)
    its = folded(value)
    place = func.instr if connection.dialect.name == "sqlite" else func.strpos
    # The title is the first line of what was found.
    at, end = place(target.c.found_search, its), place(target.c.found_search.concat("\n"), "\n")
    in_rest = and_(func.length(target.c.title_key) == SORTED_CHARACTERS, at > 0, at < end)
    return or_(_contains(target.c.title_key, its), in_rest)


def _names(scope: Scope, field: TermField, value: TermValue) -> list[Select[Any]]:
    """Return the queries for names with a text, also in the form that people read, where that is another one."""
    its = folded(_text(value))
    if field is TermField.TLD:
        its = f".{its.lstrip('.')}"
        in_name, in_display = _ends_with(target.c.domain, its), _ends_with(target.c.name_search, its)
    elif isinstance(value, Whole):
        in_name, in_display = target.c.domain == its, _ends_with(target.c.name_search, f"\n{its}")
    else:
        in_name, in_display = _contains(target.c.domain, its), _contains(target.c.name_search, its)
    return [_of(scope, in_name), *([_international(scope, in_display)] if _has_other_forms(its) else [])]


def _has_other_forms(text: str) -> bool:
    # Folding makes ASCII of one letter that names may have: ß.
    return not text.isascii() or "s" in text


def _international(scope: Scope, *conditions: ColumnElement[bool]) -> Select[Any]:
    """Return the query for those names that people read in another form; others are known by their index alone."""
    its = _of(scope, _contains(target.c.domain, "xn--")).scalar_subquery()
    return select(target.c.id).where(target.c.id.in_(its), *conditions)


def _with_facts(connection: Connection, scope: Scope, its: _Facts, values: Sequence[TermValue]) -> Select[Any]:
    """Return the query for rows with one of these facts that is not marked as wrong."""
    conditions = or_(*(_of_fact(connection, its, value) for value in values))
    query = select(fact.c.target_id).where(fact.c.kind == its.kind, conditions, *within(scope))
    if its.is_facet:
        query = query.where(fact.c.facet.is_not(None))
    if connection.execute(select(mark.c.id).where(mark.c.kind == its.kind).limit(1)).first() is None:
        return query
    wrong = (mark.c.kind == its.kind, mark.c.normalised == fact.c.normalised)
    is_wrong = exists().where(*wrong, mark.c.domain.in_((EVERYWHERE, target.c.domain)))
    return query.join(target, target.c.id == fact.c.target_id).where(~is_wrong)


def _of_fact(connection: Connection, its: _Facts, value: TermValue) -> ColumnElement[bool]:
    column = fact.c.facet if its.is_facet else fact.c.normalised
    if isinstance(value, bool):
        return true()
    given = _text(value)
    [spelling] = facts.spellings(its.kind, given) if not its.is_facet else (folded(given),)
    if isinstance(value, Whole):
        return column == spelling
    if its.is_part:
        return _contains(column, spelling)
    if connection.dialect.name == "sqlite":  # whose LIKE knows no index, and whose letters are in the order of codes
        return and_(column >= spelling, column < f"{spelling}{_BEYOND}")
    return _begins_with(column, spelling)


def _marked(scope: Scope) -> Select[Any]:
    """Return the query for rows with a value that is marked as wrong, led by the marks, which are few."""
    # Something done to the marks' columns keeps SQLite from walking the facts and looking each up among the marks.
    is_marked = and_(fact.c.kind == mark.c.kind.concat(""), fact.c.normalised == mark.c.normalised.concat(""))
    its = select(fact.c.target_id).join(mark, is_marked).join(target, target.c.id == fact.c.target_id)
    return its.where(mark.c.domain.in_((EVERYWHERE, target.c.domain)), *within(scope))


def within(scope: Scope) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions on facts that keep them between the ids of the batch."""
    return (fact.c.target_id >= scope.first, fact.c.target_id <= scope.last)


def _text(value: TermValue) -> str:
    return value.text if isinstance(value, Whole) else str(value)


def _contains(column: ColumnElement[str], text: str) -> ColumnElement[bool]:
    return column.contains(text, autoescape=True)


def _begins_with(column: ColumnElement[str], text: str) -> ColumnElement[bool]:
    return column.startswith(text, autoescape=True)


def _ends_with(column: ColumnElement[str], text: str) -> ColumnElement[bool]:
    return column.endswith(text, autoescape=True)
