from collections.abc import Callable

import pytest

from desktop_scanner.extract.page import PageFacts
from desktop_scanner.extract.social import social_context

Facts = Callable[..., PageFacts]
LINK = '<a href="https://www.instagram.com/oven_x/">{}</a>'


@pytest.mark.parametrize(
    "markup",
    [
        '<div class="social-share">{link}</div>',
        '<ul class="a2a_kit a2a_kit_size_32"><li>{link}</li></ul>',
        '<div class="sharedaddy sd-sharing-enabled"><ul><li>{link}</li></ul></div>',
        '<blockquote class="instagram-media"><div><p>{link}</p></div></blockquote>',
        "<blockquote>Lekker! — {link}</blockquote>",
        '<ol class="commentlist"><li>{link}</li></ol>',
        "<p>Website by {link}</p>",
        "<p>Umsetzung: <a href=https://www.pixel.de>Pixel</a> · {link}</p>",
        "<p>Foto S. 3: {link}</p>",
        '<p>© <a href="https://www.oven-x.de">Oven X</a> {link}</p>',
        "<h3>Webdesign</h3><p>Oven X GmbH<br>{link}</p>",
        '<div class="site-credits">{link}</div>',
    ],
)
def test_what_does_not_lead_to_the_owner_is_left_out(facts: Facts, markup: str) -> None:
    assert facts(markup.format(link=LINK.format("@oven_x"))).social == ()


@pytest.mark.parametrize(
    "markup",
    [
        '<div class="social-links">{link}</div>',
        '<div class="share-follow">{link}</div>',
        '<p>© Peeters<br><a href="https://www.partner.be">Partner</a> {link}</p>',
        "<h3>Volg ons</h3><p>{link}</p>",
        "<footer><p>Website by Miller</p><p>{link}</p></footer>",
    ],
)
def test_the_owners_links_stay(facts: Facts, markup: str) -> None:
    assert [profile.handle for profile in facts(markup.format(link=LINK.format("Instagram"))).social] == ["oven_x"]


@pytest.mark.parametrize("text", ["Share on Instagram", "Teilen", "Condividi", "Tweet"])
def test_a_link_that_says_that_it_shares_is_believed(facts: Facts, text: str) -> None:
    assert facts(LINK.format(text)).social == ()


def test_a_link_of_a_visitor_is_the_visitors(facts: Facts) -> None:
    assert facts('<a rel="nofollow ugc" href="https://x.com/visitor">v</a>').social == ()


def test_an_agency_has_services_and_words_of_its_own(facts: Facts) -> None:
    markup = '<h3>Webdesign</h3><p>Design by us <a href="https://www.instagram.com/pixelschmiede/">i</a></p>'
    assert len(facts(markup, "https://www.pixelschmiede.de/").social) == 1


@pytest.mark.parametrize(
    ("url", "owner"),
    [
        ("https://www.wix.com/x", "wix"),
        ("https://shop.an-firm.co.uk:8080/", "anfirm"),
        ("mailto:x", ""),
        ("https:///", ""),
    ],
)
def test_the_owner_is_named_by_the_host(url: str, owner: str) -> None:
    assert social_context.owner_of(url) == owner
