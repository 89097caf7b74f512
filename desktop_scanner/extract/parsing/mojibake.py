"""Text that was encoded as UTF-8 twice (`CafÃ©`), noticed and put right."""

import re

# The second byte and the further ones, as Windows-1252 and Latin-1 show them.
_FURTHER = "".join(
    dict.fromkeys(
        character
        for byte in range(0x80, 0xC0)
        for character in (bytes([byte]).decode("cp1252", "ignore"), chr(byte))
        if character
    )
)
_SEQUENCE = re.compile(
    f"[\u00c2-\u00df][{re.escape(_FURTHER)}]|[\u00e0-\u00ef][{re.escape(_FURTHER)}]{{2}}"
    f"|[\u00f0-\u00f4][{re.escape(_FURTHER)}]{{3}}"
)
_LEADS = bytes({character.encode()[0] for character in _FURTHER})
# The same in UTF-8, less exact and many times as fast.
_BYTES = re.compile(b"\xc3[\x82-\xb4][%b]" % re.escape(_LEADS))
_LONE = re.compile("[\u00c0-\u00ff]")
# One of these stands in nearly every text of this kind, and in few others: Latin, punctuation, Greek, Cyrillic, emoji.
_SIGNS = (
    "\u00c3",
    "\u00c2",
    "\u00e2\u20ac",
    "\u00c4",
    "\u00c5",
    "\u00d0",
    "\u00d1",
    "\u00ce",
    "\u00cf",
    "\u00f0\u0178",
)
# What comes out must be letters, punctuation or pictures that pages hold; `MENÜ“` is no Syriac letter.
_EXPECTED = re.compile(
    "[\u00a0-\u024f\u0370-\u052f\u1e00-\u1eff\u2010-\u2046\u20a0-\u20bf\u2100-\u214f\u2190-\u21ff\u2600-\u27bf"
    "\u2022\u25a0-\u25ff\ufe0f\U0001f300-\U0001faff]"
)
_MIXED = 3  # sequences that prove it where other letters of the page are right


def may_stand_in(utf8: bytes) -> bool:
    """Return whether a text may be of this kind, so that a closer look is worth its time."""
    return _BYTES.search(utf8) is not None


def repaired(text: str) -> str | None:
    """Return the text put right, or None where it is no text of this kind."""
    if not any(sign in text for sign in _SIGNS):
        return None
    meant: dict[str, str] = {}
    count = 0
    for sequence in _SEQUENCE.findall(text):
        if sequence not in meant:
            meant[sequence] = _meant(sequence)
        count += bool(meant[sequence])
    if not count:
        return None
    good = {sequence: character for sequence, character in meant.items() if character}
    put_right = _SEQUENCE.sub(lambda found: good.get(found[0], found[0]), text)
    # In a text that is wrong as a whole, nothing is left of the letters that it was made of.
    is_whole = not _LONE.search(_SEQUENCE.sub("", text))
    return put_right if is_whole or (count >= _MIXED and len(good) > 1) else None


def _meant(sequence: str) -> str:
    """Return the character that a sequence stands for, or nothing where it stands for itself."""
    try:
        character = b"".join(map(_byte, sequence)).decode("utf-8")
    except UnicodeError:
        return ""
    return character if _EXPECTED.fullmatch(character) else ""


def _byte(character: str) -> bytes:
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")
