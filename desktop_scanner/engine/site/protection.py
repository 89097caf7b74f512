"""Gathers what a scan has seen of a domain's protection, and has it judged."""

from collections.abc import Iterable
from typing import Any

from desktop_scanner.core import clock, security
from desktop_scanner.core.results import TlsFacts
from desktop_scanner.engine import urls
from desktop_scanner.engine.site.answers import Answer
from desktop_scanner.engine.site.findings import Findings
from desktop_scanner.extract.security import assessment
from desktop_scanner.extract.security.assessment import Seen

_MAX_COOKIES = 200


def of(found: Findings, doors: Iterable[Answer]) -> dict[str, Any]:
    """Return the result's `security` for what was found; `doors` are the answers at the front doors.

    What belongs to another site, to which the domain forwards, says nothing of this one.
    """
    own = [reading for reading in found.readings if _is_own(reading.page.url, found)]
    front = next((reading for reading in own[:1] if reading.facts is not None), None)
    answered = front.visit.answer.fetched if front else None
    answers = [*doors, *(reading.visit.answer for reading in own)]
    seen = Seen(
        at=clock.now(),
        url=front.page.url if front else None,
        headers=answered.headers if answered else None,
        doors=found.doors,
        tls=_tls(found),
        pages=tuple(reading.facts.markup for reading in own if reading.facts is not None),
        cookies=tuple(_cookies(answers, found))[:_MAX_COOKIES],
        security_txt=found.security_txt,
        dns=found.dns,
    )
    judged = assessment.assess(seen)
    return security.plain(judged) if judged else {}


def _is_own(url: str, found: Findings) -> bool:
    return urls.is_same_site(urls.host_of(url), found.target.host)


def _tls(found: Findings) -> TlsFacts | None:
    """Return the facts of the domain's own connection."""
    return found.tls if found.final_url is None or _is_own(found.final_url, found) else None


def _cookies(answers: Iterable[Answer], found: Findings) -> Iterable[tuple[str, str]]:
    for answer in answers:
        if answer.fetched is not None and answer.wall is None and _is_own(answer.url, found):
            for name, value in answer.fetched.headers:
                if name == "set-cookie":
                    yield answer.url, value
