import pytest

from tests.servers.v3.serving import HttpServer
from tests.unit.cli.conftest import Run

pytestmark = pytest.mark.usefixtures("office_token")

NAMES = ("a.com", "b.com", "fail.com")


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


def test_what_is_done_is_shown_when_asked_for(run: Run, ours: HttpServer, scanned: Run) -> None:
    run("remote", "add", "office", ours.url)
    run("sync", "--push")
    assert run("outbox", "--json").json == []
    (done,) = run("outbox", "--all", "--json").json
    assert (done["state"], done["last_error"], "payload" in done) == ("done", None, False)
    assert run("outbox", "--json", "drop", "1").status == 2
