import json

import pytest

from desktop_scanner.cli import listings


def test_rows_stand_under_their_names(capsys: pytest.CaptureFixture[str]) -> None:
    listings.show([1], ("Value", "Kind"), [("a\x1b[31m", "email")], nothing="None.", is_quiet=False)
    assert capsys.readouterr().out.splitlines()[1].split() == ["a\N{REPLACEMENT CHARACTER}[31m", "email"]


def test_that_there_is_nothing_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    listings.show([], ("Value",), [], nothing="There is none.", is_quiet=False)
    assert (out := capsys.readouterr()).err.strip() == "There is none."
    assert out.out == ""


def test_json_is_printed_for_programs(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    listings.write_json({"a": ["ü"]})
    assert json.loads(capfdbinary.readouterr().out) == {"a": ["ü"]}
