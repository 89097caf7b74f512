from desktop_scanner.core.results import Evidence
from desktop_scanner.extract.text import snippets


def test_a_snippet_has_at_most_160_characters_in_one_line() -> None:
    text = "before " * 50 + "\nhere\t" + "after " * 50
    start = text.index("here")
    snippet = snippets.around(text, start, start + 4)
    assert len(snippet) <= 160
    assert "here" in snippet
    assert "\n" not in snippet


def test_a_snippet_begins_with_a_whole_word() -> None:
    text = "x" * 100 + " contact: info@firm.be"
    assert snippets.around(text, text.index("info"), len(text)) == "contact: info@firm.be"


def test_evidence_is_kept_from_several_pages_before_several_of_one() -> None:
    one = [Evidence("a", "text", str(i)) for i in range(6)]
    other = Evidence("b", "mailto", "x")
    combined = snippets.combine(one, [other, one[0]])
    assert len(combined) == 5
    assert combined[:2] == (one[0], other)
