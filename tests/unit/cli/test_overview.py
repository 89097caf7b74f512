from tests.unit.cli.conftest import Run


def test_a_batch_is_shown_as_a_whole(scanned: Run) -> None:
    ran = scanned("overview", "latest")
    assert ran.status == 0
    assert "Domains     2, 2 of them scanned" in ran.out
    assert "1   50 %" in ran.out
    for word in ("Status", "completed", "Failures", "http_server_error", "Contacts", "email", "Slowest", "acme.com"):
        assert word in ran.out


def test_the_json_has_the_figures_and_the_batch(scanned: Run) -> None:
    found = scanned("overview", "latest", "--json", "--top", "1").json
    assert (found["schema"], found["batch"]["state"]) == (1, "partial")
    assert found["overview"]["statuses"] == [{"value": "completed", "count": 1}, {"value": "failed", "count": 1}]
    assert found["overview"]["failures"] == [{"value": "http_server_error", "count": 1}]
    assert len(found["overview"]["slowest"]) == 1
    assert sum(sum(each["counts"]) for each in found["overview"]["speed"]["stretches"]) == 2


def test_a_batch_that_is_none_is_refused(scanned: Run) -> None:
    assert scanned("overview", "nothing").status == 2
