from tests.unit.cli.conftest import Run


def emails(run: Run) -> list[str]:
    return [each["value"] for each in run("show", "latest", "acme.com", "--json").json["emails"]]


def test_a_marked_value_is_in_no_result_until_it_is_unmarked(scanned: Run) -> None:
    ran = scanned("mark", "Info@Acme.com", "--note", "an agency")
    assert (ran.status, ran.out) == (0, "")
    assert "Marked as wrong everywhere: info@acme.com (email), in 1 result." in ran.err
    assert emails(scanned) == []
    assert "Marked as wrong\n  info@acme.com  (email)  everywhere" in scanned("show", "latest", "acme.com").out
    assert "info@acme.com" not in scanned("export", "latest", "--output", "-", "--format", "csv").out
    assert "No longer marked: info@acme.com (email, everywhere)." in scanned("unmark", "info@acme.com").err
    assert emails(scanned) == ["info@acme.com"]


def test_the_marks_are_listed(scanned: Run) -> None:
    assert "No value is marked as wrong" in scanned("marks").err
    scanned("mark", "info@acme.com", "--domain", "www.acme.com", "--note", "an agency")
    [mark] = scanned("marks", "--json").json
    assert (mark["kind"], mark["value"], mark["domain"], mark["note"]) == (
        "email",
        "info@acme.com",
        "acme.com",
        "an agency",
    )
    assert "info@acme.com" in scanned("marks").out


def test_a_value_that_was_never_found_can_be_marked_by_its_kind(scanned: Run) -> None:
    assert scanned("mark", "spam@agency.com", "--kind", "email", "--quiet").err == ""
    assert [mark["value"] for mark in scanned("marks", "--json").json] == ["spam@agency.com"]


def test_values_and_marks_that_are_not_there_are_told(scanned: Run) -> None:
    for words, says in (
        (("mark", "nobody@acme.com"), 'No result has the value "nobody@acme.com"'),
        (("mark", " "), "No result has the value"),
        (("unmark", "info@acme.com"), 'There is no mark on "info@acme.com"'),
        (("mark", "info@acme.com", "--domain", "a b"), '"a b" is no domain'),
    ):
        ran = scanned(*words)
        assert ran.status == 2
        assert says in ran.err
