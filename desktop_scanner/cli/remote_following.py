"""What a command says of a batch that a server scans."""

from typing import TYPE_CHECKING

from desktop_scanner.cli import messages, phrases
from desktop_scanner.cli.interruption import Interruption
from desktop_scanner.cli.outcome import Status
from desktop_scanner.cli.tasks import first_of
from desktop_scanner.core.events import BatchFinished, Event, RemoteTold
from desktop_scanner.core.remote_links import LinkRole, RemoteLink, RemoteVerdict

if TYPE_CHECKING:
    from pathlib import Path

    from desktop_scanner.services.workspace import Workspace


class RemoteNotes:
    """Says what holds a batch up on its server, each thing once; its `on_event` listens to the batch service."""

    def __init__(self) -> None:
        self._said = ""

    def on_event(self, _batch_id: str, event: Event) -> None:
        """Take in what happened."""
        if not isinstance(event, RemoteTold):
            return
        sentence = event.link.sentence
        is_at_its_end = event.link.verdict not in (None, RemoteVerdict.NEEDS_TOKEN)
        if sentence and sentence != self._said and not is_at_its_end:  # the end is told of when all has ended
            messages.warning(sentence)
            if event.link.verdict is RemoteVerdict.NEEDS_TOKEN:
                token = phrases.command("remote", "token", event.link.remote)
                messages.warning(f"It goes on by itself when it has another token: `{token}`.")
        self._said = sentence


async def wait_beside(workspace: "Workspace", batch_id: str, interruption: Interruption) -> None:
    """Wait until the server has ended too what is scanned on both sides, or until a signal comes."""
    await first_of(workspace.remote_runs.wait_beside(batch_id), interruption.wait())


async def tell(workspace: "Workspace", batch_id: str, database: "Path | None", *, is_quiet: bool) -> RemoteLink | None:
    """Say how a batch stands on its server, and what can be decided; return its link, None for one of here."""
    link = await workspace.remote_runs.link(batch_id)
    if link is None:
        return None
    if link.verdict is None and link.role is LinkRole.BESIDE:
        messages.note(f"{link.remote} says: {_counts(link)}.", is_quiet=is_quiet)
    elif link.sentence and link.choices:
        messages.warning(f"{link.remote}: {link.sentence}")
        decide = phrases.command("remote-decide", batch_id, "CHOICE", database=database)
        messages.warning(f"`{decide}` says what is to be done: {', '.join(link.choices)}.")
    elif link.sentence:
        messages.note(f"{link.remote}: {link.sentence}", is_quiet=is_quiet)
    return link


def status_of(finished: BatchFinished, link: RemoteLink | None) -> Status | None:
    """Return the exit status where the server's word decides it."""
    if link is None or finished.error is not None or not link.is_run_there or link.verdict is None:
        return None
    if link.verdict is RemoteVerdict.NO_FINDINGS:
        return Status.OK  # it ran to its end there
    return Status.FAULT if link.verdict in _FAULTS else None


_FAULTS = (RemoteVerdict.UNDECIDED, RemoteVerdict.REFUSED, RemoteVerdict.STALLED, RemoteVerdict.GONE)


def _counts(link: RemoteLink) -> str:
    if link.completed is None:
        return link.word or "nothing yet"
    of = f" of {link.total:,}" if link.total is not None else ""
    return f"{link.word}, {link.completed:,}{of} done"
