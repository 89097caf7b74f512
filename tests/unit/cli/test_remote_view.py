import keyring
import pytest

from tests.unit.cli.conftest import Run
from tests.unit.services.test_remote_tokens import LockedKeyring


def test_a_locked_keyring_hides_tokens_and_not_the_list(run: Run) -> None:
    before = keyring.get_keyring()
    keyring.set_keyring(LockedKeyring())
    try:
        run("remote", "add", "office", "https://scan.test", "--no-test")
        listed = run("remote", "list", "--json")
    finally:
        keyring.set_keyring(before)
    assert listed.json[0]["token"] == "not readable"
    assert "office: The keyring of this computer cannot be read" in listed.err


@pytest.mark.parametrize("words", [(), ("--help",)])
def test_the_commands_are_listed(run: Run, words: tuple[str, ...]) -> None:
    told = run("remote", *words)
    for name in ("add", "list", "test", "token", "default", "remove"):
        assert name in told.out + told.err
