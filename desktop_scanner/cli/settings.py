"""`desktop-scanner settings`: what the user wants to hold from one start to the next, listed and changed."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from desktop_scanner.cli import flags, listings, messages
from desktop_scanner.cli.arguments import AsJson, Quiet
from desktop_scanner.cli.outcome import Status
from desktop_scanner.core import locations
from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.settings import values
from desktop_scanner.core.settings.declarations import ALL, GROUPS, Setting

if TYPE_CHECKING:
    from desktop_scanner.services.settings import SettingsService

_YES, _NO = ("yes", "true", "on", "1"), ("no", "false", "off", "0")

app = typer.Typer(
    name="settings",
    help="List and change what holds from one start to the next: the window's settings.",
    rich_markup_mode=None,
)

_Key = Annotated[str, typer.Argument(metavar="KEY", help="A setting, such as crawl.max_pages.")]
_Changed = Annotated[bool, typer.Option("--changed", help="Only what differs from the defaults.", show_default=False)]


@app.callback(invoke_without_command=True)
def _start(context: typer.Context) -> int:
    """List and change what holds from one start to the next: the window's settings."""
    return list_() if context.invoked_subcommand is None else Status.OK


@app.command("list")
def list_(*, changed: _Changed = False, json: AsJson = False, quiet: Quiet = False) -> int:
    """List the settings with their values and defaults."""
    service = _opened()
    found = [each for each in ALL.values() if not changed or values.is_changed(service.current, each)]
    if json:
        listings.write_json([_described(service, each) for each in found])
        return Status.OK
    rows = [(each.key, _shown(service, each), _default(service, each), each.title) for each in found]
    nothing = "Every setting has its default; `desktop-scanner settings set KEY VALUE` changes one."
    status = listings.show(found, ("Setting", "Value", "Default", "What"), rows, nothing=nothing, is_quiet=quiet)
    if service.unknown:
        messages.warning(f"The file has what this version does not know, and keeps it: {', '.join(service.unknown)}.")
    return status


@app.command()
def get(key: _Key, *, json: AsJson = False, quiet: Quiet = False) -> int:
    """Print the value of a setting; of a list, each entry on its own line."""
    service = _opened()
    setting = values.declared(key)
    if json:
        listings.write_json(_described(service, setting))
        return Status.OK
    plain = _plain(service, setting)
    for each in plain if isinstance(plain, list) else [_word(plain)]:
        messages.write(f"{each}\n".encode())
    return Status.OK


@app.command("set")
def set_(
    key: _Key,
    value: Annotated[list[str], typer.Argument(metavar="VALUE", help="Its value; several for a list.")],
    *,
    quiet: Quiet = False,
) -> int:
    """Change a setting; several values make a list, in the form of the flags of `scan`."""
    service = _opened()
    setting = values.declared(key)
    service.change(key, _read(setting, value))
    service.save()
    messages.note(f"{key} is {_shown(service, setting) or 'empty'}.", is_quiet=quiet)
    return Status.OK


@app.command()
def unset(
    keys: Annotated[list[str], typer.Argument(metavar="KEY...", help="Settings, or whole groups such as crawl.")],
    *,
    quiet: Quiet = False,
) -> int:
    """Give settings, or whole groups, their defaults again."""
    service = _opened()
    groups = {group.name: [each.key for each in group.settings] for group in GROUPS}
    wanted = [key for given in keys for key in groups.get(given, [given])]
    for key in wanted:
        service.reset(key)
    service.save()
    messages.note(f"{', '.join(keys)}: the default holds again.", is_quiet=quiet)
    return Status.OK


@app.command()
def path(*, quiet: Quiet = False) -> int:
    """Print where the file of the settings lies."""
    messages.write(f"{locations.settings_file()}\n".encode())
    return Status.OK


def table() -> str:
    """Return the README's table of all settings, in Markdown."""
    lines = ["| setting | meaning | values | default |", "|---|---|---|---|"]
    for setting in ALL.values():
        meaning = setting.help.replace("|", "\\|")
        lines.append(f"| `{setting.key}` | {meaning} | {_values(setting)} | {_usual(setting)} |")
    return "\n".join(lines)


def _opened() -> "SettingsService":
    # With it come two HTML parsers, which `--help` need not wait for.
    from desktop_scanner.services.settings import SettingsService  # noqa: PLC0415

    service = SettingsService()
    for problem in service.problems:
        messages.warning(problem)
    return service


def _read(setting: Setting, words: Sequence[str]) -> Any:
    """Return the value that the words stand for; raise SettingsError where they stand for none."""
    if setting.form == "lines":
        return _read_list(setting, list(words))
    if len(words) > 1:
        raise SettingsError(f"{setting.key} takes one value; {len(words)} are given. Put one with spaces in quotes.")
    word = words[0]
    if setting.form == "switch":
        if word.lower() not in (*_YES, *_NO):
            raise SettingsError(f'{setting.key} is "yes" or "no", not "{word}".')
        return word.lower() in _YES
    if setting.form in ("whole", "number"):
        return _read_number(setting, word)
    return str(Path(word).expanduser().absolute()) if setting.path and word else word


def _read_list(setting: Setting, words: list[str]) -> Any:
    """Return a list that is written as the flag of that option is, which only a scan's options are."""
    given = [word for word in words if word]
    return flags.changes({setting.name: given}).get(setting.name, ())


def _read_number(setting: Setting, word: str) -> float:
    try:
        return int(word) if setting.form == "whole" else float(word)
    except ValueError:
        raise SettingsError(f'{setting.key} is a number, not "{word}".') from None


def _described(service: "SettingsService", setting: Setting) -> dict[str, Any]:
    return {
        "key": setting.key,
        "value": _plain(service, setting),
        "default": values.plain(setting, setting.default),
        "is_changed": values.is_changed(service.current, setting),
        "title": setting.title,
        "description": setting.help,
        "unit": setting.unit or None,
        "min": setting.least,
        "max": setting.meta.le,
        "choices": [choice.value for choice in setting.choices] or None,
    }


def _plain(service: "SettingsService", setting: Setting) -> Any:
    return values.plain(setting, values.value(service.current, setting))


def _shown(service: "SettingsService", setting: Setting) -> str:
    return _phrase(setting, _plain(service, setting))


def _default(service: "SettingsService", setting: Setting) -> str:
    """Return the default where it does not hold."""
    is_changed = values.is_changed(service.current, setting)
    return _phrase(setting, values.plain(setting, setting.default)) if is_changed else ""


def _phrase(setting: Setting, plain: Any) -> str:
    text = ", ".join(plain) if isinstance(plain, list) else _word(plain)
    return f"{text} {setting.unit}" if setting.unit and text else text


def _word(plain: Any) -> str:
    if isinstance(plain, bool):
        return "yes" if plain else "no"
    if isinstance(plain, float):
        return f"{plain:g}"
    return "" if plain is None else str(plain)


def _values(setting: Setting) -> str:
    if setting.choices:
        return ", ".join(f"`{choice.value}`" for choice in setting.choices)
    if setting.form == "switch":
        return "yes, no"
    if setting.meta.le is None:
        return "several" if setting.form == "lines" else setting.path or "text"
    limits = flags.limits(setting.meta)
    return f"{limits} {setting.unit}" if setting.unit else limits


def _usual(setting: Setting) -> str:
    if setting.part == "scan":
        return flags.shown_default(setting.name)
    return _word(setting.default) if not setting.choices else f"`{setting.default}`"
