from collections.abc import Callable

import pytest

from desktop_scanner.extract.page_facts import metadata
from desktop_scanner.extract.parsing.document import Document

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
    assert metadata.icon(document(markup)).url == icon


def test_canonical_and_robots_are_read(document: Make) -> None:
    page = document('<link rel="canonical" href="/x"><meta name="robots" content="noindex, nofollow">')
    assert metadata.canonical(page) == f"{SITE}/x"
    assert metadata.robots(page) == "noindex, nofollow"


@pytest.mark.parametrize(
    ("href", "body"),
    [
        ("data:image/png;base64,aWNvbg==", b"icon"),
        ("data:image/svg+xml;charset=utf-8;base64,aWNvbg%3D%3D", b"icon"),
        ("data:image/svg+xml,%3Csvg/%3E", None),
        ("data:image/png;base64,a", None),
    ],
)
def test_an_icon_that_stands_in_the_page_itself_is_read(document: Make, href: str, body: bytes | None) -> None:
    assert metadata.icon(document(f'<link rel="icon" href="{href}">')) == metadata.Icon(body=body)
