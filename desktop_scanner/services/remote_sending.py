"""A batch sent to a server to be scanned there: once, whatever happens on the way."""

from datetime import timedelta

import msgspec

from desktop_scanner.core.clock import now
from desktop_scanner.core.errors import RemoteAuthError, RemoteError
from desktop_scanner.core.outbox import Operation, OperationKind, OperationState
from desktop_scanner.core.remote_links import RemoteVerdict
from desktop_scanner.remote.client import RemoteClient
from desktop_scanner.remote.pacing import retry_delay_s
from desktop_scanner.remote.wire import Submission
from desktop_scanner.services.told_link import ToldLink

_UNDECIDED = (
    "Nobody knows whether the server took the batch: its answer was lost. Sent again, the list may be scanned twice "
    "there; this server cannot tell."
)
_DROPPED = "The batch was taken out of the outbox before the server had it."
_CLOSED = "The batch cannot be sent any more; the outbox says why."


def payload(submission: Submission) -> str:
    """Return a submission as the outbox keeps it: the same body each time it is sent."""
    return msgspec.json.encode(submission).decode()


async def send(told: ToldLink, client: RemoteClient) -> float | None:
    """Try to have the server take the batch; return after how long to try again, None where that is settled.

    It is, when the link has a `remote_id` or a verdict. Raises RemoteAuthError where the server wants a token.
    """
    link = told.link
    operation = await told.store.operation(OperationKind.SUBMIT, link.remote, link.batch_id)
    if operation is None:
        await told.judge(RemoteVerdict.REFUSED, _DROPPED)
        return None
    try:
        server = client.server or await client.discover()
    except RemoteAuthError:
        raise
    except RemoteError as error:
        return await _postpone(told, operation, operation.state, error)  # nothing was sent
    await told.change(is_ours=server.is_ours)
    if operation.state is OperationState.UNDECIDED or _may_be_there(operation, is_ours=server.is_ours):
        await _leave_open(told, operation, operation.last_error or _UNDECIDED)
        return None
    return await _try(told, client, operation, is_ours=server.is_ours)


async def _try(told: ToldLink, client: RemoteClient, operation: Operation, *, is_ours: bool) -> float | None:
    begun = await told.store.begin(operation)
    if begun is None:
        await _close(told, operation, _CLOSED)
        return None
    try:
        taken = await client.submit(msgspec.json.decode(begun.payload, type=Submission))
    except RemoteAuthError as error:
        await told.store.settle(begun, OperationState.WAITING, str(error))
        raise
    except RemoteError as error:
        return await _not_taken(told, begun, error, is_ours=is_ours)
    told.link = await told.store.submitted(told.link, begun, taken.batch_id)
    await told.change(total=taken.total)
    return None


async def _not_taken(told: ToldLink, begun: Operation, error: RemoteError, *, is_ours: bool) -> float | None:
    if error.may_have_arrived and not is_ours:
        await _leave_open(told, begun, str(error))
        return None
    if error.is_passing:
        return await _postpone(told, begun, OperationState.WAITING, error)
    await _close(told, begun, str(error))
    return None


def _may_be_there(operation: Operation, *, is_ours: bool) -> bool:
    """Whether a process that died in the midst of sending may have reached a server that cannot tell one from two."""
    return operation.state is OperationState.TRYING and not is_ours


async def _postpone(told: ToldLink, operation: Operation, state: OperationState, error: RemoteError) -> float:
    delay_s = retry_delay_s(max(operation.attempts, 1), error)
    await told.store.settle(operation, state, str(error), now() + timedelta(seconds=delay_s))
    await told.change(sentence=str(error))
    return delay_s


async def _leave_open(told: ToldLink, operation: Operation, why: str) -> None:
    await told.store.settle(operation, OperationState.UNDECIDED, why)
    await told.judge(RemoteVerdict.UNDECIDED, _UNDECIDED)


async def _close(told: ToldLink, operation: Operation, sentence: str) -> None:
    await told.store.settle(operation, OperationState.FAILED, sentence)
    await told.judge(RemoteVerdict.REFUSED, sentence)
