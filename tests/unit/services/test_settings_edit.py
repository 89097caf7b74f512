from pathlib import Path

import pytest

from desktop_scanner.core.errors import SettingsError
from desktop_scanner.services import settings_edit, settings_file

BY_HAND = """\
# mine
[crawl]
max_pages = 12  # enough
later = "of a newer version"

[unheard_of]
x = 1
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.toml"


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_written_is_read_again(path: Path) -> None:
    settings_edit.write(path, {"crawl.max_pages": 12, "network.headers": ["X-A: b"], "appearance.scheme": "dark"})
    settings = settings_file.read(path).settings
    assert (settings.scan.max_pages, settings.scan.headers) == (12, (("X-A", "b"),))
    assert settings.appearance.scheme == "dark"


def test_comments_and_what_is_not_known_stay_when_a_value_changes(path: Path) -> None:
    settings_edit.write(written(path, BY_HAND), {"crawl.max_pages": 3})
    assert path.read_text(encoding="utf-8") == BY_HAND.replace("12", "3")
    assert settings_file.read(path).unknown == ("crawl.later", "unheard_of.x")


def test_a_value_that_is_taken_out_takes_its_empty_table_with_it(path: Path) -> None:
    settings_edit.write(path, {"crawl.max_pages": 3, "appearance.scheme": "dark"})
    settings_edit.write(path, {"crawl.max_pages": None})
    assert "crawl" not in path.read_text(encoding="utf-8")
    assert settings_file.read(path).settings.appearance.scheme == "dark"


@pytest.mark.parametrize("data", [b"[crawl\n", b"\xff\xfe", b"x = 1\n" * 300_000])
def test_a_file_that_cannot_be_read_is_named_and_never_overwritten(path: Path, data: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(data)
    assert str(path) in settings_file.read(path).problems[0]
    with pytest.raises(SettingsError, match=str(path)):
        settings_edit.write(path, {"crawl.max_pages": 3})
    assert path.read_bytes() == data


def test_a_folder_that_takes_no_file_is_told_with_a_next_step(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("in the way", encoding="utf-8")
    with pytest.raises(SettingsError, match="cannot be saved"):
        settings_edit.write(tmp_path / "config" / "settings.toml", {"crawl.max_pages": 3})


def test_a_disk_that_fills_up_while_it_is_written_leaves_the_file_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(SettingsError, match="No space left on device"):
        settings_edit.write(written(path, BY_HAND), {"crawl.max_pages": 3})
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    assert path.read_text(encoding="utf-8") == BY_HAND


def test_a_link_to_the_file_stays_a_link(path: Path, tmp_path: Path) -> None:
    kept = written(tmp_path / "dotfiles" / "scanner.toml", BY_HAND)
    path.parent.mkdir()
    path.symlink_to(kept)
    settings_edit.write(path, {"crawl.max_pages": 3})
    assert path.is_symlink()
    assert "max_pages = 3" in kept.read_text(encoding="utf-8")


def test_a_value_in_the_place_of_a_group_is_replaced_by_the_group(path: Path) -> None:
    settings_edit.write(written(path, "crawl = 3\n"), {"crawl.max_pages": 3})
    assert settings_file.read(path).settings.scan.max_pages == 3


def test_nothing_is_written_where_nothing_changes(path: Path) -> None:
    settings_edit.write(path, {"crawl.max_pages": None})
    assert not path.exists()
