import pytest

from desktop_scanner.extract.places import places


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("A-1010 Wien", "AT"),
        ("1010 Wien", "AT"),
        ("8001 Zürich, Schweiz", "CH"),
        ("75001 Paris\nFrance", "FR"),
        ("London SW1A 1AA", "GB"),
        ("1012 AB Amsterdam", "NL"),
        ("Toronto, ON M5H 2N2", "CA"),
        ("New York, NY 10036", "US"),
        ("Sydney NSW 2000", "AU"),
        ("São Paulo, 01311-200", "BR"),
        ("1000-001 Lisboa", "PT"),
        ("00-001 Warszawa", "PL"),
        ("Dublin D02 X285", "IE"),
        ("〒100-0001 東京都", "JP"),
    ],
)
def test_an_address_tells_its_country(text: str, country: str) -> None:
    assert places.countries(text)[:1] == [country]


@pytest.mark.parametrize("text", ["", "no digits here", "2024 was good", "XX-1234 Nowhere", "in 10115 Berlin"])
def test_other_text_tells_none(text: str) -> None:
    assert places.countries(text) == []


def test_a_long_text_is_read_at_its_ends() -> None:
    assert places.countries("word " * 9_000 + "\n1010 Wien") == ["AT"]
