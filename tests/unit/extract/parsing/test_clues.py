from collections.abc import Callable

import pytest

from desktop_scanner.extract.parsing import clues
from desktop_scanner.extract.parsing.document import Document
from desktop_scanner.extract.parsing.tracker_rules import RULES, Rule


@pytest.mark.parametrize(("topic", "word"), [(topic, word) for topic, words in clues.WORDS.items() for word in words])
def test_each_word_tells_its_topic(topic: str, word: str) -> None:
    assert topic in clues.topics(f"<p>{word}</p>".encode())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.kind} {rule.word}")
def test_each_tracker_s_word_tells_its_topic(rule: Rule) -> None:
    assert all(clues.tracker_topic(rule.word) in clues.topics(f"<p>{word}</p>".encode()) for word in rule.words)


def test_a_page_without_clues_has_no_topics(document: Callable[..., Document]) -> None:
    assert document("<p data-x=1 alt='a'>fail(1)</p>").topics == frozenset()
