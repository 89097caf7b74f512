import pytest

from desktop_scanner.extract.organization import vat_ids

# Numbers that tax offices and companies publish.
VALID = {
    "AT": "U13585627",
    "BE": "0403.170.701",
    "BG": "175074752",
    "CH": "CHE-107.787.577",
    "CY": "10259033P",
    "CZ": "25123891",
    "DE": "136 695 976",
    "DK": "13 58 56 28",
    "EE": "100931558",
    "EL": "094259216",
    "ES": "B-58378431",
    "FI": "20774740",
    "FR": "40 303265045",
    "GB": "980 7806 84",
    "HR": "33392005961",
    "HU": "12892312",
    "IE": "6433435F",
    "IT": "00743110157",
    "LT": "119511515",
    "LU": "15027442",
    "LV": "40003521600",
    "MT": "11679112",
    "NL": "004495445B01",
    "NO": "123456785",
    "PL": "856-734-62-15",
    "PT": "501 964 843",
    "RO": "18547290",
    "SE": "123456789701",
    "SI": "50223054",
    "SK": "2022749619",
    "XI": "980780684",
}


@pytest.mark.parametrize(("country", "number"), VALID.items())
def test_a_number_is_right_and_none_with_its_last_digit_changed_is(country: str, number: str) -> None:
    normal = vat_ids.normal(country, number)
    assert normal is not None
    digit = max(at for at, character in enumerate(normal) if character.isdigit())
    if country not in ("NL", "SE"):  # their last digits count a company's units
        wrong = normal[:digit] + str((int(normal[digit]) + 1) % 10) + normal[digit + 1 :]
        assert vat_ids.normal(country, wrong.removeprefix({"CH": "CHE"}.get(country, country))) is None


@pytest.mark.parametrize(
    ("country", "number"),
    [
        ("ES", "54362315K"),
        ("BG", "100000086"),
        ("LT", "100000810"),
        ("ES", "X2482300W"),
        ("IE", "8D79739I"),
        ("IE", "3333510LH"),
        ("NL", "123456789B13"),
        ("LT", "100001919017"),
        ("BG", "7523169263"),
        ("CZ", "7103192745"),
        ("FR", "K7399859412"),
        ("BE", "403170701"),
        ("LV", "16117519997"),
        ("EL", "EL094259216"),
        ("GR", "094259216"),
        ("GB", "980780684000"),
    ],
)
def test_further_forms_of_a_country_are_known(country: str, number: str) -> None:
    assert vat_ids.normal(country, number) is not None


@pytest.mark.parametrize(
    ("country", "number"),
    [
        ("DE", "000000000"),
        ("DE", "12345678"),
        ("US", "123456789"),
        ("ES", "I58378431"),
        ("FR", "41303265045"),
        ("NL", "123456780B90"),
        ("IT", "12345678901"),
        ("XX", "1"),
        ("BE", "0403170702"),
    ],
)
def test_what_is_no_number_of_a_country_is_none(country: str, number: str) -> None:
    assert vat_ids.normal(country, number) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("USt-IdNr.: DE 136 695 976 Amtsgericht", "DE136695976"),
        ("BTW-nummer NL004495445B01, KvK", "NL004495445B01"),
        ("TVA FR 40 303265045", "FR40303265045"),
        ("GR094259216", "EL094259216"),
        ("in DE 123 456 789 and IT00743110157", "IT00743110157"),
        ("VAT GB 980 7806 84 000", "GB980780684000"),
        ("IBAN DE89370400440532013000", None),
        ("DE136695976123", None),
        ("MwSt", None),
    ],
)
def test_numbers_are_found_in_texts(text: str, number: str | None) -> None:
    found = vat_ids.found_in(text)
    assert (found[0] if found else None) == number
