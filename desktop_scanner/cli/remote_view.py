"""Servers as commands show them."""

from typing import TYPE_CHECKING, Any

from rich.text import Text

from desktop_scanner.cli import lines, messages, phrases
from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.remotes import RemoteProfile, RemoteServer

if TYPE_CHECKING:
    from desktop_scanner.services.workspace import Workspace


async def row(workspace: "Workspace", profile: RemoteProfile) -> dict[str, Any]:
    """Return what a list says of a remote; its token is only named by its place."""
    server = await workspace.remotes.found(profile.name)
    return {
        "name": profile.name,
        "base_url": profile.base_url,
        "tenant": profile.tenant,
        "ca_file": profile.ca_file,
        "proxy": profile.proxy,
        "poll_s": profile.poll_s,
        "is_default": profile.is_default,
        "token": await _token_place(workspace, profile),
        "summary": server.summary if server else None,
        "checked_at": server.checked_at if server else None,
    }


def found(profile: RemoteProfile, server: RemoteServer) -> dict[str, Any]:
    """Return what was found at a server, for programs."""
    return {
        "name": profile.name,
        "base_url": profile.base_url,
        "kind": server.kind,
        "prefix": server.prefix,
        "is_prefix_doubled": server.is_prefix_doubled,
        "accepts_any_token": server.accepts_any_token,
        "is_token_accepted": server.is_token_accepted,
        "clock_ahead_s": server.clock_ahead_s,
        "checked_at": server.checked_at,
        "summary": server.summary,
        "findings": [{"finding": each, "sentence": server.sentence(each)} for each in server.findings],
    }


def show(profile: RemoteProfile, server: RemoteServer) -> None:
    """Print what a server is, and what is worth knowing of it."""
    told = [Text.assemble((profile.name, "bold"), f": {server.summary}")]
    told.append(lines.labelled("Address", f"{profile.base_url}{server.prefix}"))
    told.append(lines.labelled("Looked at", phrases.instant(server.checked_at)))
    told.extend(lines.item(server.sentence(each)) for each in server.findings)
    messages.show(lines.text_of(told))


async def _token_place(workspace: "Workspace", profile: RemoteProfile) -> str | None:
    try:
        known = await workspace.remotes.token(profile)
    except SettingsError as error:  # a keyring that is locked hides tokens, and not the list
        messages.warning(f"{profile.name}: {error}")
        return "not readable"
    return known.place.value if known else None
