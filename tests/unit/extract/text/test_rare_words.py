import random
import string
import tracemalloc

import pytest

from desktop_scanner.extract.text.literals import PIECE_BYTES
from desktop_scanner.extract.text.rare_words import RareWords


@pytest.mark.parametrize("before", range(-9, 10))
def test_a_word_across_two_pieces_is_found(before: int) -> None:
    assert RareWords({"number": ["seventeen"]}).topics_in(b" " * (PIECE_BYTES + before) + b"seventeen") == {"number"}


@pytest.mark.parametrize("text", ["onetwo", "twone", "mail('post", "qone", "für zwei"])
def test_a_topic_is_found_by_each_of_its_words(text: str) -> None:
    words = {"one": ["one", "mail('"], "two": ["two", "post"], "für": ["für"], "mail": ["email('", 'mail("']}
    expected = {topic for topic, topical in words.items() if any(word in text for word in topical)}
    assert RareWords(words).topics_in(text.encode()) == expected


def test_a_part_of_a_word_is_no_word() -> None:
    assert not RareWords({"mail": ["mail('"], "rtl": ["direction:rtl"]}).topics_in(b"fail('ail(direction:r")


def test_words_that_overlap_in_the_text_are_all_found() -> None:
    chance = random.Random(7)  # noqa: S311 -- the same words each time
    words = sorted({"".join(chance.choices("abc-", k=chance.randint(2, 7))) for _ in range(60)})
    text = "".join(chance.choices("abc-" + string.digits[:1], k=400))
    assert RareWords({word: [word] for word in words}).topics_in(text.encode()) == {
        word for word in words if word in text
    }


def test_a_text_of_nothing_but_finds_takes_little_memory() -> None:
    words, text = RareWords({"ab": ["abab"]}), b"ab" * 500_000
    tracemalloc.start()
    try:
        words.topics_in(text)
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()
