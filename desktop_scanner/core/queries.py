"""How a batch's rows are asked for: order and filter, answered by the database."""

from enum import StrEnum

from msgspec import Struct

from desktop_scanner.core.failures import FailureKind
from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.core.terms import Term


class RowColumn(StrEnum):
    """The columns that every batch has; `position` is the order of the list.

    `emails` and `phones` are numbers, `email_addresses` and `phone_numbers` what was found.
    """

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
    VERDICT = "verdict"
    FAILURE_KIND = "failure_kind"
    STARTED_AT = "started_at"
    FINISHED_AT = "finished_at"
    INPUT = "input"
    FAILURE_MESSAGE = "failure_message"
    FINAL_URL = "final_url"
    DESCRIPTION = "description"
    LANGUAGE = "language"
    EMAIL_ADDRESSES = "email_addresses"
    PHONE_NUMBERS = "phone_numbers"
    FAXES = "faxes"
    FACEBOOK = "facebook"
    INSTAGRAM = "instagram"
    LINKEDIN = "linkedin"
    X = "x"
    YOUTUBE = "youtube"
    TIKTOK = "tiktok"
    PINTEREST = "pinterest"
    GITHUB = "github"
    OTHER_SOCIAL = "other_social"
    CMS = "cms"
    ADDRESSES = "addresses"
    ORGANIZATION = "organization"
    FAVICON_URL = "favicon_url"
    LOGO_URL = "logo_url"
    TAGS = "tags"


# Columns that only some batches have are named by one of these and the name of the user's column or rule.
OWN = "own:"
RULE = "rule:"


class RowOrder(Struct, frozen=True):
    """Ordered by one column, a RowColumn or one that only some batches have.

    Equal rows keep the order of the list, unknown values come last.
    """

    column: str = RowColumn.POSITION
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
