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
