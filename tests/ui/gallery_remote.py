"""Pictures of the remote mode: real servers beside the window, in every case that asks something of the user."""

import asyncio
import uuid
from functools import partial, partialmethod
from typing import TYPE_CHECKING

import keyring
from PySide6.QtWidgets import QLineEdit

from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.remote_links import RemoteVerdict
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.demo.thread import RunningDemo
from desktop_scanner.services.remote_runs import RemoteRunService
from desktop_scanner.services.sync import SyncService
from desktop_scanner.services.workspace import Workspace
from desktop_scanner.store import remote_results
from desktop_scanner.ui.main_window import MainWindow
from desktop_scanner.ui.panels.run_place import RunPlace
from desktop_scanner.ui.panels.sync import CONFLICTS, OUTBOX, SERVER, SyncPanel
from tests.servers.v3 import tokens
from tests.servers.v3.classic import ClassicServer
from tests.servers.v3.ours import OursServer
from tests.servers.v3.ours_results import found
from tests.servers.v3.ours_state import Made
from tests.ui.person import find, press, trigger
from tests.ui.remote import add_server, verdict, write
from tests.ui.waiting import until
from tests.unit.services.test_remote_tokens import MemoryKeyring
from tests.unit.store import remote_samples

if TYPE_CHECKING:
    from tests.ui.gallery import Gallery

NAMES = "\n".join(f"{name}-{number}.de" for number in range(1, 9) for name in ("holzbau", "atelier", "baeckerei"))


async def remote_views(gallery: "Gallery", window: MainWindow, services: Workspace, demo: RunningDemo) -> None:
    """All of them; the servers end with it."""
    keyring.set_keyring(MemoryKeyring())
    trigger(window, "remotes_action")
    await gallery.take("30-servers-none")
    async with ClassicServer() as classic, OursServer(":memory:", pace_s=0.1) as ours:
        await profile_views(gallery, window, classic, ours)
        options = ScanOptions(connect_to=demo.connect_to, ca_file=str(demo.ca_file), delay_ms=0)
        await run_views(gallery, window, classic, options)
        await ours_views(gallery, window, ours, options)
        await sync_views(gallery, window, services, ours)


async def profile_views(gallery: "Gallery", window: MainWindow, classic: ClassicServer, ours: OursServer) -> None:
    """Two servers with what was found, a fault, and the question before one is removed."""
    await add_server(window, ours.url, name="team")
    await add_server(window, classic.url, token="any", name="office")
    await gallery.take("31-servers-classic")
    press(window, "remove_remote_button")
    await gallery.take("31-servers-remove")
    press(window, "keep_remote_button")
    press(window, "add_remote_button")
    write(window, name="lab", url="http://scan.example.com")
    await gallery.take("31-servers-new")
    find(window, QLineEdit, "remote_url").setText("http://127.0.0.1:9")
    press(window, "save_remote_button")
    await until(window.pages.currentChanged, lambda: True)
    await asyncio.sleep(0.5)
    await gallery.take("31-servers-fault")


async def run_views(gallery: "Gallery", window: MainWindow, classic: ClassicServer, options: ScanOptions) -> None:
    """Where to run, and a classic server's batches: running, without a token, stalled, undecided, ended."""
    window.show_new_batch()
    window.propose(NAMES, options=options)
    window.pages.new_batch.place.choose(RunPlace("office", is_here_too=True))
    await gallery.take("32-start-here-and-there")
    window.pages.new_batch.place.choose(RunPlace("office"))
    press(window, "start_button")
    await verdict(window, None, lambda: classic.batches)
    (batch_id,) = classic.batches
    classic.begin(batch_id)
    classic.move(batch_id, 11)
    await verdict(window, None, lambda: _completed(window) == 11)
    await gallery.take("33-runs-on-classic")
    classic.is_production = True
    await verdict(window, RemoteVerdict.NEEDS_TOKEN)
    await gallery.take("33-needs-token")
    classic.finish(batch_id)
    find(window, QLineEdit, "batch_token").setText(tokens.signed())
    press(window, "use_token_button")
    await verdict(window, RemoteVerdict.NO_FINDINGS)
    await until(window.control.batch_changed, lambda: _rests(window))
    await gallery.take("33-no-findings")
    await stalled_views(gallery, window, classic, options)


async def stalled_views(gallery: "Gallery", window: MainWindow, classic: ClassicServer, options: ScanOptions) -> None:
    """A batch that does not move, and one of which nobody knows whether it arrived."""
    usual = RemoteRunService.start
    RemoteRunService.start = partialmethod(usual, stall_s=0.6)  # type: ignore[assignment,method-assign]
    start(window, options, "office")
    await verdict(window, RemoteVerdict.STALLED)
    await until(window.control.batch_changed, lambda: _rests(window))
    await gallery.take("34-stalled")
    RemoteRunService.start = usual  # type: ignore[method-assign]
    classic.drops_before_answer = 1
    start(window, options, "office")
    await verdict(window, RemoteVerdict.UNDECIDED)
    await until(window.control.batch_changed, lambda: _rests(window))
    await gallery.take("34-undecided")


async def ours_views(gallery: "Gallery", window: MainWindow, ours: OursServer, options: ScanOptions) -> None:
    """A batch whose results come in while the server works, and at its end."""
    start(window, options, "team")
    await until(window.control.batch_changed, lambda: _done(window) >= 8)
    ours.gate.clear()
    await gallery.take("35-runs-on-ours")
    ours.gate.set()
    ours.pace_s = 0
    await verdict(window, RemoteVerdict.ENDED)
    await until(window.control.batch_changed, lambda: _rests(window))
    await gallery.take("35-ours-done")
    trigger(window, "send_to_server_action")
    await gallery.take("35-send")


async def sync_views(gallery: "Gallery", window: MainWindow, services: Workspace, ours: OursServer) -> None:
    """What waits, what stands on the server, and two results for one domain."""
    for number in range(12):
        made = Made(id=str(uuid.uuid4()), tenant="tenant-a", digest=None, name=f"Dentists {2014 + number}", total=1)
        ours.state.make(made)
        ours.state.put(made.id, [found(f"site-{number}.com")])
    await in_conflict(services, ours, window.pages.shown_id)
    trigger(window, "sync_action")
    page = find(window, SyncPanel, "sync_panel")
    page.tabs.setCurrentIndex(SERVER)
    press(window, "list_batches_button")
    await asyncio.sleep(0.5)
    page.server.table.selectRow(1)
    await gallery.take("36-server")
    await ours.stop()
    usual = SyncService.sync
    SyncService.sync = partialmethod(usual, patience_s=0.0)  # type: ignore[assignment,method-assign]
    press(window, "sync_now_button")
    await until(window.remote.watch.changed, lambda: len(window.remote.watch.operations) > 1)
    await asyncio.sleep(0.5)
    SyncService.sync = usual  # type: ignore[method-assign]
    page.tabs.setCurrentIndex(OUTBOX)
    page.outbox.table.selectRow(0)
    await gallery.take("36-waits")
    page.tabs.setCurrentIndex(CONFLICTS)
    page.conflicts.table.selectRow(0)
    await gallery.take("36-conflicts")
    await ours.start()


async def in_conflict(services: Workspace, ours: OursServer, batch_id: str) -> None:
    """Have a domain of the batch scanned here and there since."""
    name = NAMES.split("\n")[0]
    ours.state.put(batch_id, [found(name)])
    result = remote_samples.result(0, 5, title="Scanned here")
    result = type(result)(**{**{field: getattr(result, field) for field in result.__struct_fields__}, "domain": name})
    await services.store.remote._write(partial(remote_results.put_in_place, batch_id=batch_id, result=result))
    await services.sync.sync(batch_id, "team")


def start(window: MainWindow, options: ScanOptions, remote: str) -> None:
    """Start the list on a server."""
    window.show_new_batch()
    window.propose(NAMES, options=options)
    window.pages.new_batch.place.choose(RunPlace(remote))
    press(window, "start_button")


def _completed(window: MainWindow) -> int | None:
    link = window.remote.watch.link(window.pages.shown_id)
    return link.completed if link else None


def _done(window: MainWindow) -> int:
    batch = window.pages.shown_batch
    return batch.done if batch else 0


def _rests(window: MainWindow) -> bool:
    batch = window.pages.shown_batch
    return batch is not None and batch.state is not BatchState.RUNNING
