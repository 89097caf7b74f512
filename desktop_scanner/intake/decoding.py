"""From the bytes of a file to its text; what is no text is refused by name."""

import codecs
import re

from desktop_scanner.core.errors import InputError

# The longer marks first: that of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_WORKBOOK = "save its sheet as CSV and give that"
_SIGNATURES = (
    (b"%PDF-", "a PDF document", "copy the domains out of it and paste them"),
    (b"\xd0\xcf\x11\xe0", "an Office document of the old kind (.xls, .doc) or one with a password", _WORKBOOK),
    (b"\x1f\x8b", "compressed (gzip)", "unpack it first"),
    (b"BZh", "compressed (bzip2)", "unpack it first"),
    (b"\xfd7zXZ", "compressed (xz)", "unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"SQLite format 3", "a database", "export the domains from it as text or CSV"),
    (b"PAR1", "a Parquet file", "export the domains from it as CSV"),
    (b"{\\rtf", "a rich-text document", "save it as plain text"),
    (b"\x89PNG", "a picture", "type or paste the domains"),
    (b"\xff\xd8\xff", "a picture", "type or paste the domains"),
    (b"GIF8", "a picture", "type or paste the domains"),
    (b"\x7fELF", "a program", "give a text or CSV file"),
    (b"MZ\x90", "a program", "give a text or CSV file"),
)
_ZIP = b"PK\x03\x04"
_ZIP_OFFICE = (
    (b"xl/", "an Excel workbook of a kind that cannot be read (.xlsb)", _WORKBOOK),
    (b"word/", "a Word document", "save it as plain text"),
    (b"opendocument", "an OpenDocument file", "save it as CSV or plain text and give that"),
)

_NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
_TOLERATED_CONTROLS = 0.005  # of all characters: a stray one in a long export is no reason to refuse it
_SAMPLE_BYTES = 32_768
_LEGACY = [
    *("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257"),
    *("iso8859_2", "iso8859_5", "iso8859_7", "koi8_r"),
    *("shift_jis", "euc_jp", "gb18030", "big5", "euc_kr"),
]
_ENOUGH_TO_GUESS = 12  # non-ASCII bytes; with fewer, the commonest legacy encoding is the better guess


def decode(data: bytes, name: str) -> str:
    """Return the text of a file's bytes; raise InputError naming the file where they are no text."""
    return text(data, encoding(data, name))


def encoding(data: bytes, name: str) -> str:
    """Return how a file's text is encoded; raise InputError naming the file where it is no text."""
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return marked
    _refuse_other_kinds(data, name)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy_encoding(data)
    return "utf-8"


def text(data: bytes, encoding: str) -> str:
    """Return the text of bytes in this encoding, without a mark of it; what cannot be read is replaced."""
    return data.decode(encoding, errors="replace").removeprefix("\ufeff")


def _refuse_other_kinds(data: bytes, name: str) -> None:
    what, instead = _kind_of(data)
    if what:
        raise InputError(f"{name} is {what}, not a list; {instead}.")
    sample = data[: 16 * _SAMPLE_BYTES]
    controls = len(_NO_TEXT.findall(sample))
    if b"\0" in data or controls > _TOLERATED_CONTROLS * len(sample) + 1:
        raise InputError(f"{name} is not text; give a text file with one domain a line, or a CSV file.")


def _kind_of(data: bytes) -> tuple[str, str]:
    for signature, what, instead in _SIGNATURES:
        if data.startswith(signature):
            return what, instead
    if data.startswith(_ZIP):
        return next(
            ((what, instead) for part, what, instead in _ZIP_OFFICE if part in data),
            ("a ZIP archive", "unpack it first"),
        )
    return "", ""


def _legacy_encoding(data: bytes) -> str:
    """Return the likeliest encoding of bytes that are no UTF-8, judged by the lines that are not plain ASCII."""
    lines = [line for line in data[: 64 * _SAMPLE_BYTES].splitlines() if not line.isascii()]
    sample = b"\n".join(lines)[:_SAMPLE_BYTES]
    if sum(byte > 127 for byte in sample) < _ENOUGH_TO_GUESS:
        return "cp1252"
    from charset_normalizer import from_bytes  # noqa: PLC0415 -- rarely needed, and slow to import

    best = from_bytes(sample, cp_isolation=_LEGACY).best()
    return best.encoding if best else "cp1252"
