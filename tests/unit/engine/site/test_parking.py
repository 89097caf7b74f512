import time

import pytest

from desktop_scanner.engine.site import parking

_HOSTS = """
Sedo img.sedoparking.com|Bodis cdn.bodis.com|ParkingCrew d38psrni17bvxu.cloudfront.net
ParkLogic parking.parklogic.com|Above.com www.above.com|Afternic www.afternic.com|GoDaddy www.cashparking.com
Dan cdn0.dan.com|HugeDomains hugedomains.com|Undeveloped undeveloped.com|Namecheap parkingpage.namecheap.com
Uniregistry uniregistry.com|DomainMarket domainmarket.com|BuyDomains www.buydomains.com|DomainSponsor dsparking.com
Skenzo www.skenzo.com|Rook Media rookmedia.net|SmartName smartname.com|NameDrive www.namedrive.com|Efty efty.com
BrandBucket www.brandbucket.com|Fabulous fabulous.com
"""


@pytest.mark.parametrize("named", _HOSTS.strip().replace("\n", "|").split("|"))
def test_a_services_host_is_its_mark_and_its_market(named: str) -> None:
    service, _, host = named.rpartition(" ")
    found = parking.mark(f'<html><script src="//{host}/x.js"></script>')
    assert found is not None
    assert (found.service, parking.is_market(host)) == (service, True)


@pytest.mark.parametrize(
    ("service", "html"),
    [
        ("IONOS", "<script>var setup = {registrar: 'IONOSParkingDE'}</script>"),
        ("GoDaddy", "<script src=https://img1.wsimg.com/parking-lander/static/js/main.js></script>"),
        ("GoDaddy", "<script>window.onload=function(){window.location.href='/lander'}</script>"),
        ("Bodis", '<div id="target"></div><script>window.park = "eyJ1dWlkIjoi";</script>'),
        ("Atom", "<a href=https://www.atom.com/name/Roofs>Roofs</a>"),
        ("Google AdSense for Domains", "<script src=https://www.google.com/adsense/domains/caf.js></script>"),
    ],
)
def test_names_in_a_services_code_are_its_marks(service: str, html: str) -> None:
    found = parking.mark(html)
    assert found is not None
    assert found.service == service


@pytest.mark.parametrize(
    "html",
    [
        "<a href=https://www.jordan.com/>Jordan</a>",
        "<a href=https://notbodis.com/>x</a>",
        "<script>window.park = {}</script>",
        "<a href=https://sedo.com/>we sold ours at Sedo</a>",
        "bodis.com",
        "",
    ],
)
def test_other_hosts_and_names_are_no_marks(html: str) -> None:
    assert parking.mark(html) is None


def test_links_among_many_do_not_count() -> None:
    assert parking.mark("<a href=https://dan.com/>Dan</a>", hosts_count=False) is None


@pytest.mark.parametrize(
    "text",
    [
        "The domain a.test is for sale",
        "Buy this domain",
        "Diese Domain ist bereits registriert",
        "Die Domain a.de steht zum Verkauf",
        "Ce nom de domaine est réservé",
        "Este dominio está en venta",
        "Questo dominio è in vendita",
        "Dit domein is gereserveerd",
        "Domena jest na sprzedaż",
        "Doména je na prodej",
        "Домен продаётся",
        "Domænet er parkeret",
        "This domain name has been registered with a registrar",
        "Votre domaine a bien été créé",
        "Strona utrzymywana na serwerach firmy",
        "此域名正在出售",
    ],
)
def test_an_offer_is_known_in_many_languages(text: str) -> None:
    assert parking.offer(text)


@pytest.mark.parametrize("text", ["Our domain is roofing", "Houses for sale", "Register for our course", "domain"])
def test_other_texts_are_no_offers(text: str) -> None:
    assert parking.offer(text) is None


@pytest.mark.parametrize("host", ["example.com", "jordan.com", "sedo.com.example.org", ""])
def test_other_hosts_are_no_markets(host: str) -> None:
    assert not parking.is_market(host)


def test_a_large_page_is_looked_through_quickly() -> None:
    started = time.perf_counter()
    parking.mark("<a href=//x.test/>x</a>" * 9_000)
    assert time.perf_counter() - started < 0.5
