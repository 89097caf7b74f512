from collections.abc import Callable

import pytest

from desktop_scanner.extract.page import PageFacts
from desktop_scanner.extract.social.social import profile_of


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
            "https://www.facebook.com/p/Bakkerij-Peeters-61550012345678/",
            "facebook",
            "https://www.facebook.com/profile.php?id=61550012345678",
            "61550012345678",
        ),
        ("https://gitlab.com/peeters", "gitlab", "https://gitlab.com/peeters", "peeters"),
        ("https://github.com/orgs/peeters", "github", "https://github.com/peeters", "peeters"),
        (
            "https://whatsapp.com/channel/0029VaAbCdEf",
            "whatsapp",
            "https://whatsapp.com/channel/0029VaAbCdEf",
            "0029VaAbCdEf",
        ),
        ("https://discord.com/invite/aBc12", "discord", "https://discord.gg/aBc12", "aBc12"),
        ("https://www.twitch.tv/peeters/about", "twitch", "https://www.twitch.tv/peeters", "peeters"),
        ("https://snapchat.com/add/peeters", "snapchat", "https://www.snapchat.com/add/peeters", "peeters"),
        ("https://old.reddit.com/r/peeters/", "reddit", "https://www.reddit.com/r/peeters", "peeters"),
        ("https://medium.com/@peeters", "medium", "https://medium.com/@peeters", "peeters"),
        ("https://medium.com/peeters-blog", "medium", "https://medium.com/peeters-blog", "peeters-blog"),
        ("https://peeters.medium.com/", "medium", "https://medium.com/peeters", "peeters"),
        ("https://www.behance.net/peeters", "behance", "https://www.behance.net/peeters", "peeters"),
        ("https://dribbble.com/peeters", "dribbble", "https://dribbble.com/peeters", "peeters"),
        ("https://www.flickr.com/photos/peeters/", "flickr", "https://www.flickr.com/people/peeters", "peeters"),
        ("https://soundcloud.com/peeters", "soundcloud", "https://soundcloud.com/peeters", "peeters"),
        ("https://open.spotify.com/artist/4Z8W", "spotify", "https://open.spotify.com/artist/4Z8W", "4Z8W"),
        ("https://www.yelp.be/biz/peeters-gent", "yelp", "https://www.yelp.com/biz/peeters-gent", "peeters-gent"),
        (
            "https://www.tripadvisor.at/Hotel_Review-g1-d2-Reviews-Peeters.html",
            "tripadvisor",
            "https://www.tripadvisor.com/Hotel_Review-g1-d2-Reviews-Peeters.html",
            "Hotel_Review-g1-d2-Reviews-Peeters.html",
        ),
        (
            "https://nl.trustpilot.com/review/peeters.be",
            "trustpilot",
            "https://www.trustpilot.com/review/peeters.be",
            "peeters.be",
        ),
        ("https://g.page/peeters-gent/review", "google_business", "https://g.page/peeters-gent", "peeters-gent"),
        ("https://vk.com/peeters", "vk", "https://vk.com/peeters", "peeters"),
        ("https://ok.ru/group/1234567", "ok", "https://ok.ru/group/1234567", "1234567"),
        ("https://weibo.com/u/1234567890", "weibo", "https://weibo.com/u/1234567890", "1234567890"),
        ("https://weibo.com/peeters", "weibo", "https://weibo.com/peeters", "peeters"),
        ("https://line.me/R/ti/p/%40peeters", "line", "https://line.me/R/ti/p/@peeters", "peeters"),
        ("https://www.kununu.com/at/peeters/kommentare", "kununu", "https://www.kununu.com/at/peeters", "peeters"),
        (
            "https://www.glassdoor.de/Reviews/Peeters-Reviews-E123.htm",
            "glassdoor",
            "https://www.glassdoor.com/Reviews/Peeters-Reviews-E123.htm",
            "Peeters-Reviews-E123.htm",
        ),
        (
            "https://www.crunchbase.com/organization/peeters",
            "crunchbase",
            "https://www.crunchbase.com/organization/peeters",
            "peeters",
        ),
        ("https://peeters.tumblr.com/", "tumblr", "https://www.tumblr.com/peeters", "peeters"),
        ("https://peeters.substack.com/about", "substack", "https://peeters.substack.com/", "peeters"),
        ("https://twitter.com/#!/peeters", "x", "https://x.com/peeters", "peeters"),
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
        "https://www.facebook.com/peeters/posts/123",
        "https://www.facebook.com/help/123",
        "https://www.facebook.com/login/?next=x",
        "https://www.facebook.com/policies/cookies",
        "https://www.instagram.com/peeters/p/Cxyz/",
        "https://www.instagram.com/oven/?utm_source=ig_embed",
        "https://x.com/peeters/status/123",
        "https://twitter.com/intent/user?screen_name=peeters",
        "https://www.tiktok.com/@peeters/video/123",
        "https://bsky.app/profile/peeters.be/post/abc",
        "https://www.threads.net/@peeters/post/abc",
        "https://t.me/peeters/42",
        "https://discord.com/branding",
        "https://vk.com/wall-123_456",
        "https://peeters.tumblr.com/post/123",
        "https://www.tumblr.com/dashboard",
        "https://business.facebook.com/peeters",
        "https://www.facebook.com/your.page",
        "https://www.instagram.com/elementor/",
        "https://www.pinterest.com/yourname/",
        "https://www.facebook.com/index.html",
        "https://fb.com/sharer.php",
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


def test_a_platforms_account_is_its_own_on_its_own_site() -> None:
    assert profile_of("https://x.com/wix") is None
    assert profile_of("https://x.com/wix", "wix") is not None


def test_a_profile_that_the_page_calls_its_owners_is_believed(facts: Callable[..., PageFacts]) -> None:
    found = facts('<link rel="me" href="https://x.com/wordpress"><a rel="me" href="https://toot.be/@an">m</a>').social
    assert {profile.url for profile in found} == {"https://x.com/wordpress", "https://toot.be/@an"}


def test_a_link_that_is_called_mastodon_may_lead_to_any_server(facts: Callable[..., PageFacts]) -> None:
    markup = '<a href="https://sozial.example.be/@{}"><i class="fa-{}"></i></a>'
    found = facts(markup.format("an", "mastodon") + markup.format("piet", "user")).social
    assert [profile.handle for profile in found] == ["@an@sozial.example.be"]


@pytest.mark.parametrize(
    ("markup", "url"),
    [
        ('<meta name="twitter:site" content="@peeters">', "https://x.com/peeters"),
        ('<meta name="twitter:site" content="https://twitter.com/peeters">', "https://x.com/peeters"),
        (
            '<meta property="article:publisher" content="https://www.facebook.com/peeters">',
            "https://www.facebook.com/peeters",
        ),
        (
            '<meta property="og:see_also" content="https://www.youtube.com/@peeters">',
            "https://www.youtube.com/@peeters",
        ),
        ('<meta property="fb:page_id" content="1234567">', "https://www.facebook.com/1234567"),
        (
            '<div class="fb-page" data-href="https://www.facebook.com/peeters/"></div>',
            "https://www.facebook.com/peeters",
        ),
        (
            '<iframe src="https://www.facebook.com/plugins/page.php?href=https%3A%2F%2Fwww.facebook.com%2Fpeeters&tabs=x">',
            "https://www.facebook.com/peeters",
        ),
    ],
)
def test_metas_and_boxes_name_profiles_too(facts: Callable[..., PageFacts], markup: str, url: str) -> None:
    assert [profile.url for profile in facts(markup).social] == [url]


def test_those_whom_a_page_is_about_keep_their_profiles(facts: Callable[..., PageFacts]) -> None:
    block = """<script type="application/ld+json">{"@type": "Article", "sameAs": ["https://x.com/peeters"],
      "mentions": [{"@type": "Person", "sameAs": "https://x.com/other"}], "review": {"author": {"sameAs":
      ["https://x.com/another"]}}}</script>"""
    assert [profile.handle for profile in facts(block).social] == ["peeters"]


def test_a_networks_own_pages_have_no_links_to_profiles(facts: Callable[..., PageFacts]) -> None:
    assert facts('<a href="/peeters">p</a>', "https://github.com/").social == ()


def test_what_looks_like_a_profile_and_is_none_is_left_out(facts: Callable[..., PageFacts]) -> None:
    markup = '<a href="https://www.facebook.com/profile.php">f</a><a href="https://mastodon.social/@an">m</a>'
    assert [profile.network for profile in facts(markup).social] == ["mastodon"]


def test_a_link_deep_in_the_page_is_the_owners(facts: Callable[..., PageFacts]) -> None:
    markup = "<i>" * 9 + '<a href="https://x.com/peeters">x</a>'
    assert len(facts(f"<section>{markup}</section>").social) == 1


def test_beside_a_profile_of_the_owners_name_others_are_strangers(facts: Callable[..., PageFacts]) -> None:
    link = '<li><a href="https://{}">{}</a></li>'
    names = ("facebook.com/bakkerij.peeters", "facebook.com/ovens", "x.com/Ovens", "tiktok.com/@peeters")
    persons = ("linkedin.com/company/bakkerijpeeters", "linkedin.com/in/an-peeters")
    found = facts("".join(link.format(each, each) for each in (*names, *persons))).social
    assert [profile.handle for profile in found] == [*("bakkerij.peeters", "peeters", "bakkerijpeeters", "an-peeters")]


def test_what_the_owner_claims_is_no_strangers(facts: Callable[..., PageFacts]) -> None:
    block = '<script type="application/ld+json">{"sameAs": ["https://x.com/gentbread"]}</script>'
    assert len(facts(f'{block}<a href="https://x.com/bakkerijpeeters">x</a>').social) == 2


def test_a_guest_of_an_event_keeps_the_profile(facts: Callable[..., PageFacts]) -> None:
    assert facts('<li><time>Fr 14.06.</time> The Band <a href="https://x.com/theband">x</a></li>').social == ()


def test_on_a_host_of_few_letters_names_tell_nothing(facts: Callable[..., PageFacts]) -> None:
    markup = '<a href="https://x.com/abc">x</a> <a href="https://x.com/other">y</a>'
    assert len(facts(markup, "https://abc.be/").social) == 2
