import io
import json
from pathlib import Path

import pytest

from desktop_scanner.core.errors import ExportError
from desktop_scanner.core.pivots import Pivot, PivotKind
from desktop_scanner.export import pivots
from tests.unit.export import sample

PIVOTS = [
    Pivot(kind=PivotKind.TRACKER, name="meta_pixel", value="123", count=2, domains=("a.com", "b.com")),
    Pivot(kind=PivotKind.EMAIL, name=None, value="=x@a.com", count=2, domains=("a.com", "c.com")),
]


def test_a_csv_has_a_row_for_each_and_no_formula() -> None:
    output = io.BytesIO()
    pivots.write(PIVOTS, sample.BATCH, output)
    assert output.getvalue().decode("utf-8-sig").splitlines() == [
        "kind,name,value,count,domains",
        'tracker,meta_pixel,123,2,"a.com; b.com"',
        'email,,\'=x@a.com,2,"a.com; c.com"',
    ]


def test_a_json_file_holds_the_batch_too(tmp_path: Path) -> None:
    pivots.write(PIVOTS, sample.BATCH, tmp_path / "shared.JSON")
    found = json.loads((tmp_path / "shared.JSON").read_bytes())
    assert list(found) == ["schema", "batch", "pivots"]
    assert found["pivots"][0] == {
        "kind": "tracker", "name": "meta_pixel", "value": "123", "count": 2, "domains": ["a.com", "b.com"]
    }  # fmt: skip


def test_an_output_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="is a folder"):
        pivots.write(PIVOTS, sample.BATCH, tmp_path)
