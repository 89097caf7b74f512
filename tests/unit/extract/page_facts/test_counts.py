from collections.abc import Callable

import pytest

from desktop_scanner.core.results import PageCounts
from desktop_scanner.extract.page import PageFacts
from desktop_scanner.extract.page_facts import counts


def test_a_page_is_counted(facts: Callable[..., PageFacts]) -> None:
    found = facts(
        """<p>Vers brood <a href=/a>elke</a> <a href=/a#b>dag</a> <a href="https://shop.bakkerij-peeters.be/">winkel</a>
        <a href="https://example.org/">x</a><a href=mailto:a@b.be>m</a><img src=a.jpg><img src=b.jpg>
        <noscript><img src=c.jpg></noscript><form></form><script>a b c</script><script src=/x.js></script>"""
    )
    expected = PageCounts(words=7, links_internal=2, links_external=1, images=2, forms=1, scripts=2)
    assert found.counts == expected


@pytest.mark.parametrize(
    ("text", "number"),
    [("", 0), (" one  two\nthree ", 3), ("毎日パン", 4), ("日本 bread 2024", 4), ("été à la mer", 4)],
)
def test_words_are_what_white_space_parts_and_each_ideograph(text: str, number: int) -> None:
    assert counts.words(text.encode()) == number


@pytest.mark.parametrize("word", ["a", "word", "longer-word"])
def test_a_long_text_is_counted_word_by_word(word: str) -> None:
    assert counts.words(f"{word} ".encode() * 100_000) == 100_000
