import json
from collections.abc import Callable
from typing import Any

import pytest

from desktop_scanner.extract.organization import organization
from desktop_scanner.extract.organization.claims import Source
from desktop_scanner.extract.page import PageFacts

Facts = Callable[..., PageFacts]
TEXT = (
    "<p>Wir backen jeden Tag für Sie, seit 1950, mit Mehl aus der Region und sehr viel Zeit für den Teig. "
    "Und das schmeckt man auch.</p>"
)


def block(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def found(facts: Facts, markup: str, url: str = "https://www.bakkerij-peeters.be/contact") -> dict[str, Any]:
    described = facts(markup, url).organization
    assert described is not None
    return described


@pytest.mark.parametrize(
    ("title", "url", "name"),
    [
        (
            "Ansprechpartner – Gemeinde Wallersbach",
            "https://www.gemeinde-wallersbach.de/rathaus",
            "Gemeinde Wallersbach",
        ),
        ("HV De Feniks: Bestuur", "https://hvdefeniks.nl/", "HV De Feniks"),
        ("Ferienwohnung Möwennest in Büsum", "https://fewo-moewennest.de/", "Ferienwohnung Möwennest"),
        ("Holy Trinity, Marshfield | Contacts", "https://holytrinity-marshfield.org.uk/", "Holy Trinity, Marshfield"),
    ],
)
def test_a_title_after_which_the_host_is_named_names_the_owner(facts: Facts, title: str, url: str, name: str) -> None:
    described = found(facts, f"<title>{title}</title>{TEXT}", url)
    assert (described["name"], described["evidence"][0]["method"]) == (name, "title")
    assert 0.5 <= described["confidence"] < 0.8


def test_the_first_lines_bear_out_what_is_said_elsewhere(facts: Facts) -> None:
    page, url = f"<title>Medarbejdere</title><p>Advokathuset Fjord</p>{TEXT}", "https://advokathuset-fjord.dk/"
    assert facts(page, url).organization is None
    foot = "<p>Advokathuset Fjord, Vestergade 12, 8000 Aarhus</p>"
    described = facts(page + foot, url, "DK").organization
    assert described is not None
    assert described["name"] == "Advokathuset Fjord"
    assert described["confidence"] > 0.7


@pytest.mark.parametrize(
    "markup",
    [
        "<title>Lagerblick</title>",
        f"<title>lagerblick.de</title>{TEXT}",
        f"<title>Startseite</title>{TEXT}",
        f"<title>Ein schöner Tag</title>{TEXT}",
    ],
)
def test_shells_domains_and_headlines_name_nobody(facts: Facts, markup: str) -> None:
    assert facts(markup, "https://app.lagerblick.de/").organization is None


def test_a_title_with_a_legal_form_needs_no_host(facts: Facts) -> None:
    assert (
        found(facts, f"<title>Kontakt - Huber Holz GmbH</title>{TEXT}", "https://www.hh-web.de/")["name"]
        == "Huber Holz GmbH"
    )


def test_a_name_in_letters_that_no_host_has_must_begin_a_line(facts: Facts) -> None:
    title = "<title>גן שקדיה | תל אביב</title>"
    page = f"{title}{TEXT}<p>גן שקדיה! <p>גן שקדיה, רחוב בן יהודה 112, תל אביב</p>"
    assert found(facts, page, "https://gan-shkedia.co.il/")["name"] == "גן שקדיה"
    assert facts(f"{title}{TEXT}<p>x גן שקדיה y</p>", "https://gan-shkedia.co.il/").organization is None


@pytest.mark.parametrize(
    ("line", "confidence"),
    [
        ("© 2024 Huber Holz GmbH", 0.64),
        ("© 2024 Bakkerij Peeters", 0.64),
        ("© 2024 Bakkerij Peeters NV", 0.84),
        ("© 2019 Irgendwer", None),
    ],
)
def test_a_copyright_line_is_weak_evidence(facts: Facts, line: str, confidence: float | None) -> None:
    described = facts(f"<footer>{line}</footer>").organization
    assert (described["confidence"] if described else None) == confidence


def test_makers_of_programs_are_not_the_owner(facts: Facts) -> None:
    assert facts("<footer>© 2024 phpBB Limited</footer>").organization is None


def test_the_site_s_name_for_networks_counts(facts: Facts) -> None:
    page = '<meta property="og:site_name" content="Bakkerij Peeters">'
    described = found(facts, page)
    assert (described["name"], described["evidence"][0]["method"]) == ("Bakkerij Peeters", "meta")


def test_all_claims_of_a_page_are_kept_for_its_domain(facts: Facts) -> None:
    page = block({"@type": "Store", "name": "Peeters"}) + "<p>© 2024 Janssens NV</p>"
    assert [claim.source for claim in facts(page).claims] == [Source.STRUCTURED, Source.COPYRIGHT]


def test_its_logo_is_an_address() -> None:
    assert organization.logo({"logo": "https://x.be/l.png"}) == "https://x.be/l.png"
    assert organization.logo({"logo": "l.png"}) is None
    assert organization.logo(None) is None
