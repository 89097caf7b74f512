"""Whether a rule of the user's own can be used, told when it is loaded and not in the midst of a batch.

A selector cannot be given a time limit as a regular expression can. It is tried on made-up pages of growing size
instead: one whose time grows out of bounds is refused while the page is still small.
"""

import time
from collections.abc import Callable

import regex
from lxml import etree
from selectolax.lexbor import SelectolaxError

from desktop_scanner.core import path_patterns
from desktop_scanner.core.custom_rules import MAX_NAME, CustomRule
from desktop_scanner.core.errors import SettingsError
from desktop_scanner.extract.custom_rules import custom
from desktop_scanner.extract.parsing.document import Document

_MAX_EXPRESSION = 2_000
_PROBE_SIZES = (50, 150, 450, 1_350)  # elements
_PROBE_S = 0.1
_FIELDS = ("name", "css", "xpath", "attribute", "regex", "source", "pages")


class RuleError(ValueError):
    """A rule cannot be used; `str(error)` says why, `field` which of its entries is at fault."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(why)
        self.field = field


def check(rule: CustomRule) -> None:
    """Raise RuleError where the rule cannot be used."""
    _check_form(rule)
    if rule.pages is not None:
        _check_pages(rule.pages)
    if rule.regex is not None:
        _check_regex(rule.regex)
    if rule.xpath is not None:
        _check_xpath(rule.xpath)
    if rule.css is not None:
        _check_css(rule.css)


def _check_form(rule: CustomRule) -> None:
    if not rule.name.strip() or len(rule.name) > MAX_NAME:
        raise RuleError("name", f"its name must have 1 to {MAX_NAME} characters")
    if rule.css is not None and rule.xpath is not None:
        raise RuleError("xpath", "it has both css and xpath; keep one of them")
    if rule.css is None and rule.xpath is None:
        if rule.regex is None:
            raise RuleError("name", "it has none of css, xpath and regex, so there is nothing to look for")
        if rule.attribute is not None:
            raise RuleError("attribute", "an attribute needs css or xpath to select its element")
    elif rule.source != "text":
        raise RuleError("source", "css and xpath choose themselves where to look; take source out")
    for field in _FIELDS:
        if len(getattr(rule, field) or "") > _MAX_EXPRESSION:
            raise RuleError(field, f"it is longer than {_MAX_EXPRESSION:,} characters")


def _check_pages(pattern: str) -> None:
    try:
        path_patterns.check([pattern])
    except SettingsError as error:
        raise RuleError("pages", str(error).rstrip(".")) from error


def _check_regex(expression: str) -> None:
    try:
        custom.compiled(expression)
    except (regex.error, RecursionError, OverflowError) as error:
        raise RuleError("regex", f"it is no regular expression ({error})") from error


def _check_xpath(expression: str) -> None:
    try:
        _probe("xpath", lambda page: custom.custom(page, [CustomRule(name="probe", xpath=expression)]))
    except etree.XPathError as error:
        raise RuleError("xpath", f"it is no XPath expression ({error})") from error


def _check_css(selector: str) -> None:
    try:
        _probe("css", lambda page: page.tree.css(selector))
    except SelectolaxError as error:
        raise RuleError("css", f"it is no CSS selector ({error})") from error


def _probe(field: str, use: Callable[[Document], object]) -> None:
    for elements in _PROBE_SIZES:
        page = _page(elements)
        started = time.process_time()
        use(page)
        if time.process_time() - started > _PROBE_S:
            raise RuleError(field, f"it takes too long on a page of {elements:,} elements; make it simpler")


def _page(elements: int) -> Document:
    """Return a page whose elements are nested ten deep, so that selectors of descendants have something to do."""
    block = '<div class="a" id="b"><ul><li><p><a href="/c" title="d"><b>e</b></a></p></li></ul><p><i>f</i></p></div>'
    return Document("https://probe.invalid/", f"<body>{block * (elements // 8)}".encode(), "text/html; charset=utf-8")
