from typing import Any

import pytest

from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.settings import Settings, values
from desktop_scanner.core.settings.declarations import ALL


def test_a_value_changes_and_goes_back_to_its_default() -> None:
    changed = values.changed(Settings(), "crawl.max_pages", 12)
    assert (changed.scan.max_pages, values.is_changed(changed, ALL["crawl.max_pages"])) == (12, True)
    assert values.reset(changed, "crawl.max_pages") == Settings()


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("crawl.max_pages", 0, '"Pages per domain" must be a number from 1 to 10,000.'),
        ("crawl.max_pages", "8", '"Pages per domain" must be a number from 1 to 10,000.'),
        ("politeness.robots", "yes", '"Respect robots.txt" cannot be used'),
        ("appearance.scheme", "pink", '"Colours" must be one of system, light, dark.'),
        ("politeness.contact", "nobody", '"nobody" is no contact'),
        ("network.proxies", ("ftp://p.test",), "The proxy's URL must begin with http://"),
        ("storage.folder", "somewhere", '"Folder of the database" must be a whole path'),
    ],
)
def test_a_value_that_cannot_be_one_is_refused_in_a_sentence(key: str, value: Any, sentence: str) -> None:
    with pytest.raises(SettingsError) as caught:
        values.changed(Settings(), key, value)
    assert str(caught.value).startswith(sentence)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("network.headers", (("Authorization", "hunter2"),)),
        ("network.cookies", (("session", "hunter2"),)),
        ("network.auth", (("shop.test", "anna:hunter2"),)),
        ("network.proxies", ("http://anna:hunter2@p.test:1",)),
    ],
)
def test_a_literal_secret_is_refused_and_not_repeated(key: str, value: Any) -> None:
    with pytest.raises(SettingsError, match="env:NAME") as caught:
        values.changed(Settings(), key, value)
    assert "hunter2" not in str(caught.value)


def test_a_secret_may_stand_as_the_place_where_it_is_kept() -> None:
    changed = values.changed(Settings(), "network.cookies", (("session", "env:SHOP"),))
    assert changed.scan.cookies == (("session", "env:SHOP"),)


@pytest.mark.parametrize(("key", "value"), [("politeness.user_agent", ""), ("politeness.contact", "")])
def test_an_emptied_text_is_the_default(key: str, value: str) -> None:
    assert values.changed(Settings(), key, value) == Settings()


@pytest.mark.parametrize(
    ("key", "value", "plain"),
    [
        ("network.headers", (("X-A", "b"),), ["X-A: b"]),
        ("crawl.include", ("/a*", "/b*"), ["/a*", "/b*"]),
        ("crawl.max_pages", 9, 9),
        ("politeness.contact", None, None),
    ],
)
def test_the_plain_form_is_read_again(key: str, value: Any, plain: Any) -> None:
    assert values.plain(ALL[key], value) == plain
    assert values.from_plain(ALL[key], plain) == value


def test_one_text_is_a_list_of_one() -> None:
    assert values.from_plain(ALL["crawl.include"], "/a*") == ("/a*",)


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("crawl.max_page", "did you mean crawl.max_pages?"),
        ("robots", "did you mean politeness.robots?"),
        ("zzz", "`desktop-scanner settings list` names all."),
    ],
)
def test_a_key_that_is_none_leads_to_the_one_that_was_meant(key: str, hint: str) -> None:
    with pytest.raises(SettingsError) as caught:
        values.declared(key)
    assert str(caught.value).endswith(hint)
