from pathlib import Path

import pytest

from desktop_scanner.cli import flags
from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.options import ScanOptions
from tests.unit.cli.conftest import Run


def test_every_option_of_a_scan_has_its_flag() -> None:
    assert {flag.option for flag in flags.FLAGS} == set(ScanOptions.__struct_fields__)


def test_the_help_says_what_the_declaration_says(run: Run) -> None:
    text = " ".join(run("scan", "--help").out.split())
    assert "--max-pages N Read at most this many pages of a domain. [default: 8]" in text
    assert "--robots / --no-robots" in text


def test_flags_that_were_not_given_change_nothing() -> None:
    assert flags.changes({"max_pages": None, "headers": [], "connect_to": [], "robots": None}) == {}


def test_given_flags_take_the_place_of_the_stored_options() -> None:
    stored = ScanOptions(max_pages=3, robots=False)
    changed = flags.changed(stored, {"robots": True, "delay_ms": 0, "headers": ["X-A: b: c"], "connect_to": ["::h:1"]})
    assert (changed.max_pages, changed.robots, changed.delay_ms) == (3, True, 0)
    assert (changed.headers, changed.connect_to) == ((("X-A", "b: c"),), ("::h:1",))


def test_a_ca_file_is_named_from_the_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ca.pem").touch()
    monkeypatch.chdir(tmp_path)
    assert flags.changes({"ca_file": "ca.pem"}) == {"ca_file": str(tmp_path / "ca.pem")}


@pytest.mark.parametrize(
    "given",
    [{"headers": ["none"]}, {"headers": [": x"]}, {"ca_file": "/nowhere"}, {"request_timeout_s": 0.0}],
)
def test_a_value_that_cannot_be_used_is_refused(given: dict[str, object]) -> None:
    with pytest.raises(SettingsError):
        flags.changes(given)
