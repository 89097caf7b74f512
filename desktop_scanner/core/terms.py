"""The terms of a filter: a field of a row and the values that it may have."""

from enum import StrEnum

from msgspec import Struct


class TermField(StrEnum):
    """What a term looks at; the value is the word that people write before the colon."""

    TEXT = "text"
    STATUS = "status"
    KIND = "kind"
    VERDICT = "verdict"
    HTTP = "http"
    PAGES = "pages"
    TIME = "time"
    EMAIL = "email"
    PHONE = "phone"
    TECHNOLOGY = "tech"
    CMS = "cms"
    LANGUAGE = "lang"
    COUNTRY = "country"
    SOCIAL = "social"
    ADDRESS = "address"
    ORGANIZATION = "org"
    TRACKER = "tracker"
    CUSTOM = "custom"
    TITLE = "title"
    DOMAIN = "domain"
    TLD = "tld"
    MARKED = "marked"
    PIVOT = "pivot"


class Range(Struct, frozen=True):
    """Whole numbers from `low` to `high`, both included; None is open. Of time they are milliseconds."""

    low: int | None = None
    high: int | None = None


class Whole(Struct, frozen=True):
    """A text that is the whole value, where a bare one may also be its beginning or a part."""

    text: str


# True: there is a value, False: there is none. How a bare text is compared is the field's own.
TermValue = bool | Range | Whole | str


class Term(Struct, frozen=True):
    """A row is meant whose field has one of the values; or none of them, where the term is negated."""

    field: TermField
    values: tuple[TermValue, ...]
    is_negated: bool = False
