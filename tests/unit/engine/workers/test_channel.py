import asyncio
from multiprocessing import Pipe

import pytest

from desktop_scanner.engine.workers import messages
from desktop_scanner.engine.workers.channel import Channel


class End:
    """One end of a pipe, and what came out of it."""

    def __init__(self) -> None:
        ours, self.theirs = Pipe()
        self.received: asyncio.Queue[messages.Up] = asyncio.Queue()
        self.ended = asyncio.Event()
        self.broken: list[str] = []
        self.channel = Channel(
            ours,
            messages.Decoders.up,
            asyncio.get_running_loop(),
            self.received.put_nowait,
            self.ended.set,
            on_broken_pipe=lambda: self.broken.append("pipe"),
        )
        self.channel.start()


async def test_messages_arrive_in_their_order() -> None:
    end = End()
    sent = [messages.Ready(), messages.Progress(1, "Reading 1/8", 0, 8), messages.Alive()]
    for message in sent:
        end.theirs.send_bytes(messages.encode(message))
    assert [await end.received.get() for _ in sent] == sent
    end.theirs.close()
    await end.ended.wait()


async def test_what_is_sent_can_be_read_at_the_other_end() -> None:
    end = End()
    end.channel.send(messages.Cancel(7))
    frame = await asyncio.to_thread(end.theirs.recv_bytes)
    assert messages.Decoders.down.decode(frame) == messages.Cancel(7)
    end.theirs.close()
    await end.ended.wait()


async def test_the_end_of_the_peer_is_told_once_and_sending_goes_on_without_error() -> None:
    end = End()
    end.theirs.close()
    await end.ended.wait()
    end.channel.send(messages.Stop())
    assert end.broken == ["pipe"]


@pytest.mark.parametrize("garbage", [b"", b"\xff\xff", b"\x81\xa4type\xa6strange"])
async def test_a_message_that_cannot_be_read_ends_the_channel(garbage: bytes, caplog: pytest.LogCaptureFixture) -> None:
    end = End()
    end.theirs.send_bytes(garbage)
    await end.ended.wait()
    assert "cannot be read" in caplog.text


async def test_a_frame_beyond_the_limit_ends_the_channel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "MAX_FRAME_BYTES", 100)
    end = End()
    end.theirs.send_bytes(b"x" * 101)
    await end.ended.wait()
    assert end.received.empty()


async def test_what_was_queued_before_the_end_is_still_sent() -> None:
    end = End()
    for number in range(100):
        end.channel.send(messages.Cancel(number))
    end.channel.finish_sending()
    await asyncio.to_thread(end.channel.join_writer, 5)
    frames = [end.theirs.recv_bytes() for _ in range(100)]
    assert messages.Decoders.down.decode(frames[-1]) == messages.Cancel(99)
    end.theirs.close()
    await end.ended.wait()
