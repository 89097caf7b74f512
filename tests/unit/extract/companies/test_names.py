import pytest

from desktop_scanner.extract.companies import names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Müller Bau GmbH", "Müller Bau GmbH"),
        ("Verantwortlich ist die Müller Bau GmbH, Hauptstr. 1", "Müller Bau GmbH"),
        ("This website is operated by Smith & Sons Ltd, a company registered in England", "Smith & Sons Ltd"),
        ("édité par la SARL Boulangerie Leroux, au capital de 8 000 €", "SARL Boulangerie Leroux"),
        ("SAS Atelier Morel au capital de 1 000 euros", "SAS Atelier Morel"),
        ("Pardo, S.L. - NIF B58378431", "Pardo, S.L."),
        ("Firma Huber GmbH", "Huber GmbH"),
        ("acme gmbh", "acme gmbh"),
        ("港工業株式会社 〒231-0005", "港工業株式会社"),
        ("GmbH", None),
        ("1234 AB Amsterdam", None),
        ("Wir backen jeden Tag", None),
    ],
)
def test_a_company_is_cut_out_of_a_text(text: str, name: str | None) -> None:
    assert names.company_in(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Gartenbau Ellerkamp, Inhaberin Wiebke Thode", "Gartenbau Ellerkamp"),
        ("„Gasthaus Adler“", "Gasthaus Adler"),
        ("Moura & Reis – OAB/SP 12.345", "Moura & Reis"),
        ("Dr. Weiss.", "Dr. Weiss"),
        ("Die Bäckerei", "Die Bäckerei"),
        ("Kontakt", None),
        ("Impressum", None),
        ("info@x.de", None),
        ("www.huber.de", None),
        ("huber.de", None),
        ("Alle Rechte vorbehalten", None),
        ("Wir sind für Sie da", None),
        ("Musterfirma GmbH", None),
        ("Your Company", None),
        ("12.05.2024", None),
        ("x", None),
    ],
)
def test_a_name_is_told_from_other_lines(text: str, name: str | None) -> None:
    assert names.tidy(text) == name


@pytest.mark.parametrize(
    "name", ["Google Ireland Limited", "Meta Platforms", "phpBB Limited", "Software by PrestaShop"]
)
def test_companies_that_stand_on_everyones_pages_are_known(name: str) -> None:
    assert names.is_bystander(name)
    assert not names.is_bystander("Google-Freunde Huber".replace("Google-", ""))


@pytest.mark.parametrize(
    ("name", "host", "expected"),
    [
        ("Bakkerij Peeters BV", "www.bakkerij-peeters.be", True),
        ("Müller Bau GmbH", "mueller-bau.de", True),
        ("Müller Bau GmbH", "muller-bau.de", True),
        ("Sjölunda Båtvarv AB", "www.xn--sjlunda-btvarv-tib8x.se", True),
        ("HV De Feniks", "hvdefeniks.nl", True),
        ("Wydział Matematyki i Informatyki", "wmi.uczelnia.edu.pl", True),
        ("Ταβέρνα Ο Μπαρμπαλιάς", "taverna-o-barbalias.gr", True),
        ("Kisharsányi Hivatal", "kisharsany-oh.hu", True),
        ("Webdesign Meier", "bakkerij-peeters.be", False),
        ("Braga", "clinicadosorriso-braga.pt", False),
        ("X", "x.com", False),
        ("Huber", "xn--\udcff.de", False),
    ],
)
def test_a_host_is_named_after_its_owner(name: str, host: str, expected: bool) -> None:
    assert names.names_host(name, host) is expected


def test_letters_that_no_host_has_are_told() -> None:
    assert names.is_latin("Ταβέρνα")
    assert not names.is_latin("גן שקדיה")
