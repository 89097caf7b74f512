"""One visited page: what the result says of it, and its facts where it could be read."""

from datetime import datetime

from msgspec import Struct, structs

from desktop_scanner.core.custom_rules import CustomRule
from desktop_scanner.core.failures import Failure, FailureKind, failure
from desktop_scanner.core.results import Page
from desktop_scanner.engine import urls
from desktop_scanner.engine.site import answers
from desktop_scanner.engine.site.visit import Visit
from desktop_scanner.extract import page as extract_page
from desktop_scanner.extract.errors import DecodeError, HtmlTooComplexError
from desktop_scanner.extract.page import PageFacts, PageInput
from desktop_scanner.extract.technologies.rule_index import RuleSet

_LITTLE_TEXT = 50
SHELVED_CHARACTERS = 200


class Reading(Struct, frozen=True, kw_only=True):
    """A page's entry in the result, and its facts; none where it failed."""

    page: Page
    visit: Visit
    facts: PageFacts | None = None


def read(visit: Visit, kind: str, rules: tuple[CustomRule, ...] = (), rule_set: RuleSet | None = None) -> Reading:
    """Return what a visit brought; every way in which a page cannot be read is its failure.

    `rules` are the user's own; `rule_set` those for technologies, the program's own where none are given.
    """
    fault, facts = visit.failure, None
    if fault is None and visit.leads_to is None:
        fault, facts = _facts(visit, rules, rule_set, is_front=kind == "front")
        fault = fault and visit.answer.ended_by(fault)
    fetched = visit.answer.fetched
    entry = Page(
        url=visit.url,
        status=visit.answer.status,
        title=facts.title if facts else None,
        bytes=len(fetched.body) if fetched else None,
        elapsed_ms=fetched.elapsed_ms if fetched else _elapsed_ms(fault),
        kind=kind,
        failure=fault,
        **(structs.asdict(facts.counts) if facts else {}),
    )
    return Reading(page=entry, visit=visit, facts=facts)


def page_of(reading: Reading, started_at: datetime) -> Page:
    """Return the page's entry in the result of a domain whose scan began at that instant."""
    fetched, fault = reading.visit.answer.fetched, reading.page.failure
    began_at = fetched.started_at if fetched else fault.timeline[-1].at if fault and fault.timeline else None
    if began_at is None:
        return reading.page
    offset_ms = max(0, round((began_at - started_at).total_seconds() * 1000))
    return structs.replace(reading.page, offset_ms=offset_ms)


def of_kind(reading: Reading, kind: str) -> Reading:
    """Return the reading as that of a page of another kind than its address had promised."""
    return structs.replace(reading, page=structs.replace(reading.page, kind=kind))


def shelved(reading: Reading) -> Reading:
    """Return the reading without what is only needed to judge a page: eight of five megabytes would add up."""
    visit, facts = reading.visit, reading.facts
    if visit.answer.fetched is not None:
        bare = structs.replace(visit.answer.fetched, body=b"")
        visit = structs.replace(visit, answer=structs.replace(visit.answer, fetched=bare))
    if facts is not None:
        facts = structs.replace(facts, text=facts.text[:SHELVED_CHARACTERS], noscript_text="", links=())
    return structs.replace(reading, visit=visit, facts=facts)


def content(reading: Reading) -> int | None:
    """Return what tells pages apart: the title and text they show, or their bytes where they show next to nothing."""
    facts, fetched = reading.facts, reading.visit.answer.fetched
    if facts is None or fetched is None:
        return None
    return hash(fetched.body) if facts.text_characters < _LITTLE_TEXT else hash((facts.title, facts.text))


def _facts(
    visit: Visit, rules: tuple[CustomRule, ...], rule_set: RuleSet | None, *, is_front: bool
) -> tuple[Failure | None, PageFacts | None]:
    fetched = visit.answer.fetched
    if fetched is None:
        return failure(FailureKind.HTTP_PROTOCOL, f"{visit.url} gave no page."), None
    fault = answers.not_html(fetched)
    if fault is not None:
        return fault, None
    given = PageInput(
        url=visit.url,
        body=fetched.body,
        content_type=fetched.header("content-type"),
        headers=fetched.headers,
        region_hint=urls.country_of(urls.host_of(visit.url)),
        is_front=is_front,
        rules=rules,
    )
    try:
        return None, extract_page.read(given, rule_set)
    except HtmlTooComplexError as error:
        return failure(FailureKind.HTML_TOO_COMPLEX, f"{visit.url} cannot be read: {error}"), None
    except DecodeError as error:
        return failure(FailureKind.DECODE_ERROR, f"{visit.url} cannot be read: {error}"), None


def _elapsed_ms(fault: Failure | None) -> int:
    return fault.timeline[-1].elapsed_ms if fault and fault.timeline else 0
