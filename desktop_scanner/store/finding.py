"""Search over all batches. The words are looked up in an index of the dialect: FTS5, or PostgreSQL's tsvector.

Each domain is answered once, from the latest batch that has what is looked for.
"""

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, false, func, literal, literal_column, or_, select, text

from desktop_scanner.core.search import Hit, Search
from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.store import facts, instants
from desktop_scanner.store.schema import batch, fact, mark, target

MAX_HITS = 10_000
_WORD = re.compile(r"\w+")


def hits(connection: Connection, what: Search, limit: int) -> list[Hit]:
    """Return the domains that have what is looked for, the most recently scanned first."""
    conditions = [*_domains(what.domains), *_values(what), *_words(connection, what.text)]
    latest = func.row_number().over(partition_by=target.c.domain, order_by=batch.c.created_at.desc())
    columns = (target.c.id, target.c.domain, target.c.domain_display, target.c.status, target.c.title)
    found = (
        select(
            *columns,
            target.c.finished_at,
            batch.c.id.label("batch_id"),
            batch.c.name.label("batch_name"),
            latest.label("place"),
            func.count().over(partition_by=target.c.domain).label("batches"),
        )
        .join(batch)
        .where(batch.c.deleted_at.is_(None), *conditions)
        .subquery()
    )
    query = select(found).where(found.c.place == 1).order_by(found.c.finished_at.desc(), found.c.id).limit(limit)
    return [_hit(row) for row in connection.execute(query)]


def rebuild(connection: Connection) -> None:
    """Make the index of the words anew, from what is stored."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO target_fts (target_fts) VALUES ('rebuild')")


def _domains(names: Sequence[str]) -> list[ColumnElement[bool]]:
    """Return the condition that a domain is one of these, or stands below it."""
    if not names:
        return []
    return [
        or_(*(or_(target.c.domain == name, target.c.domain.endswith(f".{name}", autoescape=True)) for name in names))
    ]


def _values(what: Search) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    for kind, value in what.values:
        spellings = [*facts.spellings(kind, value)]
        its = select(fact.c.target_id).where(fact.c.kind == kind, fact.c.normalised.in_(spellings))
        conditions.append(target.c.id.in_(its))
        marked = and_(
            mark.c.kind == kind,
            mark.c.normalised.in_(spellings),
            or_(mark.c.domain == "", mark.c.domain == target.c.domain),
        )
        conditions.append(~exists().where(marked))
    return conditions


def _words(connection: Connection, words: str) -> list[ColumnElement[bool]]:
    """Return the condition that a result has all the words, the last one perhaps only begun; or the domain does.

    What is written without a space (info@acme.com) is looked for as one.
    """
    if not words:
        return []
    phrases = [phrase for word in words.split() if (phrase := _WORD.findall(word))]
    if not phrases:
        return [false()]
    begun = words.casefold()
    in_name = and_(target.c.domain >= begun, target.c.domain < f"{begun}\uffff")  # a range, which an index answers
    if connection.dialect.name == "sqlite":
        match = " ".join(f'"{" ".join(phrase)}"' for phrase in phrases) + "*"
        rows = select(text("rowid")).select_from(text("target_fts")).where(text("target_fts MATCH :match"))
        return [or_(target.c.id.in_(rows.params(match=match)), in_name)]
    query = func.to_tsquery("simple", literal(" & ".join(" <-> ".join(phrase) for phrase in phrases) + ":*"))
    return [or_(literal_column("target.found_tsv").op("@@")(query), in_name)]


def _hit(row: Any) -> Hit:
    return Hit(
        domain=row.domain,
        domain_display=row.domain_display,
        batch_id=row.batch_id,
        batch_name=row.batch_name,
        target_id=row.id,
        status=DomainStatus(row.status),
        title=row.title,
        finished_at=instants.restored(row.finished_at),
        batches=row.batches,
    )
