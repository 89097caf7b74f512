from rich.text import Text

from desktop_scanner.cli import lines


def test_lines_become_one_text_that_keeps_their_styles() -> None:
    text = lines.text_of([lines.labelled("Title", "x\x1by"), lines.item("a", "b"), Text("c", "bold")])
    assert text.plain == "Title       x\ufffdy\n  a  b\nc"
    assert {span.style for span in text.spans} >= {"dim", "bold"}


def test_a_heading_has_a_blank_line_before_it() -> None:
    assert lines.heading("Pages").plain == "\nPages"
