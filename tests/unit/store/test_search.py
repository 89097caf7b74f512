import pytest

from desktop_scanner.store import search


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("STRASSE", "straße"),
        ("Äpfel", "äPFEL"),
        ("e\N{COMBINING ACUTE ACCENT}", "É"),
        ("ΟΔΟΣ", "οδος"),
    ],
)
def test_text_that_people_call_the_same_is_folded_to_the_same(one: str, other: str) -> None:
    assert search.folded(one) == search.folded(other)


def test_searchable_text_holds_each_part_once() -> None:
    assert search.searchable(("A.com", None, "", "a.com", "Title")) == "a.com\ntitle"
    assert search.searchable(()) == ""


@pytest.mark.parametrize(
    ("text", "key"), [(None, None), ("", None), (" \t", None), ("  Zoo ", "zoo"), ("x" * 200, "x" * 80)]
)
def test_what_is_sorted_by_is_short_and_none_where_there_is_nothing(text: str | None, key: str | None) -> None:
    assert search.sort_key(text) == key
