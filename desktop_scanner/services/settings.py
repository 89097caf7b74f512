"""The settings that hold, and their file; what is changed holds at once and is written a moment later."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from desktop_scanner.core import locations
from desktop_scanner.core.custom_rules import CustomRule
from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.settings import Settings, values
from desktop_scanner.core.settings.declarations import ALL
from desktop_scanner.services import settings_file


class SettingsService:
    """Knows the settings; `problems` are the sentences on what of the file cannot be used, `unknown` its other keys."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or locations.settings_file()
        content = settings_file.read(self.path)
        self.current: Settings = content.settings
        self.problems = content.problems
        self.unknown = content.unknown
        self._unsaved: dict[str, Any] = {}

    @property
    def database(self) -> Path:
        """Return the database that is used where none is named."""
        folder = self.current.storage.folder
        usual = locations.database()
        return Path(folder).expanduser() / usual.name if folder else usual

    def change(self, key: str, value: Any) -> None:
        """Let a value hold; raise SettingsError, and leave the one before, where it cannot be one."""
        self.current = values.changed(self.current, key, value)
        self._note(key)

    def reset(self, key: str) -> None:
        """Let the program's own value hold again."""
        self.current = values.reset(self.current, key)
        self._note(key)

    def take_unsaved(self) -> dict[str, Any]:
        """Return what is to be written into the file, and forget that it is to be."""
        unsaved, self._unsaved = self._unsaved, {}
        return unsaved

    def put_back(self, unsaved: Mapping[str, Any]) -> None:
        """Note again what could not be written, where it was not changed since."""
        self._unsaved = {**unsaved, **self._unsaved}

    def save(self) -> None:
        """Write what is not yet written; raise SettingsError, and keep it for the next time, where it cannot be."""
        unsaved = self.take_unsaved()
        try:
            self.write(unsaved)
        except SettingsError:
            self.put_back(unsaved)
            raise

    def write(self, unsaved: Mapping[str, Any]) -> None:
        """Write what `take_unsaved` gave, in whatever thread; raise SettingsError where it cannot be."""
        from desktop_scanner.services import settings_edit  # noqa: PLC0415 -- a start need not wait for it

        settings_edit.write(self.path, unsaved)

    def options(self, *, with_rules: bool = True) -> ScanOptions:
        """Return the options with which a new batch starts; raise SettingsError where the rules cannot be used."""
        return msgspec.structs.replace(self.current.scan, rules=self.rules() if with_rules else ())

    def rules(self) -> tuple[CustomRule, ...]:
        """Return the user's own rules, as their file says now; raise SettingsError where they cannot be used."""
        if not (named := self.current.extraction.rules_file):
            return ()
        # Imported only where there is such a file: the HTML parsers that come with it would hold a start up.
        from desktop_scanner.intake import rules_file  # noqa: PLC0415

        return rules_file.read(Path(named))

    def _note(self, key: str) -> None:
        setting = ALL[key]
        value = values.value(self.current, setting)
        self._unsaved[key] = None if value == setting.default else values.plain(setting, value)
