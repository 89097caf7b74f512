"""What is to be done at servers: each operation is written down before it is tried, and stays until it is done."""

from datetime import datetime
from enum import StrEnum

from msgspec import Struct


class OperationKind(StrEnum):
    """What is to be done."""

    SUBMIT = "submit"  # have a batch scanned there
    LIST = "list"  # look which batches are there
    PULL = "pull"  # fetch a batch's results
    UPLOAD = "upload"  # send a batch's results
    CANCEL = "cancel"  # have a batch cancelled there


class OperationState(StrEnum):
    """How far it is."""

    WAITING = "waiting"
    TRYING = "trying"
    DONE = "done"
    FAILED = "failed"  # trying again would not help, until something is changed
    UNDECIDED = "undecided"  # it may have been done, and a repetition may do it twice: the user decides


class Operation(Struct, frozen=True, kw_only=True):
    """One operation; there is one of a kind for each batch at a server. `batch_id` is empty where no batch is meant.

    `payload` is what is needed to do it, in the form of its kind; `last_error` is a sentence.
    """

    id: int
    kind: OperationKind
    remote: str
    batch_id: str
    payload: str = ""
    state: OperationState = OperationState.WAITING
    attempts: int = 0
    next_try_at: datetime | None = None
    last_error: str | None = None
    created_at: datetime
    ended_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done, by the program or by the user."""
        return self.state is not OperationState.DONE
