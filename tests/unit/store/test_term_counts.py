import pytest

from desktop_scanner.core import row_terms
from desktop_scanner.core.terms import TermField
from desktop_scanner.store.database import Store
from desktop_scanner.store.marking import NewMark
from tests.unit.store import samples
from tests.unit.store.samples import BATCH


@pytest.fixture
async def scanned(store: Store) -> Store:
    await samples.scanned(store, [samples.rich(samples.claimed("other.com"))], "other")
    rich = (samples.rich(samples.claimed(name)) for name in ("a.com", "b.com"))
    await samples.scanned(store, [*rich, samples.failed(samples.claimed("c.com"))])
    return store


@pytest.mark.parametrize(
    ("field", "values"),
    [
        (TermField.STATUS, [("completed", 2), ("failed", 1)]),
        (TermField.KIND, [("dns_not_found", 1)]),
        (TermField.TECHNOLOGY, [("nginx", 2), ("WordPress", 2)]),
        (TermField.CMS, [("WordPress", 2)]),
        (TermField.LANGUAGE, [("de", 2)]),
        (TermField.COUNTRY, [("de", 2)]),
        (TermField.SOCIAL, [("linkedin", 2)]),
        (TermField.HTTP, [("200", 2)]),
        (TermField.TITLE, []),
    ],
)
async def test_values_are_those_of_the_batch(scanned: Store, field: TermField, values: list[tuple[str, int]]) -> None:
    assert await scanned.term_values(BATCH, field, 10) == values
    assert await scanned.term_values("unknown", field, 10) == []


async def test_only_the_most_frequent_values_are_told(scanned: Store) -> None:
    assert await scanned.term_values(BATCH, TermField.STATUS, 1) == [("completed", 2)]


async def test_what_is_marked_as_wrong_everywhere_is_not_proposed(scanned: Store) -> None:
    await scanned.mark([NewMark(kind="technology", value="nginx")])
    assert await scanned.term_values(BATCH, TermField.TECHNOLOGY, 10) == [("WordPress", 2)]


async def test_terms_are_counted(scanned: Store) -> None:
    terms = row_terms.parse("email:yes verdict:parked").where.terms
    assert await scanned.term_totals(BATCH, terms) == [2, 0]
    assert await scanned.term_totals("unknown", terms) == [0, 0]
