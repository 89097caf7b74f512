import sys

import pytest

from desktop_scanner.core import locations


def test_the_database_lies_in_the_data_folder() -> None:
    assert locations.database().parent == locations.data_folder()
    assert locations.database().name == "scanner.db"


def test_every_place_is_a_whole_path_named_after_the_program() -> None:
    for path in (locations.data_folder(), locations.database(), locations.log_file(), locations.token_file()):
        assert path.is_absolute()
        assert "desktop-scanner" in str(path)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the XDG variables are Linux's")
def test_the_folder_that_the_user_chose_for_data_is_used(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert locations.data_folder().parent == tmp_path


def test_asking_where_makes_no_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", f"{tmp_path}/data")
    assert not locations.data_folder().exists() or not sys.platform.startswith("linux")
