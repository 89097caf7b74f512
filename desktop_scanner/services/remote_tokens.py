"""Where tokens are: an environment variable, the keyring, or a file that only the user can read and agreed to.

Looked for in this order. A token belongs to a name and an address: another server by the same name does not get it.
"""

import json
import os
import stat
import sys
from enum import StrEnum
from pathlib import Path
from tempfile import mkstemp

import keyring
import keyring.errors
from msgspec import Struct

from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.remotes import RemoteProfile
from desktop_scanner.core.tokens import Token
from desktop_scanner.services.secrets import KEYRING_SERVICE


class TokenPlace(StrEnum):
    """Where a token is kept."""

    ENVIRONMENT = "environment"
    KEYRING = "keyring"
    FILE = "file"


class FoundToken(Struct, frozen=True):
    """A token, and where it was found."""

    token: Token
    place: TokenPlace


class NoTokenPlaceError(SettingsError):
    """There is no keyring that takes a token; `file` could, where the user agrees to that."""

    def __init__(self, sentence: str, file: Path) -> None:
        super().__init__(sentence)
        self.file = file


class TokenKeeper:
    """Finds, keeps and forgets the tokens of remotes. Keyrings may ask the user something: call it in a thread."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def find(self, profile: RemoteProfile) -> FoundToken | None:
        """Return a remote's token, or None where there is none; raise SettingsError where it cannot be read."""
        if value := os.environ.get(profile.token_variable, "").strip():
            return FoundToken(Token(value), TokenPlace.ENVIRONMENT)
        broken: keyring.errors.KeyringError | None = None
        try:
            if secret := keyring.get_password(KEYRING_SERVICE, _entry(profile)):
                return FoundToken(Token(secret), TokenPlace.KEYRING)
        except keyring.errors.NoKeyringError:
            pass
        except keyring.errors.KeyringError as error:
            broken = error
        if secret := self._read().get(_entry(profile)):
            return FoundToken(Token(secret), TokenPlace.FILE)
        if broken is not None:
            raise SettingsError(
                f"The keyring of this computer cannot be read ({broken}). Unlock it, or set the environment variable "
                f"{profile.token_variable}."
            ) from broken
        return None

    def keep(self, profile: RemoteProfile, token: Token, *, may_use_file: bool) -> TokenPlace:
        """Keep a token in the keyring, or in the file where there is no keyring and the user agreed to that."""
        try:
            keyring.set_password(KEYRING_SERVICE, _entry(profile), token.value)
        except keyring.errors.KeyringError as error:
            if not may_use_file:
                raise NoTokenPlaceError(
                    "This computer has no keyring that takes the token. Set the environment variable "
                    f"{profile.token_variable} instead, or agree to a file that only you can read, {self._file}, "
                    "with --token-file.",
                    self._file,
                ) from error
            self._write({**self._read(), _entry(profile): token.value})
            return TokenPlace.FILE
        self._drop(profile)
        return TokenPlace.KEYRING

    def forget(self, profile: RemoteProfile) -> None:
        """Keep a remote's token no longer; an environment variable is the user's own."""
        try:
            keyring.delete_password(KEYRING_SERVICE, _entry(profile))
        except (keyring.errors.NoKeyringError, keyring.errors.PasswordDeleteError):
            pass  # it was not there
        except keyring.errors.KeyringError as error:
            raise SettingsError(
                f"The keyring of this computer cannot be opened ({error}), and the token would stay in it. "
                "Unlock it and try again."
            ) from error
        self._drop(profile)

    def _drop(self, profile: RemoteProfile) -> None:
        kept = self._read()
        if kept.pop(_entry(profile), None) is None:
            return
        if kept:
            self._write(kept)
        else:
            self._file.unlink()

    def _read(self) -> dict[str, str]:
        try:
            mode = self._file.stat().st_mode
            text = self._file.read_text(encoding="utf-8")
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise SettingsError(f"The file of tokens {self._file} cannot be read: {error.strerror}.") from error
        if sys.platform != "win32" and mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise SettingsError(f"Others can read the file of tokens {self._file}. Make it yours: chmod 600 FILE.")
        try:
            kept = json.loads(text)
            return {str(name): str(value) for name, value in kept.items()}
        except (ValueError, AttributeError) as error:
            raise SettingsError(
                f"The file of tokens {self._file} is damaged. Remove it, and give them again."
            ) from error

    def _write(self, kept: dict[str, str]) -> None:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            handle, name = mkstemp(dir=self._file.parent)  # readable by its owner only, from its first moment
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(kept, file)
            Path(name).replace(self._file)
        except OSError as error:
            raise SettingsError(f"The file of tokens {self._file} cannot be written: {error.strerror}.") from error


def _entry(profile: RemoteProfile) -> str:
    return f"remote {profile.name} at {profile.origin}"
