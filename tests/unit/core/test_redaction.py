from pathlib import Path

import pytest

from desktop_scanner.core.redaction import redacted


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("proxy http://ann:hunter2@proxy.test:3128 refused", "proxy http://***@proxy.test:3128 refused"),
        ("Authorization: Bearer hunter2.abc", "Authorization: ***"),
        ("{'Cookie': 'sid=hunter2; b=1', 'a': 1}", "{'Cookie': '***', 'a': 1}"),
        ("failed with Bearer hunter2hunter2", "failed with Bearer ***"),
        ("password=hunter2&user=ann", "password=***&user=ann"),
        ('{"api_token": "hunter2", "id": 3}', '{"api_token": "***", "id": 3}'),
        ("https://shop.be/a?b=c@d", "https://shop.be/a?b=c@d"),
    ],
)
def test_what_signs_in_anywhere_is_taken_out_and_the_rest_stays(text: str, rest: str) -> None:
    assert redacted(text) == rest


def test_the_path_of_the_users_home_does_not_name_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    home = tmp_path / "ann"
    monkeypatch.setattr(Path, "home", lambda: home)
    assert redacted(f"File {home / 'x.py'}") == f"File {Path('~') / 'x.py'}"
