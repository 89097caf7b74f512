"""What is wrong with the result of a hostile site, in words; nothing is what every test asks for."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from desktop_scanner.core.failures import Failure, FailureKind
from desktop_scanner.core.results import DomainResult
from desktop_scanner.core.statuses import DomainStatus
from tests.hostile.case import Case
from tests.hostile.scanner import Run

# Decided by what was read, not by a request of its own.
_WITHOUT_TRIES = frozenset({FailureKind.ROBOTS_DISALLOWED})


def of_run(case: Case, run: Run, requests: int) -> list[str]:
    """Return everything that is not as expected in the scan of one case by itself."""
    return [*of_result(case, run.result), *_of_measures(case, run, requests)]


def of_result(case: Case, result: DomainResult) -> list[str]:
    """Return everything that is not as expected in the result of a case."""
    return [*_of_outcome(case, result), *_of_facts(case, result), *_of_failures(result)]


def _of_measures(case: Case, run: Run, requests: int) -> Iterator[str]:
    failure = run.result.failure
    if failure is not None and case.attempts not in (None, failure.attempts):
        yield f"was tried {failure.attempts} times, not {case.attempts}"
    if run.elapsed_s > case.within_s:
        yield f"took {run.elapsed_s:.1f} s, not {case.within_s:g}"
    if run.cpu_s > case.cpu_s:
        yield f"took {run.cpu_s:.1f} s of processor time, not {case.cpu_s:g}"
    if run.growth > case.growth:
        yield f"took {run.growth:,} bytes of memory, not {case.growth:,}"
    if case.asked is not None and requests > case.asked:
        yield f"sent {requests} requests, not {case.asked}"
    for complaint in run.complaints:
        yield f"the worker's log says: {complaint}"


def _of_outcome(case: Case, result: DomainResult) -> Iterator[str]:
    status = DomainStatus.FAILED if case.kind else DomainStatus.COMPLETED
    failure = result.failure
    if result.status is not status:
        yield f"is {result.status}, not {status}"
    if result.verdict is not case.verdict:
        yield f"has the verdict {result.verdict}, not {case.verdict}"
    if (failure and failure.kind) is not case.kind:
        yield f"failed with {failure}, not with {case.kind}"
    elif failure is not None:
        if failure.stage is not case.stage:
            yield f"failed at {failure.stage}, not at {case.stage}"
        if case.says not in failure.message:
            yield f'says "{failure.message}", not "{case.says}"'


def _of_facts(case: Case, result: DomainResult) -> Iterator[str]:
    for name, expected in case.facts.items():
        value = getattr(result, name)
        if value != expected:
            yield f"has {name} {value!r}, not {expected!r}"
    found = {_path(page.url): page.failure and page.failure.kind for page in result.pages}
    for path, kind in case.pages.items():
        if path not in found:
            yield f"has no page {path} among {sorted(found)}"
        elif found[path] is not kind:
            yield f"has a page {path} with {found[path]}, not {kind}"
    if result.elapsed_ms is None or result.finished_at is None or result.started_at is None:
        yield "does not say when it was scanned"


def _of_failures(result: DomainResult) -> Iterator[str]:
    """Every failure in a result, whosever it is, explains itself."""
    hosts = {page.url: _host(page.url) for page in result.pages}
    if result.failure is not None:
        yield from _of_failure(result.failure, {result.domain, *hosts.values()})
    for page in result.pages:
        if page.failure is not None:
            yield from _of_failure(page.failure, {hosts[page.url]})
    for door in result.doors:
        if door.failure is not None:
            yield from _of_failure(door.failure, {_host(door.url)})


def _of_failure(failure: Failure, hosts: set[str]) -> Iterator[str]:
    what = f'the failure "{failure.message}"'
    if not any(host.strip("[]") in failure.message for host in hosts):
        yield f"{what} does not name {hosts}"
    if not failure.message.endswith(".") or not failure.hint.endswith("."):
        yield f"{what} with the hint {failure.hint} is no sentence"
    if len(failure.message) > 600:
        yield f"{what} is {len(failure.message):,} characters long"
    if failure.kind is FailureKind.INTERNAL:
        yield f"{what} is a fault of the program"
    tries = failure.timeline
    if failure.kind in _WITHOUT_TRIES:
        return
    if failure.attempts != len(tries):
        yield f"{what} counts {failure.attempts} attempts and tells of {len(tries)}"
    if [attempt.at for attempt in tries] != sorted(attempt.at for attempt in tries):
        yield f"{what} tells its attempts in another order than that of time"
    # The domain's time may end in a further try; the failure before it says more.
    if tries and tries[-1].kind not in (failure.kind, FailureKind.DOMAIN_TIMEOUT):
        yield f"{what} is {failure.kind} and ends with {tries[-1].kind}"


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""


def _path(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
