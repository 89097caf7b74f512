import io
import json

from desktop_scanner.export import jsonl_format
from desktop_scanner.export.layouts import layout
from tests.unit.export.sample import BATCH, acme, gone


def test_each_domain_is_one_line() -> None:
    file = io.BytesIO()
    results = iter([acme(title="two\nlines"), gone()])
    assert jsonl_format.write(results, BATCH, file, layout("domains"), ()) == 2
    lines = file.getvalue().decode().splitlines()
    assert [json.loads(line)["domain"] for line in lines] == ["acme.com", "gone.be"]
    assert file.getvalue().endswith(b"\n")
