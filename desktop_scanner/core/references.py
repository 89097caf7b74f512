"""Secrets written as the place where they are kept: `env:NAME` or `keyring:NAME`."""

_PLACES = ("env:", "keyring:")


def is_reference(value: str) -> bool:
    """Return whether the value names the place of a secret, and is none itself."""
    return value.startswith(_PLACES)
