import pytest

from desktop_scanner.extract.organization import registers

ENTRIES = """
Registergericht: Amtsgericht Landshut, Registernummer: HRB 9876|HRB|9876|Landshut
HRA-Nr. 1234 B|HRA|1234B|None
Amtsgericht Frankfurt am Main, VR 456|VR|456|Frankfurt am Main
Firmenbuchnummer: FN 123456a, Firmenbuchgericht: Landesgericht Innsbruck|FN|123456a|Innsbruck
CHE-107.787.577|UID|107787577|None
SIRET : 303 265 045 00012|SIRET|30326504500012|None
immatriculée au RCS de Rennes sous le numéro 303 265 045|RCS|303265045|Rennes
303 265 045 RCS Paris|RCS|303265045|Paris
RCS Luxembourg B 123456|RCS|B123456|Luxembourg
KvK-nummer: 12345678|KvK|12345678|None
Ondernemingsnummer: BE 0403.170.701|KBO|0403170701|None
Registered in England and Wales. Company number 01234567|CRN|01234567|England and Wales
Registered charity no. 1089123|Charity|1089123|None
REA MI-1234567|REA|MI-1234567|None
Registro Mercantil de Madrid, Tomo 1, Folio 2, Hoja M-123456|RM|M-123456|Madrid
KRS: 0000123456|KRS|0000123456|None
REGON 123456785|REGON|123456785|None
IČO: 25123891|IČO|25123891|None
u Městského soudu v Praze, oddíl C, vložka 12345|OR|C, vložka 12345|Praze
CVR-nr. 13 58 56 28|CVR|13585628|None
Org.nr. 123 456 785 MVA|org.nr|123456785|None
Org.nr 556036-0793|org.nr|556036-0793|None
Y-tunnus: 2077474-0|Y-tunnus|2077474-0|None
Cégjegyzékszám: 01-09-123456|Cg.|01-09-123456|None
J40/1234/2010|J|J40/1234/2010|None
OIB: 33392005961|OIB|33392005961|None
CNPJ: 11.444.777/0001-61|CNPJ|11444777/0001-61|None
ABN 83 914 571 673|ABN|83914571673|None
ACN 004 085 616|ACN|004085616|None
法人番号:1234567890123|法人番号|1234567890123|None
"""


@pytest.mark.parametrize("line", ENTRIES.split("\n")[1:-1])
def test_entries_in_registers_are_found(line: str) -> None:
    text, kind, number, court = line.split("|")
    found = [(entry.kind, entry.number, str(entry.court)) for entry in registers.numbers([text]).registers]
    assert (kind, number, court) in found


@pytest.mark.parametrize(
    "text",
    [
        "SIREN 000 000 000",
        "SIRET 303 265 046 00012",
        "CVR 12345678",
        "Org.nr 123 456 789",
        "ABN 12 345 678 901",
        "HRB",
        "",
    ],
)
def test_wrong_numbers_are_none(text: str) -> None:
    assert registers.numbers([text]).registers == ()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("USt-ID: DE 136 695 976", "DE136695976"),
        ("NIP: 856-734-62-15", "PL8567346215"),
        ("P.IVA e C.F. 00743110157", "IT00743110157"),
        ("NIF: B-58378431", "ESB58378431"),
        ("CIF B58378431", "ESB58378431"),
        ("NIPC 501964843", "PT501964843"),
        ("DIČ: 2022749619", "SK2022749619"),
        ("Adószám: 12892312-2-41", "HU12892312"),
        ("CUI 18547290", "RO18547290"),
        ("VAT registration number: 980 7806 84", "GB980780684"),
        ("TVA 0403.170.701", "BE0403170701"),
        ("ΑΦΜ: 094259216", "EL094259216"),
        ("NIP: 123-456-78-90", None),
    ],
)
def test_vat_numbers_are_found_by_their_labels(text: str, number: str | None) -> None:
    assert registers.numbers([text]).vat_id == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Steuernummer: 123/456/78901", "123/456/78901"),
        ("St.-Nr. 12 345 67890", "12 345 67890"),
        ("Codice Fiscale RSSMRA80A01F205X", "RSSMRA80A01F205X"),
        ("Steuernummer auf Anfrage", None),
    ],
)
def test_tax_numbers_are_found(text: str, number: str | None) -> None:
    assert registers.numbers([text]).tax_id == number


def test_a_number_that_stands_twice_is_one_and_keeps_its_court() -> None:
    (entry,) = registers.numbers(["RCS 303 265 045", "303 265 045 RCS Paris", "RCS 303 265 045"]).registers
    assert (entry.number, entry.court) == ("303265045", "Paris")
