import json

import pytest

from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.results import DomainResult
from desktop_scanner.export import json_values
from desktop_scanner.export.layouts import layout
from tests.unit.export.sample import acme, gone


def test_a_domain_is_the_object_of_the_contract_with_keys_in_order() -> None:
    [data] = json_values.objects([acme()], layout("domains"), ())
    assert list(json.loads(data)) == list(DomainResult.__struct_fields__)
    assert json.loads(data)["emails"][1]["placeholder"] is True
    assert json.loads(data)["started_at"].endswith("Z")


def test_the_json_keeps_the_raw_value() -> None:
    [data] = json_values.objects([acme(title="=1+1")], layout("domains"), ("title", "phones"))
    assert json.loads(data)["title"] == "=1+1"
    assert json.loads(data)["phones"][0]["value"] == "+3291234567"


def test_other_layouts_are_an_object_a_row_with_the_users_columns_apart() -> None:
    rows = [json.loads(row) for row in json_values.objects([acme(columns={"kind": "x"})], layout("contacts"), ())]
    assert rows[0]["columns"] == {"kind": "x"}
    assert (rows[0]["contact"], rows[0]["kind"], rows[0]["value"]) == ("email", "role", "info@acme.com")


def test_keys_of_a_row_can_be_chosen() -> None:
    rows = json_values.objects([acme()], layout("pages"), ("url", "status"))
    assert json.loads(next(rows)) == {"url": "https://www.acme.com/", "status": 200}


@pytest.mark.parametrize("name", ["domains", "pages"])
def test_an_unknown_key_is_answered_with_those_there_are(name: str) -> None:
    with pytest.raises(SettingsError, match='no key "mail"'):
        list(json_values.objects([gone()], layout(name), ("mail",)))


def test_what_utf_8_cannot_hold_is_replaced() -> None:
    data = json_values.encode(acme(title="x\ud800", columns={"\udfff": "y"}))
    assert json.loads(data)["title"] == "x?"
    assert json.loads(data)["columns"] == {"?": "y"}
