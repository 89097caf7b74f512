import pytest

from desktop_scanner.core import filter_terms, row_terms
from desktop_scanner.core.overview import Facet
from desktop_scanner.core.pivots import Pivot, PivotKind


@pytest.mark.parametrize(
    ("facet", "value", "term"),
    [
        (Facet.STATUS, "failed", "status:failed"),
        (Facet.FAILURE, "dns_not_found", "kind:dns_not_found"),
        (Facet.VERDICT, "soft_404", "verdict:soft_404"),
        (Facet.CONTACT, "email", "email:yes"),
        (Facet.TECHNOLOGY, "WordPress", "tech:=WordPress"),
        (Facet.TECHNOLOGY, "Google Analytics", 'tech:="Google Analytics"'),
        (Facet.TECHNOLOGY, 'a "b", c', 'tech:="a  b , c"'),
        (Facet.LANGUAGE, "de", "lang:de"),
        (Facet.COUNTRY, "DE", "country:DE"),
        (Facet.DOMAIN, "brandt.de", "domain:=brandt.de"),
    ],
)
def test_a_bar_has_the_term_that_means_its_domains(facet: Facet, value: str, term: str) -> None:
    assert filter_terms.of_bar(facet, value) == term


@pytest.mark.parametrize(
    ("kind", "name", "value", "term"),
    [
        (PivotKind.IP, None, "203.0.113.9", 'pivot:"ip=203.0.113.9"'),
        (PivotKind.TRACKER, "google_analytics", "UA-12345", 'pivot:"tracker=google_analytics:UA-12345"'),
        (PivotKind.FAVICON, None, "-5", 'pivot:"favicon=-5"'),
    ],
)
def test_a_pivot_is_named_by_its_kind_and_value(kind: PivotKind, name: str | None, value: str, term: str) -> None:
    assert filter_terms.of_pivot(Pivot(kind=kind, name=name, value=value, count=2, domains=())) == term


@pytest.mark.parametrize("facet", Facet)
def test_the_filter_takes_every_term_as_one(facet: Facet) -> None:
    value = {Facet.STATUS: "failed", Facet.FAILURE: "internal", Facet.VERDICT: "ok", Facet.CONTACT: "social"}
    parsed = row_terms.parse(filter_terms.of_bar(facet, value.get(facet, 'a "b", c')))
    assert (len(parsed.where.terms), parsed.faults) == (1, ())
