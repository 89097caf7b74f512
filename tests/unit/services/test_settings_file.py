from pathlib import Path

import pytest

from desktop_scanner.core.settings import Settings
from desktop_scanner.services import settings_file

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


def test_without_a_file_everything_is_as_usual(path: Path) -> None:
    assert settings_file.read(path) == settings_file.FileContent()
    assert not path.parent.exists()


def test_a_bad_value_is_the_default_and_named_with_its_line_and_why(path: Path) -> None:
    text = '[crawl]\nmax_pages = 0\nmax_redirects = 3\n\n[appearance]\nscheme = "pink"\n'
    content = settings_file.read(written(path, text))
    assert content.settings.scan.max_redirects == 3
    assert content.settings.scan.max_pages == 8
    first, second = content.problems
    assert first.startswith(f"{path}, line 2: crawl.max_pages is left as it usually is.")
    assert first.endswith('"Pages per domain" must be a number from 1 to 10,000.')
    assert ", line 6: appearance.scheme " in second


def test_a_dotted_key_is_found_in_its_line_too(path: Path) -> None:
    content = settings_file.read(written(path, "\ncrawl.max_pages = 0\n"))
    assert ", line 2: crawl.max_pages " in content.problems[0]


def test_a_secret_in_the_file_is_not_used_and_not_repeated(path: Path) -> None:
    content = settings_file.read(written(path, '[network]\ncookies = ["session=hunter2"]\n'))
    assert content.settings == Settings()
    assert "env:NAME" in content.problems[0]
    assert "hunter2" not in content.problems[0]
