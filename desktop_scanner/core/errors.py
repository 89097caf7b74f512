"""What the user or the machine can cause, each raised with a sentence for the user.

ScannerError
    InputError          a list or file cannot be used
    SettingsError       an option or setting cannot be used
    StoreError          the database cannot be used
        StoreTooNewError    written by a newer version
        StoreBusyError      another program holds it
        StoreDamagedError   not a database, or damaged
        StoreFullError      no space left, or not writable
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


class StoreBusyError(StoreError):
    """Another program holds the database for too long."""


class StoreDamagedError(StoreError):
    """The file is no database of this program, or it is damaged."""


class StoreFullError(StoreError):
    """The disk is full, or the database cannot be written."""


class BatchNotFoundError(ScannerError):
    """No batch goes by that name, or several do."""


class BatchBusyError(ScannerError):
    """Another process runs that batch."""


class ExportError(ScannerError):
    """The output cannot be written."""


class EngineError(ScannerError):
    """The worker processes cannot run."""
