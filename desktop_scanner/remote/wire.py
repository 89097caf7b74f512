"""The v3 API's JSON, read with every fault that servers were seen to have, and written.

Unknown fields, states and words pass; times without a zone are UTC; what is missing or of another type is None.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec
from msgspec import Struct

from desktop_scanner.core import domains
from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.errors import RemoteQuestionError
from desktop_scanner.core.remote_batches import (
    BatchPage,
    PulledResult,
    RemoteBatch,
    RemoteDomain,
    RemoteState,
    Submitted,
    Uploaded,
)
from desktop_scanner.core.results import DomainResult
from desktop_scanner.core.statuses import DomainStatus

# What reading an answer may raise; the last one for an answer that is nested too deep.
UNREADABLE = (ValueError, msgspec.DecodeError, RecursionError)

# A classic server takes `max_pages` for a number of tries, and believes any number.
CLASSIC_MAX_PAGES = 3
CLASSIC_MAX_CONCURRENT = 10

_MAX_TEXT = 2_000

_STATES = {
    "pending": RemoteState.PENDING,
    "processing": RemoteState.RUNNING,
    "running": RemoteState.RUNNING,
    "complete": RemoteState.COMPLETED,
    "completed": RemoteState.COMPLETED,
    "partial": RemoteState.PARTIAL,
    "failed": RemoteState.FAILED,
    "error": RemoteState.FAILED,
    "cancelled": RemoteState.CANCELLED,
    "canceled": RemoteState.CANCELLED,
    "unknown": RemoteState.NOT_FOUND,
}
_DOMAIN_STATUSES = {
    "pending": DomainStatus.PENDING,
    "processing": DomainStatus.RUNNING,
    "running": DomainStatus.RUNNING,
    "complete": DomainStatus.COMPLETED,
    "completed": DomainStatus.COMPLETED,
    "failed": DomainStatus.FAILED,
    "error": DomainStatus.FAILED,
    "cancelled": DomainStatus.CANCELLED,
    "canceled": DomainStatus.CANCELLED,
}


class Submission(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The body of a request for a batch; `name` and `options` are for servers of our own kind."""

    domains: tuple[str, ...]
    max_pages: int
    max_concurrent: int
    batch_id: str | None = None
    tenant_id: str | None = None
    name: str | None = None
    options: dict[str, Any] | None = None

    def for_classic(self) -> "Submission":
        """Return what a classic server is sent: names once each, small numbers, nothing that it does not know."""
        return Submission(
            domains=tuple(dict.fromkeys(self.domains)),
            max_pages=min(max(self.max_pages, 1), CLASSIC_MAX_PAGES),
            max_concurrent=min(max(self.max_concurrent, 1), CLASSIC_MAX_CONCURRENT),
            batch_id=self.batch_id,
            tenant_id=self.tenant_id,
        )


class _Batch(Struct):
    """A batch as both kinds of server write it; each may leave out or mistype anything."""

    batch_id: Any = None
    status: Any = None
    total_domains: Any = None
    completed_domains: Any = None
    failed_domains: Any = None
    progress: Any = None
    created_at: Any = None
    updated_at: Any = None
    start_time: Any = None
    end_time: Any = None
    processing_time: Any = None
    domain_statuses: Any = None
    error: Any = None
    metadata: Any = None
    cursor: Any = None
    name: Any = None
    options: Any = None


class _Receipt(Struct):
    batch_id: str
    job_count: Any = None
    created_at: Any = None


class _List(Struct):
    batches: list[_Batch]
    next: Any = None


class _Uploaded(Struct):
    batch_id: str
    stored: int
    kept_newer: int = 0
    created: bool = False


class _Pulled(Struct):
    cursor: str | int
    domain: str


def batch(body: bytes, asked: str) -> RemoteBatch:
    """Return what an answer says of the batch that was asked for; raise RemoteQuestionError, or UNREADABLE."""
    told = msgspec.json.decode(body, type=_Batch)
    if told.status is None and told.batch_id is None:
        raise ValueError("it has no status")
    word = _word(told.status)
    if word == "error" and not told.total_domains:
        raise RemoteQuestionError(
            f"The server could not look the batch up ({_text(told.error) or 'it does not say why'}); "
            "the batch itself may be fine. Try again later."
        )
    return _batch(told, asked)


def batches(body: bytes) -> BatchPage:
    """Return a part of a list of batches; raise UNREADABLE."""
    told = msgspec.json.decode(body, type=_List)
    named = [each for each in told.batches if isinstance(each.batch_id, str)]
    return BatchPage(batches=tuple(_batch(each, each.batch_id) for each in named), next_cursor=_cursor(told.next))


def submitted(body: bytes, batch_id: str | None) -> Submitted:
    """Return a server's word that it took a batch; its `status_url` is wrong on classic servers; raise UNREADABLE."""
    told = msgspec.json.decode(body, type=_Receipt)
    return Submitted(
        batch_id=told.batch_id,
        total=_count(told.job_count),
        created_at=instant(told.created_at),
        is_key_honoured=told.batch_id == batch_id,
    )


def uploaded(body: bytes) -> Uploaded:
    """Return what became of an upload; raise UNREADABLE."""
    told = msgspec.json.decode(body, type=_Uploaded)
    return Uploaded(batch_id=told.batch_id, stored=told.stored, kept_newer=told.kept_newer, is_new=told.created)


def pulled(line: bytes) -> PulledResult:
    """Return one line of a stream of results; raise UNREADABLE where not even its cursor and domain can be read."""
    told = msgspec.json.decode(line, type=_Pulled)
    cursor = str(told.cursor)
    try:
        result = msgspec.json.decode(line, type=DomainResult)
    except msgspec.ValidationError as error:
        why = f"The server's result for {told.domain[:100]} is of a form that this version does not know ({error})."
        return PulledResult(cursor=cursor, domain=told.domain, problem=why)
    if not _is_domain(told.domain):
        return PulledResult(
            cursor=cursor, domain=told.domain, problem=f'"{told.domain[:100]}" is no domain in its normal form.'
        )
    return PulledResult(cursor=cursor, domain=told.domain, result=result)


def upload_lines(batch: BatchInfo, results: Iterable[DomainResult]) -> Iterator[bytes]:
    """Yield an upload line by line: the batch, then its results."""
    yield _encoded({"batch": batch}) + b"\n"
    for result in results:
        yield _encoded(result) + b"\n"


def instant(value: object) -> datetime | None:
    """Return an instant, read as UTC where it names no zone; None where it is none."""
    if not isinstance(value, str):
        return None
    try:
        read = datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    try:
        return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
    except OverflowError:
        return None


def _batch(told: _Batch, asked: str) -> RemoteBatch:
    word = _word(told.status)
    metadata = told.metadata if isinstance(told.metadata, dict) else {}
    return RemoteBatch(
        batch_id=told.batch_id if isinstance(told.batch_id, str) else asked,
        state=_STATES.get(word, RemoteState.UNCLEAR),
        word=word,
        total=_count(told.total_domains),
        completed=_count(told.completed_domains),
        failed=_count(told.failed_domains),
        progress=_number(told.progress),
        created_at=instant(told.created_at),
        updated_at=instant(told.updated_at),
        started_at=instant(told.start_time),
        finished_at=instant(told.end_time),
        processing_s=_number(told.processing_time),
        error=_text(told.error),
        domains=_domains(told.domain_statuses, metadata),
        cursor=_cursor(told.cursor),
        name=_text(told.name) or _text(metadata.get("name")),
        options=told.options if isinstance(told.options, dict) else None,
    )


def _domains(statuses: object, metadata: Mapping[str, Any]) -> dict[str, RemoteDomain]:
    """Return the domains, from whichever of the three places the server keeps them in."""
    for place in (statuses, metadata.get("domain_statuses"), metadata.get("domain_results")):
        if isinstance(place, dict) and place:
            return {name: _domain(name, said) for name, said in place.items()}
    return {}


def _domain(name: str, said: object) -> RemoteDomain:
    fields = said if isinstance(said, dict) else {"status": said}
    word = _word(fields.get("status"))
    took_s = _number(fields.get("processing_time"))
    return RemoteDomain(
        domain=name,
        status=_DOMAIN_STATUSES.get(word),
        word=word,
        started_at=instant(fields.get("start_time")),
        finished_at=instant(fields.get("end_time")),
        elapsed_ms=None if took_s is None else round(took_s * 1000),
        error=_text(fields.get("error")),
        error_kind=_text(fields.get("error_kind")),
    )


def _word(value: object) -> str:
    return value.strip().lower()[:40] if isinstance(value, str) else ""


def _text(value: object) -> str | None:
    """Return a text, also from the places in which servers put texts that are more than that."""
    if isinstance(value, dict):
        return " ".join(part for part in map(_text, value.values()) if part)[:_MAX_TEXT] or None
    return value.strip()[:_MAX_TEXT] or None if isinstance(value, str) else None


def _number(value: object) -> float | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and abs(value) < 1e15 else None  # type: ignore[arg-type]


def _count(value: object) -> int | None:
    number = _number(value)
    return None if number is None or number < 0 else int(number)


def _cursor(value: object) -> str | None:
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) and value != "" else None


def _is_domain(name: str) -> bool:
    try:
        return domains.target(name).domain == name
    except domains.DomainNameError:
        return False


def _encoded(value: Any) -> bytes:
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:  # lone surrogates, which sites send
        return msgspec.json.encode(_without_surrogates(msgspec.to_builtins(value)))


def _without_surrogates(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {_without_surrogates(key): _without_surrogates(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_without_surrogates(each) for each in value]
    return value
