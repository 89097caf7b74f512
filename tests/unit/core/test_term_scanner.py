from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_scanner.core import row_terms
from desktop_scanner.core.term_scanner import part_at, scan, written
from desktop_scanner.core.terms import Term, TermField


def test_parts_know_their_places() -> None:
    text = '  -tech:a,"b c" word'
    first, second = scan(text)
    assert (text[first.start : first.end], first.word, first.is_negated) == ('-tech:a,"b c"', "tech", True)
    assert [text[item.start : item.end] for item in first.items] == ["a", '"b c"']
    assert text[second.start : second.end] == "word"


@pytest.mark.parametrize(("place", "value"), [(7, "a"), (8, "a"), (9, "bc"), (11, "bc")])
def test_the_value_at_a_place_is_found(place: int, value: str) -> None:
    part = part_at(scan("-tech:=a,bc x"), place)
    assert part is not None
    item = part.item_at(place)
    assert item is not None
    assert item.text == value


def test_a_quote_that_is_not_closed_goes_to_the_end() -> None:
    [part] = scan('title:"coming soon status:x')
    assert part.items[0].text == "coming soon status:x"


@given(st.text())
def test_any_text_is_read_to_its_end(text: str) -> None:
    parts = scan(text)
    assert "".join(text.split()) == "".join("".join(text[part.start : part.end].split()) for part in parts)
    assert all(before.end <= after.start for before, after in pairwise(parts))


@given(st.text(min_size=1).filter(lambda text: text.strip() and '"' not in text))
def test_a_value_that_is_written_reads_as_itself(value: str) -> None:
    assert row_terms.parse(f"title:{written(value)}").where.terms == (Term(TermField.TITLE, (value,)),)
