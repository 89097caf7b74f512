import pytest

from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.results import DomainResult, Email, Phone
from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.export.cells import Cell
from desktop_scanner.export.layouts import LAYOUTS, layout
from tests.unit.export.sample import acme, gone

_CONTRACT = (
    "domain, input, status, verdict, failure_kind, failure_message, http_status, final_url, title, description, "
    "language, emails, phones, facebook, instagram, linkedin, x, youtube, tiktok, pinterest, github, other_social, "
    "technologies, cms, addresses, favicon_url, logo_url, pages_fetched, elapsed_ms, started_at, finished_at, faxes"
)


def _rows(name: str, result: DomainResult) -> list[dict[str, Cell]]:
    chosen = layout(name)
    return [dict(zip([n for n, _ in chosen.columns], row, strict=True)) for row in chosen.rows(result)]


def test_the_columns_of_a_domain_are_those_of_the_contract() -> None:
    domains = layout("domains")
    assert ", ".join(name for name, _ in domains.columns if name not in domains.if_named) == _CONTRACT


def test_a_domain_is_one_row_with_its_values_joined_and_placeholders_left_out() -> None:
    [row] = _rows("domains", acme())
    assert row["emails"] == "info@acme.com"
    assert row["phones"] == "+3291234567; +3291234568"
    assert row["linkedin"] == "https://www.linkedin.com/company/acme"
    assert row["other_social"] == "https://social.example/@acme"
    assert (row["technologies"], row["cms"]) == ("WordPress 6.5.2; jQuery", "WordPress")
    assert row["pages_fetched"] == 1


def test_a_failed_domain_says_why() -> None:
    [row] = _rows("domains", gone())
    assert (row["status"], row["failure_kind"]) == ("failed", "dns_not_found")
    assert row["failure_message"] == "gone.be does not exist."
    assert row["title"] is row["emails"] is None


def test_a_contact_is_a_row_with_its_evidence() -> None:
    rows = _rows("contacts", acme())
    assert [row["contact"] for row in rows] == ["email", "phone", "phone", "social", "social", "address"]
    assert rows[0]["found_on"] == "https://acme.com/contact; https://acme.com/"
    assert (rows[0]["kind"], rows[0]["method"], rows[0]["snippet"]) == ("role", "mailto", "Write to us")
    assert rows[1]["display"] == "09 123 45 67"


def test_fax_numbers_are_told_from_phones() -> None:
    fax = Phone(value="+3291", display="09 1", region="BE", type="fixed_line", is_fax=True, confidence=0.9)
    result = acme(phones=(fax,))
    [row] = _rows("domains", result)
    assert (row["phones"], row["faxes"]) == (None, "+3291")
    [contact] = [row for row in _rows("contacts", result) if row["value"] == "+3291"]
    assert (contact["contact"], contact["type"], contact["own_domain"]) == ("fax", "fixed_line", None)


def test_a_contact_says_whether_it_is_at_the_domain_itself() -> None:
    emails = [
        Email(value=f"a@{name}", kind="role", own_domain=name == "x.be", confidence=1) for name in ("x.be", "y.be")
    ]
    rows = _rows("contacts", acme(emails=tuple(emails)))
    assert [row["own_domain"] for row in rows[:2]] == ["yes", "no"]


def test_technologies_and_pages_are_rows() -> None:
    assert [row["technology"] for row in _rows("technologies", acme())] == ["WordPress", "jQuery"]
    pages = _rows("pages", acme())
    assert [page["status"] for page in pages] == [200, None]
    assert pages[1]["failure_kind"] == "read_timeout"


@pytest.mark.parametrize("name", [name for name in LAYOUTS if name != "domains"])
def test_a_domain_without_facts_has_no_rows_of_them(name: str) -> None:
    assert _rows(name, gone()) == []


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_domain_that_waits_can_be_laid_out(name: str) -> None:
    result = DomainResult(domain="a.com", domain_display="a.com", status=DomainStatus.PENDING)
    assert len(_rows(name, result)) <= 1


def test_an_unknown_layout_is_answered_with_the_known() -> None:
    with pytest.raises(SettingsError, match="domains, contacts, technologies, pages"):
        layout("rows")
