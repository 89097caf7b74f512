from collections.abc import Callable

from desktop_scanner.core.results import Alternate, Feed, FrontPage, Heading
from desktop_scanner.extract.page_facts.front_page import MAX_HEADINGS, front_page
from desktop_scanner.extract.parsing.document import Document

Make = Callable[..., Document]
SITE = "https://www.bakkerij-peeters.be"
HEAD = """<html lang="nl-BE"><head><link rel="canonical" href="/brood"><meta name="generator" content="WordPress 6.5">
 <meta name="robots" content="noindex"><meta property="og:title" content=" Brood ">
 <meta property="og:title" content="2">
 <meta property="og:image" content=""><meta name="twitter:card" content="summary">
 <link rel="alternate" hreflang="fr-BE" href="/fr/"><link rel="alternate" hreflang="fr-BE" href="/fr/">
 <link rel="alternate" type="application/rss+xml" title="Nieuws" href="/feed/"><link rel="feed" href="/atom.xml">
 <link rel="alternate" type="application/json+oembed" href="/oembed"><link rel="stylesheet" href="/a.css"></head>"""


def test_a_front_page_is_read_as_it_presents_itself(document: Make) -> None:
    found = front_page(document(f"{HEAD}<body><h2>Onze</h2><h1>Brood <b>en</b> banket</h1><h3> </h3>"))
    assert (found.canonical, found.robots, found.generator) == (f"{SITE}/brood", "noindex", "WordPress 6.5")
    assert (found.open_graph, found.twitter_card) == ({"title": "Brood"}, {"card": "summary"})
    assert found.headings == (Heading(level=2, text="Onze"), Heading(level=1, text="Brood en banket"))
    assert found.hreflang == (Alternate(lang="fr-BE", url=f"{SITE}/fr/"),)
    assert found.feeds == (Feed(url=f"{SITE}/feed/", title="Nieuws"), Feed(url=f"{SITE}/atom.xml"))
    assert (found.language_declared, found.double_encoded) == ("nl-BE", False)


def test_a_page_that_says_nothing_of_itself_gives_nothing(document: Make) -> None:
    assert front_page(document("<p>x")) == FrontPage()


def test_the_declared_language_is_held_against_the_text(document: Make) -> None:
    text = "<p>Wir backen unser Brot für Sie und sind jeden Tag von sieben bis zwölf Uhr in der Stadt."
    found = front_page(document(f'<html lang="en">{text}'))
    assert (found.language_declared, found.language_detected, found.language_plausible) == ("en", "de", False)


def test_the_number_of_headings_is_bounded(document: Make) -> None:
    assert len(front_page(document("<h2>x</h2>" * (MAX_HEADINGS + 9))).headings) == MAX_HEADINGS


def test_text_that_was_encoded_twice_is_put_right_and_told(document: Make) -> None:
    found = front_page(document("<h1>CafÃ© MÃ¼ller</h1>"))
    assert (found.headings[0].text, found.double_encoded) == ("Café Müller", True)
