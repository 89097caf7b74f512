from pathlib import Path

import pytest

from desktop_scanner.cli.arguments import Format, LayoutName
from desktop_scanner.cli.outputs import Destination, destination
from desktop_scanner.core.errors import ExportError


def test_no_output_is_nowhere() -> None:
    assert destination(None, None, LayoutName.DOMAINS) is None


def test_standard_output_is_json_lines_unless_another_format_is_asked_for() -> None:
    assert destination("-", None, LayoutName.DOMAINS) == Destination(None, "jsonl", "domains")
    assert destination("-", Format.CSV, LayoutName.PAGES) == Destination(None, "csv", "pages")


def test_a_files_suffix_says_its_format(tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    assert destination(str(path), None, LayoutName.DOMAINS) == Destination(path, "json", "domains")
    assert not path.exists()


def test_an_output_that_cannot_be_written_is_found_at_once(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="is a folder"):
        destination(str(tmp_path), None, LayoutName.DOMAINS)
