import pytest

from desktop_scanner.core.overview import Facet, Overview, SlowDomain, Tally
from desktop_scanner.ui import overview_bars, place_names
from tests.ui.german import german

__all__ = ["german"]


def of(facet: Facet, *tallies: Tally, scanned: int = 1000) -> list[tuple[str, str, str]]:
    names = {Facet.TECHNOLOGY: "technologies", Facet.STATUS: "statuses", Facet.CONTACT: "contacts"}
    overview = Overview(total=scanned, scanned=scanned, **{names[facet]: tallies})  # type: ignore[arg-type]
    return [(bar.word, bar.count, bar.share) for bar in overview_bars.bars(facet, overview)]


@pytest.mark.parametrize(
    ("count", "share"),
    [(1000, "100 %"), (999, "99 %"), (505, "50 %"), (108, "11 %"), (10, "1 %"), (9, "< 1 %"), (0, "0 %")],
)
def test_a_share_is_never_rounded_to_all_or_to_nothing(count: int, share: str) -> None:
    assert of(Facet.TECHNOLOGY, Tally("nginx", count)) == [("nginx", str(count).replace("1000", "1,000"), share)]


def test_statuses_stand_in_the_order_of_the_chips() -> None:
    found = of(Facet.STATUS, Tally("pending", 1), Tally("failed", 2), Tally("completed", 3))
    assert [word for word, *_ in found] == ["Done", "Failed", "Waiting"]


def test_contacts_are_shown_from_the_first_scanned_domain_on() -> None:
    assert of(Facet.CONTACT, Tally("email", 0), scanned=0) == []
    assert of(Facet.CONTACT, Tally("email", 0), scanned=5) == [("E-mail", "0", "0 %")]


def test_the_exact_figures_are_in_the_tooltip_and_the_slowest_in_milliseconds() -> None:
    overview = Overview(
        total=2000, scanned=1500, technologies=(Tally("nginx", 1),), slowest=(SlowDomain("a", "ä", 1234),)
    )
    [bar] = overview_bars.bars(Facet.TECHNOLOGY, overview)
    assert bar.tip == "nginx: 1 of 1,500 domains scanned (0.07 %)"
    [slow] = overview_bars.bars(Facet.DOMAIN, overview)
    assert (slow.word, slow.count, slow.tip, slow.value) == ("ä", "1.2 s", "ä: 1,234 ms", "a")


def test_a_cut_list_says_of_how_many() -> None:
    overview = Overview(technologies=(Tally("nginx", 1),), kinds={"technology": 1500, "language": 1})
    assert overview_bars.note(Facet.TECHNOLOGY, overview) == "1 of 1,500"
    assert overview_bars.note(Facet.LANGUAGE, Overview(languages=(Tally("de", 1),), kinds={"language": 1})) == ""


def test_languages_and_countries_are_named(german: object) -> None:
    assert (place_names.language("de"), place_names.country("AT")) == ("Deutsch (de)", "Österreich (AT)")
    assert (place_names.language("sw"), place_names.country("KE")) == ("Swahili (sw)", "Kenya (KE)")
    assert (place_names.language("x1"), place_names.country("??")) == ("x1", "??")
