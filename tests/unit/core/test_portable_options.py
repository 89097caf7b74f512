from typing import Any

import pytest

from desktop_scanner.core import portable_options
from desktop_scanner.core.options import ScanOptions, restore

PRIVATE: dict[str, Any] = {
    "headers": [["X-Key", "env:AWS_SECRET_ACCESS_KEY"]],
    "cookies": [["session", "env:SESSION"]],
    "auth": [["a.test", "me:env:PASSWORD"]],
    "proxies": ["http://evil.test:3128"],
    "connect_to": ["a.test:443:evil.test:443"],
    "ca_file": "/etc/ca.pem",
    "fingerprints": ["/home/me/rules"],
    "insecure": True,
    "allow_private": True,
}


def test_what_is_private_to_a_computer_is_not_sent() -> None:
    sent = portable_options.sent({**ScanOptions(max_pages=3).storable(), **PRIVATE})
    assert sent["max_pages"] == 3
    assert set(sent).isdisjoint(PRIVATE)


def test_what_a_server_says_cannot_have_secrets_filled_in_or_traffic_led_elsewhere() -> None:
    options, withheld = restore(portable_options.received({"max_pages": 3, "robots": False, **PRIVATE}))
    assert (options, withheld) == (ScanOptions(max_pages=3, robots=False), ())


@pytest.mark.parametrize("odd", [None, {}, {"max_pages": "many"}, {"concurrency": 10**9}, {"include": 7}])
def test_odd_options_are_the_usual_ones(odd: dict[str, Any] | None) -> None:
    assert restore(portable_options.received(odd))[0] == ScanOptions()
