"""Answers unpacked and cut into lines as they arrive, so that no server decides how much memory they take."""

import zlib
from collections.abc import Iterator

_PIECE_BYTES = 256 * 1024
_GZIP = 16 + zlib.MAX_WBITS


class BodyError(Exception):
    """An answer that breaks a bound or does not unpack; `str(error)` is a clause."""


class Unpacker:
    """Undoes gzip, of one member or several, or passes on what was not packed; gives out pieces of bounded size."""

    def __init__(self, encoding: str) -> None:
        name = encoding.strip().lower()
        if name not in ("", "identity", "gzip", "x-gzip"):
            raise BodyError(f'is packed as "{name[:20]}", which was not asked for')
        self._decoder = zlib.decompressobj(_GZIP) if name.endswith("gzip") else None
        self._has_begun = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield what `data` adds; raise BodyError where it does not unpack."""
        if self._decoder is None:
            yield data
            return
        while data:
            self._has_begun = True
            if self._decoder.eof:
                self._decoder = zlib.decompressobj(_GZIP)
            try:
                piece = self._decoder.decompress(data, _PIECE_BYTES)
            except zlib.error as error:
                raise BodyError("does not unpack") from error
            data = self._decoder.unconsumed_tail or self._decoder.unused_data
            yield piece

    def finish(self) -> bytes:
        """Return what is left; raise BodyError where the packed form ends in the middle."""
        if self._decoder is None or not self._has_begun:
            return b""
        rest = self._decoder.flush()
        if not self._decoder.eof:
            raise BodyError("ends in the middle")
        return rest


class Whole:
    """An answer that is wanted as a whole, up to `max_bytes` unpacked."""

    def __init__(self, encoding: str, max_bytes: int) -> None:
        self._unpacker = Unpacker(encoding)
        self._max_bytes = max_bytes
        self._pieces: list[bytes] = []
        self._bytes = 0

    def feed(self, data: bytes) -> None:
        """Take in what has arrived; raise BodyError where it is too much."""
        for piece in self._unpacker.feed(data):
            self._take(piece)

    def finish(self) -> bytes:
        """Return the whole; raise BodyError where its packed form ends in the middle."""
        self._take(self._unpacker.finish())
        return b"".join(self._pieces)

    def beginning(self) -> bytes:
        """Return what was taken in so far."""
        return b"".join(self._pieces)

    def _take(self, piece: bytes) -> None:
        self._bytes += len(piece)
        if self._bytes > self._max_bytes:
            raise BodyError(f"is larger than {self._max_bytes:,} bytes")
        self._pieces.append(piece)


class Lines:
    """An answer that is wanted line by line, each up to `max_bytes`; how many there are is not bounded."""

    def __init__(self, encoding: str, max_bytes: int) -> None:
        self._unpacker = Unpacker(encoding)
        self._max_bytes = max_bytes
        self._held: list[bytes] = []
        self._held_bytes = 0

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield the lines that `data` completes, without empty ones; raise BodyError where one is too long."""
        for piece in self._unpacker.feed(data):
            yield from self._cut(piece)

    def finish(self) -> Iterator[bytes]:
        """Yield the last line, where nothing ends it; raise BodyError where the packed form ends in the middle."""
        yield from self._cut(self._unpacker.finish())
        yield from self._release()

    def _cut(self, piece: bytes) -> Iterator[bytes]:
        *whole, rest = piece.split(b"\n")
        for end in whole:
            self._hold(end)
            yield from self._release()
        self._hold(rest)

    def _hold(self, part: bytes) -> None:
        self._held_bytes += len(part)
        if self._held_bytes > self._max_bytes:
            raise BodyError(f"has a line of more than {self._max_bytes:,} bytes")
        self._held.append(part)

    def _release(self) -> Iterator[bytes]:
        line = b"".join(self._held).strip()
        self._held, self._held_bytes = [], 0
        if line:
            yield line


def packed(parts: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the parts packed as one gzip member, a piece for each part."""
    packer = zlib.compressobj(wbits=_GZIP)
    for part in parts:
        if piece := packer.compress(part):
            yield piece
    yield packer.flush()
