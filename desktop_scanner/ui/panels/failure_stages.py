"""How far a failed scan came, step by step: which were passed, at which one it broke, which were never reached."""

from enum import StrEnum

from desktop_scanner.core.failures import Failure, Stage
from desktop_scanner.core.results import DomainResult

_WAY = (Stage.DNS, Stage.CONNECT, Stage.TLS, Stage.HTTP, Stage.BODY)
# Where steps stand that only some scans have.
_BEFORE = {Stage.INPUT: Stage.DNS, Stage.PROXY: Stage.CONNECT, Stage.POLICY: Stage.HTTP}


class Passage(StrEnum):
    """What became of a step."""

    PASSED = "passed"
    BROKEN = "broken"
    SKIPPED = "skipped"  # the way led past it: no encryption over http
    UNREACHED = "unreached"


def passages(result: DomainResult, failure: Failure) -> list[tuple[Stage, Passage]]:
    """Return the steps of the way with what became of each; the engine's own failures broke it after the last try."""
    broken_at = _broken_at(failure)
    if broken_at is None:
        return [*((stage, Passage.UNREACHED) for stage in _WAY), (Stage.ENGINE, Passage.BROKEN)]
    way = list(_WAY)
    if broken_at in _BEFORE:
        way.insert(way.index(_BEFORE[broken_at]), broken_at)
    broken = way.index(broken_at)
    is_plain = result.tls is None and (result.final_url or "").startswith("http:")
    return [
        (stage, Passage.SKIPPED if is_plain and stage is Stage.TLS and place < broken else _passage(place, broken))
        for place, stage in enumerate(way)
    ]


def _passage(place: int, broken: int) -> Passage:
    if place == broken:
        return Passage.BROKEN
    return Passage.PASSED if place < broken else Passage.UNREACHED


def _broken_at(failure: Failure) -> Stage | None:
    if failure.stage is not Stage.ENGINE:
        return failure.stage
    return next((tried.stage for tried in reversed(failure.timeline) if tried.stage is not Stage.ENGINE), None)
