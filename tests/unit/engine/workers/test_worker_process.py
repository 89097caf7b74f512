import asyncio

import pytest

from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.engine.workers import messages, worker_process
from desktop_scanner.engine.workers.worker_process import WorkerProcess
from tests.servers.sites import SiteServer, page
from tests.unit.engine.running import kill, options, targets


class Heard:
    """What a worker said, and whether it has ended."""

    def __init__(self) -> None:
        self.messages: asyncio.Queue[messages.Up] = asyncio.Queue()
        self.ended = asyncio.Event()

    async def first(self, kind: type[messages.Up]) -> messages.Up:
        while not isinstance(message := await self.messages.get(), kind):
            pass
        return message


def worker_of(heard: Heard, rules: tuple[str, ...] = ()) -> WorkerProcess:
    settings = options(rules, insecure=True)
    return WorkerProcess(settings, lambda _, m: heard.messages.put_nowait(m), lambda _: heard.ended.set())


async def test_a_worker_says_when_it_is_ready_and_that_it_is_alive() -> None:
    heard = Heard()
    worker = worker_of(heard)
    await worker.start()
    assert await heard.first(messages.Ready)
    assert await heard.first(messages.Alive)
    assert worker.is_ready
    assert worker.silence_s() < 5
    await worker.stop()
    await heard.ended.wait()


async def test_a_worker_answers_a_target_with_its_result() -> None:
    heard = Heard()
    async with SiteServer({"a.test": {"/": page("A joiner")}}) as server:
        worker = worker_of(heard, server.rules())
        await worker.start()
        worker.scan(targets("a.test")[0])
        answer = await heard.first(messages.Result)
        await worker.stop()
    assert isinstance(answer, messages.Result)
    assert (answer.result.status, answer.result.title) == (DomainStatus.COMPLETED, "A joiner")


async def test_a_killed_worker_is_noticed() -> None:
    heard = Heard()
    worker = worker_of(heard)
    await worker.start()
    await heard.first(messages.Ready)
    kill(worker)
    await heard.ended.wait()
    assert worker.has_ended
    await worker.stop()


async def test_a_worker_of_another_version_ends_and_says_why(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(worker_process, "__version__", "0.0.0-other")
    heard = Heard()
    worker = worker_of(heard)
    await worker.start()
    await heard.ended.wait()
    assert "different versions" in caplog.text
    assert not worker.is_ready
