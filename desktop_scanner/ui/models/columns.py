"""The columns of the batch's table: what each is called, remembered and sorted by.

A column is known by its key: the value of a RowColumn, or the name of one that only some batches have (of the user's
list, of the user's own rules).
"""

from enum import IntEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop_scanner.core.queries import OWN, RULE, RowColumn


class Column(IntEnum):
    """The columns that every batch has, in their first order; those up to TIME show until the user says otherwise."""

    DOMAIN = 0
    STATUS = 1
    PAGES = 2
    TITLE = 3
    EMAILS = 4
    PHONES = 5
    TECHNOLOGIES = 6
    TIME = 7
    TAGS = 8
    INPUT = 9
    VERDICT = 10
    FAILURE_KIND = 11
    FAILURE_MESSAGE = 12
    HTTP_STATUS = 13
    FINAL_URL = 14
    DESCRIPTION = 15
    LANGUAGE = 16
    ORGANIZATION = 17
    EMAIL_ADDRESSES = 18
    PHONE_NUMBERS = 19
    FAXES = 20
    ADDRESSES = 21
    FACEBOOK = 22
    INSTAGRAM = 23
    LINKEDIN = 24
    X = 25
    YOUTUBE = 26
    TIKTOK = 27
    PINTEREST = 28
    GITHUB = 29
    OTHER_SOCIAL = 30
    CMS = 31
    FAVICON_URL = 32
    LOGO_URL = 33
    STARTED_AT = 34
    FINISHED_AT = 35


NUMERIC = frozenset({Column.PAGES, Column.EMAILS, Column.PHONES, Column.TIME, Column.HTTP_STATUS})
SHOWN_AT_FIRST = tuple(column for column in Column if column <= Column.TIME)

_HEADINGS = {
    Column.DOMAIN: QT_TRANSLATE_NOOP("columns", "Domain"),
    Column.STATUS: QT_TRANSLATE_NOOP("columns", "Status"),
    Column.PAGES: QT_TRANSLATE_NOOP("columns", "Pages"),
    Column.TITLE: QT_TRANSLATE_NOOP("columns", "Title"),
    Column.EMAILS: QT_TRANSLATE_NOOP("columns", "E-mails"),
    Column.PHONES: QT_TRANSLATE_NOOP("columns", "Phones"),
    Column.TECHNOLOGIES: QT_TRANSLATE_NOOP("columns", "Technologies"),
    Column.TIME: QT_TRANSLATE_NOOP("columns", "Time"),
    Column.TAGS: QT_TRANSLATE_NOOP("columns", "Tags"),
    Column.INPUT: QT_TRANSLATE_NOOP("columns", "As in the list"),
    Column.VERDICT: QT_TRANSLATE_NOOP("columns", "Verdict"),
    Column.FAILURE_KIND: QT_TRANSLATE_NOOP("columns", "Failure"),
    Column.FAILURE_MESSAGE: QT_TRANSLATE_NOOP("columns", "Failure in words"),
    Column.HTTP_STATUS: QT_TRANSLATE_NOOP("columns", "HTTP status"),
    Column.FINAL_URL: QT_TRANSLATE_NOOP("columns", "Final address"),
    Column.DESCRIPTION: QT_TRANSLATE_NOOP("columns", "Description"),
    Column.LANGUAGE: QT_TRANSLATE_NOOP("columns", "Language"),
    Column.ORGANIZATION: QT_TRANSLATE_NOOP("columns", "Organisation"),
    Column.EMAIL_ADDRESSES: QT_TRANSLATE_NOOP("columns", "E-mail addresses"),
    Column.PHONE_NUMBERS: QT_TRANSLATE_NOOP("columns", "Phone numbers"),
    Column.FAXES: QT_TRANSLATE_NOOP("columns", "Fax numbers"),
    Column.ADDRESSES: QT_TRANSLATE_NOOP("columns", "Postal addresses"),
    Column.FACEBOOK: QT_TRANSLATE_NOOP("columns", "Facebook"),
    Column.INSTAGRAM: QT_TRANSLATE_NOOP("columns", "Instagram"),
    Column.LINKEDIN: QT_TRANSLATE_NOOP("columns", "LinkedIn"),
    Column.X: QT_TRANSLATE_NOOP("columns", "X"),
    Column.YOUTUBE: QT_TRANSLATE_NOOP("columns", "YouTube"),
    Column.TIKTOK: QT_TRANSLATE_NOOP("columns", "TikTok"),
    Column.PINTEREST: QT_TRANSLATE_NOOP("columns", "Pinterest"),
    Column.GITHUB: QT_TRANSLATE_NOOP("columns", "GitHub"),
    Column.OTHER_SOCIAL: QT_TRANSLATE_NOOP("columns", "Other profiles"),
    Column.CMS: QT_TRANSLATE_NOOP("columns", "CMS"),
    Column.FAVICON_URL: QT_TRANSLATE_NOOP("columns", "Icon"),
    Column.LOGO_URL: QT_TRANSLATE_NOOP("columns", "Logo"),
    Column.STARTED_AT: QT_TRANSLATE_NOOP("columns", "Started"),
    Column.FINISHED_AT: QT_TRANSLATE_NOOP("columns", "Finished"),
}
# Read with each row; the others only while they show.
_OF_ROW = frozenset(range(Column.TAGS)) | {
    Column.INPUT,
    Column.VERDICT,
    Column.FAILURE_KIND,
    Column.FAILURE_MESSAGE,
    Column.HTTP_STATUS,
    Column.STARTED_AT,
    Column.FINISHED_AT,
}
_KEYS = {column: column.name.lower() for column in Column} | {Column.TIME: RowColumn.ELAPSED_MS.value}
_COLUMNS = {key: column for column, key in _KEYS.items()}
_KEYS_OF_ROW = frozenset(_KEYS[Column(column)] for column in _OF_ROW)


def key_of(column: Column) -> str:
    """Return the column's key."""
    return _KEYS[column]


def of_key(key: str) -> Column | None:
    """Return the column with that key; None for one that only some batches have."""
    return _COLUMNS.get(key)


def heading(column: Column) -> str:
    """Return the column's heading."""
    return QCoreApplication.translate("columns", str(_HEADINGS[column]))


def heading_of(key: str) -> str:
    """Return the heading of any column: the user's columns and rules are called as the user called them."""
    column = of_key(key)
    return key.removeprefix(OWN).removeprefix(RULE) if column is None else heading(column)


def is_read_apart(key: str) -> bool:
    """Return whether rows have this column only where it is asked for."""
    return key not in _KEYS_OF_ROW
