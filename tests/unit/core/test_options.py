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


@pytest.mark.parametrize("name", ["Authorization", "cookie", "Proxy-Authorization"])
def test_a_literal_secret_header_is_not_stored_but_named(name: str) -> None:
    stored = ScanOptions(headers=((name, "hunter2"), ("X-Team", "research"))).storable()
    assert "hunter2" not in json.dumps(stored)
    assert options.restore(stored) == (ScanOptions(headers=(("X-Team", "research"),)), (name,))


def test_a_literal_proxy_password_is_not_stored_but_named() -> None:
    stored = ScanOptions(proxy="http://me:hunter2@proxy.example:3128").storable()
    assert "hunter2" not in json.dumps(stored)
    assert options.restore(stored)[1] == ("proxy",)


def test_references_to_secrets_are_stored() -> None:
    given = ScanOptions(
        headers=(("Authorization", "env:SITE_TOKEN"),), proxy="http://me:env:PROXY_PASSWORD@proxy.example:1"
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
