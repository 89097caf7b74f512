"""What the detail says where there is nothing: not a blank, but what was looked at, or why nothing could be."""

from PySide6.QtCore import QCoreApplication

from desktop_scanner.core.results import DomainResult
from desktop_scanner.ui import formats, labels

translate = QCoreApplication.translate  # under its own name, by which lupdate finds the texts


def contacts(result: DomainResult) -> str:
    """Say that there is no contact."""
    return _said(
        result,
        translate("absences", "No e-mail address, phone number, profile or postal address was found on {pages}."),
    )


def reach(result: DomainResult) -> str:
    """Say that there is neither an e-mail address nor a phone number."""
    return _said(result, translate("absences", "No e-mail address and no phone number was found on {pages}."))


def organisation(result: DomainResult) -> str:
    """Say that nobody is named."""
    return _said(result, translate("absences", "Unknown: no organisation is named on {pages}."))


def technologies(result: DomainResult) -> str:
    """Say that no technology was recognised."""
    return _said(result, translate("absences", "No technology was recognised on {pages}."))


def pages(result: DomainResult) -> str:
    """Say that no page was asked for, or that they are kept no more."""
    if result.failure is None:
        return translate("absences", "The pages are no longer kept; the facts found on them are.")
    return _unread(result)


def _said(result: DomainResult, template: str) -> str:
    count = sum(page.failure is None for page in result.pages)
    if result.failure is not None or not (count or result.http_status):
        return _unread(result)
    return template.format(pages=formats.pages(count) if count else translate("absences", "the pages that were read"))


def _unread(result: DomainResult) -> str:
    if result.failure is None:
        return translate("absences", "Unknown: no page was read.")
    template = translate("absences", "Unknown: no page was read ({reason}).")
    return template.format(reason=labels.kind(result.failure.kind))
