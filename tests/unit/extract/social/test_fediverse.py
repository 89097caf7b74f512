import pytest

from desktop_scanner.extract.social import fediverse


@pytest.mark.parametrize(
    ("host", "path", "handle"),
    [
        ("mastodon.social", "/@an", "@an@mastodon.social"),
        ("chaos.social", "/@an/", "@an@chaos.social"),
        ("fosstodon.org", "/users/an", "@an@fosstodon.org"),
        ("mastodon.social", "/@an@toot.example.be", "@an@toot.example.be"),
        ("mstdn.jp", "/web/@an", "@an@mstdn.jp"),
    ],
)
def test_a_profile_is_known_by_its_form_on_servers_that_look_like_one(host: str, path: str, handle: str) -> None:
    found = fediverse.profile(host, path, is_sure=False)
    assert found is not None
    assert (found.network, found.handle) == ("mastodon", handle)


@pytest.mark.parametrize(
    ("host", "path"),
    [
        ("mastodon.social", "/@an/112233445566"),
        ("mastodon.social", "/explore"),
        ("peeters.be", "/@an"),
        ("npmjs.com", "/@an"),
        ("localhost", "/@an"),
    ],
)
def test_posts_and_other_sites_are_no_profiles(host: str, path: str) -> None:
    assert fediverse.profile(host, path, is_sure=False) is None


def test_whoever_is_named_as_the_owner_may_be_on_any_server() -> None:
    assert fediverse.profile("peeters.be", "/@an", is_sure=True) is not None
    assert fediverse.profile("replit.com", "/@an", is_sure=True) is None
