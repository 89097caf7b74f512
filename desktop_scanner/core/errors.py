"""What the user or the machine can cause, each raised with a sentence for the user.

ScannerError
    InputError          a list or file cannot be used
    SettingsError       an option or setting cannot be used
    StoreError          the database cannot be used
        StoreTooNewError    written by a newer version
        StoreDamagedError   not a database, or damaged
        StorePassingError   may pass: what is tried again later may succeed
            StoreBusyError          another program holds it
            StoreFullError          no space left, or not writable
            StoreUnreachableError   the disk reports a fault, or the file is not there
    BatchNotFoundError  no batch, or several, go by that name
    BatchBusyError      another process runs that batch
    ExportError         the output cannot be written
    EngineError         the worker processes cannot run
    RemoteError         a v3 server cannot be used
        RemotePassingError      may pass: the same may succeed later
            RemoteUnreachableError  no connection, or no answer in time
            RemoteAnswerError       an answer that cannot be used: a web page, too large, broken off, no JSON
            RemoteQuestionError     the server failed to look; the batch may be fine
        RemoteUnsupportedError  a classic server has no such route
        RemoteRefusedError      an answer with an error status
            RemoteAuthError         401 and 403: the token or the tenant
            RemoteNotFoundError     404
            RemoteConflictError     409: the id belongs to another batch
            RemoteTooLargeError     413
            RemoteInvalidError      400 and 422: what was sent cannot be used
            RemoteBusyError         429 and 503: later

A domain that fails is no error but data: see `core.failures`.
"""


class ScannerError(Exception):
    """A fault with a cause outside the program; `str(error)` is a sentence for the user, with a next step."""


class InputError(ScannerError):
    """A list or file cannot be used."""


class SettingsError(ScannerError):
    """An option or setting cannot be used."""


class StoreError(ScannerError):
    """The database cannot be used."""


class StoreTooNewError(StoreError):
    """The database was written by a newer version of the program."""


class StoreDamagedError(StoreError):
    """The file is no database of this program, or it is damaged."""


class StorePassingError(StoreError):
    """A fault that passes, by itself or by the user's hand; nothing that was stored is harmed."""


class StoreBusyError(StorePassingError):
    """Another program holds the database for too long."""


class StoreFullError(StorePassingError):
    """The disk is full, or the database cannot be written."""


class StoreUnreachableError(StorePassingError):
    """The disk reports a fault, or the file cannot be opened any more."""


class BatchNotFoundError(ScannerError):
    """No batch goes by that name, or several do."""


class BatchBusyError(ScannerError):
    """Another process runs that batch."""


class ExportError(ScannerError):
    """The output cannot be written."""


class EngineError(ScannerError):
    """The worker processes cannot run."""


class RemoteError(ScannerError):
    """A v3 server cannot be used.

    `may_have_arrived`: the server may have done what it was asked
    to, and only its answer is missing. `retry_after_s` is how long the server asks to be left alone.
    """

    def __init__(self, sentence: str, *, may_have_arrived: bool = False, retry_after_s: float | None = None) -> None:
        super().__init__(sentence)
        self.may_have_arrived = may_have_arrived
        self.retry_after_s = retry_after_s

    @property
    def is_passing(self) -> bool:
        """Whether the same may succeed later."""
        return False


class RemotePassingError(RemoteError):
    """A fault of the way or the moment: the same may succeed later."""

    @property
    def is_passing(self) -> bool:
        """Whether the same may succeed later."""
        return True


class RemoteUnreachableError(RemotePassingError):
    """There is no connection to the server, or no answer in time."""


class RemoteAnswerError(RemotePassingError):
    """The answer cannot be used: a web page, too large, broken off, no JSON."""


class RemoteQuestionError(RemotePassingError):
    """The server failed to look, and says nothing about the batch."""


class RemoteUnsupportedError(RemoteError):
    """A classic server has no such route."""


class RemoteRefusedError(RemoteError):
    """The server answered with an error status; `problems` are its reasons one by one, where it gives some.

    `is_problem_details`: it wrote them as our own servers do (RFC 9457).
    """

    def __init__(
        self,
        sentence: str,
        status: int,
        *,
        problems: tuple[str, ...] = (),
        may_have_arrived: bool = False,
        retry_after_s: float | None = None,
    ) -> None:
        super().__init__(sentence, may_have_arrived=may_have_arrived, retry_after_s=retry_after_s)
        self.status = status
        self.problems = problems
        self.is_problem_details = False

    @property
    def is_passing(self) -> bool:
        """Whether the same may succeed later: it is the server's fault, not that of what was sent."""
        return self.status >= 500


class RemoteAuthError(RemoteRefusedError):
    """The server wants a token, another one, or another tenant."""


class RemoteNotFoundError(RemoteRefusedError):
    """The server has no such batch."""


class RemoteConflictError(RemoteRefusedError):
    """The batch's id belongs to another batch on the server."""


class RemoteTooLargeError(RemoteRefusedError):
    """The server does not take that much at once."""


class RemoteInvalidError(RemoteRefusedError):
    """What was sent cannot be used."""


class RemoteBusyError(RemoteRefusedError):
    """The server wants to be asked later."""

    @property
    def is_passing(self) -> bool:
        """Whether the same may succeed later, which is what the server says."""
        return True
