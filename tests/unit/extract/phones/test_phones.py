from collections.abc import Callable

import pytest

from desktop_scanner.extract.page import PageFacts

Facts = Callable[..., PageFacts]


def values(found: PageFacts) -> list[str]:
    return [phone.value for phone in found.phones]


@pytest.mark.parametrize(
    ("markup", "method"),
    [
        ('<a href="tel:+3292234567">Bel</a>', "tel"),
        ('<a href="tel:+32%209%20223%2045%2067">Bel</a>', "tel"),
        ('<a href="TEL://09-223-45-67;ext=5">Bel</a>', "tel"),
        ('<a href="tel:003292234567">Bel</a>', "tel"),
        ('<a href="tel:+32 (0)9 223 45 67">Bel</a>', "tel"),
        ('<a href="https://wa.me/3292234567?text=x">App</a>', "attribute"),
        ('<a href="https://api.whatsapp.com/send?phone=3292234567">App</a>', "attribute"),
        ('<script type="application/ld+json">{"telephone":"09 223 45 67"}</script>', "jsonld"),
        ("<p>Tel. 09/223.45.67</p>", "text"),
        ("<dt>Telefoon:</dt><dd>09 223 45 67</dd>", "text"),
        ("<p>Tél. 09 223 45 67</p>", "text"),
        ("<p>Téléphone fixe : 09 223 45 67</p>", "text"),
        ("<p>Telefoonnummer 09 223 45 67</p>", "text"),
        ("<p>☎ (09) 223 45 67</p>", "text"),
        ("<p>+32 9 223 45 67</p>", "text"),
        ("<p>T: 09 223&nbsp;45&nbsp;67</p>", "text"),
        ("<p>Appelez-nous: 0032 9 223 45 67</p>", "text"),
    ],
)
def test_a_number_is_found_however_it_stands(facts: Facts, markup: str, method: str) -> None:
    (phone,) = facts(markup, region_hint="BE").phones
    assert (phone.value, phone.display, phone.region) == ("+3292234567", "09 223 45 67", "BE")
    assert phone.evidence[0].method == method


@pytest.mark.parametrize(
    "text",
    [
        "092234567",
        "Tel 12/03/2024 13.04.2024 2024-04-13",
        "Bel ons tussen 09.00-18.00",
        "Tel: 2019-2024",
        "BTW BE 0403.170.701",
        "Tel: n.v.t. IBAN BE68 5390 0754 7034",
        "mobiel 12.345.678,00 € of € 092234567",
        "telefoon 51.0543422, 3.7174243",
        "Tel 192.168.100.200",
        "tel 000000000 0123456789 111111111",
        "KvK 092234567 artikelnr. 092234567",
        "x092234567 092234567abc #092234567 ref=092234567",
        '<svg><path d="M092234567 092234568"/></svg>',
    ],
)
def test_dates_prices_and_ids_are_no_numbers(facts: Facts, text: str) -> None:
    assert values(facts(f"<p>{text}</p>", region_hint="BE")) == []


@pytest.mark.parametrize(
    ("markup", "hint", "value"),
    [
        ("<html lang=de-AT><p>Tel: 01 5131530", None, "+4315131530"),
        ("<html lang=de><p>Tel: 030 901820", None, "+4930901820"),
        ("<html lang=de><p>Tel: 01 5131530", "AT", "+4315131530"),
        ("<html lang=en-US><p>Tel: 09 223 45 67", "BE", "+3292234567"),
        ("<html lang=en-GB><p>Phone 020 7183 8750", None, "+442071838750"),
        ("<html lang=en><p>Call (202) 456-1111", None, "+12024561111"),
        (
            """<html lang=en><script type="application/ld+json">{"telephone": "01 42 68 53 00",
            "address": {"addressCountry": "France"}}</script>""",
            "US",
            "+33142685300",
        ),
    ],
)
def test_the_region_is_inferred(facts: Facts, markup: str, hint: str | None, value: str) -> None:
    assert values(facts(markup, region_hint=hint)) == [value]


def test_a_list_of_numbers_gives_each(facts: Facts) -> None:
    found = facts("<p>Tel: 09 223 45 67 / 0471 23 45 67</p>", region_hint="BE")
    assert set(values(found)) == {"+3292234567", "+32471234567"}


def test_a_phone_beside_a_fax_is_told_apart(facts: Facts) -> None:
    phone, fax = facts("<p>Tel 09 223 45 67 Fax 09 223 45 68</p>", region_hint="BE").phones
    assert (phone.value, phone.is_fax) == ("+3292234567", False)
    assert (fax.value, fax.is_fax) == ("+3292234568", True)


def test_an_announced_number_is_surer_than_a_bare_one(facts: Facts) -> None:
    found = facts("<p>Tel +32 9 223 45 67</p>" + "<p>filler</p>" * 20 + "<p>+32 9 223 45 68</p>")
    assert [phone.confidence for phone in found.phones] == [0.96, 0.85]
