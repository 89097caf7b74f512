import pytest

from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.remotes import (
    DOUBLED_PREFIX,
    PREFIX,
    Finding,
    RemoteProfile,
    RemoteServer,
    ServerKind,
    base_url,
    origin_of,
)


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("https://Scan.Example.com/", "https://scan.example.com"),
        (" http://127.0.0.1:8000 ", "http://127.0.0.1:8000"),
        ("https://example.com/tools/v3/", "https://example.com/tools/v3"),
        (f"https://example.com{PREFIX}/", "https://example.com"),
        (f"https://example.com:8443{DOUBLED_PREFIX}", "https://example.com:8443"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        ("https://Bücher.example:443/", "https://xn--bcher-kva.example"),
        ("http://127.1:80", "http://127.0.0.1"),
    ],
)
def test_an_address_has_one_form(written: str, normal: str) -> None:
    assert base_url(written) == normal
    assert base_url(normal) == normal


@pytest.mark.parametrize(
    "written",
    ["", "example.com", "ftp://example.com", "https://", "https://example.com:99999", "https://example.com/?a=b"]
    + ["https://example.com/#x", "https://exa mple.com", "https://me:hunter2@example.com"],
)
def test_what_is_no_address_is_refused_and_no_password_repeated(written: str) -> None:
    with pytest.raises(SettingsError) as caught:
        base_url(written)
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "consent", "may"),
    [
        ("https://example.com", False, True),
        ("http://127.0.0.1:8000", False, True),
        ("http://[::1]:8000", False, True),
        ("http://localhost", False, True),
        ("http://example.com", False, False),
        ("http://10.0.0.5", False, False),
        ("http://127.0.0.1.example.com", False, False),
        ("http://example.com", True, True),
    ],
)
def test_a_token_goes_where_nobody_reads_it_or_where_the_user_agreed(url: str, consent: bool, may: bool) -> None:
    assert RemoteProfile(name="x", base_url=url, allows_plain_http=consent).may_carry_token is may


def test_what_goes_through_a_proxy_does_not_stay_within_this_computer() -> None:
    through = RemoteProfile(name="x", base_url="http://127.0.0.1:8000", proxy="http://proxy.test:3128")
    assert not through.may_carry_token


def test_a_profile_in_its_normal_form() -> None:
    checked = RemoteProfile(name=" Office ", base_url="https://example.com/", tenant=" ", proxy="").checked()
    assert checked == RemoteProfile(name="Office", base_url="https://example.com")
    assert checked.origin == "https://example.com:443"
    assert RemoteProfile(name="Büro 2-a", base_url="").token_variable == "DESKTOP_SCANNER_TOKEN_B_RO_2_A"
    assert origin_of("http://A.test:8000/x") == "http://a.test:8000"


@pytest.mark.parametrize(
    "changes",
    [{"name": ""}, {"name": "a\nb"}, {"name": "x" * 65}, {"tenant": "a b"}, {"poll_s": 0.01}, {"poll_s": float("nan")}]
    + [{"proxy": "http://me:hunter2@proxy.test:8080"}, {"proxy": "gopher://proxy.test"}],
)
def test_a_profile_that_cannot_be_used_is_refused_without_a_secret(changes: dict[str, object]) -> None:
    fields: dict[str, object] = {"name": "x", "base_url": "https://example.com", **changes}
    with pytest.raises(SettingsError) as caught:
        RemoteProfile(**fields).checked()  # type: ignore[arg-type]
    assert "hunter2" not in str(caught.value)


def test_a_proxy_password_is_kept_as_the_place_where_it_is() -> None:
    proxy = "http://me:env:PROXY@proxy.test:8080"
    assert RemoteProfile(name="x", base_url="https://example.com", proxy=proxy).checked().proxy == proxy


def test_what_a_server_is_in_a_few_words() -> None:
    server = RemoteServer(kind=ServerKind.CLASSIC, prefix=DOUBLED_PREFIX, accepts_any_token=True)
    assert server.summary == "classic server, prefix doubled, development mode: it accepts any token"
    assert RemoteServer(kind=ServerKind.OURS, prefix=PREFIX).summary == "Desktop Scanner server"


def test_each_finding_has_its_sentence() -> None:
    server = RemoteServer(
        kind=ServerKind.CLASSIC, prefix=DOUBLED_PREFIX, is_token_accepted=False, is_private=False, clock_ahead_s=-90.4
    )
    assert server.findings == (
        Finding.TOKEN_REFUSED,
        Finding.NOT_ENCRYPTED,
        Finding.CLOCK_DIFFERS,
        Finding.PREFIX_DOUBLED,
        Finding.NO_RESULTS,
        Finding.NO_REPEATED_POST,
    )
    assert "differ by 90 s" in server.sentence(Finding.CLOCK_DIFFERS)
    assert DOUBLED_PREFIX in server.sentence(Finding.PREFIX_DOUBLED)
    assert all(server.sentence(finding).endswith(".") for finding in Finding)


def test_a_good_server_of_our_own_has_nothing_to_say() -> None:
    good = RemoteServer(kind=ServerKind.OURS, prefix=PREFIX, is_token_accepted=True, clock_ahead_s=2.0)
    assert good.findings == ()
