"""Domains that were scanned on both sides, as a table: when each, and which result counts here."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop_scanner.core.conflicts import Conflict, Side
from desktop_scanner.ui import formats, remote_words
from desktop_scanner.ui.models.batches import BatchListModel
from desktop_scanner.ui.models.records import RecordColumn, RecordsModel
from desktop_scanner.ui.theme import Theme
from desktop_scanner.ui.widgets.records_table import RecordsTable

_WIDE = 0


def make(batches: BatchListModel, theme: Theme, parent: QWidget) -> RecordsTable[Conflict]:
    """Return the table; `batches` knows the names."""
    translate = QCoreApplication.translate

    def batch(conflict: Conflict) -> str:
        known = batches.batch(conflict.batch_id)
        return known.name if known else conflict.batch_id[:8]

    columns = (
        RecordColumn[Conflict](heading=translate("conflicts", "Domain"), text=lambda each: each.domain),
        RecordColumn[Conflict](heading=translate("conflicts", "Batch"), text=batch, width=170),
        RecordColumn[Conflict](heading=translate("conflicts", "Server"), text=lambda each: each.remote, width=90),
        RecordColumn[Conflict](
            heading=translate("conflicts", "Scanned here"), text=lambda each: _moment(each.mine_at), width=110
        ),
        RecordColumn[Conflict](
            heading=translate("conflicts", "Scanned there"), text=lambda each: _moment(each.theirs_at), width=110
        ),
        RecordColumn[Conflict](
            heading=translate("conflicts", "What counts"),
            text=remote_words.winner,
            symbol=lambda each: ("done", "done") if each.is_resolved else ("attention", "attention"),
            width=210,
        ),
    )
    model = RecordsModel[Conflict](columns, lambda each: each.id, theme, parent)
    title = translate("conflicts", "Domains with two results")
    table = RecordsTable[Conflict](model, "conflicts_table", title, _WIDE, theme, parent)
    table.set_placeholder(
        translate(
            "conflicts",
            "No conflicts. A domain that was scanned here and on the server since both last agreed stands here; the "
            "newest result counts until you choose.",
        )
    )
    return table


def newest(conflict: Conflict) -> Side:
    """Return the side that was scanned last."""
    if conflict.mine_at is None or conflict.theirs_at is None:
        return Side.THEIRS if conflict.mine_at is None else Side.MINE
    return Side.MINE if conflict.mine_at > conflict.theirs_at else Side.THEIRS


def _moment(instant: datetime | None) -> str:
    return formats.moment(instant) if instant else "?"
