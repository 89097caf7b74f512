"""The batches that stand on a server, as a table."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop_scanner.core.remote_batches import RemoteBatch
from desktop_scanner.ui import formats, remote_words
from desktop_scanner.ui.models.records import RecordColumn, RecordsModel
from desktop_scanner.ui.theme import Theme
from desktop_scanner.ui.widgets.records_table import RecordsTable

_WIDE = 0


@dataclass(frozen=True)
class ServerRow:
    """A batch there; `here` is the id of the same batch here, "" where there is none."""

    batch: RemoteBatch
    here: str = ""


def make(theme: Theme, parent: QWidget) -> RecordsTable[ServerRow]:
    """Return the table."""
    translate = QCoreApplication.translate
    columns = (
        RecordColumn[ServerRow](heading=translate("server", "Batch"), text=_name, tooltip=_ids),
        RecordColumn[ServerRow](
            heading=translate("server", "State"),
            text=lambda row: remote_words.batch_state(row.batch.state, row.batch.word),
            symbol=lambda row: remote_words.batch_symbol(row.batch.state),
            width=150,
        ),
        RecordColumn[ServerRow](
            heading=translate("server", "Domains"), text=lambda row: _count(row.batch.total), width=80, is_number=True
        ),
        RecordColumn[ServerRow](
            heading=translate("server", "Done"), text=lambda row: _count(row.batch.completed), width=72, is_number=True
        ),
        RecordColumn[ServerRow](
            heading=translate("server", "Failed"), text=lambda row: _count(row.batch.failed), width=72, is_number=True
        ),
        RecordColumn[ServerRow](heading=translate("server", "Made"), text=_made, width=110),
        RecordColumn[ServerRow](
            heading=translate("server", "Here"),
            text=lambda row: translate("server", "yes") if row.here else translate("server", "no"),
            width=64,
        ),
    )
    model = RecordsModel[ServerRow](columns, lambda row: row.batch.batch_id, theme, parent)
    title = translate("server", "Batches on the server")
    return RecordsTable[ServerRow](model, "server_table", title, _WIDE, theme, parent)


def _name(row: ServerRow) -> str:
    return row.batch.name or row.batch.batch_id


def _ids(row: ServerRow) -> str:
    return row.batch.batch_id


def _count(value: int | None) -> str:
    return "?" if value is None else formats.number(value)


def _made(row: ServerRow) -> str:
    return formats.moment(row.batch.created_at) if row.batch.created_at else ""
