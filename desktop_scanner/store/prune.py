"""What old results stand on removed: pages and evidence, which take the most space. Results and their facts stay."""

from datetime import datetime

from msgspec import Struct
from sqlalchemy import Connection, delete, select

from desktop_scanner.store import instants
from desktop_scanner.store.schema import evidence, fact, page, target

_TARGETS = 1_000  # in one transaction, which holds nobody up


class Pruned(Struct, frozen=True):
    """How much was removed, and the target after which there may be more; None when all is done."""

    pages: int = 0
    evidence: int = 0
    after: int | None = 0


def some(connection: Connection, done: Pruned, before: datetime) -> Pruned:
    """Remove a part of what domains that were scanned before this instant stand on, after what is `done` already."""
    old = (target.c.id > (done.after or 0), target.c.finished_at < instants.stored(before))
    ids = connection.execute(select(target.c.id).where(*old).order_by(target.c.id).limit(_TARGETS)).scalars().all()
    if not ids:
        return Pruned(done.pages, done.evidence, None)
    its = select(fact.c.id).where(fact.c.target_id.in_(ids)).scalar_subquery()
    pages = connection.execute(delete(page).where(page.c.target_id.in_(ids))).rowcount
    pieces = connection.execute(delete(evidence).where(evidence.c.fact_id.in_(its))).rowcount
    return Pruned(done.pages + pages, done.evidence + pieces, ids[-1])
