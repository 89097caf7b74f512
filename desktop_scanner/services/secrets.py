"""Secrets of a scan: written as env:NAME or keyring:NAME, looked up only when the scan starts."""

import os
from urllib.parse import quote

import keyring
import keyring.errors
import msgspec

from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.options import ScanOptions

KEYRING_SERVICE = "desktop-scanner"


def reveal(options: ScanOptions) -> ScanOptions:
    """Return the options with each reference replaced by its secret; raise SettingsError where there is none."""
    headers = tuple((name, _look_up(value)) for name, value in options.headers)
    proxy = _reveal_password(options.proxy) if options.proxy else options.proxy
    return msgspec.structs.replace(options, headers=headers, proxy=proxy)


def check_complete(options: ScanOptions, withheld: tuple[str, ...]) -> None:
    """Raise SettingsError naming the secrets that a batch was started with and that must be given again."""
    given: set[str] = {name.lower() for name, _ in options.headers}
    if options.proxy:
        given.add("proxy")
    missing = [name for name in withheld if name.lower() not in given]
    if missing:
        flags = ", ".join("--proxy" if name == "proxy" else f'--header "{name}: ..."' for name in missing)
        raise SettingsError(
            f"The batch was started with secrets that are not stored; give them again: {flags}. "
            "Written as env:NAME they need not be given again."
        )


def _reveal_password(proxy: str) -> str:
    head, _, host = proxy.rpartition("@")
    scheme, _, credentials = head.rpartition("//")
    user, _, password = credentials.partition(":")
    if not password.startswith(("env:", "keyring:")):
        return proxy
    return f"{scheme}//{user}:{quote(_look_up(password), safe='')}@{host}"


def _look_up(value: str) -> str:
    scheme, _, name = value.partition(":")
    if scheme == "env":
        secret = os.environ.get(name)
        where = f"the environment variable {name}"
    elif scheme == "keyring":
        secret, where = _from_keyring(name), f'the entry "{name}" of the keyring'
    else:
        return value
    if not secret:
        raise SettingsError(f"A secret of this scan should be in {where}, but it is not there; set it and try again.")
    return secret


def _from_keyring(name: str) -> str | None:
    try:
        return keyring.get_password(KEYRING_SERVICE, name)
    except keyring.errors.KeyringError as error:
        raise SettingsError(
            f"The keyring of this computer cannot be read ({error}); write the secret as env:NAME instead."
        ) from error
