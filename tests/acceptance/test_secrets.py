"""Secrets in every place where a scan takes them: they reach whom they are for, and nothing that is written or said."""

import asyncio
import base64
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import pytest

from tests.acceptance import command
from tests.servers.hostile import HostileServer, page, routes, unused_port
from tests.servers.proxy import HttpProxy, ProxyServer

HEADER, COOKIE, PASSWORD, PROXY = "h3ader/key", "c00kie+key", "p4ss:word", "pr0xy@key"
ANNA = base64.b64encode(f"anna:{PASSWORD}".encode()).decode()
BERT = base64.b64encode(f"bert:{PROXY}".encode()).decode()
TRACES = [HEADER, COOKIE, PASSWORD, PROXY, quote(HEADER, safe=""), quote(PROXY, safe=""), ANNA, BERT, "hunter2"]

HTML = page(
    b"<!doctype html><title>Shop</title><a href='/contact'>Contact</a><a href='/go'>Go</a>" + b"<p>Many words. " * 60,
    b"Content-Type: text/html",
    b"Set-Cookie: PHPSESSID=" + COOKIE.encode(),  # a server that repeats what it was brought
    b"Connection: close",
)


class Place(NamedTuple):
    """What the scans find: a shop that forwards to another site, behind a proxy that wants a password."""

    shop: HostileServer
    elsewhere: HostileServer
    proxy: ProxyServer

    @property
    def proxies(self) -> list[str]:
        """Return the proxy, and one that is not there."""
        password = quote(PROXY, safe="")
        dead = f"http://bert:{password}@127.0.0.1:{unused_port()}"
        return [f"http://bert:{password}@127.0.0.1:{self.proxy.port}", dead]


def site(name: str, pages: dict[str, bytes], otherwise: bytes) -> HostileServer:
    """Return a site that is asked through a proxy, which names whole addresses."""
    return HostileServer(routes({f"http://{name}{path}": said for path, said in pages.items()}, otherwise), name=name)


@pytest.fixture(scope="module")
def place() -> Iterator[Place]:
    ready, found = threading.Event(), list[Place]()
    ends: list[Callable[[], object]] = []

    async def serve() -> None:
        end = asyncio.Event()
        away = page(b"", b"Location: http://elsewhere.test/", b"Connection: close", status=b"302 Found")
        none = page(b"", b"Connection: close", status=b"404 Not Found")
        shop = site("shop.test", {"/": HTML, "/contact": HTML, "/go": away}, none)
        moved, elsewhere = site("moved.test", {"/": away}, none), site("elsewhere.test", {"/": HTML}, none)
        async with shop, moved, elsewhere:
            ways = {(server.name, 80): ("127.0.0.1", server.port) for server in (shop, moved, elsewhere)}
            async with HttpProxy(ways, login=f"bert:{PROXY}") as proxy:
                found.append(Place(shop, elsewhere, proxy))
                loop = asyncio.get_running_loop()
                ends.append(lambda: loop.call_soon_threadsafe(end.set))
                ready.set()
                await end.wait()

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    assert ready.wait(20)
    yield found[0]
    ends[0]()
    thread.join()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder in which all that a command writes lies: database, log, exports."""
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    return tmp_path


def secrets_of(place: Place) -> list[str]:
    """Return the flags that hold secrets literally."""
    flags = ["--header", f"Authorization: Bearer {HEADER}", "--header", f"X-Api-Key: {HEADER}"]
    flags += ["--cookie", f"PHPSESSID={COOKIE}", "--auth", f"shop.test=anna:{PASSWORD}"]
    return flags + [word for url in place.proxies for word in ("--proxy", url)]


PLAIN = ["--workers", "1", "--delay-ms", "0", "--retries", "0", "--header", "X-Team: research"]


def traces(folder: Path, *said: str) -> set[str]:
    """Return where a secret stands: in what was said, or in any file, also within a workbook."""
    texts = {f"said {number}": text.encode() for number, text in enumerate(said)}
    for file in folder.rglob("*"):
        if file.is_file():
            texts[file.name] = file.read_bytes()
            if zipfile.is_zipfile(file):
                with zipfile.ZipFile(file) as parts:
                    texts |= {f"{file.name}/{part}": parts.read(part) for part in parts.namelist()}
    assert any(name.endswith(".db") for name in texts)
    return {f"{trace} in {name}" for name, text in texts.items() for trace in TRACES if trace.encode() in text}


def test_secrets_reach_whom_they_are_for_and_leave_no_trace(place: Place, folder: Path) -> None:
    database = ("--database", folder / "scanner.db")
    names = ("shop.test", "moved.test")
    ran = command.run("scan", *names, *PLAIN, *secrets_of(place), *database, "--output", folder / "a.jsonl")
    assert ran.returncode == 0, ran.stderr
    assert '"title":"Shop"' in (folder / "a.jsonl").read_text().replace(": ", ":")
    asked = b"".join(place.shop.requests)
    for trace in (f"X-Api-Key: {HEADER}", f"PHPSESSID={COOKIE}", f"Basic {ANNA}"):
        assert trace.encode() in asked
    assert place.elsewhere.requests
    off_site = b"".join(place.elsewhere.requests)
    assert not [trace for trace in (HEADER, COOKIE, PASSWORD, ANNA) if trace.encode() in off_site]

    said = [ran.stdout, ran.stderr]
    exports = [("export", "latest", "--output", folder / f"b.{suffix}") for suffix in ("csv", "json", "jsonl", "xlsx")]
    for words in (*exports, ("show", "latest"), ("show", "latest", "shop.test", "--json"), ("batches", "--json")):
        shown = command.run(*words, *database)
        assert shown.returncode == 0, shown.stderr
        said += [shown.stdout, shown.stderr]
    assert "auth shop.test" in said[-2]
    assert traces(folder, *said) == set()


def test_secrets_that_are_referred_to_are_looked_up_and_leave_no_trace(
    place: Place, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("H", HEADER), ("C", COOKIE), ("P", PASSWORD), ("X", PROXY)):
        monkeypatch.setenv(f"SCAN_{name}", value)
    flags = ["--header", "X-Api-Key: env:SCAN_H", "--cookie", "PHPSESSID=env:SCAN_C"]
    flags += ["--auth", "shop.test=anna:env:SCAN_P", "--proxy", f"http://bert:env:SCAN_X@127.0.0.1:{place.proxy.port}"]
    place.shop.requests.clear()
    ran = command.run("scan", "shop.test", *PLAIN, *flags, "--database", folder / "scanner.db", "--output", "-")
    assert ran.returncode == 0, ran.stderr
    asked = b"".join(place.shop.requests)
    for trace in (f"X-Api-Key: {HEADER}", f"PHPSESSID={COOKIE}", f"Basic {ANNA}"):
        assert trace.encode() in asked
    shown = command.run("batches", "--json", "--database", folder / "scanner.db")
    assert "env:SCAN_X" in shown.stdout
    assert traces(folder, ran.stdout, ran.stderr, shown.stdout) == set()


def test_failures_show_no_secret(place: Place, folder: Path) -> None:
    database = ("--database", folder / "scanner.db")
    wrong = [url.replace("bert:", "bert:hunter2") for url in place.proxies]
    flags = [word for url in wrong for word in ("--proxy", url)]
    ran = command.run("scan", "shop.test", *PLAIN, *flags, *database, "--output", "-")
    assert ran.returncode == 3
    assert '"proxy_error"' in ran.stdout
    flags = ["--proxy", f"socks5{wrong[0][4:]}", "--request-timeout", "0.5"]
    again = command.run("scan", "shop.test", *PLAIN, *flags, *database, "--output", "-")
    assert '"proxy_error"' in again.stdout
    assert traces(folder, ran.stdout, ran.stderr, again.stdout, again.stderr) == set()


def test_a_secret_that_is_written_wrongly_is_refused_and_not_repeated(folder: Path) -> None:
    ran = command.run("scan", "shop.test", "--proxy", "http://anna:hunter2@p.test:99999", "--cookie", "a=hunter2;b")
    assert ran.returncode == 2
    assert "hunter2" not in ran.stdout + ran.stderr
    assert not list(folder.rglob("*.db"))
