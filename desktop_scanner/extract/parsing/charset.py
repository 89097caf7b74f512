"""From bytes to text, in the order in which browsers look for the encoding.

A byte order mark, then the HTTP header, then the page's own declaration; where none of them is usable, or where it is
plainly wrong, the bytes themselves decide. Labels are looked up in the list of the Encoding Standard, never handed to
Python's codecs: `undefined`, `idna` or `hex` are codecs too, and fail in ways of their own.
"""

import codecs
import functools
import re
from typing import NamedTuple

import charset_normalizer

from desktop_scanner.extract.errors import DecodeError
from desktop_scanner.extract.parsing import charset_declaration, mojibake

# Name in the Encoding Standard, Python's codec for it, and further labels in use.
_ENCODINGS = (
    ("utf-8", "utf_8", "utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8"),
    ("ibm866", "cp866", "866 cp866 csibm866"),
    ("iso-8859-2", "iso8859_2", "iso8859-2 iso_8859-2 latin2 l2 csisolatin2 iso-ir-101"),
    ("iso-8859-3", "iso8859_3", "iso8859-3 iso_8859-3 latin3 l3"),
    ("iso-8859-4", "iso8859_4", "iso8859-4 iso_8859-4 latin4 l4"),
    ("iso-8859-5", "iso8859_5", "iso8859-5 iso_8859-5 cyrillic"),
    ("iso-8859-6", "iso8859_6", "iso8859-6 iso_8859-6 arabic"),
    ("iso-8859-7", "iso8859_7", "iso8859-7 iso_8859-7 greek greek8"),
    ("iso-8859-8", "iso8859_8", "iso8859-8 iso_8859-8 hebrew visual iso-8859-8-i logical"),
    ("iso-8859-10", "iso8859_10", "iso8859-10 latin6 l6"),
    ("iso-8859-13", "iso8859_13", "iso8859-13"),
    ("iso-8859-14", "iso8859_14", "iso8859-14"),
    ("iso-8859-15", "iso8859_15", "iso8859-15 iso_8859-15 latin9 l9 latin-9"),
    ("iso-8859-16", "iso8859_16", ""),
    ("koi8-r", "koi8_r", "koi koi8 koi8_r"),
    ("koi8-u", "koi8_u", "koi8-ru"),
    ("macintosh", "mac_roman", "mac x-mac-roman"),
    ("x-mac-cyrillic", "mac_cyrillic", "x-mac-ukrainian"),
    ("windows-874", "cp874", "tis-620 iso-8859-11 iso8859-11 dos-874"),
    ("windows-1250", "cp1250", "cp1250 x-cp1250"),
    ("windows-1251", "cp1251", "cp1251 x-cp1251"),
    (
        "windows-1252",
        "cp1252",
        "cp1252 x-cp1252 iso-8859-1 iso8859-1 iso_8859-1 iso88591 latin1 latin-1 l1 ascii us-ascii x-user-defined",
    ),
    ("windows-1253", "cp1253", "cp1253 x-cp1253"),
    ("windows-1254", "cp1254", "cp1254 x-cp1254 iso-8859-9 iso8859-9 iso_8859-9 latin5 l5"),
    ("windows-1255", "cp1255", "cp1255 x-cp1255"),
    ("windows-1256", "cp1256", "cp1256 x-cp1256"),
    ("windows-1257", "cp1257", "cp1257 x-cp1257"),
    ("windows-1258", "cp1258", "cp1258 x-cp1258"),
    ("gbk", "gb18030", "gb2312 gb_2312 gb_2312-80 x-gbk chinese csgb2312"),
    ("gb18030", "gb18030", ""),
    ("big5", "big5hkscs", "big5-hkscs cn-big5 csbig5 x-x-big5"),
    ("euc-jp", "euc_jp", "x-euc-jp cseucpkdfmtjapanese"),
    ("iso-2022-jp", "iso2022_jp", "csiso2022jp"),
    ("shift_jis", "cp932", "shift-jis sjis x-sjis ms_kanji ms932 windows-31j csshiftjis"),
    ("euc-kr", "cp949", "korean ks_c_5601-1987 ksc5601 ksc_5601 windows-949 cseuckr"),
    ("utf-16le", "utf_16_le", "utf-16 utf16 ucs-2 unicode csunicode iso-10646-ucs-2 utf-16-le"),
    ("utf-16be", "utf_16_be", "utf-16-be unicodefffe"),
)
_NAMES = {label: name for name, _, labels in _ENCODINGS for label in (name, *labels.split())}
_CODECS = {name: codec for name, codec, _ in _ENCODINGS}
# What charset-normalizer calls them, where that is no label of the standard.
_DETECTED = {codec: name for name, codec, _ in reversed(_ENCODINGS)} | {
    "big5": "big5",
    "gbk": "gbk",
    "euc_kr": "euc-kr",
}
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xfe\xff", "utf-16be"), (b"\xff\xfe", "utf-16le"))
_NO_CONTROLS = bytes({*range(256)} - {*range(0x09), *range(0x0E, 0x20)})
_LENIENT = "windows-1252 for single bytes"
_LEADING_BYTES = bytes(range(0xC2, 0xF5))  # with which characters of several bytes begin
_WESTERN = ("windows-1252", "iso-8859-15", "macintosh")
_FEW_CHARACTERS = 8  # that are UTF-8 by chance
_SAMPLE_CHARACTERS = 8_192
_SAMPLE_BYTES = 16_384
_MUCH = 0.25


class Decoded(NamedTuple):
    """A page's text, the encoding it was in, by its name in the Encoding Standard, and the text in UTF-8."""

    text: str
    charset: str
    is_double_encoded: bool = False
    utf8: bytes = b""


def decode(body: bytes, content_type: str | None = None) -> Decoded:
    """Return the text of a page; raise DecodeError where the bytes are no text."""
    for mark, name in _MARKS:
        if body.startswith(mark):
            return _checked(body[len(mark) :], name)
    declared = _declared(body, content_type)
    if declared is None:
        return _checked(body, _guessed(body))
    if declared == "utf-8":
        return _as_utf8(body)
    if _is_utf8_all_the_same(body, declared):
        return _checked(body, "utf-8")
    text = body.decode(_CODECS[declared], "replace")
    if _is_broken(text):
        guessed = _guessed(body)
        if guessed != declared:
            return _checked(body, guessed)
    return _judged(text, declared)


def encoding_name(label: str | None) -> str | None:
    """Return the standard's name for an encoding label, or None for one that pages cannot be written in."""
    return _NAMES.get(label.strip(" \t\r\n\f\"'").lower()) if label else None


def _as_utf8(body: bytes) -> Decoded:
    """Return what is declared as UTF-8; single bytes that are none are read as what they most often are."""
    try:
        return _judged(body.decode("utf-8"), "utf-8", body)
    except UnicodeDecodeError:
        text = body.decode("utf-8", "replace")
    if _is_broken(text) and (guessed := _guessed(body)) != "utf-8":
        return _checked(body, guessed)
    return _judged(body.decode("utf-8", _LENIENT), "utf-8")


def _single_byte(error: UnicodeError) -> tuple[str, int]:
    """Read a byte that is no UTF-8 as Windows-1252; a page may also end within a character."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    if error.reason == "unexpected end of data":
        return "", error.end
    return error.object[error.start : error.start + 1].decode("cp1252", "replace"), error.start + 1


codecs.register_error(_LENIENT, _single_byte)


def _is_broken(text: str) -> bool:
    # More than one character in fifty is broken: the label is wrong, and browsers show what nobody can read.
    return text.count("\ufffd") * 50 > len(text)


def _is_utf8_all_the_same(body: bytes, declared: str) -> bool:
    """Return whether a page that declares an older encoding is in UTF-8: its bytes make sense in no other way."""
    if body.isascii() or declared.startswith(("utf-16", "iso-2022")):
        return False
    few = 1 if declared in _WESTERN else _FEW_CHARACTERS
    return len(body) - len(body.translate(None, _LEADING_BYTES)) >= few and _is_utf8(body)


def _declared(body: bytes, content_type: str | None) -> str | None:
    name = encoding_name(_header_label(content_type))
    if name:
        return name
    name = next(filter(None, map(encoding_name, charset_declaration.labels(body))), None)
    # A declaration that could be read as ASCII shows that it does not stand in UTF-16 (the standard says so too).
    return "utf-8" if name in ("utf-16le", "utf-16be") else name


def _header_label(content_type: str | None) -> str | None:
    if not content_type:
        return None
    found = re.search(r"charset\s*=\s*[\"']?([\w.:+-]+)", content_type, re.IGNORECASE)
    return found[1] if found else None


def _guessed(body: bytes) -> str:
    sample = body[:_SAMPLE_BYTES]
    if _is_utf8(body):
        return "utf-8"
    wide = _wide(sample)
    if wide:
        return wide
    return _detected(sample)


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        # A body may end within a character.
        return error.reason == "unexpected end of data" and error.start > 0
    return True


def _wide(sample: bytes) -> str | None:
    """Return the UTF-16 whose zero bytes these are, where every other byte is one."""
    if len(sample) < 4:
        return None
    half = len(sample) / 2
    if sample[1::2].count(0) > 0.6 * half:
        return "utf-16le"
    return "utf-16be" if sample[::2].count(0) > 0.6 * half else None


@functools.lru_cache(maxsize=64)
def _detected(sample: bytes) -> str:
    best = charset_normalizer.from_bytes(sample, steps=3, chunk_size=512).best()
    if best is None:
        return "windows-1252"
    return _DETECTED.get(best.encoding) or encoding_name(best.encoding.replace("_", "-")) or "windows-1252"


def _checked(body: bytes, name: str) -> Decoded:
    return _judged(body.decode(_CODECS[name], "replace"), name)


def _judged(text: str, name: str, utf8: bytes | None = None) -> Decoded:
    sample = text[:_SAMPLE_CHARACTERS]
    controls = len(sample.encode("utf-8", "replace").translate(None, _NO_CONTROLS)) + sample.count("\ufffd")
    if controls > _MUCH * len(sample):
        raise DecodeError(f"The page's bytes are no text, neither in {name} nor in another encoding.")
    if utf8 is None:
        utf8 = text.encode("utf-8", "replace")
    if b"\x00" in utf8:
        text, utf8 = text.replace("\x00", ""), utf8.replace(b"\x00", b"")
    meant = mojibake.repaired(text) if mojibake.may_stand_in(utf8) else None
    if meant is None:
        return Decoded(text, name, False, utf8)
    return Decoded(meant, name, True, meant.encode("utf-8", "replace"))
