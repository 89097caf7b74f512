"""Servers and remotes for tests of what is done with them."""

import keyring
from keyring.backend import KeyringBackend

from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.events import RemoteTold
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.remote_links import RemoteLink, RemoteVerdict
from desktop_scanner.core.remotes import RemoteProfile
from desktop_scanner.core.tokens import Token
from desktop_scanner.intake import lists
from desktop_scanner.services.workspace import Workspace
from tests.unit.services.listening import Heard

TOKEN = Token("token-of-a")
QUICK = ScanOptions(workers=1)


def changes(heard: Heard, verdict: RemoteVerdict | None) -> list[RemoteLink]:
    """Return the links that were told of with a verdict."""
    told = [event for event in heard.of(RemoteTold) if isinstance(event, RemoteTold)]
    return [event.link for event in told if event.link.verdict is verdict]


async def link_of(workspace: Workspace, batch_id: str) -> RemoteLink:
    """Return how a batch stands on its server."""
    link = await workspace.remote_runs.link(batch_id)
    assert link is not None
    return link


async def until(heard: Heard, verdict: RemoteVerdict) -> None:
    """Return when a verdict was told."""
    count = 0
    while not changes(heard, verdict):
        count = len(heard.of(RemoteTold))
        await heard.wait_for(RemoteTold, count + 1)


async def with_remote(workspace: Workspace, url: str, name: str = "office", *, poll_s: float = 0.5) -> None:
    """Add the server at a URL; it is the default where it is the first."""
    profile = RemoteProfile(name=name, base_url=url, poll_s=poll_s)
    await workspace.remotes.add(profile, TOKEN)


async def made(workspace: Workspace, *domains: str, options: ScanOptions = QUICK) -> BatchInfo:
    """Make a batch of domains, which nobody scans yet."""
    return await workspace.batches.create(lists.read_text("\n".join(domains)), options)


def use(backend: KeyringBackend) -> KeyringBackend:
    """Use a keyring, and return the one before."""
    before = keyring.get_keyring()
    keyring.set_keyring(backend)
    return before
