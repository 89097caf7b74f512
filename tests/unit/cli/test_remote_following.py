from pathlib import Path

import pytest
from msgspec import structs

from desktop_scanner.cli.remote_following import RemoteNotes
from desktop_scanner.core.events import RemoteTold
from desktop_scanner.core.remote_links import LinkRole, RemoteLink, RemoteVerdict
from tests.servers.v3.serving import HttpServer
from tests.unit.cli.conftest import LocalSites, Run

pytestmark = pytest.mark.usefixtures("office_token")

NAMES = ("a.com", "b.com", "fail.com")


def test_a_list_is_scanned_by_a_server_and_its_results_are_written(run: Run, ours: HttpServer, tmp_path: Path) -> None:
    run("remote", "add", "office", ours.url, "--poll", "0.5")
    ran = run("scan", *NAMES, "--remote", "office", "--output", str(tmp_path / "out.csv"))
    assert ran.status == 0, ran.err
    assert "2 completed, 1 failed" in ran.err
    assert "Title of b.com" in (tmp_path / "out.csv").read_text(encoding="utf-8-sig")


def test_a_list_is_scanned_here_and_there(run: Run, classic: HttpServer, sites: LocalSites) -> None:
    run("remote", "add", "office", classic.url, "--poll", "0.5")
    ran = run("scan", "acme.com", "bee.be", "--remote", "office", "--scan-here-too", *sites.flags)
    assert ran.status == 0, ran.err
    assert "2 completed" in ran.err
    assert "The server says completed: 2 of 2 done" in ran.err
    assert run("scan", "acme.com", "--scan-here-too").status == 2


def test_nothing_is_made_for_a_remote_that_nobody_knows(run: Run) -> None:
    ran = run("scan", "acme.com", "--remote", "nowhere")
    assert (ran.status, "remote add" in ran.err) == (2, True)
    assert run("batches", "--json").json == []


def test_a_dead_server_is_a_fault_that_names_the_choices(run: Run, classic: HttpServer) -> None:
    classic.takes_s = None  # type: ignore[attr-defined]
    run("remote", "add", "office", classic.url, "--poll", "0.5")
    ran = run("scan", "acme.com", "--remote", "office", "--stall", "1")
    assert ran.status == 1, ran.err
    assert "Nothing has moved on the server for 1 s" in ran.err
    assert "wait, take-over, give-up" in ran.err


def test_what_holds_a_batch_up_is_said_while_it_is_followed(run: Run, ours: HttpServer) -> None:
    run("remote", "add", "office", ours.url, "--poll", "0.5")
    ours.drops_before_answer = 1
    ran = run("scan", *NAMES, "--remote", "office")
    assert ran.status == 0, ran.err
    assert "office" in ran.err.splitlines()[1]
    assert "2 completed, 1 failed" in ran.err


def test_a_token_that_is_wanted_is_asked_for_by_the_command_that_gives_it(capsys: pytest.CaptureFixture[str]) -> None:
    told = RemoteLink(batch_id="b", remote="office", address="https://a.test", role=LinkRole.RUN)
    notes, wants = RemoteNotes(), RemoteVerdict.NEEDS_TOKEN
    for _ in range(2):
        notes.on_event("b", RemoteTold(structs.replace(told, verdict=wants, sentence="It refuses the token.")))
    said = capsys.readouterr().err
    assert (said.count("It refuses the token."), "remote token office" in said) == (1, True)
