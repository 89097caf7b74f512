"""How a batch of here and one on a server belong together, and what is known of it there."""

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from desktop_scanner.core.remote_batches import RemoteBatch, RemoteState


class LinkRole(StrEnum):
    """Why a batch has a counterpart on a server."""

    RUN = "run"  # it is scanned there instead of here
    BESIDE = "beside"  # it is scanned there and here, each on its own
    PUSHED = "pushed"  # what was scanned here is kept there as well
    PULLED = "pulled"  # it was made from what stands there

    @property
    def is_sent(self) -> bool:
        """Whether the server scans it for us."""
        return self in (LinkRole.RUN, LinkRole.BESIDE)


class RemoteVerdict(StrEnum):
    """What became of a batch that a server scans, or what it waits for; None while all goes its way."""

    NEEDS_TOKEN = "needs_token"  # noqa: S105 -- no secret
    UNDECIDED = "undecided"  # nobody knows whether the server took it
    REFUSED = "refused"
    STALLED = "stalled"
    GONE = "gone"
    NO_FINDINGS = "no_findings"  # it ended there, and what was found is told by nobody
    CANCELLED = "cancelled"
    ENDED = "ended"  # it ended there, and all of it is here
    GIVEN_UP = "given_up"
    TAKEN_OVER = "taken_over"

    @property
    def is_followed(self) -> bool:
        """Whether there is something to wait for at the server."""
        return self in (RemoteVerdict.NEEDS_TOKEN, RemoteVerdict.STALLED)

    @property
    def is_local(self) -> bool:
        """Whether the batch is one of here from now on."""
        return self in (RemoteVerdict.ENDED, RemoteVerdict.TAKEN_OVER)


class Choice(StrEnum):
    """What the user can decide about a batch that a server scans."""

    WAIT = "wait"  # look at the server again
    TAKE_OVER = "take-over"  # scan here what is left
    SUBMIT_AGAIN = "submit-again"  # send what is left anew
    GIVE_UP = "give-up"  # cancel it
    FORGET = "forget"  # make it a batch of here, as if it had never been sent


_CHOICES: dict[RemoteVerdict | None, tuple[Choice, ...]] = {
    None: (Choice.WAIT, Choice.TAKE_OVER, Choice.GIVE_UP),
    RemoteVerdict.NEEDS_TOKEN: (Choice.WAIT, Choice.TAKE_OVER, Choice.GIVE_UP),
    RemoteVerdict.STALLED: (Choice.WAIT, Choice.TAKE_OVER, Choice.GIVE_UP),
    RemoteVerdict.UNDECIDED: (Choice.SUBMIT_AGAIN, Choice.TAKE_OVER, Choice.FORGET),
    RemoteVerdict.REFUSED: (Choice.SUBMIT_AGAIN, Choice.TAKE_OVER, Choice.FORGET),
    RemoteVerdict.GONE: (Choice.WAIT, Choice.SUBMIT_AGAIN, Choice.TAKE_OVER, Choice.FORGET),
    RemoteVerdict.NO_FINDINGS: (Choice.TAKE_OVER, Choice.GIVE_UP, Choice.FORGET),
    RemoteVerdict.CANCELLED: (Choice.SUBMIT_AGAIN, Choice.TAKE_OVER, Choice.FORGET),
    RemoteVerdict.GIVEN_UP: (Choice.SUBMIT_AGAIN, Choice.TAKE_OVER, Choice.FORGET),
}


STALL_S = 600.0


class RemoteLink(Struct, frozen=True, kw_only=True):
    """A batch of here and its counterpart; counts, state and word are the server's own, None where it tells none.

    `address` is where the server stood then. `is_ours` is None while nobody has looked. `status_cursor` is what the
    server said when everything of it was last here, `pull_cursor` where its results go on, `push_cursor` the number of
    the last change that was sent, and `push_target` the last target of it. A batch that does not move for `stall_s` is
    a case for the user.
    """

    batch_id: str
    remote: str
    address: str
    role: LinkRole
    is_ours: bool | None = None
    remote_id: str | None = None
    status_cursor: str | None = None
    pull_cursor: str | None = None
    push_cursor: int = 0
    push_target: int = 0
    state: RemoteState | None = None
    word: str = ""
    total: int | None = None
    completed: int | None = None
    failed: int | None = None
    progress: float | None = None
    moved_at: datetime | None = None
    told_at: datetime | None = None
    verdict: RemoteVerdict | None = None
    sentence: str = ""
    stall_s: float = STALL_S
    created_at: datetime | None = None

    @property
    def is_followed(self) -> bool:
        """Whether the server scans it for us, and there is something to wait for."""
        return self.role.is_sent and (self.verdict is None or self.verdict.is_followed)

    @property
    def is_run_there(self) -> bool:
        """Whether only the server scans it, so that it cannot simply be gone on with here."""
        return self.role is LinkRole.RUN and not (self.verdict and self.verdict.is_local)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Return what the user can decide about it now, the likeliest first."""
        return _CHOICES.get(self.verdict, ()) if self.role.is_sent else ()


def told(batch: RemoteBatch) -> dict[str, object]:
    """Return the fields of a link that say where a batch stands on its server."""
    return {
        "state": batch.state,
        "word": batch.word,
        "total": batch.total,
        "completed": batch.completed,
        "failed": batch.failed,
        "progress": batch.progress,
    }
