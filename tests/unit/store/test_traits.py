import msgspec
import pytest

from desktop_scanner.core.results import DomainResult
from desktop_scanner.store import traits
from tests.unit.store import samples


def of(result: DomainResult) -> list[str]:
    found: list[str] = msgspec.json.decode(traits.of(result))
    return found


def test_a_rich_result_has_a_trait_of_each_kind() -> None:
    assert of(samples.rich(samples.claimed("a.com"))) == [
        "verdict:ok",
        "language:de",
        "country:DE",
        "technology:WordPress",
        "technology:nginx",
        "contact:email",
        "contact:phone",
        "contact:social",
        "contact:address",
        "second:1772368217",
    ]


def test_a_failed_domain_counts_only_for_the_speed() -> None:
    failed = msgspec.structs.replace(samples.failed(samples.claimed("a.com")), finished_at=samples.AT)
    assert of(failed) == ["second:1772368215"]


@pytest.mark.parametrize(
    ("code", "expected"), [("de", "de"), ("de-AT", "de"), ("EN_us", "en"), (None, None), ("", None), (" - ", None)]
)
def test_a_language_is_counted_without_its_country(code: str | None, expected: str | None) -> None:
    assert traits.language(code) == expected
