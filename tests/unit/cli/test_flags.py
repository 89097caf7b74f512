from pathlib import Path

import pytest

from desktop_scanner.cli import flags
from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.options import ScanOptions
from tests.unit.cli.conftest import Run


def test_every_option_of_a_scan_has_its_flag() -> None:
    assert {flag.option for flag in flags.FLAGS} == set(ScanOptions.__struct_fields__)


def test_the_help_says_what_the_declaration_says(run: Run) -> None:
    text = " ".join(run("scan", "--help").out.split())
    assert "--max-pages N Read at most this many pages of a domain. [default: 8]" in text
    assert "--robots / --no-robots" in text


def test_flags_that_were_not_given_change_nothing() -> None:
    assert flags.changes({"max_pages": None, "headers": [], "connect_to": [], "robots": None}) == {}


def test_given_flags_take_the_place_of_the_stored_options() -> None:
    stored = ScanOptions(max_pages=3, robots=False)
    changed = flags.changed(stored, {"robots": True, "delay_ms": 0, "headers": ["X-A: b: c"], "connect_to": ["::h:1"]})
    assert (changed.max_pages, changed.robots, changed.delay_ms) == (3, True, 0)
    assert (changed.headers, changed.connect_to) == ((("X-A", "b: c"),), ("::h:1",))


def test_cookies_sign_ins_and_lists_are_read() -> None:
    given = {"cookies": ["a=b=c"], "auth": ["shop.test=anna:b=c"], "include": ["/a*", "/b*"], "dns_servers": ["::1"]}
    changed = flags.changed(ScanOptions(), given)
    assert (changed.cookies, changed.auth) == ((("a", "b=c"),), (("shop.test", "anna:b=c"),))
    assert (changed.include, changed.dns_servers) == (("/a*", "/b*"), ("::1",))


def test_a_secret_that_is_given_again_joins_what_was_stored() -> None:
    stored = ScanOptions(headers=(("X-Team", "research"),), proxies=("http://me@p.test:1", "http://q.test:2"))
    changed = flags.changed(stored, {"headers": ["Authorization: x"], "proxies": ["http://me:pw@p.test:1"]})
    assert changed.headers == (("X-Team", "research"), ("Authorization", "x"))
    assert changed.proxies == ("http://me:pw@p.test:1", "http://q.test:2")


def test_proxies_come_from_a_file_too(tmp_path: Path) -> None:
    (tmp_path / "proxies.txt").write_bytes("\ufeff# ours\n http://a.test:1 \n\nsocks5://b.test\n".encode())
    given = flags.changes({"proxies": ["http://c.test", f"@{tmp_path / 'proxies.txt'}"]})
    assert given == {"proxies": ("http://c.test", "http://a.test:1", "socks5://b.test")}


@pytest.mark.parametrize(
    ("content", "why"), [(None, "cannot be read"), (b"# none\n", "holds none"), (b"\xff\xfe\x00", "is no text file")]
)
def test_a_list_of_proxies_that_cannot_be_used_is_named(tmp_path: Path, content: bytes | None, why: str) -> None:
    file = tmp_path / "proxies.txt"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(SettingsError, match=rf"proxies\.txt {why}"):
        flags.changes({"proxies": [f"@{file}"]})


def test_a_ca_file_is_named_from_the_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ca.pem").touch()
    monkeypatch.chdir(tmp_path)
    assert flags.changes({"ca_file": "ca.pem"}) == {"ca_file": str(tmp_path / "ca.pem")}


@pytest.mark.parametrize(
    "given",
    [{"headers": ["hunter2"]}, {"headers": [": hunter2"]}, {"headers": ["Authorization hunter2"]}]
    + [{"cookies": ["a=b", "hunter2"]}, {"auth": ["shop.test"]}, {"auth": ["shop.test=hunter2"]}]
    + [{"proxies": ["http://me:hunter2@p.test:x"]}, {"ca_file": "/nowhere"}, {"request_timeout_s": 0.0}],
)
def test_a_value_that_cannot_be_used_is_refused_and_not_repeated(given: dict[str, object]) -> None:
    with pytest.raises(SettingsError) as caught:
        flags.changed(ScanOptions(), given)
    assert "hunter2" not in str(caught.value)


def test_of_several_flags_the_faulty_one_is_told_by_its_place() -> None:
    with pytest.raises(SettingsError, match=r"^The 2\. --cookie cannot be read; write it as --cookie .name=value.\.$"):
        flags.changes({"cookies": ["a=b", "c"]})


def test_the_readme_lists_every_option_as_it_is_declared() -> None:
    readme = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
    assert flags.table() in readme, f"Put this table into the README:\n{flags.table()}"
