from pathlib import Path

import pytest

from desktop_scanner.core.errors import ScannerError, SettingsError
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.services import option_files


def test_options_that_name_no_files_have_no_faults() -> None:
    option_files.check(ScanOptions())
    assert option_files.complaints(ScanOptions()) == ()


def test_a_ca_file_without_authorities_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("nothing", encoding="utf-8")
    with pytest.raises(SettingsError, match="no certificate"):
        option_files.check(ScanOptions(ca_file=str(tmp_path / "ca.pem")))


def test_fingerprints_that_are_not_there_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ScannerError, match="fingerprints"):
        option_files.check(ScanOptions(fingerprints=(str(tmp_path / "none.json"),)))


def test_a_broken_rule_is_a_complaint_and_no_refusal(tmp_path: Path) -> None:
    path = tmp_path / "rules.json"
    path.write_text('{"Broken": {"html": "("}}', encoding="utf-8")
    (complaint,) = option_files.complaints(ScanOptions(fingerprints=(str(path),)))
    assert "Broken" in complaint
