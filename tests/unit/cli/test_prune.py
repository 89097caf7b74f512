import pytest

from tests.unit.cli.conftest import Run


@pytest.mark.parametrize(("days", "pages"), [("0", 0), ("1", 2)])
def test_pages_of_results_that_are_old_enough_go(scanned: Run, days: str, pages: int) -> None:
    ran = scanned("prune", "--older-than", days)
    assert ran.status == 0
    assert "given back" in ran.err
    assert len(scanned("show", "latest", "acme.com", "--json").json["pages"]) == pages
    assert scanned("show", "latest", "acme.com", "--json").json["emails"]


def test_an_age_has_to_be_told(scanned: Run) -> None:
    assert scanned("prune").status == 2
