import asyncio
import json
import os
import socket
from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring

from desktop_scanner.cli import doctor
from desktop_scanner.store.database import Store


def make_database(path: Path) -> None:
    async def open_and_close() -> None:
        await (await Store.open(path)).close()

    asyncio.run(open_and_close())


@pytest.fixture
def headless(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr(doctor, "_RESOLV_CONF", Path("/nowhere"))


def test_a_sound_machine_has_one_mark_for_each_part_and_status_0(
    headless: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert doctor.doctor(tmp_path / "new.db") == 0
    said = capsys.readouterr().out
    for part in ("versions", "qt", "database", "dns", "certificates", "keyring", "paths"):
        assert f" {part} " in said
    assert not (tmp_path / "new.db").exists()


def test_the_findings_as_json_say_the_same(headless: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert doctor.doctor(tmp_path / "new.db", as_json=True) == 0
    found = json.loads(capsys.readouterr().out)
    assert [finding["part"] for finding in found][:3] == ["versions", "qt", "database"]
    assert {"part", "state", "message", "hint"} == set(found[0])


def test_a_file_that_is_no_database_fails_with_status_1(
    headless: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "list.txt").write_text("example.com\n" * 1000)
    assert doctor.doctor(tmp_path / "list.txt") == 1
    assert "list.txt" in capsys.readouterr().out


def test_a_database_that_works_is_opened_and_counted(tmp_path: Path) -> None:
    make_database(tmp_path / "scanner.db")
    finding = doctor.store(tmp_path / "scanner.db")
    assert finding.state == "ok"
    assert "is sound and holds 0 batches" in finding.message


def test_a_place_for_the_database_is_tried_and_left_as_it_was(tmp_path: Path) -> None:
    finding = doctor.store(tmp_path / "data" / "scanner.db")
    assert finding.state == "ok"
    assert "journal wal" in finding.message
    assert list(tmp_path.iterdir()) == []


def test_a_place_where_no_folder_can_be_made_fails_with_a_next_step(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    finding = doctor.store(tmp_path / "file" / "scanner.db")
    assert finding.state == "failed"
    assert "Errno" not in finding.message
    assert finding.hint is not None
    assert "--database" in finding.hint


@pytest.mark.skipif(os.name != "posix", reason="the servers are in a file on POSIX only")
@pytest.mark.parametrize(
    ("text", "state", "message"),
    [
        ("# by hand\nnameserver 192.0.2.1\nnameserver 2001:db8::1\n", "ok", "resolved by 192.0.2.1, 2001:db8::1."),
        ("search lan\nnameserver\n", "warning", "names no server"),
    ],
)
def test_the_name_servers_are_named(
    text: str, state: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "resolv.conf").write_text(text)
    monkeypatch.setattr(doctor, "_RESOLV_CONF", tmp_path / "resolv.conf")
    finding = doctor.dns()
    assert finding.state == state
    assert message in finding.message


def test_a_machine_that_does_not_know_itself_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object, **_options: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    assert doctor.dns().state == "failed"


def test_a_machine_without_a_display_still_has_a_working_qt(headless: None) -> None:
    finding = doctor.qt()
    assert finding.state == "warning"
    assert "desktop-scanner scan" in str(finding.hint)


def test_a_qt_that_cannot_start_fails_and_names_bootstrap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "nonsense")
    finding = doctor.qt()
    assert finding.state == "failed"
    assert "bootstrap.py run" in str(finding.hint)


def test_authorities_are_counted() -> None:
    assert int(doctor.certificates().message.split()[0]) > 50


def test_a_machine_without_a_keyring_is_told_of_env(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "get_keyring", Keyring)
    finding = doctor.secrets()
    assert finding.state == "warning"
    assert "env:NAME" in str(finding.hint)


def test_the_versions_name_what_a_report_needs() -> None:
    message = doctor.versions().message
    for name in ("Desktop Scanner", "Python", "PySide6", "httpx", "selectolax", "SQLAlchemy", "SQLite", "OpenSSL"):
        assert name in message


def test_a_hint_stands_below_its_sentence() -> None:
    text = doctor.line(doctor.Finding("qt", "failed", "Qt cannot start.", "Do this."))
    assert text.splitlines()[1].strip() == "Do this."
