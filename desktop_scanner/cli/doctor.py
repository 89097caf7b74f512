"""`desktop-scanner doctor`: what works on this machine, each with a next step where it does not."""

import asyncio
import json
import os
import platform
import socket
import sqlite3
import ssl
import sys
import tempfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Literal

import keyring
import keyring.errors
import msgspec
from msgspec import Struct

import desktop_scanner
from desktop_scanner.cli import qt_probe, workspaces
from desktop_scanner.core import locations
from desktop_scanner.core.errors import ScannerError
from desktop_scanner.engine.net import tls
from desktop_scanner.store.database import Store

State = Literal["ok", "warning", "failed"]

_MARKS: dict[State, str] = {"ok": "✓", "warning": "!", "failed": "✗"}
_PLAIN_MARKS: dict[State, str] = {"ok": "ok", "warning": "!!", "failed": "XX"}
_LIBRARIES = ("PySide6-Essentials", "httpx", "selectolax", "SQLAlchemy")
_RESOLV_CONF = Path("/etc/resolv.conf")
_SETUP = "`python3 packaging/bootstrap.py run` in the program's folder installs what Qt needs on Debian and Ubuntu."


class Finding(Struct, frozen=True):
    """What was found of one part; "failed" is for parts without which no scan or no window can be had."""

    part: str
    state: State
    message: str
    hint: str | None = None


def doctor(database: Path | None = None, *, as_json: bool = False) -> int:
    """Print what works here, and return 0 if all essential parts do, else 1."""
    found = []
    for finding in findings(database or workspaces.usual_database()):
        found.append(finding)
        if not as_json:
            _write(line(finding))
    if as_json:
        _write(json.dumps([msgspec.to_builtins(finding) for finding in found], ensure_ascii=False, indent=2))
    return 1 if any(finding.state == "failed" for finding in found) else 0


def findings(database: Path) -> Iterator[Finding]:
    """Look at one part after the other."""
    yield versions()
    yield qt()
    yield store(database)
    yield dns()
    yield certificates()
    yield secrets()
    yield paths(database)


def line(finding: Finding) -> str:
    """Return the finding as people read it: mark, part, sentence and next step."""
    mark = (_MARKS if _speaks_unicode() else _PLAIN_MARKS)[finding.state]
    text = f"{mark} {finding.part:<13} {finding.message}"
    return f"{text}\n{'':<16}{finding.hint}" if finding.hint else text


def versions() -> Finding:
    """Name the versions of the program, of Python and of the libraries that matter in a report."""
    named = [f"Desktop Scanner {desktop_scanner.__version__}", f"Python {platform.python_version()}"]
    named += [f"{library} {_version(library)}" for library in _LIBRARIES]
    named += [f"SQLite {sqlite3.sqlite_version}", ssl.OPENSSL_VERSION.rsplit(" ", 3)[0], platform.platform(terse=True)]
    return Finding("versions", "ok", ", ".join(named) + ".")


def qt() -> Finding:
    """Try to start Qt, and where there is no display, on the platform that needs none."""
    shown = qt_probe.has_display()
    tried = qt_probe.probe(None if shown else qt_probe.OFFSCREEN)
    if tried.is_ok and shown:
        return Finding("qt", "ok", f"Qt can open windows (platform {tried.platform}).")
    if tried.is_ok:
        return Finding(
            "qt",
            "warning",
            "Qt works, but there is no display to open a window on.",
            "Scan without a window (`desktop-scanner scan`), or give it a display (`xvfb-run -a desktop-scanner`).",
        )
    return Finding("qt", "failed", f"Qt cannot start: {tried.said}", _SETUP)


def store(database: Path) -> Finding:
    """Open the database, or see whether one could be made where it is to lie."""
    try:
        if database.exists():
            return Finding("database", "ok", asyncio.run(_describe(database)))
        journal = _try_to_write(database.parent)
    except ScannerError as error:
        return Finding("database", "failed", str(error))
    except (OSError, sqlite3.Error) as error:
        return Finding(
            "database",
            "failed",
            f"No database can be made in {database.parent}: {_reason(error)}.",
            "Name another place with --database, or make the folder writable.",
        )
    return Finding("database", "ok", f"{database} will be made by the first scan (journal {journal}).")


def _reason(error: OSError | sqlite3.Error) -> str:
    # An OSError's own text names the file that was tried, which tells people nothing.
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def dns() -> Finding:
    """Resolve the machine's own name, and name the servers that are asked for others; nothing is sent to them."""
    try:
        socket.getaddrinfo("localhost", 80, type=socket.SOCK_STREAM)
    except OSError as error:
        return Finding(
            "dns",
            "failed",
            f"Not even localhost can be resolved: {error}",
            "Look at /etc/hosts and the network settings.",
        )
    servers = _servers()
    if servers is None:
        return Finding("dns", "ok", "Names are resolved by the system.")
    if not servers:
        return Finding(
            "dns",
            "warning",
            f"{_RESOLV_CONF} names no server, so no domain will be found.",
            "Connect to a network, or add a line `nameserver ADDRESS` to the file.",
        )
    return Finding("dns", "ok", f"Names are resolved by {', '.join(servers)}.")


def certificates() -> Finding:
    """Count the authorities whose certificates are trusted."""
    count = tls.verifying_context().cert_store_stats()["x509_ca"]
    if count == 0:
        return Finding(
            "certificates",
            "failed",
            "No certificate authority is trusted, so every https site would fail.",
            "Install the library certifi again, or name a file with --ca-file.",
        )
    return Finding("certificates", "ok", f"{count} certificate authorities are trusted.")


def secrets() -> Finding:
    """See whether the system has a keyring for passwords; scans without secrets need none."""
    try:
        backend = keyring.get_keyring()
        usable = backend.priority > 0
    except (keyring.errors.KeyringError, RuntimeError) as error:
        return Finding("keyring", "warning", f"The keyring cannot be used: {error}", _NO_KEYRING)
    if not usable:
        return Finding("keyring", "warning", "There is no keyring here.", _NO_KEYRING)
    return Finding("keyring", "ok", f"Secrets can be kept in {backend.name}.")


def paths(database: Path) -> Finding:
    """Name the files that belong to the user."""
    named = f"database {database}, settings {locations.settings_file()}, log {locations.log_file()}"
    return Finding("paths", "ok", f"{named}, program {Path(sys.executable)}.")


_NO_KEYRING = "Write secrets as env:NAME; they are then read from the environment variable NAME."


async def _describe(database: Path) -> str:
    opened = await Store.open(database)
    try:
        batches = len(await opened.batches())
    finally:
        await opened.close()
    return f"{database} is sound and holds {batches} {'batch' if batches == 1 else 'batches'}."


def _try_to_write(folder: Path) -> str:
    """Return the journal mode that a database gets in the folder, or in the one that it would be made in."""
    place = next(parent for parent in (folder.absolute(), *folder.absolute().parents) if parent.exists())
    with tempfile.TemporaryDirectory(prefix="desktop-scanner-", dir=place) as trial:
        connection = sqlite3.connect(Path(trial, "trial.db"))
        try:
            mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
            connection.execute("CREATE TABLE trial (x)")
        finally:
            connection.close()
    return str(mode)


def _servers() -> list[str] | None:
    """Return the name servers of the system's configuration, or None where it is not kept in a file."""
    if os.name != "posix":
        return None
    try:
        lines = _RESOLV_CONF.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    return [words[1] for text in lines if len(words := text.split()) > 1 and words[0] == "nameserver"]


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return "(version unknown)"


def _speaks_unicode() -> bool:
    return "utf" in (sys.stdout.encoding or "").lower()


def _write(text: str) -> None:
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(encoding, "replace").decode(encoding) + "\n")
    sys.stdout.flush()
