"""Imprints as people write them, country by country."""

from collections.abc import Callable
from typing import Any

import pytest

from desktop_scanner.extract.page import PageFacts

Facts = Callable[..., PageFacts]

GERMAN = """<h1>Impressum</h1><h2>Angaben gemäß § 5 DDG</h2><p>Elektro Huber <b>GmbH &amp; Co. KG</b>
  <br>Industriestr. 12<br>84028 Landshut</p>
<p>Vertreten durch:<br>Huber Verwaltungs GmbH, diese vertreten durch den Geschäftsführer Karl Huber</p>
<p>Registergericht: Amtsgericht Landshut<br>Registernummer: HRA 9876</p>
<p>Umsatzsteuer-Identifikationsnummer gemäß § 27 a UStG:<br>DE 136 695 976</p>
<h2>Webdesign</h2><p>Pixelwerk Agentur GmbH<br>Ringstr. 3<br>80331 München<br>HRB 1</p>"""
IMPRINTS = [
    (
        "https://www.tischlerei-gruber.at/impressum",
        (
            "<p>Informationspflicht laut §5 E-Commerce Gesetz</p><p>Tischlerei Gruber e.U.<br>Inh. Josef "
            "Gruber<br>Dorfstraße 7, 6060 Hall in Tirol</p><p>UID-Nummer: ATU13585627</p>"
        ),
        "Tischlerei Gruber e.U.",
        "ATU13585627",
        "Dorfstraße 7, 6060 Hall in Tirol",
    ),
    (
        "https://www.malermeister-keller.ch/impressum",
        (
            "<h3>Kontaktadresse</h3><p>Keller Maler AG<br>Bahnhofstrasse 10<br>CH-8400 Winterthur</p>"
            "<p>CHE-107.787.577 MWST</p>"
        ),
        "Keller Maler AG",
        "CHE107787577",
        "Bahnhofstrasse 10, 8400 Winterthur",
    ),
    (
        "https://www.boulangerie-leroux.fr/mentions-legales",
        (
            "<p>Le site est édité par la SARL Boulangerie Leroux, au capital de 8 000 €, dont le siège "
            "social est situé 12 rue de Nantes, 35000 Rennes.</p><p>TVA FR 40 303265045</p><h2>Hébergement"
            "</h2><p>OVH SAS<br>2 rue Kellermann<br>59100 Roubaix</p>"
        ),
        "SARL Boulangerie Leroux",
        "FR40303265045",
        "12 rue de Nantes, 35000 Rennes",
    ),
    (
        "https://www.tallerespardo.es/aviso-legal",
        (
            "<ul><li>Denominación social: Talleres Pardo, S.L.</li><li>NIF: B-58378431</li><li>Domicilio: "
            "Calle Mayor, 12, 28001 Madrid</li></ul><p>Diseño web: Webmania S.L.</p>"
        ),
        "Talleres Pardo, S.L.",
        "ESB58378431",
        "Calle Mayor, 12, 28001 Madrid",
    ),
    (
        "https://www.pastificio-rossi.it/note-legali",
        (
            "<p>Pastificio Rossi S.r.l.<br>Sede legale: Via Roma, 12 - 20121 Milano (MI)<br>P.IVA "
            "00743110157</p><p>Realizzato da: Studio Web Srl</p>"
        ),
        "Pastificio Rossi S.r.l.",
        "IT00743110157",
        "Via Roma, 12, 20121 Milano",
    ),
    (
        "https://www.bakkerij-devries.nl/colofon",
        (
            "<p>Deze website is eigendom van Bakkerij De Vries B.V.</p><p>Btw-nummer: NL004495445B01</p>"
            "<p>Ontwerp en realisatie: Bureau Noord</p>"
        ),
        "Bakkerij De Vries B.V.",
        "NL004495445B01",
        None,
    ),
    (
        "https://www.kovacsbutor.hu/impresszum",
        "<p>Cégnév: Kovács Bútor Kft.<br>Székhely: 1051 Budapest, Nádor utca 12.<br>Adószám: 12892312-2-41</p>",
        "Kovács Bútor Kft.",
        "HU12892312",
        "Nádor utca 12, 1051 Budapest",
    ),
    (
        "https://www.yamada.co.jp/company",
        (
            "<h1>会社概要</h1><table><tr><td>会社名</td><td>株式会社山田製作所</td></tr>"
            "<tr><td>所在地</td><td>〒150-0043 東京都渋谷区道玄坂1-10-8</td></tr></table>"
        ),
        "株式会社山田製作所",
        None,
        "〒150-0043 東京都渋谷区道玄坂1-10-8",
    ),
]
FEET = [
    (
        "https://www.stavby-dvorak.cz/kontakty",
        (
            "<p><strong>Stavby Dvořák s.r.o.</strong><br>Dlouhá 12<br>110 00 Praha 1</p><p>IČO: 25123891, "
            "DIČ: CZ25123891</p>"
        ),
        "Stavby Dvořák s.r.o.",
    ),
    (
        "https://www.toemrer-hansen.dk/om-os",
        "<footer>Tømrermester Hansen ApS · Vestergade 12 · 8000 Aarhus C · CVR 13585628</footer>",
        "Tømrermester Hansen ApS",
    ),
    (
        "https://www.snickeri-lund.se/",
        "<p>Lunds Snickeri AB, Skolgatan 3, 223 61 Lund. Org.nr 556036-0793</p>",
        "Lunds Snickeri AB",
    ),
    (
        "https://www.smithjoinery.co.uk/contact",
        "<p>Smith &amp; Sons Joinery Ltd<br>Unit 5, Mill Estate<br>Leeds LS1 4AB</p><p>Website by Bright Pixel Ltd</p>",
        "Smith & Sons Joinery Ltd",
    ),
    (
        "https://www.acmeplumbing.com/contact",
        "<p>Acme Plumbing LLC<br>500 Main St, Suite 3<br>Springfield, IL 62701</p>",
        "Acme Plumbing LLC",
    ),
    (
        "https://www.gasthaus-adler.de/kontakt",
        "<h1>Kontakt</h1><p>Gasthaus Adler</p><p>Familie Maier</p><p>Hauptstraße 2</p><p>79111 Freiburg</p>",
        "Gasthaus Adler",
    ),
    ("https://www.x.de/", "<p>Gemeinde Wallersbach, Rathausgasse 1, 69257 Wallersbach</p>", "Gemeinde Wallersbach"),
]


def found(facts: Facts, url: str, body: str) -> dict[str, Any]:
    top = url.split("/")[2].rpartition(".")[2].upper()
    described = facts(f"<nav><a>Start</a></nav>{body}", url, {"UK": "GB", "COM": "US"}.get(top, top)).organization
    assert described is not None
    return described


def test_a_german_imprint_tells_name_numbers_and_who_acts(facts: Facts) -> None:
    described = found(facts, "https://www.elektro-huber.de/impressum", GERMAN)
    assert (described["name"], described["legal_form"]) == ("Elektro Huber GmbH & Co. KG", "GmbH & Co. KG")
    assert (described["vat_id"], described["address"]) == ("DE136695976", "Industriestr. 12, 84028 Landshut")
    assert described["registers"] == [{"kind": "HRA", "number": "9876", "court": "Landshut"}]
    assert described["representatives"] == ["Huber Verwaltungs GmbH", "Karl Huber"]
    assert described["evidence"][0]["method"] == "imprint"
    assert described["confidence"] > 0.95


@pytest.mark.parametrize(("url", "body", "name", "vat_id", "address"), IMPRINTS, ids=lambda value: str(value)[:30])
def test_imprints_of_other_countries_do_too(
    facts: Facts, url: str, body: str, name: str, vat_id: str | None, address: str | None
) -> None:
    described = found(facts, url, body)
    assert (described["name"], described["vat_id"], described["address"]) == (name, vat_id, address)


@pytest.mark.parametrize(("url", "body", "name"), FEET, ids=lambda value: str(value)[:30])
def test_the_name_above_or_before_an_address_is_the_owner_s(facts: Facts, url: str, body: str, name: str) -> None:
    assert found(facts, url, body)["name"] == name


def test_a_privacy_notice_names_its_controller_among_many(facts: Facts) -> None:
    body = """<h1>Datenschutzerklärung</h1><h2>Verantwortlicher</h2><p>Verantwortlich im Sinne der DSGVO ist:
  <br>Belvedere Hotel GmbH<br>
      Seestraße 1<br>6100 Seefeld</p><h2>Newsletter</h2>
  <p>CleverReach GmbH &amp; Co. KG, Schafjückenweg 2, 26180 Rastede</p>
      <h2>Analyse</h2><p>Statistik Dienste GmbH, Ring 1, 1010 Wien</p>"""
    page = facts(body, "https://www.hotel-belvedere.com/datenschutz", "AT")
    assert page.organization is not None
    assert page.organization["name"] == "Belvedere Hotel GmbH"
    assert [address.city for address in page.addresses] == ["Seefeld"]


@pytest.mark.parametrize(
    "body",
    [
        "<h2>Webdesign</h2><p>Pixelwerk GmbH<br>Ringstr. 3<br>80331 München</p>",
        "<p>Hosting: Hetzner Online GmbH, Industriestr. 25, 91710 Gunzenhausen</p>",
        "<p>Datenschutzbeauftragter: DSB Müller GmbH, Ring 3, 80331 München</p>",
        "<h2>Unsere Partner</h2><p>Janssens Mehl GmbH<br>Ring 3<br>80331 München</p>",
        "<p>Informationen</p><p>Ring 3</p><p>80331 München</p>",
        "<p>Webdesign</p><p>Pixelwerk GmbH</p><p>Anschrift: Ring 3</p><p>80331 München</p>",
        "<h2>Musterfirma GmbH</h2><p>Musterstraße 1<br>12345 Musterstadt</p>",
    ],
)
def test_others_who_are_named_are_not_the_owner(facts: Facts, body: str) -> None:
    assert facts(body, "https://www.backhaus.de/seite", "DE").organization is None


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("<p>Diese Seite wird betrieben von <b>Huber Holz GmbH</b></p>", "Huber Holz GmbH"),
        ("<p>Diese Seite wird betrieben von Gasthaus Adler, Landshut</p>", "Gasthaus Adler"),
        ("<p>A GmbH<p>Huber Holz KG<p>B AG<p>C Ltd", "Huber Holz KG"),
        ("<h2>Name</h2><p>x y z</p><p>Huber Holz KG</p>", "Huber Holz KG"),
        ("<p>Google Ireland Limited</p><p>Huber Holz KG</p>", "Huber Holz KG"),
        ("<h2>Huber Holz KG</h2><p>Ring 3<br>84028 Landshut</p>", "Huber Holz KG"),
    ],
)
def test_sentences_and_headings_name_the_owner_too(facts: Facts, body: str, name: str) -> None:
    described = facts(body, "https://huber-holz.de/impressum", "DE").organization
    assert described is not None
    assert described["name"] == name


def test_the_site_s_name_bears_out_a_name_above_an_address(facts: Facts) -> None:
    body = "<h2>Adler</h2><p>Ring 3<br>84028 Landshut</p><p>Hosting<p>x<br>Ring 4<br>84028 Landshut"
    page = facts(f'<meta property="og:site_name" content="Gasthaus Adler">{body}', "https://x.de/", "DE")
    assert page.organization is not None
    assert page.organization["name"] == "Adler"


def test_a_person_runs_a_shop_with_a_name_of_its_own(facts: Facts) -> None:
    body = "<p>Titular: Remedios Pedrajuela, NIF 54362315K</p><p>Casa Rural Roble, Calle Mayor 1, 42999 Soria</p>"
    described = found(facts, "https://casa-rural-roble.es/aviso-legal", body)
    assert described["name"] == "Casa Rural Roble"
