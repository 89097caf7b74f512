"""`desktop-scanner remote ...`: the servers that batches can be sent to."""

import asyncio
import getpass
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from desktop_scanner.cli import listings, messages, remote_view, workspaces
from desktop_scanner.cli.arguments import AsJson, Database, Quiet
from desktop_scanner.cli.outcome import Status
from desktop_scanner.core.errors import InputError, RemoteError
from desktop_scanner.core.remotes import RemoteProfile, RemoteServer
from desktop_scanner.core.tokens import Token

if TYPE_CHECKING:
    from desktop_scanner.services.workspace import Workspace

app = typer.Typer(help="The servers that batches can be sent to.", no_args_is_help=True, rich_markup_mode=None)

_MAX_TOKEN = 16_384

_Name = Annotated[str, typer.Argument(metavar="NAME", help="The remote's name.")]
_MaybeName = Annotated[
    str | None, typer.Argument(metavar="NAME", help="The remote's name; by default the default one.")
]
_TokenStdin = Annotated[
    bool, typer.Option("--token-stdin", help="Read the token from standard input.", show_default=False)
]
_TokenFile = Annotated[
    bool,
    typer.Option(
        "--token-file",
        help="Where there is no keyring, keep the token in a file that only you can read.",
        show_default=False,
    ),
]


@app.command()
def add(  # noqa: PLR0913 -- each is a flag of its own
    name: _Name,
    url: Annotated[str, typer.Argument(metavar="URL", help="The server's address, such as https://scan.example.com.")],
    *,
    token_stdin: _TokenStdin = False,
    token_file: _TokenFile = False,
    tenant: Annotated[str | None, typer.Option("--tenant", metavar="ID", help="Your tenant there.")] = None,
    ca_file: Annotated[
        Path | None, typer.Option("--ca-file", metavar="FILE", help="Trust the authorities in this PEM file too.")
    ] = None,
    proxy: Annotated[
        str | None,
        typer.Option("--proxy", metavar="URL", help="Reach it through a proxy; its password as env: or keyring:NAME."),
    ] = None,
    poll: Annotated[float, typer.Option("--poll", metavar="S", help="Ask about running batches so often.")] = 2.0,
    allow_plain_http: Annotated[
        bool,
        typer.Option("--allow-plain-http", help="Let the token travel unencrypted.", show_default=False),
    ] = False,
    default: Annotated[
        bool, typer.Option("--default", help="Use it where no remote is named.", show_default=False)
    ] = False,
    no_test: Annotated[bool, typer.Option("--no-test", help="Do not ask the server now.", show_default=False)] = False,
    database: Database = None,
    quiet: Quiet = False,
) -> int:
    """Add a server, and look what it is.

    Its token is asked for on a terminal, kept in the keyring, and never in the database. The environment variable
    DESKTOP_SCANNER_TOKEN_NAME (the remote's name in capitals) comes before it.
    """
    profile = RemoteProfile(
        name=name,
        base_url=url,
        tenant=tenant,
        ca_file=str(ca_file.expanduser().absolute()) if ca_file else None,
        proxy=proxy,
        poll_s=poll,
        allows_plain_http=allow_plain_http,
        is_default=default,
    ).checked()
    # Who has set the variable need not be asked.
    token = _given_token(is_piped=token_stdin) if token_stdin or profile.token_variable not in os.environ else None

    async def work() -> RemoteServer | None:
        async with workspaces.opened(database, may_make=True) as workspace:
            server = None if no_test else await _looked_at(workspace, profile, token)
            await workspace.remotes.add(profile, token, may_use_file=token_file, server=server)
            return server

    server = asyncio.run(work())
    messages.note(f'Added "{profile.name}".', is_quiet=quiet)
    if server is not None and not quiet:
        remote_view.show(profile, server)
    return Status.OK


@app.command(name="list")
def list_(*, json: AsJson = False, database: Database = None, quiet: Quiet = False) -> int:
    """List the servers, by name."""

    async def read() -> list[dict[str, Any]]:
        async with workspaces.opened(database) as workspace:
            return [await remote_view.row(workspace, profile) for profile in await workspace.remotes.all()]

    found = asyncio.run(read())
    if json:
        listings.write_json(found)
        return Status.OK
    rows = (
        (
            f"{each['name']}{' (default)' if each['is_default'] else ''}",
            each["base_url"],
            each["token"] or "none",
            each["tenant"] or "",
            each["summary"] or "not looked at yet",
        )
        for each in found
    )
    names = ("Name", "Address", "Token", "Tenant", "Server")
    return listings.show(
        found,
        names,
        rows,
        nothing="No remote is known; `desktop-scanner remote add NAME URL` adds one.",
        is_quiet=quiet,
    )


@app.command(name="test")
def look(name: _MaybeName = None, *, json: AsJson = False, database: Database = None, quiet: Quiet = False) -> int:
    """Ask a server what it is, and say what is worth knowing."""

    async def work() -> tuple[RemoteProfile, RemoteServer]:
        async with workspaces.opened(database) as workspace:
            profile = await workspace.remotes.find(name)
            return profile, await workspace.remotes.test(profile.name)

    profile, server = asyncio.run(work())
    if json:
        listings.write_json(remote_view.found(profile, server))
    elif not quiet:
        remote_view.show(profile, server)
    return Status.FAULT if server.is_token_accepted is False and not server.accepts_any_token else Status.OK


@app.command()
def token(
    name: _Name,
    *,
    token_stdin: _TokenStdin = False,
    token_file: _TokenFile = False,
    database: Database = None,
    quiet: Quiet = False,
) -> int:
    """Give a server another token."""
    given = _given_token(is_piped=token_stdin)
    if given is None:
        raise InputError("No token was given; pipe it in with --token-stdin, or type it on a terminal.")

    async def work() -> tuple[RemoteProfile, str, bool]:
        async with workspaces.opened(database) as workspace:
            profile = await workspace.remotes.find(name)
            place = await workspace.remotes.keep_token(profile, given, may_use_file=token_file)
            used = await workspace.remotes.token(profile)
            return profile, place, used is not None and used.place == place

    profile, place, is_used = asyncio.run(work())
    messages.note(f'The token of "{name}" is kept in the {place}.', is_quiet=quiet)
    if not is_used:
        messages.warning(f"The environment variable {profile.token_variable} is set, and comes before it.")
    return Status.OK


@app.command()
def default(name: _Name, *, database: Database = None, quiet: Quiet = False) -> int:
    """Use a server where none is named."""

    async def work() -> RemoteProfile:
        async with workspaces.opened(database) as workspace:
            return await workspace.remotes.make_default(name)

    messages.note(f'"{asyncio.run(work()).name}" is used where no remote is named.', is_quiet=quiet)
    return Status.OK


@app.command()
def remove(name: _Name, *, database: Database = None, quiet: Quiet = False) -> int:
    """Forget a server and its token; batches stay, here and there."""

    async def work() -> None:
        async with workspaces.opened(database) as workspace:
            await workspace.remotes.remove(name)

    asyncio.run(work())
    messages.note(f'"{name}" is forgotten, and its token with it.', is_quiet=quiet)
    return Status.OK


async def _looked_at(workspace: "Workspace", profile: RemoteProfile, token: Token | None) -> RemoteServer:
    try:
        return await workspace.remotes.look_at(profile, token)
    except RemoteError:
        messages.warning(f'"{profile.name}" is not added; with --no-test it is all the same.')
        raise


def _given_token(*, is_piped: bool) -> Token | None:
    """Return the token from a pipe, or as typed on a terminal without being shown; None where none is given."""
    if is_piped:
        return Token(sys.stdin.readline(_MAX_TOKEN))
    if not messages.can_ask():
        return None
    typed = getpass.getpass("Token (empty for none): ")
    return Token(typed) if typed.strip() else None
