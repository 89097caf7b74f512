"""Which options of a scan go to a server and come from one.

Only those that mean the same everywhere. Headers, sign-ins, proxies, files and the like stay where they were given: a
reference to a secret that came from elsewhere would be filled in here, and sent to whom the sender likes.
"""

from collections.abc import Mapping
from typing import Any

import msgspec

from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.options import ScanOptions, restore

NAMES = frozenset(
    {"max_pages", "concurrency", "per_host", "delay_ms", "domain_timeout_s", "request_timeout_s", "retries"}
    | {"max_redirects", "max_bytes", "retry_after_s", "include", "exclude", "all_pages", "per_address", "dns"}
    | {"security_txt", "max_domain_bytes", "robots", "favicon", "snippets"}
)


def sent(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is sent of a batch's options."""
    return {name: value for name, value in options.items() if name in NAMES}


def received(options: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return the options of a batch that came from a server: what can be used of them, else the usual ones."""
    try:
        restored, _ = restore(sent(options or {}))
        return restored.checked().storable()
    except (msgspec.ValidationError, SettingsError):
        return ScanOptions().storable()
