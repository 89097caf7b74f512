import asyncio
import json
import logging
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct

from desktop_scanner import cli
from desktop_scanner.core import locations
from tests.servers.sites import Reply, SiteServer, page

_ACME = page("Acme", "/contact", text="Acme repairs bicycles. Write to info@acme.com or call. ")


class LocalSites(Struct, frozen=True):
    """acme.com and bee.be answer, broken.com is out of order, stuck.com never answers; `flags` lead there."""

    flags: list[str]


class Ran(Struct, frozen=True):
    """What a command did."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalSites]:
    ready = threading.Event()
    done: list[Callable[[], object]] = []
    flags: list[str] = []

    async def serve() -> None:
        end, loop = asyncio.Event(), asyncio.get_running_loop()
        pages = {
            "acme.com": {"/": _ACME, "/contact": page("Contact")},
            "bee.be": {"/": page("Bee")},
            "broken.com": {"*": Reply(status=500)},
            "stuck.com": {"*": Reply(waits_for=asyncio.Event())},
        }
        www = {f"www.{name}": site for name, site in pages.items()}
        async with SiteServer({**pages, **www}) as server:
            flags.extend(("--ca-file", server.write_ca(tmp_path_factory.mktemp("sites") / "ca.pem")))
            flags.extend(word for rule in server.rules() for word in ("--connect-to", rule))
            flags.extend(("--workers", "1", "--delay-ms", "0", "--retries", "0"))
            done.append(lambda: loop.call_soon_threadsafe(end.set))
            ready.set()
            await end.wait()

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    assert ready.wait(20)
    yield LocalSites(flags)
    done[0]()
    thread.join()


@pytest.fixture(scope="session")
def scanned_database(sites: LocalSites, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("scanned") / "scanner.db"
    words = ("scan", "acme.com", "broken.com", "--quiet", "--database", str(path), *sites.flags)
    folders = {name: str(path.parent) for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "LOCALAPPDATA", "HOME")}
    subprocess.run([sys.executable, "-m", "desktop_scanner", *words], check=True, env={**os.environ, **folders})
    return path


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "scanner.db"


@pytest.fixture
def run(
    tmp_path: Path, database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Run]:
    """Run a command in this process, on a database and with a log of the test's own."""
    monkeypatch.setattr(locations, "database", lambda: database)
    monkeypatch.setattr(locations, "settings_file", lambda: tmp_path / "config" / "settings.toml")
    monkeypatch.setattr(locations, "log_file", lambda: tmp_path / "log" / "scanner.log")
    before = list(logging.getLogger().handlers)

    def run_command(*words: str) -> Ran:
        capsys.readouterr()
        status = cli.main(words)
        out, err = capsys.readouterr()
        return Ran(status, out, err)

    yield run_command
    for handler in [each for each in logging.getLogger().handlers if each not in before]:
        logging.getLogger().removeHandler(handler)
        handler.close()


@pytest.fixture
def scanned(run: Run, database: Path, scanned_database: Path) -> Run:
    """Run commands on a database in which acme.com was scanned and broken.com failed."""
    shutil.copyfile(scanned_database, database)
    return run
