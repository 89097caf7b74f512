import asyncio
import logging
import multiprocessing
from pathlib import Path

import pytest

from desktop_scanner import __version__
from desktop_scanner.core.failures import FailureKind
from desktop_scanner.core.targets import ClaimedTarget
from desktop_scanner.engine.workers import messages, worker
from desktop_scanner.engine.workers.channel import Channel
from tests.servers.sites import Reply, Site, SiteServer, page
from tests.unit.engine.running import options, targets


class Parent:
    """The program's end of a worker that serves in this very process."""

    def __init__(self) -> None:
        ours, theirs = multiprocessing.Pipe()
        self.heard: asyncio.Queue[messages.Up] = asyncio.Queue()
        loop = asyncio.get_running_loop()
        self.channel = Channel(ours, messages.Decoders.up, loop, self.heard.put_nowait, lambda: None)
        self.channel.start()
        self.connection = ours
        self.serving = asyncio.create_task(worker.Worker(theirs, on_broken_pipe=lambda: None).serve())

    def greet(self, rules: tuple[str, ...], **changes: object) -> None:
        self.channel.send(messages.Hello(__version__, options(rules, insecure=True, **changes)))

    async def results(self, count: int) -> list[messages.Result]:
        found: list[messages.Result] = []
        while len(found) < count:
            if isinstance(message := await self.heard.get(), messages.Result):
                found.append(message)
        return found

    async def end(self) -> None:
        self.channel.send(messages.Stop())
        await self.serving


async def test_each_target_is_answered_with_its_own_attempt() -> None:
    async with SiteServer({"a.test": {"/": page("A")}, "b.test": {"/": page("B")}}) as server:
        parent = Parent()
        parent.greet(server.rules())
        parent.channel.send(messages.Scan(ClaimedTarget(5, 3, "a.test", "a.test")))
        parent.channel.send(messages.Scan(ClaimedTarget(6, 1, "b.test", "b.test")))
        answers = {answer.target_id: answer for answer in await parent.results(2)}
        await parent.end()
    assert (answers[5].attempt, answers[5].result.title) == (3, "A")
    assert (answers[6].attempt, answers[6].result.title) == (1, "B")


async def test_a_cancelled_target_is_not_answered() -> None:
    never = asyncio.Event()
    sites: dict[str, Site] = {"slow.test": {"/robots.txt": Reply(waits_for=never)}, "a.test": {"/": page("A")}}
    async with SiteServer(sites) as server:
        parent = Parent()
        parent.greet(server.rules())
        slow, quick = targets("slow.test", "a.test")
        parent.channel.send(messages.Scan(slow))
        while not isinstance(await parent.heard.get(), messages.Progress):
            pass
        parent.channel.send(messages.Cancel(slow.id))
        parent.channel.send(messages.Scan(quick))
        (answer,) = await parent.results(1)
        await parent.end()
    assert answer.target_id == quick.id
    assert parent.heard.empty() or not isinstance(parent.heard.get_nowait(), messages.Result)


async def test_progress_is_told_with_what_the_target_does() -> None:
    never = asyncio.Event()
    async with SiteServer({"a.test": {"/robots.txt": Reply(waits_for=never)}}) as server:
        parent = Parent()
        parent.greet(server.rules(), max_pages=4)
        parent.channel.send(messages.Scan(targets("a.test")[0]))
        while not isinstance(message := await parent.heard.get(), messages.Progress):
            pass
        await parent.end()
    assert message.activity
    assert (message.pages_done, message.pages_planned) == (0, 4)


async def test_a_failure_is_a_result_like_any_other() -> None:
    async with SiteServer({}) as server:
        parent = Parent()
        closed = [f"{scheme}://{host}" for scheme in ("http", "https") for host in ("a.test", "www.a.test")]
        parent.greet(server.rules(closed=closed))
        parent.channel.send(messages.Scan(targets("a.test")[0]))
        (answer,) = await parent.results(1)
        await parent.end()
    assert answer.result.failure is not None
    assert answer.result.failure.kind is FailureKind.CONNECT_REFUSED


async def test_a_bug_in_a_scan_is_answered_like_any_other_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(worker, "crawl", fail)
    parent = Parent()
    parent.greet(())
    parent.channel.send(messages.Scan(targets("a.test")[0]))
    (answer,) = await parent.results(1)
    await parent.end()
    assert answer.result.failure is not None
    assert answer.result.failure.kind is FailureKind.INTERNAL


def test_a_log_line_that_cannot_be_sent_harms_nobody() -> None:
    sent: list[messages.Up] = []
    sender = worker.LogSender(sent.append)
    sender.handle(logging.LogRecord("x", logging.INFO, "", 1, "half a pair: \ud800", None, None))
    assert [line.text for line in sent if isinstance(line, messages.LogLine)] == ["half a pair: ?"]


@pytest.mark.parametrize(("is_there", "name"), [(True, "Mine"), (False, None)])
async def test_further_fingerprints_are_loaded_and_missed_without_harm(
    tmp_path: Path, is_there: bool, name: str | None
) -> None:
    path = tmp_path / f"{is_there}.json"
    if is_there:
        path.write_text('{"Mine": {"url": "a.test"}}', encoding="utf-8")
    async with SiteServer({"a.test": {"/": page("A")}}) as server:
        parent = Parent()
        parent.greet(server.rules(), fingerprints=(str(path),))
        parent.channel.send(messages.Scan(targets("a.test")[0]))
        (answer,) = await parent.results(1)
        await parent.end()
    found = [technology.name for technology in answer.result.technologies]
    assert (answer.result.title, "Mine" in found) == ("A", name is not None)
