import pytest

from desktop_scanner.extract.text import shapes


@pytest.mark.parametrize(
    ("text", "drawn"),
    [("", b""), ("D-10115 Köln\n", b"A-00000 Aaaa "), ("Łódź 90\u2009001", b"?aa? 00?000"), ("€ 1,50", b"? 0,00")],
)
def test_each_character_has_one_byte(text: str, drawn: bytes) -> None:
    assert shapes.drawn(text) == drawn
