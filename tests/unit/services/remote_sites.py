"""Servers and remotes for tests of what is done with them."""

import keyring
from keyring.backend import KeyringBackend

from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.remotes import RemoteProfile
from desktop_scanner.core.tokens import Token
from desktop_scanner.intake import lists
from desktop_scanner.services.workspace import Workspace

TOKEN = Token("token-of-a")
QUICK = ScanOptions(workers=1)


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
