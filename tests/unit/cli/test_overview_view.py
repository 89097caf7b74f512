from desktop_scanner.cli import overview_view
from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.overview import Overview, Speed, Stretch, Tally
from desktop_scanner.core.statuses import BatchState
from tests.unit.store.samples import AT

BATCH = BatchInfo(id="b", name="Shops", state=BatchState.COMPLETED, created_at=AT, total=400)


def view(overview: Overview) -> str:
    return overview_view.view(BATCH, overview).plain


def test_a_long_list_says_of_how_many_it_is_the_beginning() -> None:
    found = Overview(total=400, scanned=400, technologies=(Tally("WordPress", 300),), kinds={"technology": 1200})
    assert "Technologies, the first 1 of 1,200\n        300   75 %  ████" in view(found)


def test_what_no_domain_has_is_left_out() -> None:
    assert view(Overview(total=400, contacts=(Tally("email", 0),))).splitlines() == [
        "Shops",
        "Domains     400, 0 of them scanned",
    ]


def test_the_speed_is_the_mean_and_the_most() -> None:
    speed = Speed(30, (Stretch(AT, (10, 30)),))
    assert "Speed       40 domains a minute, 60 at most, in 1 min 0 s of scanning" in view(Overview(speed=speed))
