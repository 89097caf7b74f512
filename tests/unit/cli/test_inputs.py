import io
import sys
from pathlib import Path

import pytest

from desktop_scanner.cli import inputs
from desktop_scanner.core.errors import InputError


def _type(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


def test_arguments_files_and_standard_input_are_one_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _type(monkeypatch, "c.com\nwww.a.com")
    (tmp_path / "list.csv").write_text("domain,id\nb.com,7\n", encoding="utf-8")
    found = inputs.read(["a.com"], [str(tmp_path / "list.csv"), "-"], None)
    assert [target.domain for target in found.targets] == ["a.com", "b.com", "c.com"]
    assert (found.targets[1].columns, found.duplicates) == ({"id": "7"}, 1)


def test_a_table_on_standard_input_is_told_by_its_column(monkeypatch: pytest.MonkeyPatch) -> None:
    _type(monkeypatch, "id,where\n7,a.com\n")
    assert inputs.read([], ["-"], "where").targets[0].columns == {"id": "7"}


def test_unusable_lines_of_several_lists_are_told_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "list.txt"
    path.write_text("a.com\nnodot\n", encoding="utf-8")
    inputs.read(["no domain"], [str(path)], None)
    assert capsys.readouterr().err.splitlines() == [
        "In the command line:",
        'line 1: "no domain": a domain name has no spaces',
        f"In {path}:",
        'line 2: "nodot": no dot; write the whole name, such as example.com',
    ]


@pytest.mark.parametrize(("text", "why"), [("", "There is no domain in standard input"), ("x y", "the one entry of")])
def test_a_list_without_a_domain_cannot_be_scanned(monkeypatch: pytest.MonkeyPatch, text: str, why: str) -> None:
    _type(monkeypatch, text)
    with pytest.raises(InputError, match=why):
        inputs.read([], ["-"], None)


def test_a_person_who_should_type_is_told_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _type(monkeypatch, "a.com")
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    inputs.read([], ["-"], None)
    assert "end with Ctrl-D" in capsys.readouterr().err


def test_the_origin_names_where_the_domains_come_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert inputs.origin(["a.com"], ["list.txt", "-"]) == f"the command line, {tmp_path / 'list.txt'}, standard input"
