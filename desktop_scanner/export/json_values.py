"""Values as JSON: keys in the order of the contract, instants with Z, whatever characters a site sent."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import msgspec

from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.results import DomainResult
from desktop_scanner.export.cells import clean
from desktop_scanner.export.layouts import Layout

_DOMAINS = "domains"
_OWN = "columns"


def encode(value: Any) -> bytes:
    """Return a value as compact JSON."""
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        return msgspec.json.encode(_cleaned(msgspec.to_builtins(value)))


def objects(results: Iterable[DomainResult], layout: Layout, columns: Sequence[str]) -> Iterator[bytes]:
    """Return the results as JSON objects: whole, or a row each where the layout is another one."""
    take = _chooser(layout, columns)
    for result in results:
        if layout.name == _DOMAINS:
            yield encode(take(result) if take else result)
            continue
        for cells in layout.rows(result):
            row = {_OWN: result.columns, **{name: cell for (name, _), cell in zip(layout.columns, cells, strict=True)}}
            yield encode(take(row) if take else row)


def _chooser(layout: Layout, columns: Sequence[str]) -> Callable[[Any], dict[str, Any]] | None:
    if not columns:
        return None
    is_whole = layout.name == _DOMAINS
    available = DomainResult.__struct_fields__ if is_whole else (_OWN, *(name for name, _ in layout.columns))
    for name in columns:
        if name not in available:
            raise SettingsError(f'There is no key "{name}"; the keys are {", ".join(available)}.')
    if is_whole:
        return lambda result: {name: getattr(result, name) for name in columns}
    return lambda row: {name: row[name] for name in columns}


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {_cleaned(key): _cleaned(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(each) for each in value]
    return value
