from collections.abc import Callable

import pytest

from desktop_scanner.extract.page_facts import logos
from desktop_scanner.extract.parsing.document import Document

Make = Callable[..., Document]
SITE = "https://www.bakkerij-peeters.be"


def url_of(page: Document) -> str | None:
    found = logos.logo(page)
    return found.url if found else None


@pytest.mark.parametrize(
    ("markup", "logo"),
    [
        ('<img src="/hero.jpg"><header><img class="site-logo" src="/l.svg"></header>', f"{SITE}/l.svg"),
        ('<div class="logo"><a href="/"><img src="/x.png"></a></div>', f"{SITE}/x.png"),
        ('<img src="data:x" data-src="/img/logo.png">', f"{SITE}/img/logo.png"),
        ('<div class="partners"><img src="/logo-acme.png"></div>', None),
        ('<img src="/logos-of-history.jpg">', None),
        ("<p>our logo</p><img src=/team.jpg>", None),
        ("<img src=/team.jpg>", None),
    ],
)
def test_the_logo_is_the_image_that_is_called_so(document: Make, markup: str, logo: str | None) -> None:
    assert url_of(document(markup)) == logo


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ('<meta property="og:logo" content="/l.svg">', "named as the logo in the meta og:logo"),
        ('<img class="logo" src="/l.svg">', "the image is called logo"),
        (
            '<header class="header"><a class="x" href="/"><img alt="Logo Peeters" src="/logo.svg"></a></header>',
            "the image is called logo, its file is called logo, it stands in the header, it links to the front page",
        ),
        ('<p class="logo"><img src="/x.svg"></p>', "it stands in an element called logo"),
    ],
)
def test_a_logo_comes_with_its_reasons(document: Make, markup: str, reason: str) -> None:
    found = logos.logo(document(markup))
    assert found is not None
    assert found.reason == reason


def test_what_the_owner_describes_comes_first(document: Make) -> None:
    found = logos.logo(document('<img class="logo" src="/l.svg">'), "https://x.be/own.svg")
    assert found == logos.Logo("https://x.be/own.svg", "named as the logo in the structured data of the organisation")


def test_an_image_far_down_counts_by_its_own_name_only(document: Make) -> None:
    many = "<img src=/a.jpg>" * 12
    assert url_of(document(f'{many}<div class="logo"><img src="/b.jpg"></div>')) is None
    assert url_of(document(f'{many}<div><img class="logo" src="/b.jpg"></div>')) == f"{SITE}/b.jpg"


def test_an_image_that_is_drawn_in_the_page_or_stands_alone_is_told_apart(document: Make) -> None:
    assert url_of(document('<img class="logo" src="data:image/png;base64,x">')) is None
    assert url_of(document('<img class="logo" src="/l.svg">')) == f"{SITE}/l.svg"
