"""A result as the frame in which a worker sends it: never beyond the pipe's limit, and never nothing."""

import logging
from collections.abc import Callable
from typing import Any

from msgspec import structs

from desktop_scanner.core.results import DomainResult
from desktop_scanner.core.targets import ClaimedTarget
from desktop_scanner.engine.workers import messages
from desktop_scanner.engine.workers.own_results import internal

log = logging.getLogger(__name__)

_FACTS = ("emails", "phones", "social", "addresses", "technologies", "trackers")


def of(target: ClaimedTarget, result: DomainResult) -> bytes:
    """Return the frame of a target's result.

    A result of more than 16 MiB (a directory of members, say) first loses all evidence but the first of each value,
    then all of it; what is still too large, or cannot be written at all, becomes a failure that says so.
    """
    try:
        for shorten in (_whole, _first_evidence, _no_evidence):
            frame = _encode(target, shorten(result))
            if len(frame) <= messages.MAX_FRAME_BYTES:
                return frame
    except Exception:
        log.exception("The result of %s cannot be written", target.domain)
        return of_fault(target)
    log.error("The result of %s takes %d bytes even without evidence", target.domain, len(frame))
    return _encode(target, internal(target, f"More was found on {target.domain} than one result can hold."))


def of_fault(target: ClaimedTarget) -> bytes:
    """Return the frame of a target whose scan ended by a bug, which is in the log."""
    return _encode(target, internal(target, f"The scan of {target.domain} ended by a fault of the program."))


def _encode(target: ClaimedTarget, result: DomainResult) -> bytes:
    return messages.encode(messages.Result(target.id, target.attempt, result))


def _whole(result: DomainResult) -> DomainResult:
    return result


def _first_evidence(result: DomainResult) -> DomainResult:
    return _with_facts(result, lambda fact: structs.replace(fact, evidence=fact.evidence[:1]))


def _no_evidence(result: DomainResult) -> DomainResult:
    return _with_facts(result, lambda fact: structs.replace(fact, evidence=()))


def _with_facts(result: DomainResult, change: Callable[[Any], Any]) -> DomainResult:
    return structs.replace(result, **{name: tuple(map(change, getattr(result, name))) for name in _FACTS})
