"""One end of the pipe between the program and a worker: messages in and out of an event loop.

Reading and writing each have a thread, because Windows' event loops cannot watch a pipe and because a peer that has
stopped reading must never block the loop.
"""

import logging
import queue
import threading
from asyncio import AbstractEventLoop
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

import msgspec

from desktop_scanner.engine.workers import messages

log = logging.getLogger(__name__)

Incoming = TypeVar("Incoming")


class Channel(Generic[Incoming]):
    """Sends from any thread; calls `on_message`, and at last `on_end` once, on the event loop.

    `on_broken_pipe` is called in the reading thread the moment the peer is gone, for a process that ends with it.
    """

    def __init__(
        self,
        connection: "Connection[Any, Any]",
        decoder: msgspec.msgpack.Decoder[Incoming],
        loop: AbstractEventLoop,
        on_message: Callable[[Incoming], None],
        on_end: Callable[[], None] = lambda: None,
        *,
        on_broken_pipe: Callable[[], None] = lambda: None,
    ) -> None:
        self._connection = connection
        self._decoder = decoder
        self._loop = loop
        self._on_message = on_message
        self._on_end = on_end
        self._on_broken_pipe = on_broken_pipe
        self._outgoing: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, name="channel-reader", daemon=True)
        self._writer = threading.Thread(target=self._write, name="channel-writer", daemon=True)

    def start(self) -> None:
        """Start both threads."""
        self._reader.start()
        self._writer.start()

    def send(self, message: messages.Down | messages.Up) -> None:
        """Queue a message; after the peer's end this does nothing."""
        self.send_frame(messages.encode(message))

    def send_frame(self, frame: bytes) -> None:
        """Queue a message that is encoded already."""
        self._outgoing.put(frame)

    def finish_sending(self) -> None:
        """Let the writing thread end once what is queued is sent."""
        self._outgoing.put(None)

    def join_writer(self, timeout_s: float) -> None:
        """Wait until what was queued before `finish_sending` is sent."""
        self._writer.join(timeout_s)

    def _read(self) -> None:
        try:
            while True:
                frame = self._connection.recv_bytes(messages.MAX_FRAME_BYTES)
                self._call(self._on_message, self._decoder.decode(frame))
        except EOFError:
            pass  # the peer is gone; on_end says so
        except OSError as error:
            log.warning("The pipe to a worker is broken or brought too much at once: %s", error)
        except Exception:
            log.exception("A message between the program and a worker cannot be read; the worker is given up")
        finally:
            self._on_broken_pipe()
            self.finish_sending()
            self._connection.close()
            self._call(self._on_end)

    def _write(self) -> None:
        while (frame := self._outgoing.get()) is not None:
            try:
                self._connection.send_bytes(frame)
            except OSError:
                break  # the reading thread sees the end too

    def _call(self, callback: Callable[..., None], *arguments: object) -> None:
        try:
            self._loop.call_soon_threadsafe(callback, *arguments)
        except RuntimeError:
            log.debug("The event loop is closed; a message from the pipe is dropped")
