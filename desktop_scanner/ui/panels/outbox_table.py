"""What is to be done at servers, as a table: what, why it is not done, and when it is tried again."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop_scanner.core.outbox import Operation
from desktop_scanner.ui import formats, remote_words, sentences
from desktop_scanner.ui.models.batches import BatchListModel
from desktop_scanner.ui.models.records import RecordColumn, RecordsModel
from desktop_scanner.ui.theme import Theme
from desktop_scanner.ui.widgets.records_table import RecordsTable

_WIDE = 5


def make(batches: BatchListModel, theme: Theme, parent: QWidget) -> RecordsTable[Operation]:
    """Return the table; `batches` knows the names."""
    translate = QCoreApplication.translate

    def batch(operation: Operation) -> str:
        known = batches.batch(operation.batch_id)
        return known.name if known else operation.batch_id[:8]

    def next_try(operation: Operation) -> str:
        return formats.to_the_second(operation.next_try_at) if operation.next_try_at else ""

    def why(operation: Operation) -> str:
        return sentences.shown(operation.last_error or "")

    columns = (
        RecordColumn[Operation](
            heading=translate("outbox", "What"), text=lambda each: remote_words.operation(each.kind), width=160
        ),
        RecordColumn[Operation](heading=translate("outbox", "Batch"), text=batch, width=120),
        RecordColumn[Operation](heading=translate("outbox", "Server"), text=lambda each: each.remote, width=72),
        RecordColumn[Operation](
            heading=translate("outbox", "State"),
            text=lambda each: remote_words.operation_state(each.state),
            symbol=lambda each: remote_words.operation_symbol(each.state),
            width=148,
        ),
        RecordColumn[Operation](
            heading=translate("outbox", "Tries"),
            text=lambda each: formats.number(each.attempts),
            width=52,
            is_number=True,
        ),
        RecordColumn[Operation](heading=translate("outbox", "Why"), text=why, width=200),
        RecordColumn[Operation](heading=translate("outbox", "Next try"), text=next_try, width=80),
    )
    model = RecordsModel[Operation](columns, lambda each: each.id, theme, parent)
    table = RecordsTable[Operation](model, "outbox_table", translate("outbox", "What waits"), _WIDE, theme, parent)
    table.set_placeholder(
        translate("outbox", "Nothing waits. What cannot be done at once stands here: why, and when it is tried again.")
    )
    return table
