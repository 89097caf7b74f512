import pytest

from desktop_scanner.extract import DecodeError
from desktop_scanner.extract.parsing.charset import decode, encoding_name

TEXT = "<p>Café Müller, Straße</p>"


@pytest.mark.parametrize(
    ("body", "content_type", "name"),
    [
        (b"\xef\xbb\xbf" + TEXT.encode(), "text/html; charset=windows-1251", "utf-8"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), None, "utf-16le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "text/html", "utf-16be"),
        (TEXT.encode("cp1252"), "text/html; charset=iso-8859-1", "windows-1252"),
        (TEXT.encode("cp1252"), 'text/html;Charset="Windows-1252"', "windows-1252"),
        (b"<meta charset=windows-1252>" + TEXT.encode("cp1252"), "text/html", "windows-1252"),
        (b"<meta charset='x'>" + TEXT.encode(), "text/html; charset=utf-8", "utf-8"),
        (TEXT.encode(), None, "utf-8"),
        (TEXT.encode("utf-16-le"), None, "utf-16le"),
    ],
)
def test_the_encoding_is_looked_for_in_the_order_of_the_standard(
    body: bytes, content_type: str | None, name: str
) -> None:
    decoded = decode(body, content_type)
    assert decoded.charset == name
    assert TEXT in decoded.text


def test_the_header_wins_over_the_page() -> None:
    assert decode(b"<meta charset=koi8-r>" + TEXT.encode(), "text/html; charset=utf-8").charset == "utf-8"


@pytest.mark.parametrize("label", ["undefined", "idna", "hex", "utf-7", "punycode", "rot13", "base64", "x" * 5000])
def test_a_label_that_is_no_encoding_of_pages_is_passed_over(label: str) -> None:
    decoded = decode(f"<meta charset={label}>{TEXT}".encode(), f"text/html; charset={label}")
    assert (decoded.charset, TEXT in decoded.text) == ("utf-8", True)


def test_utf16_in_a_meta_that_could_be_read_is_utf8() -> None:
    assert decode(b"<meta charset=utf-16>" + TEXT.encode()).charset == "utf-8"


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        ("Пекарня на углу улицы предлагает свежий хлеб каждый день, добро пожаловать. " * 6, "cp1251", "windows-1251"),
        (
            "パン屋へようこそ。毎日焼きたてのパンを用意しています。お電話でご予約ください。" * 6,
            "shift_jis",
            "shift_jis",
        ),
    ],
)
def test_a_wrong_label_gives_way_to_what_the_bytes_are(text: str, codec: str, name: str) -> None:
    decoded = decode(text.encode(codec), "text/html; charset=utf-8")
    assert decoded.charset == name
    assert decoded.text == text


def test_a_body_that_ends_within_a_character_is_still_utf8() -> None:
    assert decode("Café".encode()[:-1]).charset == "utf-8"


def test_an_empty_body_is_an_empty_text() -> None:
    assert decode(b"") == ("", "utf-8", False, b"")


@pytest.mark.parametrize("content_type", [None, "text/html; charset=utf-8"])
def test_bytes_that_are_no_text_are_refused(content_type: str | None) -> None:
    with pytest.raises(DecodeError, match="no text"):
        decode(b"\x89PNG\x0d\x0a\x1a\x0a" + bytes(range(32)) * 50, content_type)


@pytest.mark.parametrize(("label", "name"), [("UTF8", "utf-8"), (" Latin1 ", "windows-1252"), ("sjis", "shift_jis")])
def test_labels_are_known_by_their_standard_names(label: str, name: str) -> None:
    assert encoding_name(label) == name


@pytest.mark.parametrize("label", ["iso-8859-1", "windows-1251", "gb2312", "shift_jis"])
def test_utf8_that_is_declared_as_something_older_is_utf8(label: str) -> None:
    decoded = decode((TEXT * 4).encode(), f"text/html; charset={label}")
    assert (decoded.charset, decoded.text) == ("utf-8", TEXT * 4)


def test_what_declares_an_older_encoding_and_is_in_it_stays() -> None:
    assert decode("パン屋へようこそ。".encode("shift_jis"), "text/html; charset=shift_jis").charset == "shift_jis"
    assert decode(b"<p>plain</p>", "text/html; charset=iso-8859-1").charset == "windows-1252"


def test_single_bytes_among_utf8_are_read_as_what_they_most_often_are() -> None:
    body = f"<p>{'brood ' * 40} Café ".encode() + b"M\xfcller \x96 x</p>"
    decoded = decode(body, "text/html; charset=utf-8")
    assert (decoded.charset, decoded.text[-18:]) == ("utf-8", "Café Müller – x</p>"[-18:])


def test_a_page_that_ends_within_a_character_ends_before_it() -> None:
    assert decode(("brood " * 40 + "Café").encode()[:-1], "text/html; charset=utf-8").text.endswith("brood Caf")


def test_utf8_encoded_twice_is_put_right() -> None:
    assert decode(TEXT.encode().decode("cp1252").encode(), "text/html; charset=utf-8")[:3] == (TEXT, "utf-8", True)


def test_a_wrong_older_label_gives_way_too() -> None:
    text = "Пекарня на углу улицы предлагает свежий хлеб каждый день, добро пожаловать. " * 6
    assert decode(text.encode("cp1251"), "text/html; charset=shift_jis").charset == "windows-1251"


def test_three_bytes_are_too_few_to_be_utf16() -> None:
    assert decode(b"\xe9t\xe9").charset != "utf-16le"


def test_the_reading_of_single_bytes_is_no_way_to_write() -> None:
    with pytest.raises(UnicodeEncodeError):
        "\ud800".encode("utf-8", "windows-1252 for single bytes")
