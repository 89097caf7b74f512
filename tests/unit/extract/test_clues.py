from collections.abc import Callable

import pytest

from desktop_scanner.extract import clues
from desktop_scanner.extract.clues import RareWords
from desktop_scanner.extract.document import Document
from desktop_scanner.extract.literals import PIECE_BYTES


@pytest.mark.parametrize(("topic", "word"), [(topic, word) for topic, words in clues.WORDS.items() for word in words])
def test_each_word_tells_its_topic(topic: str, word: str) -> None:
    assert topic in clues._WORDS.topics_in(f"<p>{word}</p>".encode())


def test_the_list_is_short_enough_to_be_looked_for_quickly() -> None:
    assert len(clues._WORDS.stems) <= clues.MAX_STEMS
    assert min(map(len, clues._WORDS.stems)) >= 4


def test_a_page_without_clues_has_no_topics(document: Callable[..., Document]) -> None:
    assert clues.topics(document("<p data-x=1 alt='a'>fail(1)</p>")) == frozenset()


def test_a_page_is_looked_through_once(document: Callable[..., Document]) -> None:
    page = document("<a data-cfemail=00>")
    assert clues.topics(page) is clues.topics(page)


@pytest.mark.parametrize("before", [-3, -2, -1, 0, 1])
def test_a_word_across_two_pieces_is_found(before: int) -> None:
    assert RareWords({"number": ["one"]}).topics_in(b" " * (PIECE_BYTES + before) + b"one") == {"number"}


def test_a_shared_part_alone_is_no_word() -> None:
    words = RareWords({"mail": ["mail('", 'mail("'], "post": ["post"]}, ["ail("])
    assert not words.topics_in(b"fail('")
    assert words.topics_in(b"mail('post") == {"mail", "post"}
