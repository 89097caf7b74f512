"""One setting read, changed and written: its value in the program, and its plain form in files and for people.

The plain form is a bool, a number, a text or a list of texts; None stands for a value that is not there.
"""

import difflib
from pathlib import Path
from typing import Any

import msgspec

from desktop_scanner.core import option_checks, pairs, withheld
from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.settings.declarations import ALL, Setting
from desktop_scanner.core.settings.groups import Settings, replaced


def declared(key: str) -> Setting:
    """Return the setting of that key; raise SettingsError where there is none."""
    if key in ALL:
        return ALL[key]
    alike = difflib.get_close_matches(key, ALL, 1, 0.7) or [each for each in ALL if each.endswith(f".{key}")]
    hint = f"did you mean {alike[0]}?" if alike else "`desktop-scanner settings list` names all."
    raise SettingsError(f'There is no setting "{key}"; {hint}')


def value(settings: Settings, setting: Setting) -> Any:
    """Return the value that holds."""
    return getattr(getattr(settings, setting.part), setting.name)


def is_changed(settings: Settings, setting: Setting) -> bool:
    """Return whether the value is another than the program's own."""
    return bool(value(settings, setting) != setting.default)


def changed(settings: Settings, key: str, new: Any) -> Settings:
    """Return the settings with a new value; raise SettingsError, which names the setting, where it cannot be one."""
    setting = declared(key)
    checked = _checked(setting, new)
    made = replaced(settings, setting.part, setting.name, checked)
    if setting.part == "scan":
        made.scan.checked()
    _refuse_secrets(setting, checked)
    return made


def reset(settings: Settings, key: str) -> Settings:
    """Return the settings with the program's own value in place of the user's."""
    setting = declared(key)
    return replaced(settings, setting.part, setting.name, setting.default)


def plain(setting: Setting, given: Any) -> Any:
    """Return a value in its plain form."""
    if setting.name in pairs.SIGNS:
        return list(pairs.written(given, setting.name))
    return list(given) if isinstance(given, tuple) else given


def from_plain(setting: Setting, given: Any) -> Any:
    """Return the value of a plain form; raise SettingsError where it is none."""
    if setting.form == "lines" and isinstance(given, str):
        given = [given]
    if setting.name in pairs.SIGNS and isinstance(given, list) and all(isinstance(each, str) for each in given):
        return pairs.parse(given, setting.name, f'entry of "{setting.title}"', pairs.FORMS[setting.name])
    return tuple(given) if isinstance(given, list) else given


def _checked(setting: Setting, new: Any) -> Any:
    if setting.form in ("text", "lines") and new in ("", None):
        return setting.default
    try:
        checked = msgspec.convert(msgspec.to_builtins(new), setting.hint)
    except (msgspec.ValidationError, TypeError) as error:
        if setting.choices:
            said = ", ".join(choice.value for choice in setting.choices)
            raise SettingsError(f'"{setting.title}" must be one of {said}.') from error
        raise option_checks.out_of_range(setting.meta) from error
    return _whole_path(setting, checked) if setting.path else checked


def _whole_path(setting: Setting, given: str | tuple[str, ...]) -> Any:
    """Return paths that name the same wherever the program is started."""
    if isinstance(given, tuple):
        return tuple(_whole_path(setting, each) for each in given)
    path = Path(given).expanduser()
    if not path.is_absolute():
        raise SettingsError(f'"{setting.title}" must be a whole path; "{given}" depends on where one stands.')
    return str(path)


def _refuse_secrets(setting: Setting, new: Any) -> None:
    """Refuse what would put a secret into a file that is none of a keyring."""
    if setting.name not in withheld.PARTS:
        return
    _, named = withheld.PARTS[setting.name](new)
    if named:
        raise SettingsError(
            f'"{setting.title}" holds a secret ({named[0].strip()}), and settings keep none; write it as env:NAME or '
            "keyring:NAME."
        )
