"""What a server is: where it answers, of which kind, whom it lets in. Nothing is changed there."""

import secrets
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

import msgspec

from desktop_scanner.core.clock import now
from desktop_scanner.core.errors import (
    RemoteAnswerError,
    RemoteAuthError,
    RemoteNotFoundError,
    RemoteRefusedError,
)
from desktop_scanner.core.remotes import DOUBLED_PREFIX, PREFIX, RemoteServer, ServerKind
from desktop_scanner.core.tokens import Token
from desktop_scanner.remote import retry_after, wire
from desktop_scanner.remote.request import Request

if TYPE_CHECKING:
    from desktop_scanner.remote.exchange import Answer, Exchange


async def discover(exchange: "Exchange", *, has_token: bool) -> RemoteServer:
    """Return what stands at the exchange's address; raise a RemoteError where no v3 server does."""
    prefix, clock_ahead_s = await _find(exchange)
    kind = await _kind(exchange, prefix)
    accepts_any = await _is_let_in(exchange, prefix, Token(f"made-up-{secrets.token_hex(8)}"))
    return RemoteServer(
        kind=kind,
        prefix=prefix,
        accepts_any_token=accepts_any,
        is_token_accepted=await _is_let_in(exchange, prefix) if has_token else None,
        is_private=exchange.profile.is_private,
        clock_ahead_s=clock_ahead_s,
        checked_at=now(),
    )


async def _find(exchange: "Exchange") -> tuple[str, float | None]:
    """Return the prefix that answers, the documented one where both do, and how far its clock is ahead."""
    for prefix in (PREFIX, DOUBLED_PREFIX):
        before = now()
        try:
            answer = await exchange.ask(Request("GET", f"{prefix}/health"))
        except RemoteNotFoundError:
            continue
        if told := _health(answer):
            return prefix, _ahead(told, answer, before)
    raise RemoteAnswerError(
        f"{exchange.profile.base_url} answers, but no v3 server does: neither {PREFIX}/health nor "
        f"{DOUBLED_PREFIX}/health is there. Check the address, the port and the folder in it."
    )


async def _kind(exchange: "Exchange", prefix: str) -> ServerKind:
    """Return the kind: ours has a list of batches, to which it lets nobody in without a token."""
    try:
        answer = await exchange.ask(Request("GET", f"{prefix}/batches", {"limit": "1"}))
        wire.batches(answer.body)
    except RemoteNotFoundError:
        return ServerKind.CLASSIC
    except RemoteAuthError as error:
        return ServerKind.OURS if error.is_problem_details else ServerKind.CLASSIC
    except wire.UNREADABLE:
        return ServerKind.CLASSIC
    return ServerKind.OURS


async def _is_let_in(exchange: "Exchange", prefix: str, token: Token | None = None) -> bool:
    """Return whether a question about a batch that nobody has is heard."""
    try:
        await exchange.ask(Request("GET", f"{prefix}/batch/{uuid4()}/status"), token=token)
    except RemoteNotFoundError:  # heard, and answered as our own servers do
        return True
    except RemoteRefusedError as error:
        if error.status in (400, 401, 403):  # 400: a classic server reads the token before it looks for the batch
            return False
        raise
    return True


def _health(answer: "Answer") -> dict[str, object] | None:
    try:
        told = msgspec.json.decode(answer.body)
    except wire.UNREADABLE:
        return None
    return told if isinstance(told, dict) and str(told.get("status", "")).lower() == "ok" else None


def _ahead(told: dict[str, object], answer: "Answer", before: datetime) -> float | None:
    said = wire.instant(told.get("timestamp")) or retry_after.http_date(answer.date)
    if said is None:
        return None
    after = now()
    if before <= said <= after:
        return 0.0
    return round((said - (before if said < before else after)).total_seconds(), 3)
