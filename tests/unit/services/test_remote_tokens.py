import stat
import sys
from pathlib import Path

import keyring
import keyring.backends.fail
import keyring.errors
import pytest
from keyring.backend import KeyringBackend

from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.remotes import RemoteProfile
from desktop_scanner.core.tokens import Token
from desktop_scanner.services.remote_tokens import FoundToken, TokenKeeper, TokenPlace

OFFICE = RemoteProfile(name="Office", base_url="https://scan.example.com")
TOKEN = Token("hunter2-token")


class MemoryKeyring(KeyringBackend):
    priority = 1.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise keyring.errors.PasswordDeleteError


class LockedKeyring(MemoryKeyring):
    def get_password(self, service: str, username: str) -> str | None:
        raise keyring.errors.KeyringLocked("locked")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise keyring.errors.KeyringLocked("locked")

    def delete_password(self, service: str, username: str) -> None:
        raise keyring.errors.KeyringLocked("locked")


@pytest.fixture(autouse=True)
def _own_keyring(monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.delenv(OFFICE.token_variable, raising=False)
    before = keyring.get_keyring()
    keyring.set_keyring(MemoryKeyring())
    yield
    keyring.set_keyring(before)


@pytest.fixture
def no_keyring() -> None:
    keyring.set_keyring(keyring.backends.fail.Keyring())  # type: ignore[no-untyped-call]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "tokens.json"


@pytest.fixture
def keeper(file: Path) -> TokenKeeper:
    return TokenKeeper(file)


def test_a_token_is_kept_in_the_keyring_and_forgotten(keeper: TokenKeeper, file: Path) -> None:
    assert keeper.find(OFFICE) is None
    assert keeper.keep(OFFICE, TOKEN, may_use_file=True) is TokenPlace.KEYRING
    assert keeper.find(OFFICE) == FoundToken(TOKEN, TokenPlace.KEYRING)
    assert not file.exists()
    keeper.forget(OFFICE)
    keeper.forget(OFFICE)
    assert keeper.find(OFFICE) is None


def test_the_environment_comes_first(keeper: TokenKeeper, monkeypatch: pytest.MonkeyPatch) -> None:
    keeper.keep(OFFICE, TOKEN, may_use_file=False)
    monkeypatch.setenv("DESKTOP_SCANNER_TOKEN_OFFICE", "from-outside\n")
    assert keeper.find(OFFICE) == FoundToken(Token("from-outside"), TokenPlace.ENVIRONMENT)


def test_another_server_by_the_same_name_does_not_get_the_token(keeper: TokenKeeper) -> None:
    keeper.keep(OFFICE, TOKEN, may_use_file=False)
    for url in ("https://other.example.com", "http://scan.example.com", "https://scan.example.com:8443"):
        assert keeper.find(RemoteProfile(name="Office", base_url=url)) is None


@pytest.mark.usefixtures("no_keyring")
def test_without_a_keyring_a_file_is_used_only_with_consent(keeper: TokenKeeper, file: Path) -> None:
    with pytest.raises(SettingsError, match=r"DESKTOP_SCANNER_TOKEN_OFFICE.*--token-file") as caught:
        keeper.keep(OFFICE, TOKEN, may_use_file=False)
    assert "hunter2" not in str(caught.value)
    assert not file.exists()
    assert keeper.keep(OFFICE, TOKEN, may_use_file=True) is TokenPlace.FILE
    assert keeper.find(OFFICE) == FoundToken(TOKEN, TokenPlace.FILE)
    keeper.forget(OFFICE)
    assert not file.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a user's files from others by other means")
@pytest.mark.usefixtures("no_keyring")
def test_the_file_is_for_its_owner_only(keeper: TokenKeeper, file: Path) -> None:
    keeper.keep(OFFICE, TOKEN, may_use_file=True)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [each.name for each in file.parent.iterdir()] == ["tokens.json"]
    file.chmod(0o644)
    with pytest.raises(SettingsError, match="Others can read"):
        keeper.find(OFFICE)


@pytest.mark.usefixtures("no_keyring")
def test_a_file_holds_the_tokens_of_several_servers(keeper: TokenKeeper) -> None:
    lab = RemoteProfile(name="lab", base_url="http://127.0.0.1:8000")
    keeper.keep(OFFICE, TOKEN, may_use_file=True)
    keeper.keep(lab, Token("lab-token"), may_use_file=True)
    keeper.forget(OFFICE)
    assert keeper.find(OFFICE) is None
    assert keeper.find(lab) == FoundToken(Token("lab-token"), TokenPlace.FILE)


@pytest.mark.parametrize("text", ["", "[]", "no json"])
@pytest.mark.usefixtures("no_keyring")
def test_a_damaged_file_is_told(keeper: TokenKeeper, file: Path, text: str) -> None:
    file.parent.mkdir()
    file.write_text(text)
    file.chmod(0o600)
    with pytest.raises(SettingsError, match="is damaged"):
        keeper.find(OFFICE)


def test_a_token_that_moves_into_the_keyring_leaves_the_file(keeper: TokenKeeper, file: Path) -> None:
    keyring.set_keyring(keyring.backends.fail.Keyring())  # type: ignore[no-untyped-call]
    keeper.keep(OFFICE, TOKEN, may_use_file=True)
    keyring.set_keyring(MemoryKeyring())
    keeper.keep(OFFICE, TOKEN, may_use_file=True)
    assert not file.exists()


def test_a_locked_keyring_is_told_unless_the_token_is_elsewhere(
    keeper: TokenKeeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyring.set_keyring(LockedKeyring())
    with pytest.raises(SettingsError, match="cannot be read"):
        keeper.find(OFFICE)
    with pytest.raises(SettingsError, match="would stay in it"):
        keeper.forget(OFFICE)
    monkeypatch.setenv("DESKTOP_SCANNER_TOKEN_OFFICE", "from-outside")
    assert keeper.find(OFFICE) is not None
    monkeypatch.delenv("DESKTOP_SCANNER_TOKEN_OFFICE")
    keeper.keep(OFFICE, TOKEN, may_use_file=True)
    assert keeper.find(OFFICE) == FoundToken(TOKEN, TokenPlace.FILE)


def test_a_folder_in_the_files_place_is_told(tmp_path: Path) -> None:
    keyring.set_keyring(keyring.backends.fail.Keyring())  # type: ignore[no-untyped-call]
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError, match="cannot be"):
        TokenKeeper(tmp_path / "file" / "tokens.json").keep(OFFICE, TOKEN, may_use_file=True)
    with pytest.raises(SettingsError, match="cannot be"):
        TokenKeeper(tmp_path).find(OFFICE)
