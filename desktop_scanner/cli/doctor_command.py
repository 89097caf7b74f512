"""`desktop-scanner doctor`, as the command line takes it."""

from desktop_scanner.cli.arguments import AsJson, Database, Quiet


def doctor(*, json: AsJson = False, database: Database = None, quiet: Quiet = False) -> int:
    """Say what works on this computer.

    Looked at are versions, Qt, database, DNS, certificates, keyring and paths.
    """
    # It looks at every part of the program, which no other command should have to import.
    from desktop_scanner.cli import doctor as examination  # noqa: PLC0415

    return examination.doctor(database, as_json=json)
