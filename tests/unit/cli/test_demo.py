from pathlib import Path

import pytest

from desktop_scanner import app
from tests.unit.cli.conftest import Run


def test_the_window_opens_with_sites_that_are_served(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[app.Proposal] = []

    def run_window(_database: Path | None, _inputs: tuple[Path, ...], *, proposal: app.Proposal) -> int:
        assert Path(proposal.options.ca_file or "").is_file()
        seen.append(proposal)
        return 0

    monkeypatch.setattr(app, "run_window", run_window)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert run("demo").status == 0
    assert len(seen[0].text.splitlines()) >= 12
    assert "sjölunda-båtvarv.se" in seen[0].text
    assert all("127.0.0.1" in rule for rule in seen[0].options.connect_to)
    assert not Path(seen[0].options.ca_file or "").exists()


def test_a_port_that_does_not_exist_is_refused(run: Run) -> None:
    assert run("demo", "--port", "70000").status == 2
