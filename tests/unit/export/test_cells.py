import pytest

from desktop_scanner.export import cells
from tests.unit.export.sample import AT


@pytest.mark.parametrize("text", ["=1+1", "+32 9 123 45 67", "-x", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"])
def test_what_a_spreadsheet_takes_for_a_formula_gets_an_apostrophe(text: str) -> None:
    assert cells.harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Acme = great", "09 123 45 67", "'quoted'", " =1"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert cells.harmless(text) == text


def test_several_values_are_one_cell_each_once() -> None:
    assert cells.joined(["a", "b", "a", ""]) == "a; b"
    assert cells.joined([]) is None


def test_instants_end_in_z() -> None:
    assert cells.instant(AT) == "2026-11-03T14:05:00.250000Z"


def test_half_surrogates_are_replaced() -> None:
    assert cells.clean("caf\u00e9 \ud800") == "café ?"
