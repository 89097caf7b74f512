import gzip
import random
import zlib

import pytest

from desktop_scanner.remote.bodies import BodyError, Lines, Unpacker, Whole, packed

CHANCE = random.Random(1)  # noqa: S311 -- the same text each time
TEXT = "".join(chr(CHANCE.randrange(32, 0x2FF)) for _ in range(50_000)).encode()


def whole(encoding: str, data: bytes, max_bytes: int = 10**6, step: int = 777) -> bytes:
    body = Whole(encoding, max_bytes)
    for start in range(0, len(data), step):
        body.feed(data[start : start + step])
    return body.finish()


@pytest.mark.parametrize("step", [1, 777, 10**6])
@pytest.mark.parametrize(
    ("encoding", "data"),
    [("", TEXT), ("gzip", gzip.compress(TEXT)), ("x-gzip", gzip.compress(TEXT[:9]) + gzip.compress(TEXT[9:]))],
)
def test_a_body_is_unpacked_however_it_arrives(encoding: str, data: bytes, step: int) -> None:
    assert whole(encoding, data, step=step) == TEXT


def test_a_bomb_is_stopped_at_the_bound_and_not_after_it() -> None:
    bomb = gzip.compress(bytes(50_000_000), 9)
    body = Whole("gzip", 1_000_000)
    with pytest.raises(BodyError, match="larger than 1,000,000 bytes"):
        body.feed(bomb)
    assert len(body.beginning()) <= 1_000_000


def test_a_packed_body_that_ends_in_the_middle_is_told() -> None:
    with pytest.raises(BodyError, match="ends in the middle"):
        whole("gzip", gzip.compress(TEXT)[:-10])


def test_however_short_a_packed_body_ends_that_is_noticed() -> None:
    data = gzip.compress(b"some text that is packed")
    for end in range(1, len(data)):
        with pytest.raises(BodyError, match="ends in the middle"):
            whole("gzip", data[:end])


@pytest.mark.parametrize(("encoding", "says"), [("gzip", "does not unpack"), ("br", 'packed as "br"')])
def test_what_cannot_be_unpacked_is_told(encoding: str, says: str) -> None:
    with pytest.raises(BodyError, match=says):
        whole(encoding, b"no gzip")


def test_an_empty_body_is_empty_whatever_its_encoding() -> None:
    assert whole("gzip", b"") == b""
    assert list(Unpacker("identity").feed(b"x")) == [b"x"]


@pytest.mark.parametrize("step", [1, 3, 100])
def test_lines_are_cut_however_they_arrive(step: int) -> None:
    lines = Lines("gzip", 10)
    found: list[bytes] = []
    data = gzip.compress(b"one\r\n\ntwo\n  \nthree")
    for start in range(0, len(data), step):
        found += lines.feed(data[start : start + step])
    assert [*found, *lines.finish()] == [b"one", b"two", b"three"]


def test_a_line_without_end_is_not_taken() -> None:
    lines = Lines("", 1_000)
    assert list(lines.feed(b"x" * 1_000 + b"\n")) == [b"x" * 1_000]
    with pytest.raises(BodyError, match=r"line of more than 1,000 bytes"):
        list(lines.feed(b"x" * 1_001))


def test_packed_parts_are_one_gzip_file() -> None:
    parts = list(packed(iter((TEXT, TEXT))))
    assert zlib.decompress(b"".join(parts), 31) == TEXT + TEXT
