"""A text drawn in shapes, all digits as one and all capitals as one: a search in it is many times faster."""

_SHAPES = bytes(
    ord("0")
    if character.isdecimal()
    else ord(" ")
    if character.isspace()
    else ord("A")
    if character.isupper()
    else ord("a")
    if character.isalpha()
    else number
    for number, character in ((number, chr(number)) for number in range(256))
)


def drawn(text: str) -> bytes:
    """Return one byte for each character: a question mark for what Latin-1 does not have, any letter or any gap."""
    return text.encode("latin-1", "replace").translate(_SHAPES)
