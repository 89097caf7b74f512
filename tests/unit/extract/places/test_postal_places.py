import pytest

from desktop_scanner.extract.places import postal_places


@pytest.mark.parametrize(
    ("country", "text"),
    [
        ("DE", "Hauptstraße 1, ^12345 Berlin"),
        ("DE", "Hauptstraße 1\n^12345\n\n\nBerlin"),
        ("DE", "Sie finden uns in der Hauptstraße 1\n im Hof ^12345 Berlin"),
        ("CH", "Bahnhofstrasse 10\nCH-^8001 Zürich"),
        ("NL", "Spaakmakerssteeg 12, ^3599ZZ Utrecht"),
        ("PT", "Rua Augusta, 12\n^1100-048 Lisboa"),
        ("PL", "ul. Prosta 12/3\n^00-001 Łódź"),
        ("CZ", "Dlouhá 12, ^110\u00a000 Praha"),
        ("GR", "Σόλωνος 94, ^106 80 Αθήνα"),
        ("RO", "Str. Lungă 5, ^500035 Brașov"),
        ("HU", "Keressen minket a belvárosban, ^1051 Budapest, Nádor utca 12."),
        ("DE", "Unser Büro in der schönen Stadt ^1051 Budapest, Nádor utca, Hungary"),
        ("GB", "High Street\nBristol BS99 ^7XH"),
        ("US", "12 Main St, Portland, OR ^97999"),
        ("US", "12 Main St\nSpringfield, Illinois ^62701-1234"),
        ("CA", "12 Queen St, Toronto, ON K^1A 0B1"),
        ("IE", "Main Street\nW^91 A4C2"),
        ("AR", "Calle Mayor 5, C^1043AAZ Buenos Aires"),
        ("BR", "Av. Paulista, 100\nSP, ^01310-100"),
        ("JP", "〒^150-0043 東京都渋谷区道玄坂1-10-8"),
        ("IE", "Naas, ^Co. Kildare"),
        ("IE", "5 Baggot Street, ^Dublin 4"),
    ],
)
def test_where_a_code_and_a_town_stand_an_address_may_be(country: str, text: str) -> None:
    assert postal_places.places(text.replace("^", ""), (country,)) == [text.index("^")]


@pytest.mark.parametrize(
    "text",
    [
        "Seit 1950 backen wir, 12.345 Brote im Jahr.",
        "Artikel 278820\n\n\nGartenschere",
        "Vorgang 2020-13636-831.",
        "für 4500 Kunden und 5190 Ft",
        "Preis €12345 Netto",
        "Wir liefern nach 20259 Hamburg",
        "Model 12 ABC",
        "číslo 12345 nebo",
    ],
)
def test_other_numbers_are_passed_by(text: str) -> None:
    assert postal_places.places(text, ("DE",)) == []


@pytest.mark.parametrize(
    "text",
    [
        "1" * 90_000,
        "12345 Ort " * 9_000,
        "A1 " * 30_000,
        "1234 AB\n" * 9_000,
        "1 " * 90_000,
        "nach 12345 Ort " * 90_000,
    ],
)
def test_long_texts_take_no_long_time(text: str) -> None:
    assert len(postal_places.places(text, ("DE", "GB", "IE", "US"))) <= postal_places.MAX_PLACES
