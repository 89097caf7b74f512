import pytest

from desktop_scanner.core.errors import InputError
from desktop_scanner.intake import csv_list


def _read(text: str, column: str | None = None) -> list[tuple[str, dict[str, str]]]:
    return [(t.domain, t.columns) for t in csv_list.read(text, "list.csv", column=column).targets]


def test_the_users_other_columns_are_kept() -> None:
    assert _read('Account,Website,City\n7,www.acme.com,"Ghent, BE"\n') == [
        ("acme.com", {"Account": "7", "City": "Ghent, BE"})
    ]


def test_columns_without_a_header_are_called_by_their_number() -> None:
    assert _read("7;acme.com\n8;bee.be\n") == [("acme.com", {"column 1": "7"}), ("bee.be", {"column 1": "8"})]


def test_a_named_column_is_used() -> None:
    text = "old,new\na.com,b.com\n"
    assert _read(text, "new") == [("b.com", {"old": "a.com"})]


def test_a_column_that_is_not_there_is_answered_with_those_that_are() -> None:
    with pytest.raises(InputError, match=r'list.csv has no column "web"; its columns are "old", "new"\.'):
        _read("old,new\na.com,b.com\n", "web")


def test_a_table_without_domains_is_answered_with_its_columns() -> None:
    with pytest.raises(InputError, match=r"--column.*\"Name\", \"City\""):
        _read("Name,City\nAcme,Ghent\n")


def test_line_numbers_are_those_of_the_file_also_after_quoted_line_ends() -> None:
    text = 'note,domain\r\n"one\r\ntwo\r\nthree",a.com\r\n\r\n"four\r\nfive",nodot\r\nx,also bad\r\n'
    found = csv_list.read(text, "list.csv")
    assert [(line.line, line.text) for line in found.rejected] == [(6, "nodot"), (8, "also bad")]
    assert found.targets[0].columns == {"note": "one\ntwo\nthree"}


def test_a_row_without_a_domain_is_named_with_what_it_holds() -> None:
    found = csv_list.read("name,domain\nAcme,\nBee\n,b.com\n", "list.csv")
    assert [str(line) for line in found.rejected] == [
        'line 2: "Acme": the column "domain" is empty',
        'line 3: "Bee": the column "domain" is empty',
    ]


def test_blank_rows_and_comments_are_skipped() -> None:
    assert _read("domain,n\n,\n\n# old ones,\na.com,1\n") == [("a.com", {"n": "1"})]


def test_a_declared_delimiter_is_obeyed_and_its_line_counted() -> None:
    found = csv_list.read("sep=;\ndomain;n\na.com;1,2\nbad name;3\n", "list.csv")
    assert found.targets[0].columns == {"n": "1,2"}
    assert found.rejected[0].line == 4


@pytest.mark.parametrize("cell", ["a.com, b.com", "a.com;b.com", "https://a.com/x;https://b.com/y"])
def test_a_cell_may_hold_several_domains(cell: str) -> None:
    assert [domain for domain, _ in _read(f'id,domain\n1,"{cell}"\n')] == ["a.com", "b.com"]


def test_a_comma_in_a_pages_address_does_not_split_it() -> None:
    assert [domain for domain, _ in _read('id,url\n1,"https://a.com/x,index.html"\n')] == ["a.com"]


def test_blank_and_repeated_headers_get_names_of_their_own() -> None:
    assert _read("domain,city,,city\na.com,x,y,z,more\n") == [
        ("a.com", {"city": "x", "column 3": "y", "city 2": "z", "column 5": "more"})
    ]


@pytest.mark.parametrize("rows", [1, 50_000])
def test_a_quotation_mark_that_is_never_closed_swallows_nothing_silently(rows: int) -> None:
    text = 'domain,n\na.com,1\n"b.com,2\n' + "c.com,3\n" * rows
    with pytest.raises(InputError, match=r"list\.csv, line 3: a quoted cell begins here"):
        _read(text)


def test_a_tab_is_preferred_where_the_suffix_says_so() -> None:
    assert csv_list.read("a.com\nb.com", "list.tsv").duplicates == 0


@pytest.mark.parametrize("text", ["", "\n\n", "domain\n", "domain,city\r\n"])
def test_an_empty_table_is_an_empty_list(text: str) -> None:
    assert _read(text) == []
