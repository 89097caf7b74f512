import pytest

from desktop_scanner.core.queries import RowFilter, RowOrder
from desktop_scanner.store import suppression
from desktop_scanner.store.database import Store
from desktop_scanner.store.suppression import Suppressed
from tests.unit.store import samples

RICH = samples.rich(samples.claimed("a.be"))


def test_without_a_list_a_result_is_left_as_it_is() -> None:
    assert Suppressed([]).applied(RICH) is RICH
    assert Suppressed([("domain", "b.be")]).applied(RICH) is RICH


def test_a_value_is_neither_a_fact_nor_in_any_text() -> None:
    kept = Suppressed([("email", "info@a.be"), ("phone", "+442071838750")]).applied(RICH)
    assert [each.value for each in kept.emails] == ["you@example.com"]
    assert kept.phones == ()
    assert kept.title == RICH.title


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("email", "ann@a.be", "write to Ann@A.be now"),
        ("phone", "+442071838750", "call 020 7183 8750 now"),
        ("phone", "+442071838750", "call +44 (0)20 7183-8750 now"),
        ("phone", "+442071838750", "call 02071838750 now"),
        ("address", "am markt 1, köln", "call Am Markt 1, Köln now"),
    ],
)
def test_values_are_found_however_they_are_written(kind: str, value: str, text: str) -> None:
    pattern = suppression.scrubber([(kind, value)])  # type: ignore[list-item]
    assert pattern is not None
    scrubbed = pattern.sub(suppression.REMOVED, text)
    assert scrubbed.endswith(f"{suppression.REMOVED} now")


async def test_a_suppressed_domain_is_not_taken_into_a_batch(store: Store) -> None:
    await store.suppress("domain", "site-001.com", "asked us")
    await samples.started(store, samples.targets(3))
    ids = await store.row_ids(samples.BATCH, RowOrder(), RowFilter())
    assert [row.domain for row in await store.rows(ids)] == ["site-000.com", "site-002.com"]


async def test_a_suppressed_value_is_not_stored(store: Store) -> None:
    await store.suppress("email", "info@a.be", "")
    await samples.scanned(store, [RICH])
    [target_id] = await store.row_ids(samples.BATCH, RowOrder(), RowFilter())
    [row] = await store.rows([target_id])
    result = await store.result(target_id)
    assert result is not None
    assert ([each.value for each in result.emails], row.emails) == (["you@example.com"], 0)
    assert await store.row_ids(samples.BATCH, RowOrder(), RowFilter(text="info@a.be")) == []


async def test_the_list_is_kept(store: Store) -> None:
    await store.suppress("email", "a@b.be", "asked us")
    await store.suppress("email", "a@b.be", "again")
    assert [(each.kind, each.value, each.note) for each in await store.suppressions()] == [
        ("email", "a@b.be", "asked us")
    ]
    assert await store.unsuppress("email", "a@b.be")
    assert not await store.unsuppress("email", "a@b.be")
