"""The flags of a scan, made from the declarations of its options: one flag, help and limits for each."""

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, TypeVar

import msgspec
import typer
from msgspec import Struct

from desktop_scanner import __version__
from desktop_scanner.core import pairs
from desktop_scanner.core.custom_rules import CustomRule
from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.options import ScanOptions, declaration
from desktop_scanner.core.pairs import Pair

_Command = TypeVar("_Command", bound=Callable[..., int])


class Flag(Struct, frozen=True):
    """How an option is written on the command line."""

    option: str
    flags: str
    kind: Any
    metavar: str | None = None


FLAGS = (
    Flag("max_pages", "--max-pages", int, "N"),
    Flag("all_pages", "--all-pages/--no-all-pages", bool),
    Flag("include", "--include", list[str], "PATTERN"),
    Flag("exclude", "--exclude", list[str], "PATTERN"),
    Flag("robots", "--robots/--no-robots", bool),
    Flag("favicon", "--favicon/--no-favicon", bool),
    Flag("security_txt", "--security-txt/--no-security-txt", bool),
    Flag("dns", "--dns/--no-dns", bool),
    Flag("concurrency", "--concurrency", int, "N"),
    Flag("workers", "--workers", int, "N"),
    Flag("per_host", "--per-host", int, "N"),
    Flag("per_address", "--per-address", int, "N"),
    Flag("delay_ms", "--delay-ms", int, "N"),
    Flag("domain_timeout_s", "--domain-timeout", float, "S"),
    Flag("request_timeout_s", "--request-timeout", float, "S"),
    Flag("retries", "--retries", int, "N"),
    Flag("retry_after_s", "--retry-after", float, "S"),
    Flag("max_redirects", "--max-redirects", int, "N"),
    Flag("max_bytes", "--max-bytes", int, "N"),
    Flag("max_domain_bytes", "--max-domain-bytes", int, "N"),
    Flag("contact", "--contact", str, "URL"),
    Flag("user_agent", "--user-agent", str, "S"),
    Flag("headers", "--header", list[str], '"K: V"'),
    Flag("cookies", "--cookie", list[str], '"K=V"'),
    Flag("auth", "--auth", list[str], "HOST=USER:PASSWORD"),
    Flag("proxies", "--proxy", list[str], "URL|@FILE"),
    Flag("dns_servers", "--dns-server", list[str], "IP"),
    Flag("fingerprints", "--fingerprints", list[str], "PATH"),
    Flag("rules", "--rules", str, "FILE"),
    Flag("ca_file", "--ca-file", str, "FILE"),
    Flag("insecure", "--insecure/--no-insecure", bool),
    Flag("allow_private", "--allow-private/--no-allow-private", bool),
    Flag("snippets", "--snippets/--no-snippets", bool),
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
        if name in _READERS:
            given[name] = _READERS[name](value)
        elif isinstance(value, list):
            given[name] = tuple(value)
    return given


def changed(options: ScanOptions, flags: dict[str, Any]) -> ScanOptions:
    """Return the options with what the flags say in their place."""
    return options.overridden(changes(flags)).checked()


def table() -> str:
    """Return the README's table of all flags, in Markdown."""
    lines = ["| option | meaning | limits | default |", "|---|---|---|---|"]
    for flag in FLAGS:
        declared = declaration(flag.option)
        written = flag.flags if flag.metavar is None else f"{flag.flags} {flag.metavar}".replace("|", "\\|")
        again = " May be repeated." if flag.kind == list[str] else ""
        cells = (f"`{written}`", f"{declared.description}{again}", limits(declared), shown_default(flag.option))
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def limits(declared: msgspec.Meta) -> str:
    """Return the limits of an option's number, "" where it is none."""
    if declared.le is None:
        return ""
    least = f"{declared.ge:,}" if declared.ge is not None else f"above {declared.gt}"
    return f"{least} to {declared.le:,}"


def shown_default(option: str) -> str:
    """Return an option's default as the README shows it."""
    value = getattr(ScanOptions(), option)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return f"{value:,g}" if value < 100_000 else f"{value:,}"
    return f"`{value.replace(__version__, 'VERSION')}`" if value else ""


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


def _headers(texts: list[str]) -> tuple[Pair, ...]:
    return pairs.parse(texts, "headers", "--header", f'--header "{pairs.FORMS["headers"]}"')


def _cookies(texts: list[str]) -> tuple[Pair, ...]:
    return pairs.parse(texts, "cookies", "--cookie", f'--cookie "{pairs.FORMS["cookies"]}"')


def _sign_ins(texts: list[str]) -> tuple[Pair, ...]:
    return pairs.parse(texts, "auth", "--auth", f"--auth {pairs.FORMS['auth']}")


def _proxies(texts: list[str]) -> tuple[str, ...]:
    return tuple(url for text in texts for url in (_lines(text[1:]) if text.startswith("@") else [text]))


def _lines(name: str) -> list[str]:
    """Return what stands in a file, one entry a line; `#` begins a comment."""
    path = Path(name).expanduser()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SettingsError(f"The list of proxies {path} cannot be read: {error.strerror}. Check its path.") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"The list of proxies {path} is no text file; write one URL a line.") from error
    found = [line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    if not found:
        raise SettingsError(f"The list of proxies {path} holds none; write one URL a line.")
    return found


def _ca_file(text: str) -> str:
    """Return the path as seen from anywhere: the batch may be resumed in another folder."""
    path = Path(text).expanduser().absolute()
    if not path.is_file():
        raise SettingsError(f"There is no CA file {path}; check the name and the folder.")
    return str(path)


def _fingerprints(texts: list[str]) -> tuple[str, ...]:
    """Return the paths as seen from anywhere; their rules are read when the batch is made."""
    return tuple(str(Path(text).expanduser().absolute()) for text in texts)


def _rules(text: str) -> tuple[CustomRule, ...]:
    """Return what the file says now: the batch keeps its rules whatever becomes of the file."""
    from desktop_scanner.intake import rules_file  # noqa: PLC0415 -- it loads two HTML parsers, which --help must not

    return rules_file.read(Path(text).expanduser())


_READERS: dict[str, Callable[[Any], Any]] = {
    "headers": _headers,
    "cookies": _cookies,
    "auth": _sign_ins,
    "proxies": _proxies,
    "ca_file": _ca_file,
    "fingerprints": _fingerprints,
    "rules": _rules,
}
