import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_scanner.core.errors import InputError
from desktop_scanner.core.targets import TargetList
from desktop_scanner.intake import lists
from desktop_scanner.intake.table_rows import TableChoices
from tests.unit.intake import workbooks


def test_a_text_file_is_read_as_a_list(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_bytes(b"\xef\xbb\xbfexample.com\r\nexample.org")
    assert [target.domain for target in lists.read_file(path).targets] == ["example.com", "example.org"]


@pytest.mark.parametrize(("name", "delimiter"), [("list.csv", ","), ("list.CSV", ";"), ("list.tsv", "\t")])
def test_a_table_is_known_by_its_suffix(tmp_path: Path, name: str, delimiter: str) -> None:
    path = tmp_path / name
    path.write_text(f"account{delimiter}domain\n7{delimiter}example.com\n", encoding="utf-8")
    assert lists.read_file(path).targets[0].columns == {"account": "7"}


def test_a_named_column_makes_a_table_of_any_file(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("account,where\n7,example.com\n", encoding="utf-8")
    assert lists.read_file(path, column="where").targets[0].columns == {"account": "7"}


def test_bytes_of_a_pipe_are_a_text_list_unless_a_column_is_named() -> None:
    assert lists.read_bytes(b"a.com,b.com", "standard input").targets[1].domain == "b.com"
    assert lists.read_bytes(b"x,y\na.com,b.com", "standard input", column="y").targets[0].domain == "b.com"


def test_a_workbook_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_bytes(workbooks.made({"One": [["Site"], ["a.com"]], "Two": [["Site"], ["b.com"]]}))
    assert [target.domain for target in lists.read_file(path, sheet="Two").targets] == ["b.com"]
    assert lists.read_bytes(path.read_bytes(), "standard input").targets[0].domain == "a.com"


def test_only_tables_have_a_preview(tmp_path: Path) -> None:
    for name in ("list.txt", "list.csv"):
        (tmp_path / name).write_text("id,site\n7,a.com\n", encoding="utf-8")
    assert lists.preview(tmp_path / "list.txt") is None
    preview = lists.preview(tmp_path / "list.csv", TableChoices(dropped=frozenset({0})))
    assert preview is not None
    assert (preview.domain, preview.found.targets[0].columns) == (1, {})


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"There is no file .*nowhere\.txt"):
        lists.read_file(tmp_path / "nowhere.txt")


def test_a_folder_is_no_list(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a folder"):
        lists.read_file(tmp_path)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="permissions bind neither Windows nor root so")
def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("example.com", encoding="utf-8")
    path.chmod(stat.S_IWUSR)
    with pytest.raises(InputError, match=r"secret\.txt may not be read"):
        lists.read_file(path)


def test_a_file_beyond_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "_MAX_BYTES", 10)
    path = tmp_path / "list.txt"
    path.write_text("example.com", encoding="utf-8")
    with pytest.raises(InputError, match="larger than"):
        lists.read_file(path)


def test_a_path_that_no_system_knows_is_refused() -> None:
    with pytest.raises(InputError, match="cannot be read"):
        lists.read_file(Path("a\0b.txt"))


_MESSY = st.text(alphabet=st.sampled_from("ab.cw#,;\t|\"'\n\r /:@?[]-_=0127\0\ufeffäß。☃\ud800"), max_size=80)


@given(st.one_of(_MESSY, st.text(max_size=200)))
def test_any_text_is_a_list_and_every_rejected_line_exists(text: str) -> None:
    found = lists.read_text(text)
    assert len({target.domain for target in found.targets}) == len(found.targets)
    assert all(1 <= line.line <= len(text) + 1 and line.reason for line in found.rejected)


def _found_or_sentence(data: bytes, column: str | None, *, is_table: bool) -> tuple[TargetList, str]:
    try:
        return lists.read_bytes(data, "list.csv", column=column, is_table=is_table), ""
    except InputError as error:
        return TargetList(), str(error)


@given(st.one_of(_MESSY, st.text(max_size=200)), st.sampled_from([None, "a", "domain"]))
def test_any_table_is_a_list_or_refused_by_name(text: str, column: str | None) -> None:
    found, sentence = _found_or_sentence(text.encode("utf-8", errors="surrogatepass"), column, is_table=True)
    assert len({target.domain for target in found.targets}) == len(found.targets)
    assert not sentence or "list.csv" in sentence


@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_are_a_list_or_refused_by_name(data: bytes, is_table: bool) -> None:
    found, sentence = _found_or_sentence(data, None, is_table=is_table)
    assert not sentence or (found == TargetList() and "list.csv" in sentence)
