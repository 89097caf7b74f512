import codecs
import io
import zipfile

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from desktop_scanner.core.errors import InputError
from desktop_scanner.intake.decoding import decode

_TEXT = "münchen.de\nпример.рф\n"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_says_the_encoding_and_is_no_text(mark: bytes, encoding: str) -> None:
    assert decode(mark + _TEXT.encode(encoding), "list.txt") == _TEXT


def test_a_few_accents_of_an_old_windows_file_are_read() -> None:
    assert decode("Café;café.fr\n".encode("cp1252"), "list.csv") == "Café;café.fr\n"


def test_an_old_cyrillic_file_is_read() -> None:
    text = "домен;город\nпример.рф;Москва\nмагазин.рф;Новосибирск и область\n" * 5
    assert decode(text.encode("cp1251"), "list.csv") == text


def _workbook() -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.add_worksheet().write_string(0, 0, "example.com")
    return file.getvalue()


def _archive() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("list.txt", "example.com")
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "what", "instead"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF document", "paste"),
        (_workbook(), "an Excel workbook", "CSV"),
        (_archive(), "a ZIP archive", "unpack"),
        (b"\x1f\x8b\x08\x00", "gzip", "unpack"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "Office", "CSV"),
        (b"example.com\0example.org", "not text", "one domain a line"),
        (bytes(range(1, 8)) * 20, "not text", "one domain a line"),
    ],
)
def test_what_is_no_text_is_refused_with_its_name_and_a_way_on(data: bytes, what: str, instead: str) -> None:
    with pytest.raises(InputError) as caught:
        decode(data, "customers.dat")
    sentence = str(caught.value)
    assert "customers.dat" in sentence
    assert what in sentence
    assert instead in sentence


def _text_or_sentence(data: bytes) -> tuple[str, str]:
    try:
        return decode(data, "list.txt"), ""
    except InputError as error:
        return "", str(error)


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused_by_name(data: bytes) -> None:
    text, sentence = _text_or_sentence(data)
    assert not sentence or (text == "" and "list.txt" in sentence)
