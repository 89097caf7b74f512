import pytest

from desktop_scanner.engine.site import placeholders


@pytest.mark.parametrize(
    "title",
    [
        "Welcome to nginx!",
        "Apache2 Ubuntu Default Page: It works",
        "Apache2 Debian Default Page: It works",
        "Test Page for the Apache HTTP Server on Rocky Linux",
        "IIS Windows Server",
        "IIS7",
        "Default Web Site Page",
        "Domain Default page",
        "Plesk Default Page",
        "Index of /",
        "Directory listing for /",
        "Welcome to OpenResty!",
        "Account Suspended",
        "It works!",
    ],
)
def test_a_servers_own_page_is_known_by_its_title(title: str) -> None:
    assert placeholders.title(f" {title} ")


@pytest.mark.parametrize(
    "text",
    [
        "Future home of something quite cool.",
        "There is no website configured at this address.",
        "This Account has been suspended.",
        "Hier entsteht eine neue Internetpräsenz",
        "Looks like this domain isn't connected to a website yet",
    ],
)
def test_a_hosting_companys_page_is_known_by_its_text(text: str) -> None:
    assert placeholders.text(text, len(text))
    assert placeholders.text(text, 5_000) is None


@pytest.mark.parametrize("title", ["Welcome", "Index of prices", "Caddyshack", "It works for us", "Home", ""])
def test_other_titles_hold_no_place(title: str) -> None:
    assert placeholders.title(title) is None


def test_control_panels_keep_such_pages_at_known_paths() -> None:
    assert placeholders.is_path("/cgi-sys/defaultwebpage.cgi")
    assert not placeholders.is_path("/defaultwebpage")
