import pytest

from desktop_scanner.extract.places import postal_formats


def test_every_country_that_is_promised_has_a_format() -> None:
    countries = {country for form in postal_formats.FORMATS for country in form.countries}
    assert set("DE AT CH FR BE NL GB IE IT ES PT PL CZ SK DK SE NO FI US CA AU".split()) <= countries


@pytest.mark.parametrize(
    "text",
    [
        "12345 Berlin",
        "8001 Zürich",
        "3599 ZZ Utrecht",
        "1100-048 Lisboa",
        "00-001 Warszawa",
        "110 00 Praha",
        "BS99 7XH",
        "OR 97999",
        "NSW 2000",
        "K1A 0B1",
        "W91 A4C2",
        "01310-100",
    ],
)
def test_what_is_looked_for_first_is_in_every_form_of_code(text: str) -> None:
    assert postal_formats.CODE_IN_LINE.search(text)


@pytest.mark.parametrize("text", ["Seit 1950 backen", "12.345 Brote", "$12,345 off", "0871 12345", "v1.2.3"])
def test_other_numbers_are_passed_by(text: str) -> None:
    assert not postal_formats.CODE_IN_LINE.search(text)


@pytest.mark.parametrize(
    "text", ["Hauptstraße", "Veldstraat", "Rue", "Calle", "ul.", "Storgata", "Mannerheimintie", "Lane", "náměstí"]
)
def test_words_for_streets_are_known(text: str) -> None:
    assert postal_formats.STREET_WORD.search(text)
