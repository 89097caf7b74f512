"""How it stands with the servers, in one word: what the status bar says."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop_scanner.core.outbox import OperationState
from desktop_scanner.core.remote_links import RemoteVerdict
from desktop_scanner.ui.remote_watch import RemoteWatch

_TO_DECIDE = (RemoteVerdict.UNDECIDED, RemoteVerdict.STALLED, RemoteVerdict.GONE)


class RemoteStateKind(StrEnum):
    """How it stands with the servers; the most urgent that is so counts."""

    NONE = "none"
    NEEDS_TOKEN = "needs_token"  # noqa: S105 -- no secret
    SYNCING = "syncing"
    FAILED = "failed"
    TO_DECIDE = "to_decide"
    WAITS = "waits"
    REACHABLE = "reachable"
    UNTESTED = "untested"


@dataclass(frozen=True, kw_only=True)
class RemoteState:
    """One word with its figures: `done` of `total` while syncing, `count` things that failed, when to `retry_at`."""

    kind: RemoteStateKind
    remote: str = ""
    done: int = 0
    total: int = 0
    count: int = 0
    retry_at: datetime | None = None


def of(watch: RemoteWatch) -> RemoteState:
    """Return how it stands."""
    if not watch.profiles:
        return RemoteState(kind=RemoteStateKind.NONE)
    if watch.progress is not None:
        done, total = watch.progress
        return RemoteState(kind=RemoteStateKind.SYNCING, done=done, total=total)
    return _token_wanted(watch) or _unfinished(watch) or _looked_at(watch)


def _token_wanted(watch: RemoteWatch) -> RemoteState | None:
    wanted = [link.remote for link in watch.links if link.verdict is RemoteVerdict.NEEDS_TOKEN]
    wanted += [name for name, server in watch.servers.items() if server.is_token_accepted is False]
    wanted += [name for name, server in watch.servers.items() if _lacks_token(watch, name)]
    return RemoteState(kind=RemoteStateKind.NEEDS_TOKEN, remote=wanted[0]) if wanted else None


def _lacks_token(watch: RemoteWatch, name: str) -> bool:
    server = watch.servers[name]
    return server.is_token_accepted is None and not server.accepts_any_token and watch.places.get(name) is None


def _unfinished(watch: RemoteWatch) -> RemoteState | None:
    failed = {each.batch_id for each in watch.operations if each.state is OperationState.FAILED}
    failed |= {link.batch_id for link in watch.links if link.role.is_sent and link.verdict is RemoteVerdict.REFUSED}
    if failed:
        return RemoteState(kind=RemoteStateKind.FAILED, count=len(failed))
    open_cases = sum(link.role.is_sent and link.verdict in _TO_DECIDE for link in watch.links)
    if open_cases:
        return RemoteState(kind=RemoteStateKind.TO_DECIDE, count=open_cases)
    waiting = [each for each in watch.operations if each.state is OperationState.WAITING]
    if not waiting:
        return None
    tries = [each.next_try_at for each in waiting if each.next_try_at is not None]
    return RemoteState(kind=RemoteStateKind.WAITS, count=len(waiting), retry_at=min(tries, default=None))


def _looked_at(watch: RemoteWatch) -> RemoteState:
    profile = watch.default or watch.profiles[0]
    is_known = profile.name in watch.servers
    kind = RemoteStateKind.REACHABLE if is_known else RemoteStateKind.UNTESTED
    return RemoteState(kind=kind, remote=profile.name)
