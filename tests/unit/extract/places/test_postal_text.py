import pytest

from desktop_scanner.extract.places import postal_text
from desktop_scanner.extract.places.postal_text import Sighting

# Country, lines, and the parts as they should come out: street | code | town | region.
WRITTEN = """
DE|Müller GmbH / Hauptstr. 12a / 12345 Berlin|Hauptstr. 12a|12345|Berlin|None
DE|Müller GmbH, Hauptstraße 1, 61348 Bad Homburg v.d.H.|Hauptstraße 1|61348|Bad Homburg|None
DE|Adresse: Hauptstr. 1 12345 Berlin Tel. 030 123|Hauptstr. 1|12345|Berlin|None
DE|Sie finden uns in unserem Laden in der Hauptstraße 12, 12345 Berlin.|Hauptstraße 12|12345|Berlin|None
DE|Postfach 1234 / 12345 Berlin|Postfach 1234|12345|Berlin|None
AT|Mariahilfer Straße 12/3 / A-1060 Wien|Mariahilfer Straße 12/3|1060|Wien|None
CH|Bahnhofstrasse 10 / CH-8001 Zürich|Bahnhofstrasse 10|8001|Zürich|None
CH|Rue du Rhône 12 / 1204 Genève|Rue du Rhône 12|1204|Genève|None
FR|12 bis rue de la Paix / 75002 Paris Cedex 02|12 bis rue de la Paix|75002|Paris|None
FR|4, venelle du Four / 29999 Plouvezen|4, venelle du Four|29999|Plouvezen|None
FR|Théâtre Petit, 7, quai Finkwiller, 67000 Strasbourg|7, quai Finkwiller|67000|Strasbourg|None
FR|dont le siège social est situé 12 rue de Nantes, 35000 Rennes.|12 rue de Nantes|35000|Rennes|None
FR|Maison Verte, 4 rue Pasteur, 38250 Villard-de-Lans|Maison Verte, 4 rue Pasteur|38250|Villard-de-Lans|None
BE|Veldstraat 1 bus 3, 9000 Gent|Veldstraat 1 bus 3|9000|Gent|None
NL|Spaakmakerssteeg 12, 3599ZZ Utrecht|Spaakmakerssteeg 12|3599ZZ|Utrecht|None
LU|12, rue de Luxembourg / L-1234 Luxembourg|12, rue de Luxembourg|1234|Luxembourg|None
GB|18 Saltmarsh Parade / Bristol BS99 7XH|18 Saltmarsh Parade|BS99 7XH|Bristol|None
GB|Unit 5, Mill Estate / Long Lane / Ashford / Kent / HX1 2AB|Unit 5, Mill Estate, Long Lane|HX1 2AB|Ashford|Kent
GB|The Old Mill, High Street, Frome, Somerset BA11 1AB|The Old Mill, High Street|BA11 1AB|Frome|Somerset
GB|12 High Street Frome BA11 1AB|12 High Street Frome|BA11 1AB|None|None
IE|12 Main Street / Naas / Co. Kildare / W91 A4C2|12 Main Street|W91 A4C2|Naas|Co. Kildare
IE|5 Baggot Street, Dublin 4|5 Baggot Street|None|Dublin 4|None
IE|12 Main Street, Naas, Co. Kildare|12 Main Street|None|Naas|Co. Kildare
IT|Via Roma, 12 / 20121 Milano (MI)|Via Roma, 12|20121|Milano|MI
IT|Strada del Pozzo, 9 - 53999 Montegelso (SI)|Strada del Pozzo, 9|53999|Montegelso|SI
ES|Calle Mayor, 12, 2º B / 28001 Madrid|Calle Mayor, 12, 2º B|28001|Madrid|None
ES|Camino de la Fuente, s/n, 42999 Soria|Camino de la Fuente, s/n|42999|Soria|None
PT|Rua Augusta, 12 / 1100-048 Lisboa|Rua Augusta, 12|1100-048|Lisboa|None
PL|ul. Marszałkowska 12/3 / 00-001 Warszawa|ul. Marszałkowska 12/3|00-001|Warszawa|None
CZ|Dlouhá 12, 110 00 Praha 1|Dlouhá 12|110 00|Praha 1|None
SK|Hlavná 5 / 811 01 Bratislava|Hlavná 5|811 01|Bratislava|None
DK|Vestergade 12, 2. tv. / DK-8000 Aarhus C|Vestergade 12, 2. tv.|8000|Aarhus C|None
SE|Skeppsvägen 3 / 429 99 Sjölunda|Skeppsvägen 3|429 99|Sjölunda|None
NO|Storgata 5 / 0155 Oslo|Storgata 5|0155|Oslo|None
FI|Mannerheimintie 12 A / 00100 Helsinki|Mannerheimintie 12 A|00100|Helsinki|None
US|1420 NW Lantern Street, Suite 3 / Portland, OR 97999|1420 NW Lantern Street, Suite 3|97999|Portland|OR
US|500 Main St / Springfield, Illinois 62701-1234|500 Main St|62701-1234|Springfield|Illinois
CA|123 Queen Street West / Toronto, ON M5H 2M9|123 Queen Street West|M5H 2M9|Toronto|ON
US|Garnet Ford / 2900 S Kansas Avenue / Topeka, KS 66611|2900 S Kansas Avenue|66611|Topeka|KS
AU|Level 5, 100 George Street / Sydney NSW 2000|Level 5, 100 George Street|2000|Sydney|NSW
BR|Av. Paulista, 1000 / São Paulo - SP, 01310-100|Av. Paulista, 1000|01310-100|São Paulo|SP
HU|1051 Budapest, Nádor utca 12.|Nádor utca 12|1051|Budapest|None
GR|Σόλωνος 94, 106 80 Αθήνα|Σόλωνος 94|106 80|Αθήνα|None
TR|Adres: Cumhuriyet Meydanı No:1 15500 Yeşilova|Cumhuriyet Meydanı No:1|15500|Yeşilova|None
JP|〒150-0043 東京都渋谷区道玄坂1-10-8|道玄坂1-10-8|150-0043|渋谷区|東京都
"""


def seen(country: str, lines: str) -> list[Sighting]:
    return list(postal_text.sightings(lines.split(" / "), (country,)))


@pytest.mark.parametrize("line", WRITTEN.split("\n")[1:-1])
def test_each_country_writes_addresses_in_its_way(line: str) -> None:
    country, lines, *parts = line.split("|")
    (found,) = seen(country, lines)
    assert [str(part) for part in (found.street, found.code, found.town, found.region)] == parts
    assert found.country == country


@pytest.mark.parametrize(
    ("country", "lines"),
    [
        ("DE", "Preis: 12345 Euro"),
        ("DE", "Bestellung 12 / 12345 Stück"),
        ("DE", "12. März 2025 / 20259 Hamburg"),
        ("DE", "Samstag 12 / 20259 Hamburg"),
        ("DE", "Tel. 040 123456 / 20259 Hamburg"),
        ("DE", "Konzert, 19.30 Uhr, 20259 Hamburg"),
        ("DE", "Wir liefern nach 20259 Hamburg"),
        ("AT", "Copyright 2024 Alle Rechte"),
        ("DE", "Musterstraße 1 / 12345 Musterstadt"),
        ("BE", "Er kwamen 12 / 2500 Bezoekers"),
        ("US", "In 2024 CA 90210"),
        ("GB", "Model 12 ABC / Ref AB1 2CD"),
        ("XX", "Projekt 12 / 1234 Wien"),
        ("XX", "Hauptstraße 12 / 2024 Wien"),
        ("DE", "99998-417 Telefon"),
        ("US", "12 Main St / OR 97999"),
        ("IE", "12 Main Street / Visit Dublin 4 today"),
    ],
)
def test_prices_numbers_and_dates_are_no_addresses(country: str, lines: str) -> None:
    assert seen(country, lines) == []


@pytest.mark.parametrize(
    ("lines", "country"),
    [
        ("Dorfstraße 7 / 6060 Hall / Österreich", "AT"),
        ("Dorfstraße 7 / 6060 Hall, Austria", "AT"),
        ("Dorfstraße 7 / D-60600 Hall", "DE"),
        ("Dorfstraße 7 / 6060 Hall", None),
        ("Hoofdstraat 1, 1234 AB Amsterdam", "NL"),
    ],
)
def test_the_country_is_what_the_address_says(lines: str, country: str | None) -> None:
    assert [found.country for found in seen("XX", lines)] == [country]


def test_what_stands_before_the_street_is_kept() -> None:
    (found,) = seen("DE", "Start / Huber GmbH, Ring 3, 80331 München")
    assert (found.line, found.head, found.one_line) == (1, "Huber GmbH", "Ring 3, 80331 München")


def test_lines_about_others_are_passed_over() -> None:
    lines = ("Ring 3", "80331 München", "Markt 1", "80331 München")
    found = list(postal_text.sightings(lines, ("DE",), (False, False, True, True)))
    assert [each.street for each in found] == ["Markt 1"]


def test_a_list_of_dealers_is_read_as_far_as_is_useful() -> None:
    lines = [line for number in range(200) for line in (f"Ring {number}", f"{80000 + number} München")]
    assert len(list(postal_text.sightings(lines, ("DE",)))) == postal_text.MAX_SIGHTINGS


@pytest.mark.parametrize(
    "text", ["1" * 50_000, "12345 " * 10_000, "A1 " * 20_000, "12, " * 20_000, "Straße 1, " * 5_000]
)
def test_long_texts_take_no_long_time(text: str) -> None:
    assert len(list(postal_text.sightings([text[:400]] * 100, ("DE", "GB", "IE", "US")))) == 0
