from collections.abc import Callable

import pytest

from desktop_scanner.extract import metadata
from desktop_scanner.extract.document import Document

Make = Callable[..., Document]
SITE = "https://www.bakkerij-peeters.be"


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        ("<title>\n Bakkerij \t Peeters &amp; Zoon</title>", "Bakkerij Peeters & Zoon"),
        ("<svg><title>Icon</title></svg><p>x</p>", None),
        ('<title> </title><meta property="og:title" content="Og">', "Og"),
        ("<p>none</p>", None),
    ],
)
def test_the_title_is_one_clean_line(document: Make, markup: str, title: str | None) -> None:
    assert metadata.title(document(markup)) == title


def test_the_description_falls_back_to_what_networks_are_told(document: Make) -> None:
    assert metadata.description(document('<meta name="Description" content=" Vers  brood ">')) == "Vers brood"
    assert metadata.description(document('<meta property="og:description" content="Og">')) == "Og"


@pytest.mark.parametrize(
    ("markup", "icon"),
    [
        ('<link rel="shortcut icon" href="/f.ico">', f"{SITE}/f.ico"),
        ('<link rel="apple-touch-icon" href="/a.png"><link rel="icon" href="i.svg">', f"{SITE}/i.svg"),
        ('<link rel="apple-touch-icon" href="/a.png">', f"{SITE}/a.png"),
        ('<link rel="icon" href="data:image/png;base64,x">', None),
        ("<p>", None),
    ],
)
def test_the_favicon_is_the_page_s_ordinary_icon(document: Make, markup: str, icon: str | None) -> None:
    assert metadata.favicon(document(markup)) == icon


@pytest.mark.parametrize(
    ("markup", "logo"),
    [
        ('<img src="/hero.jpg"><header><img class="site-logo" src="/l.svg"></header>', f"{SITE}/l.svg"),
        ('<div class="logo"><a href="/"><img src="/x.png"></a></div>', f"{SITE}/x.png"),
        ('<img src="data:x" data-src="/img/logo.png">', f"{SITE}/img/logo.png"),
        ('<div class="partners"><img src="/logo-acme.png"></div>', None),
        ('<img src="/logos-of-history.jpg">', None),
        ("<p>our logo</p><img src=/team.jpg>", None),
    ],
)
def test_the_logo_is_the_image_that_is_called_so(document: Make, markup: str, logo: str | None) -> None:
    assert metadata.logo(document(markup)) == logo


def test_canonical_and_robots_are_read(document: Make) -> None:
    page = document('<link rel="canonical" href="/x"><meta name="robots" content="noindex, nofollow">')
    assert metadata.canonical(page) == f"{SITE}/x"
    assert metadata.robots(page) == "noindex, nofollow"
