from collections.abc import Callable

import pytest

from desktop_scanner.extract import postal
from desktop_scanner.extract.page import PageFacts


@pytest.mark.parametrize(
    ("address", "line"),
    [
        (
            {"streetAddress": "Veldstraat 1", "postalCode": "9000", "addressLocality": "Gent", "addressCountry": "BE"},
            "Veldstraat 1, 9000 Gent, BE",
        ),
        (
            {
                "streetAddress": "1 Main St",
                "postalCode": "02110",
                "addressLocality": "Boston",
                "addressRegion": "MA",
                "addressCountry": {"name": "USA"},
            },
            "1 Main St, Boston, MA 02110, USA",
        ),
        ({"postalCode": 9000, "addressLocality": "Gent"}, "9000 Gent"),
        ({"addressLocality": "Gent"}, None),
        ({"streetAddress": "Veldstraat 1"}, None),
        ({"streetAddress": None, "postalCode": True}, None),
    ],
)
def test_an_address_is_one_line(address: dict[str, object], line: str | None) -> None:
    assert postal.one_line(address) == line


def test_an_address_that_stands_twice_is_one(facts: Callable[..., PageFacts]) -> None:
    block = '{"@type": "Store", "name": "P", "address": {"streetAddress": "Veldstraat %s", "postalCode": "9000",'
    block += ' "addressLocality": "Gent", "addressCountry": "Belgium"}}'
    script = '<script type="application/ld+json">{}</script>'
    found = facts(script.format(block % "1") + script.format(block % "1 ") + script.format(block % "2")).addresses
    assert [address.country for address in found] == ["BE", "BE"]
    assert found[0].value == "Veldstraat 1, 9000 Gent, Belgium"
