"""The hash by which search engines for hosts (Shodan, FOFA, ZoomEye and others) find sites with the same icon."""

import base64

import mmh3


def of(icon: bytes) -> int:
    """Return MurmurHash3 (32 bits, signed) of the icon in base64, in lines of 76 characters."""
    number: int = mmh3.hash(base64.encodebytes(icon))
    return number
