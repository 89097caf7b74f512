import io
from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import keyring.backends.fail
import pytest

from desktop_scanner.cli import messages
from desktop_scanner.core import locations
from tests.servers.hostile import unused_port
from tests.servers.v3 import tokens
from tests.servers.v3.classic import ClassicServer
from tests.servers.v3.ours import OursServer
from tests.servers.v3.serving import HttpServer, in_thread
from tests.unit.cli.conftest import Run
from tests.unit.services.test_remote_tokens import MemoryKeyring

Give = Callable[[str], None]


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MemoryKeyring]:
    monkeypatch.setattr(locations, "token_file", lambda: tmp_path / "tokens.json")
    before, memory = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(memory)
    yield memory
    keyring.set_keyring(before)


@pytest.fixture
def give(monkeypatch: pytest.MonkeyPatch) -> Give:
    """Pipe a text into the next command."""
    return lambda text: monkeypatch.setattr("sys.stdin", io.StringIO(text))


@pytest.fixture
def classic() -> Iterator[HttpServer]:
    with in_thread(ClassicServer) as server:
        yield server


@pytest.fixture
def ours(tmp_path: Path) -> Iterator[HttpServer]:
    with in_thread(lambda: OursServer(tmp_path / "state.db")) as server:
        yield server


def test_a_server_is_tested_on_entry_and_what_it_is_is_said(run: Run, classic: HttpServer) -> None:
    ran = run("remote", "add", "office", classic.url)
    assert (ran.status, 'Added "office".' in ran.err) == (0, True)
    assert "office: classic server, prefix doubled, development mode: it accepts any token" in ran.out
    assert "whoever reaches it can use it" in ran.out
    assert "It returns no results, only counts" in ran.out
    assert run("remote", "test").out == ran.out


def test_a_token_is_piped_in_and_shown_nowhere(run: Run, ours: HttpServer, give: Give, kept: MemoryKeyring) -> None:
    give("token-of-a\n")
    ran = run("remote", "add", "office", ours.url, "--token-stdin", "--tenant", "tenant-a", "--poll", "5")
    assert ran.status == 0
    assert list(kept.kept.values()) == ["token-of-a"]
    listed = run("remote", "list")
    assert "office (default)" in listed.out
    assert "keyring" in listed.out
    told = run("remote", "list", "--json")
    assert (told.json[0]["token"], told.json[0]["tenant"], told.json[0]["poll_s"]) == ("keyring", "tenant-a", 5.0)
    assert "token-of-a" not in ran.out + ran.err + listed.out + told.out


def test_findings_for_programs(run: Run, classic: HttpServer) -> None:
    run("remote", "add", "office", classic.url, "--quiet")
    told = run("remote", "test", "office", "--json").json
    assert (told["kind"], told["is_prefix_doubled"], told["accepts_any_token"]) == ("classic", True, True)
    assert told["findings"][0]["finding"] == "accepts_any_token"
    assert told["findings"][0]["sentence"].startswith("It runs in development mode")


def test_a_token_that_is_refused_fails_the_test_until_another_is_given(run: Run, ours: HttpServer, give: Give) -> None:
    give("token-of-c")
    assert "refuses the token" in run("remote", "add", "office", ours.url, "--token-stdin").out
    assert run("remote", "test").status == 1
    give("token-of-a")
    assert "kept in the keyring" in run("remote", "token", "office", "--token-stdin").err
    assert run("remote", "test").status == 0


def test_a_server_that_is_not_there_is_added_only_if_that_is_wanted(run: Run) -> None:
    url = f"http://127.0.0.1:{unused_port()}"
    ran = run("remote", "add", "office", url)
    assert (ran.status, "--no-test" in ran.err, "cannot be reached" in ran.err) == (1, True, True)
    assert "No remote is known" in run("remote", "list").err
    assert run("remote", "add", "office", url, "--no-test", "--quiet").err == ""
    assert "not looked at yet" in run("remote", "list").out
    assert run("remote", "test", "office").status == 1


def test_the_environment_names_the_token_and_nobody_is_asked(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "can_ask", lambda: True)
    monkeypatch.setenv("DESKTOP_SCANNER_TOKEN_OFFICE", tokens.signed())
    run("remote", "add", "office", "https://scan.test", "--no-test")
    assert run("remote", "list", "--json").json[0]["token"] == "environment"


def test_a_token_that_another_one_comes_before_is_kept_and_that_is_said(
    run: Run, give: Give, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("remote", "add", "office", "https://scan.test", "--no-test")
    monkeypatch.setenv("DESKTOP_SCANNER_TOKEN_OFFICE", "from-outside")
    give("some-token")
    ran = run("remote", "token", "office", "--token-stdin", "--quiet")
    assert (ran.status, "comes before it" in ran.err) == (0, True)


def test_without_a_keyring_a_file_needs_consent(run: Run, give: Give, tmp_path: Path) -> None:
    keyring.set_keyring(keyring.backends.fail.Keyring())  # type: ignore[no-untyped-call]
    words = ("remote", "add", "office", "https://scan.test", "--no-test", "--token-stdin")
    give("some-token")
    refused = run(*words)
    assert (refused.status, "--token-file" in refused.err) == (2, True)
    give("some-token")
    assert run(*words, "--token-file").status == 0
    assert (tmp_path / "tokens.json").exists()
    assert run("remote", "list", "--json").json[0]["token"] == "file"


def test_on_a_terminal_the_token_is_asked_for(run: Run, kept: MemoryKeyring, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "can_ask", lambda: True)
    typed = iter(("typed-token", ""))
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(typed))
    run("remote", "add", "a", "https://a.test", "--no-test")
    run("remote", "add", "b", "https://b.test", "--no-test")
    assert list(kept.kept.values()) == ["typed-token"]


def test_a_default_is_chosen_and_a_remote_is_forgotten(run: Run, give: Give, kept: MemoryKeyring) -> None:
    give("some-token")
    run("remote", "add", "a", "https://a.test", "--no-test", "--token-stdin")
    run("remote", "add", "b", "https://b.test", "--no-test", "--default")
    assert [each["is_default"] for each in run("remote", "list", "--json").json] == [False, True]
    assert '"a" is used' in run("remote", "default", "a").err
    assert "forgotten" in run("remote", "remove", "a").err
    assert [(each["name"], each["is_default"]) for each in run("remote", "list", "--json").json] == [("b", True)]
    assert kept.kept == {}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("add", "office", "ftp://scan.test"), "must begin with https://"),
        (("add", "office", "https://me:hunter2@scan.test"), "must not hold a user or password"),
        (("add", "office", "https://scan.test", "--proxy", "http://me:hunter2@proxy.test"), "env:NAME"),
        (("add", "office", "https://scan.test", "--poll", "0"), "asked every 0.5"),
        (("add", "office", "http://scan.test", "--token-stdin"), "--allow-plain-http"),
        (("test", "nobody"), "No remote is known"),
        (("remove", "nobody"), "No remote is known"),
        (("token", "nobody"), "--token-stdin"),
    ],
)
def test_what_cannot_be_used_is_told_without_secrets(run: Run, give: Give, words: tuple[str, ...], says: str) -> None:
    give("hunter2-token")
    ran = run("remote", *words)
    assert ran.status == 2
    assert says in ran.err
    assert "hunter2" not in ran.err + ran.out


def test_no_token_reaches_the_log(run: Run, ours: HttpServer, give: Give, tmp_path: Path) -> None:
    give("token-of-a")
    run("remote", "add", "office", ours.url, "--token-stdin")
    run("remote", "test")
    assert "token-of-a" not in (tmp_path / "log" / "scanner.log").read_text()
