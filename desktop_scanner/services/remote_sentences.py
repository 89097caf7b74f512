"""How a batch stands on a server, in sentences that claim no more than the server told.

Each is one text with places to fill, also where it says more than one thing: so it is found again to be translated.
"""

from desktop_scanner.core.remote_batches import RemoteBatch


def counts(there: RemoteBatch) -> str:
    """Return the counts that a server tells; a classic one counts what failed as completed."""
    done, total, failed = there.completed, there.total, there.failed
    if done is None:
        return "it tells no counts"
    if total is None:
        return f"{done:,} of them done"
    if failed is None:
        return f"{done:,} of {total:,} done"
    return f"{done:,} of {total:,} done, {failed:,} of them failed"


def ended(there: RemoteBatch, *, unread: int = 0, left: int = 0) -> str:
    """Return how it ended on a server that gives results."""
    said = _said(there)
    if unread:
        said = f"{said} What was found for {unread:,} of them is not to be had; only how they ended is known."
    if left:
        said = f"{said} What became of {left:,} others it does not tell."
    return said


def ended_classic(there: RemoteBatch, *, left: int) -> str:
    """Return how it ended on a classic server."""
    said = _said(there)
    if left:
        return (
            f"{said} It does not tell how each domain ended, and returns nothing of what it found; scan the list here."
        )
    return f"{said} It returns nothing of what it found; `rescan` scans the list here."


def stalled(still_s: float, fault: str = "") -> str:
    """Return that nothing moves, after what is wrong with the way to the server, where something is."""
    time = f"{still_s / 60:,.0f} min" if still_s >= 120 else f"{still_s:,.0f} s"
    if fault:
        return f"{fault} Nothing has been heard of the batch for {time}."
    return f"Nothing has moved on the server for {time}; if it was restarted, the batch stays as it is."


def _said(there: RemoteBatch) -> str:
    said = f"The server says {there.word}: {counts(there)}."
    return f"{said} It adds: {there.error.rstrip('.')}." if there.error else said
