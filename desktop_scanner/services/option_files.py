"""The files that a scan's options name, looked at before the scan: what is wrong with one is said at once."""

from desktop_scanner.core.options import ScanOptions


def check(options: ScanOptions) -> None:
    """Raise SettingsError or InputError for a CA file or fingerprints that cannot be used at all."""
    if options.ca_file is not None:
        # Imported only where there is such a file: certificates and rules are a quarter second of a window's start.
        from desktop_scanner.engine.net import tls  # noqa: PLC0415

        tls.check_ca_file(options.ca_file)
    complaints(options)


def complaints(options: ScanOptions) -> tuple[str, ...]:
    """Return what of the further fingerprints cannot be used, a sentence each."""
    if not options.fingerprints:
        return ()
    from desktop_scanner.extract.technologies import rule_files  # noqa: PLC0415 -- as above

    return rule_files.check(options.fingerprints)
