import tracemalloc

import pytest

from desktop_scanner.extract.text.literals import PIECE_BYTES, Literals


@pytest.mark.parametrize(
    ("text", "found"),
    [(b"", set()), (b"one and two", {0, 1}), (b"twone", {0, 1}), (b"onetwo", {0, 1}), ("drei für".encode(), {3})],
)
def test_all_words_of_a_text_are_found(text: bytes, found: set[int]) -> None:
    assert Literals(["one", "two", "three", "für"]).found_in(text) == found


@pytest.mark.parametrize("before", [-3, -2, -1, 0, 1])
def test_a_word_across_two_pieces_is_found(before: int) -> None:
    assert Literals(["one"]).found_in(b" " * (PIECE_BYTES + before) + b"one" + b" " * 10) == {0}


def test_no_words_are_in_no_text() -> None:
    assert Literals([]).found_in(b"one") == set()


def test_a_text_of_nothing_but_finds_takes_little_memory() -> None:
    words, text = Literals(["ab"]), b"ab" * 2_000_000
    tracemalloc.start()
    try:
        words.found_in(text)
        assert tracemalloc.get_traced_memory()[1] < 40_000_000
    finally:
        tracemalloc.stop()
