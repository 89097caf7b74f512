from pathlib import Path

import pytest

from tests.servers.v3.serving import HttpServer
from tests.unit.cli.conftest import LocalSites, Run

pytestmark = pytest.mark.usefixtures("office_token")

NAMES = ("a.com", "b.com", "fail.com")


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


def test_what_a_server_does_not_tell_is_scanned_here(
    run: Run, classic: HttpServer, sites: LocalSites, tmp_path: Path
) -> None:
    run("remote", "add", "office", classic.url, "--poll", "0.5")
    run("scan", "acme.com", "bee.be", "--remote", "office", *sites.flags)
    ran = run("remote-decide", "latest", "take-over", "--output", str(tmp_path / "out.csv"))
    assert (ran.status, "2 completed" in ran.err) == (0, True), ran.err
    assert "info@acme.com" in (tmp_path / "out.csv").read_text(encoding="utf-8-sig")


def test_a_word_that_is_no_choice_is_refused(run: Run, scanned: Run) -> None:
    assert run("remote-decide", "latest", "pray").status == 2
    assert "nothing to decide" in run("remote-decide", "latest", "wait").err
