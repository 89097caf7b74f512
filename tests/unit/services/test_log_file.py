import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_scanner.services import log_file


@pytest.fixture(autouse=True)
def _root() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    for handler in set(root.handlers) - set(handlers):
        handler.close()
    root.handlers, root.level = handlers, level


def test_the_log_is_written_to_its_file_in_a_folder_made_for_it(tmp_path: Path) -> None:
    path = tmp_path / "logs" / "scanner.log"
    log_file.start(path)
    logging.getLogger("desktop_scanner.test").warning("Something happened")
    assert "WARNING desktop_scanner.test: Something happened" in path.read_text(encoding="utf-8")


def test_requests_are_not_logged_with_their_addresses(tmp_path: Path) -> None:
    log_file.start(tmp_path / "scanner.log")
    logging.getLogger("httpx").info("GET https://user:secret@example.com")
    assert "secret" not in (tmp_path / "scanner.log").read_text(encoding="utf-8")


def test_the_parts_of_a_library_are_not_listed_at_each_start(tmp_path: Path) -> None:
    log_file.start(tmp_path / "scanner.log")
    logging.getLogger("alembic.runtime.plugins").info("setup plugin")
    assert (tmp_path / "scanner.log").read_text(encoding="utf-8") == ""


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("")
    log_file.start(tmp_path / "file" / "scanner.log")
    assert "no log file" in caplog.text
