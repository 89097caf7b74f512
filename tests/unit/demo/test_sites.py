from collections.abc import Iterator
from pathlib import Path

import msgspec
import phonenumbers
import pytest

from desktop_scanner.core import domains
from desktop_scanner.core.failures import FailureKind
from desktop_scanner.core.statuses import DomainStatus, Verdict
from desktop_scanner.demo import sites
from desktop_scanner.demo.sites import Site

SITES = sites.load()
# Kept free for fiction by each country's regulator; the Netherlands, Spain, Italy and Poland keep none, and there
# the part after the area code begins with 0, as no line's does.
FREE_NUMBERS = (
    *("+493023125", "+498999998", "+494066969", "+4917139200", "+4917604069"),
    *("+33353016", "+33261910", "+44117496", "+448081570", "+150355501", "+180055501"),
    *("+4631390060", "+4670174060", "+463139006", "+467017406"),
    *("+31300", "+348750", "+3905770", "+48120"),
)


def by_domain(site: Site) -> str:
    return site.domain


def declare(root: Path, domain: str, text: str) -> None:
    (root / domain).mkdir()
    (root / domain / "site.toml").write_text(text, encoding="utf-8")


def expected_phones() -> Iterator[str]:
    for site in SITES:
        yield from site.expect.phones


def test_a_dozen_sites_and_a_few_more_come_with_the_program() -> None:
    assert 12 <= len(SITES) <= 16


def test_the_sites_are_small() -> None:
    assert sum(len(body) for site in SITES for body in site.files.values()) < 400_000


def test_they_speak_at_least_seven_languages() -> None:
    languages = {site.expect.language for site in SITES} - {None}
    assert languages == {"de", "fr", "en", "nl", "es", "it", "pl", "sv"}


@pytest.mark.parametrize("site", SITES, ids=by_domain)
def test_a_folder_is_named_for_the_domain_that_its_spelling_stands_for(site: Site) -> None:
    assert domains.target(site.display).domain == site.domain


@pytest.mark.parametrize("site", SITES, ids=by_domain)
def test_no_name_is_under_a_top_level_whose_addresses_count_as_placeholders(site: Site) -> None:
    assert site.domain.rpartition(".")[2] not in ("example", "test", "invalid", "localhost", "local")


@pytest.mark.parametrize("site", SITES, ids=by_domain)
def test_expected_addresses_belong_to_the_site(site: Site) -> None:
    assert all(email.endswith(f"@{site.display}") for email in site.expect.emails)


@pytest.mark.parametrize("phone", sorted(set(expected_phones())))
def test_phone_numbers_are_valid_and_ring_nowhere(phone: str) -> None:
    assert phonenumbers.is_valid_number(phonenumbers.parse(phone))
    assert phone.startswith(FREE_NUMBERS)


@pytest.mark.parametrize("site", SITES, ids=by_domain)
def test_pages_are_written_in_the_charset_that_their_server_names(site: Site) -> None:
    pages = [body for name, body in site.files.items() if name.endswith(".html")]
    assert all("�" not in page.decode(site.behaviour.charset) for page in pages)


def test_the_sites_show_every_end_that_the_list_promises() -> None:
    ends = {site.expect.failure or site.expect.verdict for site in SITES}
    assert ends == {
        *(Verdict.OK, Verdict.PARKED),
        *(FailureKind.CONNECT_REFUSED, FailureKind.TLS_EXPIRED),
        *(FailureKind.HTTP_SERVER_ERROR, FailureKind.ROBOTS_DISALLOWED),
    }


def test_a_failure_is_expected_of_failed_sites_only() -> None:
    assert all((site.expect.failure is not None) == (site.expect.status is DomainStatus.FAILED) for site in SITES)


def test_sites_come_in_the_order_that_they_declare(tmp_path: Path) -> None:
    form = 'order = {}\nname = "n"\nshows = "s"\n[expect]\nstatus = "completed"\n'
    declare(tmp_path, "late.de", form.format(2))
    declare(tmp_path, "early.de", form.format(1))
    assert [site.domain for site in sites.load(tmp_path)] == ["early.de", "late.de"]


def test_a_misspelt_declaration_is_refused(tmp_path: Path) -> None:
    declare(tmp_path, "typo.de", 'order = 1\nname = "n"\nshows = "s"\n[expect]\nstatus = "done"\n')
    with pytest.raises(msgspec.ValidationError, match=r"\$\.expect\.status"):
        sites.load(tmp_path)


def test_files_are_found_by_their_path_below_the_site(tmp_path: Path) -> None:
    declare(tmp_path, "a.de", 'order = 1\nname = "n"\nshows = "s"\n[expect]\nstatus = "completed"\n')
    (tmp_path / "a.de" / "img").mkdir()
    (tmp_path / "a.de" / "img" / "logo@2x.png").write_bytes(b"png")
    assert sites.load(tmp_path)[0].files == {"img/logo@2x.png": b"png"}
