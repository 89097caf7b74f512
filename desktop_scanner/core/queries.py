"""How a batch's rows are asked for: order and filter, answered by the database."""

from enum import StrEnum

from msgspec import Struct

from desktop_scanner.core.failures import FailureKind
from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.core.terms import Term


class RowColumn(StrEnum):
    """The columns by which a batch's rows can be ordered; `position` is the order of the list."""

    POSITION = "position"
    DOMAIN = "domain"
    STATUS = "status"
    HTTP_STATUS = "http_status"
    PAGES = "pages"
    TITLE = "title"
    EMAILS = "emails"
    PHONES = "phones"
    TECHNOLOGIES = "technologies"
    ELAPSED_MS = "elapsed_ms"


class RowOrder(Struct, frozen=True):
    """Ordered by one column; equal rows keep the order of the list, unknown values come last."""

    column: RowColumn = RowColumn.POSITION
    is_descending: bool = False


class RowFilter(Struct, frozen=True, kw_only=True):
    """Which rows are meant: those that all fields mean; an empty field does not restrict.

    `text` is looked for in domain, title, technologies, e-mails, phones and failure, case folded. `terms` are those
    that `core.row_terms` reads.
    """

    text: str = ""
    statuses: tuple[DomainStatus, ...] = ()
    kinds: tuple[FailureKind, ...] = ()
    terms: tuple[Term, ...] = ()
