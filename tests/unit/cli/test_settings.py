from pathlib import Path

import pytest

from desktop_scanner.cli import settings
from desktop_scanner.core import locations
from desktop_scanner.core.settings.declarations import ALL
from tests.unit.cli.conftest import LocalSites, Run


def test_every_setting_is_listed_with_its_value(run: Run) -> None:
    ran = run("settings")
    assert ran.status == 0
    assert [line.split()[0] for line in ran.out.splitlines()[1:]] == list(ALL)
    assert "politeness.delay_ms        200 ms" in ran.out


def test_a_setting_is_set_got_and_unset(run: Run) -> None:
    assert "crawl.max_pages is 12." in run("settings", "set", "crawl.max_pages", "12").err
    assert run("settings", "get", "crawl.max_pages").out == "12\n"
    assert run("settings", "list", "--changed").out.split()[4:7] == ["crawl.max_pages", "12", "8"]
    run("settings", "unset", "crawl")
    assert run("settings", "get", "crawl.max_pages").out == "8\n"
    assert "Every setting has its default" in run("settings", "list", "--changed").err


@pytest.mark.parametrize(
    ("key", "words", "got"),
    [
        ("politeness.robots", ["off"], "no\n"),
        ("crawl.domain_timeout_s", ["12.5"], "12.5\n"),
        ("appearance.scheme", ["dark"], "dark\n"),
        ("politeness.contact", ["https://me.test/"], "https://me.test/\n"),
        ("network.headers", ["X-A: b", "Authorization: env:TOKEN"], "X-A: b\nAuthorization: env:TOKEN\n"),
        ("crawl.exclude", ["/a*", "/b*"], "/a*\n/b*\n"),
        ("crawl.exclude", [""], ""),
    ],
)
def test_each_kind_is_written_as_people_write_it(run: Run, key: str, words: list[str], got: str) -> None:
    assert run("settings", "set", key, *words).status == 0
    assert run("settings", "get", key).out == got


@pytest.mark.parametrize(
    ("key", "words", "sentence"),
    [
        ("crawl.max_pages", ["many"], 'crawl.max_pages is a number, not "many".'),
        ("crawl.max_pages", ["1", "2"], "crawl.max_pages takes one value; 2 are given."),
        ("crawl.max_pages", ["0"], '"Pages per domain" must be a number from 1 to 10,000.'),
        ("politeness.robots", ["perhaps"], 'politeness.robots is "yes" or "no", not "perhaps".'),
        ("network.cookies", ["session=hunter2"], "write it as env:NAME or keyring:NAME."),
        ("crawl.max_page", ["1"], "did you mean crawl.max_pages?"),
    ],
)
def test_what_cannot_be_set_is_told_and_nothing_is_written(run: Run, key: str, words: list[str], sentence: str) -> None:
    ran = run("settings", "set", key, *words)
    assert ran.status == 2
    assert sentence in ran.err
    assert "hunter2" not in ran.err
    assert not locations.settings_file().exists()


def test_a_path_is_kept_as_seen_from_anywhere(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run("settings", "set", "extraction.rules_file", "rules.toml")
    assert run("settings", "get", "extraction.rules_file").out == f"{tmp_path / 'rules.toml'}\n"


def test_programs_get_limits_and_defaults_as_json(run: Run) -> None:
    found = run("settings", "get", "politeness.delay_ms", "--json").json
    assert (found["value"], found["default"], found["is_changed"]) == (200, 200, False)
    assert (found["min"], found["max"], found["unit"]) == (0, 60_000, "ms")


def test_where_the_file_lies_and_what_is_wrong_in_it_is_told(run: Run) -> None:
    file = locations.settings_file()
    assert run("settings", "path").out == f"{file}\n"
    file.parent.mkdir()
    file.write_text("[crawl]\nmax_pages = 0\nlater = 1\n", encoding="utf-8")
    ran = run("settings")
    assert f"{file}, line 2: crawl.max_pages is left as it usually is." in ran.err
    assert "keeps it: crawl.later." in ran.err


def test_a_scan_starts_from_the_settings_and_flags_win(run: Run, sites: LocalSites) -> None:
    run("settings", "set", "crawl.max_pages", "3")
    run("settings", "set", "politeness.retries", "1")
    for words, expected in (
        (("--retries", "0"), (3, 0)),
        (("--retries", "0", "--max-pages", "2"), (2, 0)),
        (("--no-settings", "--retries", "2"), (8, 2)),
    ):
        run("scan", "bee.be", *sites.flags, *words)
        options = run("batches", "--json").json[0]["options"]
        assert (options["max_pages"], options["retries"]) == expected


def test_a_bad_setting_is_told_once_and_the_scan_goes_on(run: Run, sites: LocalSites) -> None:
    locations.settings_file().parent.mkdir()
    locations.settings_file().write_text("[crawl]\nmax_pages = 0\n", encoding="utf-8")
    ran = run("scan", "bee.be", *sites.flags)
    assert ran.status == 0
    assert ran.err.count("crawl.max_pages is left as it usually is") == 1


def test_without_snippets_no_words_around_a_value_are_stored(run: Run, sites: LocalSites) -> None:
    run("settings", "set", "privacy.snippets", "no")
    run("scan", "acme.com", *sites.flags)
    email = run("show", "latest", "acme.com", "--json").json["emails"][0]
    assert email["value"] == "info@acme.com"
    assert {piece["snippet"] for piece in email["evidence"]} == {""}


def test_prune_without_an_age_does_what_the_settings_say(scanned: Run) -> None:
    assert scanned("prune").status == 2
    scanned("settings", "set", "storage.evidence_days", "30")
    assert "Removed 0 pages" in scanned("prune").err


def test_the_readme_lists_every_setting_as_it_is_declared() -> None:
    readme = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
    assert settings.table() in readme, f"Put this table into the README:\n{settings.table()}"
