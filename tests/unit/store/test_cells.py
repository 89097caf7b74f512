from sqlalchemy import select

from desktop_scanner.core.queries import OWN, RULE, RowColumn
from desktop_scanner.core.results import Address, SocialProfile
from desktop_scanner.store import cells
from desktop_scanner.store.database import Store
from desktop_scanner.store.marking import NewMark
from desktop_scanner.store.schema import cell
from tests.unit.store import samples
from tests.unit.store.samples import BATCH

RICH = "site-000.com"


async def _cells(store: Store, *columns: str) -> dict[str, str]:
    [row] = await store.rows([1], columns)
    return row.cells


async def test_a_result_shows_its_values_a_line_each(store: Store) -> None:
    await samples.scanned(store, [samples.rich(samples.claimed(RICH))])
    columns = (RowColumn.EMAIL_ADDRESSES, RowColumn.LINKEDIN, RowColumn.CMS, RowColumn.FAVICON_URL, f"{RULE}vat")
    assert await _cells(store, *columns) == {
        "email_addresses": f"Info@{RICH}",
        "linkedin": "https://www.linkedin.com/company/x",
        "cms": "WordPress",
        "favicon_url": f"https://{RICH}/favicon.ico",
        "rule:vat": "DE123\nDE456",
    }


def test_a_value_that_has_several_lines_becomes_one() -> None:
    result = samples.completed(samples.claimed(RICH), addresses=(Address(value="Am Markt 1,\n Köln", country="DE"),))
    assert dict(cells.of(result))[RowColumn.ADDRESSES] == "Am Markt 1, Köln"


def test_profiles_without_a_column_of_their_own_stand_together() -> None:
    found = tuple(SocialProfile(network=name, url=f"https://{name}.example/a", handle=None) for name in ("xing", "x"))
    shown = dict(cells.of(samples.completed(samples.claimed(RICH), social=found)))
    assert shown == {"other_social": "https://xing.example/a", "x": "https://x.example/a"}


async def test_only_columns_that_are_asked_for_are_read(store: Store) -> None:
    await samples.scanned(store, [samples.rich(samples.claimed(RICH))])
    assert await _cells(store) == {}
    assert await _cells(store, RowColumn.LANGUAGE, f"{OWN}account") == {"language": "de", "own:account": RICH.upper()}


async def test_what_is_marked_as_wrong_shows_no_more_until_it_is_taken_back(store: Store) -> None:
    await samples.scanned(store, [samples.rich(samples.claimed(RICH))])
    await store.mark([NewMark(kind="email", value=f"info@{RICH}")])
    assert await _cells(store, RowColumn.EMAIL_ADDRESSES) == {}
    await store.unmark(await store.marks())
    assert await _cells(store, RowColumn.EMAIL_ADDRESSES) == {"email_addresses": f"Info@{RICH}"}


async def test_what_is_purged_is_in_no_cell(store: Store) -> None:
    await samples.scanned(store, [samples.rich(samples.claimed(RICH))])
    await store.purge("email", f"info@{RICH}")
    texts = await store._read(lambda connection: connection.execute(select(cell.c.text, cell.c.sort_key)).all())
    assert not [row for row in texts if "info@" in row.text.casefold() or "info@" in row.sort_key]


async def test_a_new_scan_replaces_what_the_last_one_showed(store: Store) -> None:
    await samples.scanned(store, [samples.failed(samples.claimed(RICH))])
    assert RICH in (await _cells(store, RowColumn.FAILURE_MESSAGE))["failure_message"]
    await store.reopen_failed(BATCH)
    assert await _cells(store, RowColumn.FAILURE_MESSAGE) == {}
    [again] = await store.claim(BATCH, 1)
    await store.put(again, samples.completed(again, language="nl"))
    assert await _cells(store, RowColumn.FAILURE_MESSAGE, RowColumn.LANGUAGE) == {"language": "nl"}
