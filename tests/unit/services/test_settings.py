from pathlib import Path

import pytest

from desktop_scanner.core import locations
from desktop_scanner.core.errors import SettingsError, StoreError
from desktop_scanner.services.settings import SettingsService
from desktop_scanner.services.workspace import Workspace


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.toml"


def test_a_change_holds_at_once_and_after_the_next_start(path: Path) -> None:
    service = SettingsService(path)
    service.change("crawl.max_pages", 12)
    assert service.options().max_pages == 12
    assert not path.exists()
    service.save()
    assert SettingsService(path).current == service.current


def test_the_file_holds_only_what_differs_from_the_defaults(path: Path) -> None:
    service = SettingsService(path)
    for value in (12, 8):
        service.change("crawl.max_pages", value)
        service.save()
    assert "max_pages" not in path.read_text(encoding="utf-8")


def test_two_programs_that_change_different_settings_keep_both(path: Path) -> None:
    one, other = SettingsService(path), SettingsService(path)
    one.change("crawl.max_pages", 12)
    other.change("appearance.scheme", "dark")
    one.save()
    other.save()
    both = SettingsService(path).current
    assert (both.scan.max_pages, both.appearance.scheme) == (12, "dark")


def test_what_could_not_be_saved_is_saved_the_next_time(path: Path) -> None:
    service = SettingsService(path)
    path.parent.write_text("in the way", encoding="utf-8")
    service.change("crawl.max_pages", 12)
    with pytest.raises(SettingsError):
        service.save()
    path.parent.unlink()
    service.save()
    assert SettingsService(path).current.scan.max_pages == 12


def test_a_refused_value_leaves_the_one_before(path: Path) -> None:
    service = SettingsService(path)
    with pytest.raises(SettingsError):
        service.change("crawl.max_pages", 0)
    service.save()
    assert service.current.scan.max_pages == 8
    assert not path.exists()


def test_a_new_batch_starts_with_the_rules_as_their_file_says_now(path: Path, tmp_path: Path) -> None:
    rules = tmp_path / "rules.toml"
    rules.write_text('[[rule]]\nname = "founded"\nregex = "since ([0-9]+)"\n', encoding="utf-8")
    service = SettingsService(path)
    service.change("extraction.rules_file", str(rules))
    assert [rule.name for rule in service.options().rules] == ["founded"]
    rules.unlink()
    assert service.options(with_rules=False).rules == ()
    with pytest.raises(SettingsError, match=r"rules\.toml"):
        service.options()


async def test_the_database_lies_where_the_settings_say(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locations, "settings_file", lambda: path)
    service = SettingsService()
    service.change("storage.folder", str(tmp_path / "elsewhere"))
    service.save()
    async with await Workspace.open() as workspace:
        assert workspace.database == tmp_path / "elsewhere" / "scanner.db"
        assert workspace.database.exists()


async def test_a_folder_that_cannot_be_used_is_told_with_the_way_back(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locations, "settings_file", lambda: path)
    (tmp_path / "elsewhere").write_text("in the way", encoding="utf-8")
    service = SettingsService()
    service.change("storage.folder", str(tmp_path / "elsewhere"))
    service.save()
    with pytest.raises(StoreError, match=r"settings unset storage\.folder"):
        await Workspace.open()
