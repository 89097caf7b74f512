import csv
import io

import pytest

from tests.unit.cli.conftest import Run


def test_domains_are_tagged_by_name_and_untagged_by_what_became_of_them(scanned: Run) -> None:
    assert (
        '2 domains tagged "lead".'
        in scanned("tag-domains", "latest", "www.Acme.com", "broken.com", "--add", "lead").err
    )
    acme = scanned("show", "latest", "acme.com", "--json").json
    assert acme["tags"] == ["lead"]
    ran = scanned("tag-domains", "latest", "--where", "status=failed", "--remove", "LEAD")
    assert '"LEAD" taken from 1 domain.' in ran.err
    assert scanned("show", "latest", "broken.com", "--json").json["tags"] == []


def test_tags_are_a_column_of_a_table_only_where_they_are_asked_for(scanned: Run) -> None:
    scanned("tag-domains", "latest", "acme.com", "--add", "lead", "--add", "checked")
    shown = scanned("export", "latest", "--output", "-", "--format", "csv", "--columns", "domain,tags").out
    rows = {row["domain"]: row["tags"] for row in csv.DictReader(io.StringIO(shown.removeprefix("\ufeff")))}
    assert rows["acme.com"] == "checked; lead"
    assert "tags" not in scanned("export", "latest", "--output", "-", "--format", "csv").out.splitlines()[0]


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("acme.com",), "Say a tag"),
        (("--add", "lead"), "Name the domains"),
        (("acme.com", "--where", "status=failed", "--add", "lead"), "Name the domains"),
        (("nowhere.com", "--add", "lead"), "has no domain nowhere.com"),
        (("not a domain", "--add", "lead"), "is no domain"),
        (("acme.com", "--add", "a,b"), "no comma"),
    ],
)
def test_what_cannot_be_tagged_is_refused(scanned: Run, arguments: tuple[str, ...], why: str) -> None:
    ran = scanned("tag-domains", "latest", *arguments)
    assert (ran.status, why in ran.err) == (2, True)
