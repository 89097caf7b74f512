import importlib.util
import io
import sys

import pytest

from desktop_scanner.core.errors import ExportError
from desktop_scanner.export import parquet_format
from desktop_scanner.export.layouts import layout
from tests.unit.export.sample import AT, BATCH, acme, gone

_HAS_PYARROW = importlib.util.find_spec("pyarrow") is not None


def test_without_the_library_the_way_to_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ExportError, match=r"pip install \"desktop-scanner\[parquet\]\""):
        parquet_format.write(iter([acme()]), BATCH, io.BytesIO(), layout("domains"), ())


@pytest.mark.skipif(not _HAS_PYARROW, reason="the extra `parquet` is not installed")
def test_columns_have_their_types() -> None:
    from pyarrow import parquet  # noqa: PLC0415 -- an extra

    file = io.BytesIO()
    columns = ("account", "domain", "http_status", "started_at")
    results = iter([acme(columns={"account": "7"}), gone()])
    assert parquet_format.write(results, BATCH, file, layout("domains"), columns) == 2
    rows = parquet.read_table(io.BytesIO(file.getvalue())).to_pylist()
    assert rows[0] == {"account": "7", "domain": "acme.com", "http_status": 200, "started_at": AT}
    assert rows[1]["http_status"] is None
