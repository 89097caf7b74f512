"""A batch cancelled on a server: written down first, done when the server can be reached."""

from contextlib import suppress
from datetime import timedelta

import msgspec

from desktop_scanner.core.clock import now
from desktop_scanner.core.errors import RemoteError, RemoteNotFoundError
from desktop_scanner.core.outbox import Operation, OperationKind, OperationState
from desktop_scanner.core.remote_links import RemoteLink
from desktop_scanner.remote.client import RemoteClient
from desktop_scanner.remote.pacing import retry_delay_s
from desktop_scanner.remote.wire import Submission
from desktop_scanner.store.remote_store import RemoteStore


async def wish(store: RemoteStore, link: RemoteLink) -> Operation | None:
    """Write down that a batch is to be cancelled; None where there is nothing to ask, or nobody to ask it of."""
    remote_id = link.remote_id
    submit = await store.operation(OperationKind.SUBMIT, link.remote, link.batch_id)
    if submit is not None:
        await store.drop(submit.id)
        if remote_id is None and submit.attempts and submit.payload:  # the answer may be on its way
            remote_id = msgspec.json.decode(submit.payload, type=Submission).batch_id
    if remote_id is None or not link.is_ours or (link.state is not None and link.state.is_final):
        return None
    # Its payload is the id there: the link may get another one meanwhile.
    return await store.arm(OperationKind.CANCEL, link.remote, link.batch_id, remote_id)


async def cancel(store: RemoteStore, client: RemoteClient, operation: Operation) -> None:
    """Cancel it; a batch that is not there needs no cancelling. Raises a RemoteError."""
    with suppress(RemoteNotFoundError):
        await client.cancel(operation.payload)
    await store.settle(operation, OperationState.DONE)


async def postpone(store: RemoteStore, operation: Operation, error: RemoteError) -> None:
    """Try it later, or not again where that does not help."""
    if not error.is_passing:
        await store.settle(operation, OperationState.FAILED, str(error))
        return
    at = now() + timedelta(seconds=retry_delay_s(max(operation.attempts, 1), error))
    await store.settle(operation, OperationState.WAITING, str(error), at)
