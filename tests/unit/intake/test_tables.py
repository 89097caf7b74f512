import pytest

from desktop_scanner.core.errors import InputError
from desktop_scanner.core.targets import TargetList
from desktop_scanner.intake import tables
from desktop_scanner.intake.table_rows import TableChoices
from tests.unit.intake import workbooks


def _table(text: str, column: str | None = None) -> TargetList:
    return tables.read(text.encode(), "list.csv", TableChoices(column=column))


def _read(text: str, column: str | None = None) -> list[tuple[str, dict[str, str]]]:
    return [(t.domain, t.columns) for t in _table(text, column=column).targets]


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
    found = _table(text)
    assert [(line.line, line.text) for line in found.rejected] == [(6, "nodot"), (8, "also bad")]
    assert found.targets[0].columns == {"note": "one\ntwo\nthree"}


def test_a_row_without_a_domain_is_named_with_what_it_holds() -> None:
    found = _table("name,domain\nAcme,\nBee\n,b.com\n")
    assert [str(line) for line in found.rejected] == [
        'line 2: "Acme": the column "domain" is empty',
        'line 3: "Bee": the column "domain" is empty',
    ]


def test_blank_rows_and_comments_are_skipped() -> None:
    assert _read("domain,n\n,\n\n# old ones,\na.com,1\n") == [("a.com", {"n": "1"})]


def test_a_declared_delimiter_is_obeyed_and_its_line_counted() -> None:
    found = _table("sep=;\ndomain;n\na.com;1,2\nbad name;3\n")
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
    assert tables.read(b"a.com\nb.com", "list.tsv").duplicates == 0


@pytest.mark.parametrize("text", ["", "\n\n", "domain\n", "domain,city\r\n"])
def test_an_empty_table_is_an_empty_list(text: str) -> None:
    assert _read(text) == []


def test_a_table_without_a_header_and_with_domains_in_several_columns_says_which_it_scans() -> None:
    found = _table("a.com,b.com,7\nc.com,d.com,8\n")
    assert [target.domain for target in found.targets] == ["a.com", "c.com"]
    [note] = found.notes
    assert note.startswith(
        'list.csv holds domains in more columns than one; only "column 1" is scanned, not "column 2".'
    )


@pytest.mark.parametrize("text", ["domain,partner\na.com,b.com\n", "a.com,info@a.com\n", "a.com,\nb.com,x.com y\n"])
def test_a_table_that_says_which_column_is_meant_is_read_without_a_word(text: str) -> None:
    assert _table(text).notes == ()


def test_names_below_a_title_are_found_and_the_title_is_no_fault() -> None:
    found = _table("Customers 2026\n\nAccount,Website\n7,a.com\n")
    assert (found.targets[0].columns, found.rejected) == ({"Account": "7"}, ())


def test_what_was_chosen_is_obeyed() -> None:
    data = "Kunde|Alt|Neu|Ort\nM\xfcller|a.com|b.com|K\xf6ln\n".encode("latin-1")
    chosen = TableChoices(column=2, header=1, dropped=frozenset({1}), encoding="latin-1", delimiter="|")
    [target] = tables.read(data, "list.csv", chosen).targets
    assert (target.domain, target.columns) == ("b.com", {"Kunde": "Müller", "Ort": "Köln"})


def test_a_header_that_is_none_is_a_row_like_the_others() -> None:
    found = tables.read(b"domain.com,x\na.com,y\n", "list.csv", TableChoices(header=0))
    assert [target.domain for target in found.targets] == ["domain.com", "a.com"]


def test_a_preview_proposes_a_column_and_counts_what_is_in_each() -> None:
    rows = "".join(f"{number},shop{number}.com\n" for number in range(92)) + "x,none\n" * 8
    preview = tables.preview(f"id,web\n{rows}".encode(), "list.csv")
    assert [(each.name, each.domains, each.values) for each in preview.columns] == [("id", 0, 100), ("web", 92, 100)]
    assert (preview.domain, preview.header, preview.delimiter, preview.encoding) == (1, 1, ",", "utf-8")
    assert (len(preview.found.targets), len(preview.found.rejected)) == (92, 8)


def test_a_preview_of_a_table_without_domains_leaves_the_choice_to_a_person() -> None:
    preview = tables.preview(b"Name,City\nAcme,Ghent\n", "list.csv")
    assert (preview.domain, preview.found.targets, preview.rows[1].cells) == (None, (), ["Acme", "Ghent"])


def test_a_preview_of_an_empty_file_is_empty() -> None:
    preview = tables.preview(b"", "list.csv")
    assert (preview.columns, preview.rows, preview.domain) == ((), (), None)


def test_a_sheet_of_a_text_file_is_answered() -> None:
    with pytest.raises(InputError, match="is no workbook"):
        tables.read(b"domain\na.com\n", "list.csv", TableChoices(sheet="One"))


def test_the_first_sheet_with_domains_is_read_and_the_others_are_told_of() -> None:
    data = workbooks.made({"Read me": [["About this file"]], "Shops": [["Name", "Site"], ["Acme", "a.com"]]})
    found = tables.read(data, "list.xlsx")
    assert (found.targets[0].domain, found.targets[0].columns) == ("a.com", {"Name": "Acme"})
    assert found.notes == ('Of list.xlsx only the sheet "Shops" is read; --sheet names another.',)


def test_the_sheet_that_is_named_is_read_without_a_word() -> None:
    data = workbooks.made({"One": [["Site"], ["a.com"]], "Two": [["Site"], ["b.com"]]})
    found = tables.read(data, "list.xlsx", TableChoices(sheet="two"))
    assert ([target.domain for target in found.targets], found.notes) == (["b.com"], ())
