"""Bodies unpacked as they arrive, in small pieces, so that no server decides how much memory they take.

165 bytes of brotli can hold 100 MiB, so each decoder gives out pieces of bounded size, and the sum is looked at
after each of them. The decoder's own end tells whether the body is whole: a truncated one is otherwise valid.
"""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

import brotli  # type: ignore[import-untyped]
import zstandard

from desktop_scanner.core.failures import FailureKind
from desktop_scanner.engine.journey_errors import JourneyError

ACCEPT_ENCODING = "gzip, deflate, br, zstd"

MAX_ENCODINGS = 2
MAX_MEMBERS = 1_000
MAX_ZSTD_WINDOW_BYTES = 8 * 1024 * 1024  # RFC 9659

# No page packs a hundred to one beyond this size; below it, a page of blank lines may.
MAX_RATIO = 100
RATIO_FREE_BYTES = 10 * 1024 * 1024

# Packed data may be a little larger than what it holds.
_PACKED_SLACK_BYTES = 64 * 1024

_PORTION_BYTES = 4 * 1024
_GZIP_MAGIC = b"\x1f\x8b"
_PIECE_BYTES = 64 * 1024
# A zstd block of four bytes can hold 128 KiB and its decoder knows no output limit, so it is fed in small portions.
_ZSTD_PORTION_BYTES = 256


class Decoder(Protocol):
    """Unpacks one encoding; `feed` raises ValueError for data that is not what it should be."""

    is_finished: bool

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield what `data` adds, in pieces of bounded size."""
        ...


class Body:
    """One body on its way in; bounded before and after unpacking."""

    def __init__(self, content_encodings: Iterable[str], max_bytes: int, source: str) -> None:
        self._max_bytes = max_bytes
        self._source = source
        self._pieces: list[bytes] = []
        self._decoders = [_DECODERS[name]() for name in self._known(content_encodings)]
        self.received_bytes = 0
        self.decoded_bytes = 0

    def expect(self, content_length: int | None) -> None:
        """Refuse a body that announces more than may be read."""
        if content_length is not None and content_length > self._max_bytes + self._slack:
            raise self._too_large()

    def feed(self, data: bytes) -> None:
        """Take in what has arrived; raise JourneyError where it is too large, a bomb, or broken."""
        # In portions, so that what has come out is held against little more than the bytes it came from.
        portion = _PORTION_BYTES if self._decoders else max(len(data), 1)
        for start in range(0, len(data), portion):
            self._feed(data[start : start + portion])

    def finish(self) -> bytes:
        """Return the whole body; raise JourneyError where its packed form ends too early."""
        if self.received_bytes and not all(decoder.is_finished for decoder in self._decoders):
            raise JourneyError(FailureKind.BODY_INCOMPLETE, f"The page that {self._source} sent ends in the middle.")
        return b"".join(self._pieces)

    def beginning(self) -> bytes:
        """Return what was taken in so far."""
        return b"".join(self._pieces)

    def _feed(self, data: bytes) -> None:
        self.received_bytes += len(data)
        if self.received_bytes > self._max_bytes + self._slack:
            raise self._too_large()
        try:
            for piece in _unpacked(self._decoders, data):
                self._take(piece)
        except (ValueError, zlib.error, brotli.error, zstandard.ZstdError) as error:
            raise JourneyError(
                FailureKind.DECODE_ERROR, f"{self._source} sent a page that does not unpack ({error})."
            ) from error

    @property
    def _slack(self) -> int:
        return _PACKED_SLACK_BYTES if self._decoders else 0

    def _take(self, piece: bytes) -> None:
        self.decoded_bytes += len(piece)
        is_bomb = bool(self._decoders) and self.decoded_bytes > MAX_RATIO * self.received_bytes
        if is_bomb and self.decoded_bytes > min(self._max_bytes, RATIO_FREE_BYTES):
            raise JourneyError(
                FailureKind.DECOMPRESSION_BOMB,
                f"{self._source} sent {self.received_bytes:,} bytes that unpack to more than {self.decoded_bytes:,}.",
            )
        if self.decoded_bytes > self._max_bytes:
            raise self._too_large()
        self._pieces.append(piece)

    def _too_large(self) -> JourneyError:
        return JourneyError(
            FailureKind.BODY_TOO_LARGE, f"{self._source} sent a page of more than {self._max_bytes:,} bytes."
        )

    def _known(self, content_encodings: Iterable[str]) -> list[str]:
        """Return the encodings to undo, the last applied first; unknown ones are passed over, as browsers do."""
        words = (word.strip().lower() for header in content_encodings for word in header.split(","))
        known = [word for word in words if word in _DECODERS]
        if len(known) > MAX_ENCODINGS:
            raise JourneyError(
                FailureKind.DECOMPRESSION_BOMB, f"{self._source} sent a page that is packed {len(known)} times over."
            )
        return known[::-1]


def unpack(data: bytes, encoding: str, max_bytes: int, source: str) -> bytes:
    """Return a file (such as a sitemap.xml.gz) unpacked, within the same bounds; raise JourneyError."""
    body = Body([encoding], max_bytes, source)
    body.feed(data)
    return body.finish()


def _unpacked(decoders: Sequence[Decoder], data: bytes) -> Iterator[bytes]:
    if not decoders:
        yield data
        return
    for piece in decoders[0].feed(data):
        yield from _unpacked(decoders[1:], piece)


class _Gzip:
    """gzip (RFC 1952), of one member or several; what follows the last one is padding."""

    def __init__(self) -> None:
        self._decoder = zlib.decompressobj(16 + zlib.MAX_WBITS)
        self._members = 1
        self._held = b""
        self.is_finished = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        data, self._held = self._held + data, b""
        while data:
            if self.is_finished:
                if data == _GZIP_MAGIC[:1]:  # half of the next member's first word, perhaps
                    self._held = data
                if not data.startswith(_GZIP_MAGIC):
                    return
                self._next_member()
            yield from _pieces(self._decoder, data)
            self.is_finished = self._decoder.eof
            data = self._decoder.unused_data

    def _next_member(self) -> None:
        self._members += 1
        if self._members > MAX_MEMBERS:
            raise ValueError(f"more than {MAX_MEMBERS} gzip members")
        self._decoder = zlib.decompressobj(16 + zlib.MAX_WBITS)
        self.is_finished = False


class _Deflate:
    """deflate, with the zlib frame that the standard asks for (RFC 1950) or, as some servers send it, without."""

    def __init__(self) -> None:
        self._decoder: zlib._Decompress | None = None
        self._start = b""
        self.is_finished = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        if self._decoder is None:
            data = self._start + data
            if len(data) < 2:
                self._start = data
                return
            has_frame = data[0] & 0x0F == 8 and int.from_bytes(data[:2]) % 31 == 0
            self._decoder = zlib.decompressobj(zlib.MAX_WBITS if has_frame else -zlib.MAX_WBITS)
        if not self.is_finished:
            yield from _pieces(self._decoder, data)
            self.is_finished = self._decoder.eof


class _Brotli:
    """br (RFC 7932)."""

    def __init__(self) -> None:
        self._decoder = brotli.Decompressor()
        self.is_finished = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        if self.is_finished:
            return
        piece = self._decoder.process(data, output_buffer_limit=_PIECE_BYTES)
        while piece:
            yield piece
            piece = self._decoder.process(b"", output_buffer_limit=_PIECE_BYTES)
        self.is_finished = self._decoder.is_finished()


class _Zstd:
    """zstd (RFC 8878), of one frame or several."""

    def __init__(self) -> None:
        self._decoder = self._new()
        self._frames = 1
        self.is_finished = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        for start in range(0, len(data), _ZSTD_PORTION_BYTES):
            yield from self._portion(data[start : start + _ZSTD_PORTION_BYTES])

    def _portion(self, data: bytes) -> Iterator[bytes]:
        while data:
            if self.is_finished:
                self._next_frame()
            piece = self._decoder.decompress(data)
            self.is_finished = self._decoder.eof
            data = self._decoder.unused_data if self.is_finished else b""
            if piece:
                yield piece

    def _next_frame(self) -> None:
        self._frames += 1
        if self._frames > MAX_MEMBERS:
            raise ValueError(f"more than {MAX_MEMBERS} zstd frames")
        self._decoder = self._new()
        self.is_finished = False

    @staticmethod
    def _new() -> "zstandard.ZstdDecompressionObj":
        return zstandard.ZstdDecompressor(max_window_size=MAX_ZSTD_WINDOW_BYTES).decompressobj()


def _pieces(decoder: "zlib._Decompress", data: bytes) -> Iterator[bytes]:
    while True:
        piece = decoder.decompress(data, _PIECE_BYTES)
        if piece:
            yield piece
        data = decoder.unconsumed_tail
        # A full piece may have left more behind in the decoder than the tail shows.
        if decoder.eof or (not data and len(piece) < _PIECE_BYTES):
            return


_DECODERS: dict[str, type[_Gzip | _Deflate | _Brotli | _Zstd]] = {
    "gzip": _Gzip,
    "x-gzip": _Gzip,
    "deflate": _Deflate,
    "br": _Brotli,
    "zstd": _Zstd,
}
