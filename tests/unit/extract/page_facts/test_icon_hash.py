import base64

import pytest

from desktop_scanner.extract.page_facts import icon_hash

_MASK = 0xFFFFFFFF


def _rotated(number: int, bits: int) -> int:
    return (number << bits | number >> (32 - bits)) & _MASK


def murmur3(data: bytes) -> int:
    """Return MurmurHash3_x86_32 with seed 0, written after its description."""
    state = 0
    for start in range(0, len(data), 4):
        block = data[start : start + 4]
        mixed = _rotated(int.from_bytes(block, "little") * 0xCC9E2D51 & _MASK, 15) * 0x1B873593 & _MASK
        state ^= mixed
        if len(block) == 4:
            state = (_rotated(state, 13) * 5 + 0xE6546B64) & _MASK
    state ^= len(data)
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35), (16, 1)):
        state = (state ^ state >> shift) * factor & _MASK
    return state - 2**32 if state >= 2**31 else state


def test_the_reference_agrees_with_known_values() -> None:
    assert (murmur3(b""), murmur3(b"hello"), murmur3(b"hello, world")) == (0, 0x248BFA47, 0x149BBB7F)


@pytest.mark.parametrize("body", [b"", b"i", b"icon" * 14, b"icon" * 500, bytes(range(256)) * 9])
def test_the_hash_is_that_of_the_icon_in_lines_of_base64(body: bytes) -> None:
    text = base64.b64encode(body).decode()
    lines = "".join(f"{text[start : start + 76]}\n" for start in range(0, len(text), 76))
    assert icon_hash.of(body) == murmur3(lines.encode())
