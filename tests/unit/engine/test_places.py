from dataclasses import dataclass

from desktop_scanner.engine import places
from desktop_scanner.engine.places import Places


@dataclass
class Kept:
    name: str

    def is_idle(self, now: float) -> bool:
        return now > 0 and not self.name.startswith("busy")


def test_a_place_is_made_once() -> None:
    kept = Places(Kept)
    assert kept["a"] is kept["a"]


def test_a_million_idle_places_take_no_more_room_than_a_few() -> None:
    kept = Places(Kept)
    for number in range(50_000):
        kept[str(number)]
    assert len(kept) <= places._FEW


def test_what_is_in_use_is_never_forgotten() -> None:
    kept = Places(Kept)
    busy = [kept[f"busy {number}"] for number in range(3_000)]
    for number in range(20_000):
        kept[str(number)]
    assert all(kept[one.name] is one for one in busy)
    assert len(kept) <= 2 * 3_000
