"""What a table shows of a result beside its target's row: written with the result, read for the columns that show.

Read from facts and detail a page of rows would cost ten times as much, and no index could order them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, delete, insert, select

from desktop_scanner.core.queries import OWN, RULE, RowColumn
from desktop_scanner.core.results import DomainResult
from desktop_scanner.store import search
from desktop_scanner.store.schema import cell, tag, target

_NETWORKS = (
    RowColumn.FACEBOOK,
    RowColumn.INSTAGRAM,
    RowColumn.LINKEDIN,
    RowColumn.X,
    RowColumn.YOUTUBE,
    RowColumn.TIKTOK,
    RowColumn.PINTEREST,
    RowColumn.GITHUB,
)


def of(result: DomainResult) -> Iterator[tuple[str, str]]:
    """Give the columns in which the result has something to show, each with its text."""
    for name, values in _values(result):
        # A line is a value: what stands on several becomes one.
        if text := "\n".join(dict.fromkeys(line for value in values if value and (line := " ".join(value.split())))):
            yield name, text


def insert_all(connection: Connection, results: Iterable[tuple[int, int, DomainResult]]) -> None:
    """Store the cells of results that have none, each with its target's id and its batch's key."""
    values = [
        {"target_id": target_id, "batch_key": batch_key, "name": name, "text": text, "sort_key": _sort_key(text)}
        for target_id, batch_key, result in results
        for name, text in of(result)
    ]
    if values:
        connection.execute(insert(cell), values)


def replace(connection: Connection, results: Sequence[tuple[int, DomainResult]]) -> None:
    """Store the cells of results in the place of those that they had."""
    ids = [target_id for target_id, _ in results]
    if not ids:
        return
    its = delete(cell).where(cell.c.target_id == bindparam("its_id"))
    connection.execute(its, [{"its_id": target_id} for target_id in ids])
    query = select(target.c.id, target.c.batch_key).where(target.c.id.in_(ids))
    keys = {row.id: row.batch_key for row in connection.execute(query)}
    insert_all(connection, ((target_id, keys[target_id], result) for target_id, result in results))


def read(connection: Connection, ids: Sequence[int], columns: Iterable[str]) -> Mapping[int, dict[str, str]]:
    """Return what these targets show in these columns, where it is anything."""
    wanted = set(columns)
    found: dict[int, dict[str, str]] = {target_id: {} for target_id in ids}
    own = {name.removeprefix(OWN) for name in wanted if name.startswith(OWN)}
    stored = wanted - {f"{OWN}{name}" for name in own} - {RowColumn.TAGS}
    if own:
        _read_own(connection, found, own)
    if RowColumn.TAGS in wanted:
        for target_id, tags in tags_of(connection, ids).items():
            found[target_id][RowColumn.TAGS] = "\n".join(tags)
    if stored:
        query = select(cell.c.target_id, cell.c.name, cell.c.text)
        for target_id, name, text in connection.execute(
            query.where(cell.c.target_id.in_(ids), cell.c.name.in_(stored))
        ):
            found[target_id][name] = text
    return found


def tags_of(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Return the tags of those of these targets that have any."""
    found: dict[int, tuple[str, ...]] = {}
    query = select(tag.c.target_id, tag.c.tag).where(tag.c.target_id.in_(ids)).order_by(tag.c.target_id, tag.c.folded)
    for target_id, word in connection.execute(query):
        found[target_id] = (*found.get(target_id, ()), word)
    return found


def _read_own(connection: Connection, found: dict[int, dict[str, str]], names: set[str]) -> None:
    query = select(target.c.id, target.c.columns).where(target.c.id.in_(found))
    decode = msgspec.json.Decoder(dict[str, str]).decode
    for target_id, columns in connection.execute(query):
        told = decode(columns)
        found[target_id].update((f"{OWN}{name}", told[name]) for name in names if told.get(name))


def _values(result: DomainResult) -> Iterator[tuple[str, Iterable[Any]]]:
    yield RowColumn.FAILURE_MESSAGE, [result.failure.message if result.failure else None]
    for name in (RowColumn.FINAL_URL, RowColumn.DESCRIPTION, RowColumn.LANGUAGE):
        yield name, [getattr(result, name)]
    yield RowColumn.EMAIL_ADDRESSES, [email.value for email in result.emails if not email.placeholder]
    yield RowColumn.PHONE_NUMBERS, [phone.value for phone in result.phones if not phone.is_fax]
    yield RowColumn.FAXES, [phone.value for phone in result.phones if phone.is_fax]
    for network in _NETWORKS:
        yield network, [profile.url for profile in result.social if profile.network == network]
    yield RowColumn.OTHER_SOCIAL, [profile.url for profile in result.social if profile.network not in _NETWORKS]
    yield RowColumn.CMS, [each.name for each in result.technologies if "CMS" in each.categories]
    yield RowColumn.ADDRESSES, [address.value for address in result.addresses]
    organization = (result.organization or {}).get("name")
    yield RowColumn.ORGANIZATION, [organization if isinstance(organization, str) else None]
    yield RowColumn.FAVICON_URL, [result.favicon_url]
    yield RowColumn.LOGO_URL, [result.logo_url]
    for rule, values in result.custom.items():
        yield f"{RULE}{rule}", values


def _sort_key(text: str) -> str:
    return search.sort_key(text.partition("\n")[0]) or ""
