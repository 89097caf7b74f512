import pytest

from tests.unit.cli.conftest import Run


def test_a_batch_is_shown_with_its_failures_by_kind(scanned: Run) -> None:
    ran = scanned("show", "latest")
    assert ran.status == 0
    assert "State       partial" in ran.out
    assert "Domains     2: 1 completed, 1 failed" in ran.out
    assert "1  http_server_error" in ran.out


def test_a_domain_is_shown_with_its_facts_however_it_is_written(scanned: Run) -> None:
    ran = scanned("show", "latest", "https://www.ACME.com/")
    assert ran.status == 0
    assert "info@acme.com" in ran.out
    assert "Title       Acme" in ran.out


def test_a_failed_domain_is_shown_with_what_was_tried(scanned: Run) -> None:
    out = scanned("show", "latest", "broken.com").out
    assert "Kind        http_server_error (http)" in out
    assert "Next        The site itself is broken at the moment; try again later." in out


def test_the_json_of_a_domain_is_its_result(scanned: Run) -> None:
    result = scanned("show", "latest", "acme.com", "--json").json
    assert (result["schema"], result["domain"], result["emails"][0]["value"]) == (1, "acme.com", "info@acme.com")


def test_the_json_of_a_batch_is_the_whole_document(scanned: Run) -> None:
    document = scanned("show", "latest", "--json").json
    assert document["batch"]["state"] == "partial"
    assert [domain["domain"] for domain in document["domains"]] == ["acme.com", "broken.com"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("ffff",), 'No batch is called "ffff"'),
        (("latest", "other.com"), "The batch has no domain other.com"),
        (("latest", "no domain"), '"no domain" is no domain'),
    ],
)
def test_what_is_not_there_is_named(scanned: Run, words: tuple[str, ...], sentence: str) -> None:
    ran = scanned("show", *words)
    assert ran.status == 2
    assert sentence in ran.err
