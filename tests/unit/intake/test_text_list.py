import pytest

from desktop_scanner.core.targets import RejectedLine, TargetList
from desktop_scanner.intake import text_list


def _domains(text: str) -> list[str]:
    return [target.domain for target in text_list.read(text).targets]


@pytest.mark.parametrize("separator", ["\n", "\r\n", "\r", ",", ";", "\t", ", ", "\n\n \n"])
def test_targets_are_split_at_line_ends_commas_semicolons_and_tabs(separator: str) -> None:
    assert _domains(separator.join(["example.com", "example.org"])) == ["example.com", "example.org"]


def test_a_space_never_splits() -> None:
    found = text_list.read("plumbers of ghent\nexample.com")
    assert found.rejected == (RejectedLine(1, "plumbers of ghent", "a domain name has no spaces"),)
    assert len(found.targets) == 1


@pytest.mark.parametrize("text", ["# my list\nexample.com", "example.com # the first, of two", "example.com#one"])
def test_a_hash_begins_a_comment(text: str) -> None:
    found = text_list.read(text)
    assert [target.input for target in found.targets] == ["example.com"]
    assert found.rejected == ()


def test_rejected_lines_have_the_numbers_of_the_file() -> None:
    found = text_list.read("# list\n\nexample.com\nplumbers of ghent\nexample.org, nodot\r\nftp://x.com")
    assert [(line.line, line.text) for line in found.rejected] == [
        (4, "plumbers of ghent"),
        (5, "nodot"),
        (6, "ftp://x.com"),
    ]
    assert str(found.rejected[0]).startswith('line 4: "plumbers of ghent": ')


def test_duplicates_become_one_target_that_keeps_the_first_spelling() -> None:
    found = text_list.read("HTTPS://www.Example.com/x?y\nexample.com\nEXAMPLE.COM.\nshop.example.com")
    assert [(target.domain, target.host) for target in found.targets] == [
        ("example.com", "www.example.com"),
        ("shop.example.com", "shop.example.com"),
    ]
    assert found.targets[0].input == "HTTPS://www.Example.com/x?y"
    assert found.duplicates == 2


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing\n", " ,;\t\n"])
def test_an_empty_list_is_empty(text: str) -> None:
    assert text_list.read(text) == TargetList()


def test_a_very_long_line_is_rejected_and_shown_shortened() -> None:
    rejected = text_list.read("x" * 100_000).rejected[0]
    assert len(rejected.text) < 200
    assert rejected.text.endswith("...")
