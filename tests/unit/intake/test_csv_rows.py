import pytest

from desktop_scanner.intake.csv_rows import CsvRows


@pytest.mark.parametrize(
    ("text", "name", "delimiter", "found"),
    [
        ("a;b\nc;d\n", "list.csv", None, ";"),
        ("a;b\nc;d\n", "list.csv", ",", ","),
        ("sep=|\na|b\n", "list.csv", None, "|"),
        ("a\nb\n", "list.tsv", None, "\t"),
    ],
)
def test_the_delimiter_is_the_one_that_was_chosen_else_declared_else_found(
    text: str, name: str, delimiter: str | None, found: str
) -> None:
    assert CsvRows(text, name, delimiter).delimiter == found


def test_rows_can_be_walked_again_and_know_their_lines() -> None:
    rows = CsvRows('a,"b\nc"\n\nd,e', "list.csv")
    assert [(row.line, row.cells) for row in rows] == [(1, ["a", "b\nc"]), (4, ["d", "e"])]
    assert len(list(rows)) == 2
