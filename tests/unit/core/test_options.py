import json

import pytest

from desktop_scanner.core import options
from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.options import ScanOptions


@pytest.mark.parametrize("bad", [{"max_pages": 0}, {"concurrency": 0}, {"delay_ms": -1}, {"connect_to": ("nonsense",)}])
def test_options_beyond_their_limits_are_refused(bad: dict[str, object]) -> None:
    with pytest.raises(SettingsError):
        ScanOptions(**bad).checked()  # type: ignore[arg-type]


def test_options_come_back_as_they_were_stored() -> None:
    given = ScanOptions(max_pages=3, headers=(("X-Team", "research"),), connect_to=("a.com:80:127.0.0.1:81",))
    stored = json.loads(json.dumps(given.storable()))
    assert options.restore(stored) == (given, ())


def test_a_literal_secret_is_not_stored_but_named() -> None:
    stored = ScanOptions(headers=(("Cookie", "a=hunter2"), ("X-Team", "research"))).storable()
    assert "hunter2" not in json.dumps(stored)
    assert options.restore(stored) == (ScanOptions(headers=(("X-Team", "research"),)), ("header Cookie",))


def test_options_never_show_a_secret() -> None:
    given = ScanOptions(headers=(("Cookie", "a=hunter2"),), proxies=("http://me:hunter2@p.test",), max_pages=3)
    assert repr(given).startswith("ScanOptions(max_pages=3, ")
    assert "hunter2" not in repr(given)


def test_references_to_secrets_are_stored() -> None:
    given = ScanOptions(
        headers=(("Authorization", "env:SITE_TOKEN"),),
        proxies=("http://me:env:PROXY_PASSWORD@proxy.example:1",),
        cookies=(("session", "keyring:session"),),
        auth=(("shop.example", "me:env:SHOP_PASSWORD"),),
    )
    assert options.restore(given.storable()) == (given, ())


def test_each_option_is_declared_with_label_and_help() -> None:
    for name in ScanOptions.__struct_fields__:
        declared = options.declaration(name)
        assert declared.title
        assert declared.description
        assert declared.description.endswith(".")


def test_stored_options_of_an_older_version_take_the_defaults() -> None:
    assert options.restore({"max_pages": 2})[0] == ScanOptions(max_pages=2)


@pytest.mark.parametrize(
    ("proxy", "proxies"), [(None, ()), ("http://proxy.example:3128", ("http://proxy.example:3128",))]
)
def test_the_one_proxy_of_an_older_version_becomes_a_list(proxy: str | None, proxies: tuple[str, ...]) -> None:
    stored = {"max_pages": 2, "proxy": proxy, "withheld": ["Cookie"]}
    assert options.restore(stored) == (ScanOptions(max_pages=2, proxies=proxies), ("header Cookie",))


def test_options_that_came_as_plain_values_are_made_whole() -> None:
    given = ScanOptions(proxies=["http://p.test"], headers=[["X-A", "b"]], domain_timeout_s=3)  # type: ignore[arg-type]
    assert given.checked() == ScanOptions(proxies=("http://p.test",), headers=(("X-A", "b"),), domain_timeout_s=3.0)


def test_a_contact_is_part_of_the_introduction() -> None:
    assert ScanOptions(contact="https://me.test/").introduction.endswith(" (+https://me.test/)")
