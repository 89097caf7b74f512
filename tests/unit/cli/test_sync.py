from pathlib import Path

import pytest

from tests.servers.v3.serving import HttpServer
from tests.unit.cli.conftest import Run

pytestmark = pytest.mark.usefixtures("office_token")


def test_batches_are_pushed_and_fetched(run: Run, ours: HttpServer, scanned: Run, tmp_path: Path) -> None:
    run("remote", "add", "office", ours.url)
    ran = run("sync")
    assert (ran.status, "2 domains pushed, 0 fetched." in ran.err) == (0, True), ran.err
    other = ("--database", str(tmp_path / "other.db"))
    run("remote", "add", "office", ours.url, *other)
    assert run("sync", "--json", *other).json["fetched"] == 2
    assert "acme.com" in run("show", "latest", "acme.com", *other).out
