import gzip
import tracemalloc
import zlib
from collections.abc import Callable
from functools import partial

import brotli  # type: ignore[import-untyped]
import pytest
import zstandard

from desktop_scanner.core.failures import FailureKind
from desktop_scanner.engine.journey_errors import JourneyError
from desktop_scanner.engine.net import bodies
from desktop_scanner.engine.net.bodies import Body

PAGE = "<p>Größe Zwölf, façade, 東京</p>".encode() * 500
Pack = Callable[[bytes], bytes]


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


PACKERS: dict[str, tuple[str, Pack]] = {
    "gzip": ("gzip", gzip.compress),
    "x-gzip": ("x-gzip", gzip.compress),
    "deflate": ("deflate", zlib.compress),
    "deflate without its frame": ("deflate", raw_deflate),
    "br": ("br", partial(brotli.compress, quality=5)),
    "zstd": ("zstd", zstandard.ZstdCompressor().compress),
}
each_encoding = pytest.mark.parametrize(("encoding", "pack"), PACKERS.values(), ids=list(PACKERS))


def read(data: bytes, *encodings: str, limit: int = 5_000_000, step: int = 1 << 20) -> bytes:
    body = Body(encodings, limit, "shop.test:443")
    for start in range(0, len(data), step):
        body.feed(data[start : start + step])
    return body.finish()


def kind_of(data: bytes, *encodings: str, limit: int = 5_000_000, step: int = 65536) -> FailureKind:
    with pytest.raises(JourneyError) as caught:
        read(data, *encodings, limit=limit, step=step)
    return caught.value.kind


@each_encoding
@pytest.mark.parametrize("step", [1, 7, 1 << 20])
def test_a_packed_body_is_unpacked_however_it_arrives(encoding: str, pack: Pack, step: int) -> None:
    assert read(pack(PAGE), encoding, step=step) == PAGE


@each_encoding
def test_a_body_cut_off_anywhere_is_incomplete(encoding: str, pack: Pack) -> None:
    packed = pack(PAGE)
    for end in (1, len(packed) // 2, len(packed) - 1):
        assert kind_of(packed[:end], encoding) is FailureKind.BODY_INCOMPLETE


@each_encoding
def test_an_empty_body_is_empty_whatever_it_claims_to_be(encoding: str, pack: Pack) -> None:
    assert read(b"", encoding) == b""


@each_encoding
def test_a_bomb_is_refused_and_never_unpacked(encoding: str, pack: Pack) -> None:
    bomb = pack(bytes(100 << 20))
    tracemalloc.start()
    assert kind_of(bomb, encoding) is FailureKind.DECOMPRESSION_BOMB
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 24 << 20


@each_encoding
def test_a_bomb_below_the_limit_for_pages_is_refused_too(encoding: str, pack: Pack) -> None:
    assert kind_of(pack(bytes(20 << 20)), encoding, limit=400 << 20) is FailureKind.DECOMPRESSION_BOMB


@pytest.mark.parametrize(("encoding", "pack"), [PACKERS["gzip"], PACKERS["deflate"]])
@pytest.mark.parametrize("step", [1, 1 << 20])
def test_bytes_after_the_end_are_padding(encoding: str, pack: Pack, step: int) -> None:
    assert read(pack(PAGE) + b"\0\0\0", encoding, step=step) == PAGE


@pytest.mark.parametrize("encoding", ["gzip", "br", "zstd"])
def test_what_is_not_packed_at_all_does_not_unpack(encoding: str) -> None:
    assert kind_of(b"<html>plain and simple</html>", encoding) is FailureKind.DECODE_ERROR


def test_165_bytes_of_brotli_do_not_become_100_mebibytes() -> None:
    bomb = brotli.compress(bytes(100 << 20), quality=5)
    assert len(bomb) <= 165
    assert kind_of(bomb, "br") is FailureKind.DECOMPRESSION_BOMB


def test_two_encodings_are_undone_in_the_order_of_their_application() -> None:
    assert read(brotli.compress(gzip.compress(PAGE)), "gzip, br") == PAGE
    assert read(brotli.compress(gzip.compress(PAGE)), "gzip", "br", step=3) == PAGE


def test_two_stacked_bombs_are_refused() -> None:
    bomb = gzip.compress(gzip.compress(bytes(200 << 20)))
    assert kind_of(bomb, "gzip, gzip") is FailureKind.DECOMPRESSION_BOMB


def test_three_encodings_are_refused() -> None:
    assert kind_of(b"", "gzip, gzip, gzip") is FailureKind.DECOMPRESSION_BOMB


def test_an_unknown_encoding_is_passed_over() -> None:
    assert read(PAGE, "utf-8, identity, none") == PAGE


def test_a_body_larger_than_the_limit_is_too_large() -> None:
    assert kind_of(b"x" * 1001, limit=1000) is FailureKind.BODY_TOO_LARGE
    assert read(b"x" * 1000, limit=1000) == b"x" * 1000


def test_a_packed_body_larger_than_the_limit_is_too_large() -> None:
    page = b"".join(b"<p>%d</p>" % number for number in range(5000))
    assert kind_of(gzip.compress(page), "gzip", limit=len(page) - 1) is FailureKind.BODY_TOO_LARGE


def test_packed_bytes_that_never_give_anything_are_bounded() -> None:
    empty = gzip.compress(b"")
    assert kind_of(empty * 900 * 10, "gzip", limit=1000, step=4096) in (
        FailureKind.BODY_TOO_LARGE,
        FailureKind.DECODE_ERROR,
    )


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.ZstdCompressor().compress], ids=["gzip", "zstd"])
def test_members_are_joined_and_their_number_is_bounded(pack: Pack) -> None:
    encoding = "gzip" if pack is gzip.compress else "zstd"
    assert read(pack(b"one") + pack(b"two"), encoding, step=1) == b"onetwo"
    assert kind_of(pack(b"x") * (bodies.MAX_MEMBERS + 1), encoding) is FailureKind.DECODE_ERROR


def test_an_announced_length_beyond_the_limit_is_refused_before_anything_is_read() -> None:
    body = Body([], 1000, "shop.test:443")
    body.expect(1000)
    body.expect(None)
    with pytest.raises(JourneyError) as caught:
        body.expect(1001)
    assert caught.value.kind is FailureKind.BODY_TOO_LARGE


def test_a_damaged_body_does_not_unpack() -> None:
    packed = bytearray(gzip.compress(PAGE))
    packed[-6] ^= 0xFF  # in its checksum
    assert kind_of(bytes(packed), "gzip") is FailureKind.DECODE_ERROR


def test_a_zstd_window_beyond_what_browsers_take_is_refused() -> None:
    settings = zstandard.ZstdCompressionParameters.from_level(3, window_log=27)
    packed = zstandard.ZstdCompressor(compression_params=settings).compressobj().compress(PAGE * 100)
    assert kind_of(packed + b"x" * 1000, "zstd") is FailureKind.DECODE_ERROR


def test_a_file_is_unpacked_within_the_same_bounds() -> None:
    assert bodies.unpack(gzip.compress(PAGE), "gzip", 5_000_000, "a sitemap") == PAGE
    with pytest.raises(JourneyError):
        bodies.unpack(gzip.compress(bytes(100 << 20)), "gzip", 5_000_000, "a sitemap")
