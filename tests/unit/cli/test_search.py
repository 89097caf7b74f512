from tests.unit.cli.conftest import Run


def test_domains_are_found_in_all_batches(scanned: Run) -> None:
    ran = scanned("search", "email:info@acme.com")
    assert ran.status == 0
    assert "acme.com" in ran.out
    [hit] = scanned("search", "email:info@acme.com", "--json").json
    assert (hit["domain"], hit["batches"], hit["status"]) == ("acme.com", 1, "completed")


def test_what_is_not_there_is_told(scanned: Run) -> None:
    assert "Nothing was found." in scanned("search", "tech:None Such").err
    assert scanned("search", "tech:None Such", "--json").json == []
    assert scanned("search", " ").status == 2


def test_a_value_with_spaces_is_one_value(scanned: Run) -> None:
    assert scanned("search", "domain:acme.com", "Acme", "--limit", "1").out.count("\nacme.com") == 1
    assert "first 1" in scanned("search", "domain:acme.com", "--limit", "1").err
