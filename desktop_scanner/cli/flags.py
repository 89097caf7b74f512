"""The flags of a scan, made from the declarations of its options: one flag, help and limits for each."""

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, TypeVar

import msgspec
import typer
from msgspec import Struct

from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.options import ScanOptions, declaration

_Command = TypeVar("_Command", bound=Callable[..., int])


class Flag(Struct, frozen=True):
    """How an option is written on the command line."""

    option: str
    flags: str
    kind: Any
    metavar: str | None = None


FLAGS = (
    Flag("max_pages", "--max-pages", int, "N"),
    Flag("concurrency", "--concurrency", int, "N"),
    Flag("workers", "--workers", int, "N"),
    Flag("per_host", "--per-host", int, "N"),
    Flag("delay_ms", "--delay-ms", int, "N"),
    Flag("domain_timeout_s", "--domain-timeout", float, "S"),
    Flag("request_timeout_s", "--request-timeout", float, "S"),
    Flag("retries", "--retries", int, "N"),
    Flag("retry_after_s", "--retry-after", float, "S"),
    Flag("max_redirects", "--max-redirects", int, "N"),
    Flag("max_bytes", "--max-bytes", int, "N"),
    Flag("user_agent", "--user-agent", str, "S"),
    Flag("headers", "--header", list[str], '"K: V"'),
    Flag("proxy", "--proxy", str, "URL"),
    Flag("robots", "--robots/--no-robots", bool),
    Flag("ca_file", "--ca-file", str, "FILE"),
    Flag("insecure", "--insecure", bool),
    Flag("allow_private", "--allow-private", bool),
    Flag("connect_to", "--connect-to", list[str], "H1:P1:H2:P2"),
)
_FLAG_OF = {each.option: each.flags for each in FLAGS}
_PANEL = "How to scan"


def with_scan_flags(command: _Command) -> _Command:
    """Give a command that takes `**flags` one argument for each flag; None is a flag that was not given."""
    signature = inspect.signature(command)
    own = [each for each in signature.parameters.values() if each.kind is not inspect.Parameter.VAR_KEYWORD]
    parameters = [*own, *map(_parameter, FLAGS)]
    command.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {each.name: each.annotation for each in parameters} | {"return": int}
    return command


def changes(flags: dict[str, Any]) -> dict[str, Any]:
    """Return the options that the given flags change; raise SettingsError where a value cannot be one."""
    given = {name: value for name, value in flags.items() if value not in (None, [])}
    for name, value in given.items():
        if (above := declaration(name).gt) is not None and value <= above:
            raise SettingsError(f"{_FLAG_OF[name]} must be above {above:g}.")
    if "headers" in given:
        given["headers"] = tuple(_header(text) for text in given["headers"])
    if "connect_to" in given:
        given["connect_to"] = tuple(given["connect_to"])
    if "ca_file" in given:
        given["ca_file"] = _ca_file(given["ca_file"])
    return given


def changed(options: ScanOptions, flags: dict[str, Any]) -> ScanOptions:
    """Return the options with what the flags say in their place."""
    return msgspec.structs.replace(options, **changes(flags)).checked()


def _parameter(flag: Flag) -> inspect.Parameter:
    declared = declaration(flag.option)
    limits = {"min": declared.ge, "max": declared.le} if flag.kind in (int, float) else {}
    option = typer.Option(
        flag.flags,
        help=f"{declared.description}{_default(flag)}",
        metavar=flag.metavar,
        show_default=False,
        rich_help_panel=_PANEL,
        **limits,  # type: ignore[arg-type]
    )
    kind: Any = flag.kind | None
    return inspect.Parameter(
        flag.option, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=Annotated[kind, option]
    )


def _default(flag: Flag) -> str:
    """Return the default as the help shows it; None would not say it, as it means a flag that was not given."""
    value = getattr(ScanOptions(), flag.option)
    if flag.kind in (int, float):
        return f" [default: {value:g}]" if isinstance(value, float) else f" [default: {value}]"
    return ""


def _header(text: str) -> tuple[str, str]:
    name, colon, value = text.partition(":")
    if not colon or not name.strip():
        raise SettingsError(f'"{text}" is no header; write it as --header "Name: value".')
    return name.strip(), value.strip()


def _ca_file(text: str) -> str:
    """Return the path as seen from anywhere: the batch may be resumed in another folder."""
    path = Path(text).expanduser().absolute()
    if not path.is_file():
        raise SettingsError(f"There is no CA file {path}; check the name and the folder.")
    return str(path)
