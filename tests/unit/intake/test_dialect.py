import pytest

from desktop_scanner.intake import dialect


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a,b\n1,2\n", ","),
        ("name;site\nAcme, Inc;a.com\nBee, Ltd;b.com\n", ";"),
        ("name\tsite\nAcme, Inc\ta.com\n", "\t"),
        ("id|site\n1|a.com\n", "|"),
        ('name;site\n"Acme; the\nfirst";a.com\n"Bee";b.com\n', ";"),
        ("site\na.com\nb.com\n", ","),
        ("", ","),
    ],
)
def test_the_delimiter_cuts_the_lines_into_equal_rows(text: str, expected: str) -> None:
    assert dialect.delimiter(text) == expected


def test_only_the_beginning_of_a_long_table_is_looked_at() -> None:
    assert dialect.delimiter("id;site\n" + "1;a.com\n" * 20_000) == ";"


@pytest.mark.parametrize(
    ("line", "expected"),
    [("sep=;\r\n", ";"), ('"sep=|"\n', "|"), ("SEP=\t\n", "\t"), ("sep=x\n", None), ("sep=\n", None), ("a;b\n", None)],
)
def test_a_spreadsheets_first_line_may_declare_the_delimiter(line: str, expected: str | None) -> None:
    assert dialect.declared(line) == expected
