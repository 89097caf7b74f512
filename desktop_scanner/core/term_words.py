"""The words of a filter: those before a colon, and the values from which some of them are chosen."""

from collections.abc import Mapping
from enum import StrEnum

from desktop_scanner.core.failures import STAGE_OF, FailureKind, Stage
from desktop_scanner.core.statuses import DomainStatus, Verdict
from desktop_scanner.core.terms import TermField

WORDS: Mapping[str, TermField] = {
    **{field.value: field for field in TermField},
    "technology": TermField.TECHNOLOGY,
    "language": TermField.LANGUAGE,
    "organization": TermField.ORGANIZATION,
}
CHOSEN: Mapping[TermField, type[StrEnum]] = {
    TermField.STATUS: DomainStatus,
    TermField.KIND: FailureKind,
    TermField.VERDICT: Verdict,
}
NUMBERS = frozenset({TermField.HTTP, TermField.PAGES, TermField.TIME})
COUNTED = frozenset({TermField.EMAIL, TermField.PHONE})

_YES_OR_NO = {"yes": True, "no": False}
_ANY_OR_NONE = {"any": True, "none": False}
# Elsewhere "no" is a language, a country, or how a name begins.
_SAID_WITH_YES = COUNTED | {
    TermField.CMS,
    TermField.SOCIAL,
    TermField.ADDRESS,
    TermField.ORGANIZATION,
    TermField.MARKED,
}
_ALWAYS_THERE = {*CHOSEN, *NUMBERS, TermField.TEXT, TermField.DOMAIN, TermField.TLD, TermField.PIVOT}
# What the window calls them.
_STATUS_NAMES = {"done": DomainStatus.COMPLETED.value, "waiting": DomainStatus.PENDING.value}
_STAGES = {
    stage.value: kinds
    for stage in Stage
    if (kinds := tuple(kind.value for kind, its_stage in STAGE_OF.items() if its_stage is stage))
}


def choices(field: TermField) -> tuple[str, ...]:
    """Return the values from which the field's must be chosen; empty where it takes others."""
    words = tuple(word.value for word in CHOSEN.get(field, ()))
    return (*words, *(stage for stage in _STAGES if stage not in words)) if field is TermField.KIND else words


def chosen(field: TermField, value: str) -> tuple[str, ...]:
    """Return what a value of such a field stands for: itself, or the kinds of a stage; empty for nothing."""
    word = value.casefold()
    if field is TermField.STATUS:
        word = _STATUS_NAMES.get(word, word)
    if word in [each.value for each in CHOSEN[field]]:
        return (word,)
    return _STAGES.get(word, ()) if field is TermField.KIND else ()


def presence(field: TermField) -> Mapping[str, bool]:
    """Return the words for having a value (True) and having none (False), the usual ones first."""
    if field in _ALWAYS_THERE:
        return {}
    return _YES_OR_NO | _ANY_OR_NONE if field in _SAID_WITH_YES else _ANY_OR_NONE
