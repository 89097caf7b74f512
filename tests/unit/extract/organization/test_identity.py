from collections.abc import Callable

import pytest

from desktop_scanner.extract.linked_data import structured
from desktop_scanner.extract.organization import identity
from desktop_scanner.extract.parsing.document import Document

Make = Callable[..., Document]


def test_address_and_owner_are_read_together(document: Make) -> None:
    page = document("<p>Huber GmbH<br>Ring 3<br>84028 Landshut</p>", "https://www.huber.de/")
    found = identity.read(page, structured.things(page), "DE")
    assert [address.value for address in found.addresses] == ["Ring 3, 84028 Landshut"]
    owner = identity.owner(found.claims, page.url)
    assert owner is not None
    assert (owner.name, owner.address) == ("Huber GmbH", "Ring 3, 84028 Landshut")


def test_the_country_of_structured_data_is_that_of_the_text(document: Make) -> None:
    page = document(
        '<script type="application/ld+json">{"addressCountry": "AT"}</script><p>Ring 3<br>6060 Hall</p>',
        "https://x.com/",
    )
    assert [address.country for address in identity.read(page, structured.things(page)).addresses] == ["AT"]


@pytest.mark.parametrize("url", ["https://x.de/", "https://x.de/kontakt"])
def test_a_page_without_anything_says_nothing(document: Make, url: str) -> None:
    assert identity.read(document("<p>Hallo</p>", url), ()) == identity.Identity()
    assert identity.owner((), url) is None
