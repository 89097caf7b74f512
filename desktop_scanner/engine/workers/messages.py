"""What the program and its worker processes say to each other: msgpack frames of at most 16 MiB.

Frames, not pickled objects: a worker handles bytes from strangers, so nothing it sends may run code here.
"""

from typing import ClassVar

import msgspec
from msgspec import Struct

from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.results import DomainResult
from desktop_scanner.core.targets import ClaimedTarget

MAX_FRAME_BYTES = 16 * 1024 * 1024


class Hello(Struct, frozen=True, tag="hello"):
    """First message down: the program's version, how to scan, and the file in which workers share their limits."""

    version: str
    options: ScanOptions
    limits_file: str | None = None


class Scan(Struct, frozen=True, tag="scan"):
    """Scan this target and answer with one Result."""

    target: ClaimedTarget


class Cancel(Struct, frozen=True, tag="cancel"):
    """Give one target up, or all of them; none of these is answered any more."""

    target_id: int | None = None


class Stop(Struct, frozen=True, tag="stop"):
    """End in order; what is in flight is given up."""


class Ready(Struct, frozen=True, tag="ready"):
    """First message up: the worker takes targets from now on."""


class Progress(Struct, frozen=True, tag="progress"):
    """How far a target is; merged, at most 10 a second for a target."""

    target_id: int
    activity: str
    pages_done: int
    pages_planned: int


class Result(Struct, frozen=True, tag="result"):
    """The one final result of a target."""

    target_id: int
    attempt: int
    result: DomainResult


class Alive(Struct, frozen=True, tag="alive"):
    """Sent each second by the worker's event loop: its silence is a loop that hangs. `memory_bytes` is resident."""

    memory_bytes: int = 0


class LogLine(Struct, frozen=True, tag="log"):
    """A line of the worker's log, for the program's."""

    level: int
    logger: str
    text: str


Down = Hello | Scan | Cancel | Stop
Up = Ready | Progress | Result | Alive | LogLine

encode = msgspec.msgpack.Encoder().encode


class Decoders:
    """One decoder for each direction; a frame of another shape raises msgspec.ValidationError."""

    down: ClassVar[msgspec.msgpack.Decoder[Down]] = msgspec.msgpack.Decoder(Down)
    up: ClassVar[msgspec.msgpack.Decoder[Up]] = msgspec.msgpack.Decoder(Up)
