import io
import json
from typing import Any

import pytest

from desktop_scanner.core.results import DomainResult
from desktop_scanner.export import json_format
from desktop_scanner.export.layouts import layout
from tests.unit.export.sample import BATCH, acme, gone


def _written(*results: DomainResult, name: str = "domains") -> tuple[int, Any]:
    file = io.BytesIO()
    count = json_format.write(iter(results), BATCH, file, layout(name), ())
    return count, json.loads(file.getvalue())


def test_the_document_has_schema_batch_and_domains() -> None:
    count, document = _written(acme(), gone())
    assert list(document) == ["schema", "batch", "domains"]
    assert (count, document["schema"]) == (2, 1)
    assert [domain["domain"] for domain in document["domains"]] == ["acme.com", "gone.be"]


def test_the_batch_is_the_object_of_the_history() -> None:
    batch = _written()[1]["batch"]
    assert list(batch) == [
        *("id", "name", "state", "created_at", "started_at", "finished_at", "total", "counts", "options"),
        *("origin", "note", "tags", "predecessor"),
    ]
    assert (batch["state"], batch["finished_at"]) == ("partial", None)


@pytest.mark.parametrize("name", ["contacts", "technologies", "pages"])
def test_other_layouts_are_named_by_what_they_list(name: str) -> None:
    count, document = _written(acme(), name=name)
    assert len(document[name]) == count > 1


def test_no_results_are_a_whole_document() -> None:
    assert _written()[1]["domains"] == []
