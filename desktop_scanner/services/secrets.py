"""Secrets of a scan: written as env:NAME or keyring:NAME, looked up only when the scan starts."""

import os

import msgspec

from desktop_scanner.core import proxy_urls, withheld
from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.references import is_reference

KEYRING_SERVICE = "desktop-scanner"

_SHOWN = 8


def reveal(options: ScanOptions) -> ScanOptions:
    """Return the options with each reference replaced by its secret; raise SettingsError where there is none.

    What stands in its place is checked again: no sentence about it holds the secret.
    """
    return msgspec.structs.replace(
        options,
        headers=tuple((name, _look_up(value)) for name, value in options.headers),
        cookies=tuple((name, _look_up(value)) for name, value in options.cookies),
        auth=tuple((host, _with_password(credentials)) for host, credentials in options.auth),
        proxies=tuple(map(_proxy, options.proxies)),
    ).checked()


def check_complete(options: ScanOptions, names: tuple[str, ...]) -> None:
    """Raise SettingsError naming the secrets that a batch was started with and that must be given again."""
    missing = withheld.missing(names, options)
    if missing:
        raise SettingsError(
            f"The batch was started with secrets that are not stored; give them again: {_flags(missing)}. "
            "Written as env:NAME they need not be given again."
        )


def _flags(missing: list[str]) -> str:
    shown = ", ".join(withheld.flag(name) for name in missing[:_SHOWN])
    return f"{shown} and {len(missing) - _SHOWN:,} more" if len(missing) > _SHOWN else shown


def proxy(url: str) -> proxy_urls.Proxy:
    """Return the proxy that a URL names, with the password that it refers to; raise SettingsError where it is none."""
    named = proxy_urls.parse(url)
    return named.with_password(_look_up(named.password)) if is_reference(named.password) else named


def _with_password(credentials: str) -> str:
    user, _, password = credentials.partition(":")
    return f"{user}:{_look_up(password)}"


def _proxy(url: str) -> str:
    return proxy(url).url if is_reference(proxy_urls.parse(url).password) else url


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
    return secret.rstrip("\r\n")  # which files and shells like to leave behind


def _from_keyring(name: str) -> str | None:
    import keyring  # noqa: PLC0415 -- a tenth of a second that a start needs for nothing else
    import keyring.errors  # noqa: PLC0415

    try:
        return keyring.get_password(KEYRING_SERVICE, name)
    except keyring.errors.KeyringError as error:
        raise SettingsError(
            f"The keyring of this computer cannot be read ({error}); write the secret as env:NAME instead."
        ) from error
