from collections.abc import Callable

import pytest

from desktop_scanner.extract.page import PageFacts
from desktop_scanner.extract.social import profile_of


@pytest.mark.parametrize(
    ("url", "network", "canonical", "handle"),
    [
        ("http://facebook.com/peeters/?ref=page", "facebook", "https://www.facebook.com/peeters", "peeters"),
        ("https://nl-nl.facebook.com/pages/Peeters/1234567", "facebook", "https://www.facebook.com/1234567", "1234567"),
        (
            "https://m.facebook.com/profile.php?id=100012345",
            "facebook",
            "https://www.facebook.com/profile.php?id=100012345",
            "100012345",
        ),
        (
            "https://www.instagram.com/peeters.be?igsh=x",
            "instagram",
            "https://www.instagram.com/peeters.be/",
            "peeters.be",
        ),
        (
            "https://be.linkedin.com/company/peeters-nv/about/",
            "linkedin",
            "https://www.linkedin.com/company/peeters-nv",
            "peeters-nv",
        ),
        ("https://www.linkedin.com/in/an-peeters", "linkedin", "https://www.linkedin.com/in/an-peeters", "an-peeters"),
        ("https://twitter.com/Peeters?lang=nl", "x", "https://x.com/Peeters", "Peeters"),
        ("https://x.com/@Peeters", "x", "https://x.com/Peeters", "Peeters"),
        ("https://www.youtube.com/@peeters/videos", "youtube", "https://www.youtube.com/@peeters", "peeters"),
        ("https://youtube.com/channel/UCabcDEF", "youtube", "https://www.youtube.com/channel/UCabcDEF", "UCabcDEF"),
        ("https://www.tiktok.com/@peeters", "tiktok", "https://www.tiktok.com/@peeters", "peeters"),
        ("https://www.pinterest.co.uk/peeters/", "pinterest", "https://www.pinterest.com/peeters/", "peeters"),
        ("https://github.com/peeters", "github", "https://github.com/peeters", "peeters"),
        ("https://www.xing.com/pages/peeters", "xing", "https://www.xing.com/pages/peeters", "peeters"),
        ("https://vimeo.com/peeters", "vimeo", "https://vimeo.com/peeters", "peeters"),
        ("https://t.me/peeters", "telegram", "https://t.me/peeters", "peeters"),
        ("https://www.threads.net/@peeters", "threads", "https://www.threads.net/@peeters", "peeters"),
        ("https://bsky.app/profile/peeters.be", "bluesky", "https://bsky.app/profile/peeters.be", "peeters.be"),
        (
            "https://mastodon.social/@peeters",
            "mastodon",
            "https://mastodon.social/@peeters",
            "@peeters@mastodon.social",
        ),
    ],
)
def test_a_profile_has_one_form(url: str, network: str, canonical: str, handle: str) -> None:
    profile = profile_of(url)
    assert profile is not None
    assert (profile.network, profile.url, profile.handle) == (network, canonical, handle)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fpeeters.be",
        "https://www.facebook.com/share.php?u=x",
        "https://www.facebook.com/",
        "https://www.facebook.com/tr?id=1&ev=PageView",
        "https://www.facebook.com/wordpress",
        "https://www.facebook.com/events/123",
        "https://www.instagram.com/p/Cxyz/",
        "https://www.instagram.com/explore/tags/bread",
        "https://www.linkedin.com/shareArticle?mini=true&url=https://peeters.be",
        "https://www.linkedin.com/company/",
        "https://twitter.com/intent/tweet?text=x",
        "https://twitter.com/share?url=https://peeters.be",
        "https://twitter.com/home?status=x",
        "https://twitter.com/hashtag/bread",
        "https://www.youtube.com/watch?v=abc",
        "https://www.youtube.com/embed/abc",
        "https://youtu.be/abc",
        "https://www.pinterest.com/pin/create/button/?url=https://peeters.be",
        "https://github.com/jquery/jquery",
        "https://vimeo.com/123456",
        "https://t.me/share/url?url=https://peeters.be",
        "https://wa.me/3292234567",
        "https://notfacebook.com/peeters",
        "https://peeters.be/@me",
        "not a url",
    ],
)
def test_sharing_posts_and_platforms_are_no_profiles(url: str) -> None:
    assert profile_of(url) is None


def test_profiles_come_from_links_and_structured_data_once(facts: Callable[..., PageFacts]) -> None:
    found = facts("""<script type="application/ld+json">{"sameAs": ["https://www.facebook.com/Peeters"]}</script>
      <a href="https://facebook.com/peeters/">f</a><a rel="me" href="https://toot.example.be/@an">m</a>""").social
    assert [(profile.network, len(profile.evidence)) for profile in found] == [("facebook", 2), ("mastodon", 1)]
    assert {piece.method for piece in found[0].evidence} == {"jsonld", "link"}
