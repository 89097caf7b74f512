from desktop_scanner.core.overview import Facet, Overview, SlowDomain, Speed, Stretch, Tally
from tests.unit.store.samples import AT


def test_speed_is_told_in_domains_a_minute_whatever_its_steps() -> None:
    speed = Speed(5, (Stretch(AT, (10, 0)), Stretch(AT, (1,))))
    assert speed.per_minute == ((120.0, 0.0), (12.0,))
    assert speed.steps == 3


def test_every_facet_has_its_list() -> None:
    overview = Overview(slowest=(SlowDomain("xn--a", "ä", 7),), languages=(Tally("de", 2),))
    assert overview.of(Facet.DOMAIN) == (Tally("xn--a", 7),)
    assert overview.of(Facet.LANGUAGE) == (Tally("de", 2),)
    assert all(overview.of(facet) == () for facet in Facet if facet not in (Facet.DOMAIN, Facet.LANGUAGE))
