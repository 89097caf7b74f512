from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest

from desktop_scanner.core import locations
from tests.servers.v3.classic import ClassicServer
from tests.servers.v3.ours import OursServer
from tests.servers.v3.serving import HttpServer, in_thread
from tests.unit.cli.conftest import Run
from tests.unit.services.test_remote_tokens import MemoryKeyring

NAMES = ("a.com", "b.com", "fail.com")


@pytest.fixture(autouse=True)
def _tokens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(locations, "token_file", lambda: tmp_path / "tokens.json")
    monkeypatch.setenv("DESKTOP_SCANNER_TOKEN_OFFICE", "token-of-a")
    before, memory = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(memory)
    yield
    keyring.set_keyring(before)


@pytest.fixture
def ours(tmp_path: Path) -> Iterator[HttpServer]:
    with in_thread(lambda: OursServer(tmp_path / "state.db")) as server:
        yield server


@pytest.fixture
def classic() -> Iterator[HttpServer]:
    with in_thread(lambda: ClassicServer(takes_s=0.2)) as server:
        yield server


def test_a_list_is_scanned_by_a_server_and_its_results_are_written(run: Run, ours: HttpServer, tmp_path: Path) -> None:
    run("remote", "add", "office", ours.url, "--poll", "0.5")
    ran = run("scan", *NAMES, "--remote", "office", "--output", str(tmp_path / "out.csv"))
    assert ran.status == 0, ran.err
    assert "2 completed, 1 failed" in ran.err
    assert "Title of b.com" in (tmp_path / "out.csv").read_text(encoding="utf-8-sig")


def test_a_classic_server_gives_counts_and_a_choice(run: Run, classic: HttpServer) -> None:
    run("remote", "add", "office", classic.url, "--poll", "0.5")
    ran = run("scan", *NAMES, "--remote", "office")
    assert ran.status == 0, ran.err
    assert "3 of 3 done" in ran.err
    assert "remote-decide" in ran.err
    assert "take-over" in ran.err
    ran = run("resume", "latest")
    assert (ran.status, "take-over" in ran.err) == (2, True)
    assert run("remote-decide", "latest", "forget").status == 0
    assert run("remote-decide", "latest", "wait").status == 2


def test_batches_are_pushed_and_fetched(run: Run, ours: HttpServer, scanned: Run, tmp_path: Path) -> None:
    run("remote", "add", "office", ours.url)
    ran = run("sync")
    assert (ran.status, "2 domains pushed, 0 fetched." in ran.err) == (0, True), ran.err
    other = ("--database", str(tmp_path / "other.db"))
    run("remote", "add", "office", ours.url, *other)
    assert run("sync", "--json", *other).json["fetched"] == 2
    assert "acme.com" in run("show", "latest", "acme.com", *other).out


def test_what_waits_can_be_seen_tried_again_and_dropped(run: Run, ours: HttpServer, scanned: Run) -> None:
    run("remote", "add", "office", ours.url)
    ours.drops_before_answer = 1_000
    ran = run("sync", "--push", "--wait", "0")
    assert (ran.status, "upload of" in ran.err) == (1, True), ran.err
    (waiting,) = run("outbox", "--json").json
    assert (waiting["kind"], waiting["state"], waiting["attempts"]) == ("upload", "waiting", 1)
    assert waiting["last_error"]
    assert waiting["next_try_at"]
    assert run("outbox", "retry", str(waiting["id"])).status == 0
    assert run("outbox", "--json").json[0]["next_try_at"] is None
    assert run("outbox", "drop", str(waiting["id"])).status == 0
    assert "Nothing is to be done" in run("outbox").err
    assert run("outbox", "drop", str(waiting["id"])).status == 2
