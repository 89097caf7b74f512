from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run


def test_the_examination_can_be_read_by_programs(run: Run, monkeypatch: pytest.MonkeyPatch, database: Path) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    ran = run("doctor", "--json")
    assert ran.status in (0, 1)
    parts = {finding["part"]: finding for finding in ran.json}
    assert str(database) in parts["database"]["message"]
    assert parts["versions"]["state"] == "ok"
