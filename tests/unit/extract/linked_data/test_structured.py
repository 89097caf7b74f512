import json
from collections.abc import Callable

import pytest

from desktop_scanner.extract.linked_data import structured
from desktop_scanner.extract.parsing.document import Document

Make = Callable[..., Document]


def things(make: Make, block: str) -> tuple[structured.Thing, ...]:
    return structured.things(make(f'<script type="application/ld+json">{block}</script>'))


@pytest.mark.parametrize(
    "block",
    [
        '{"@type": "Store", "name": "Peeters"}',
        '[{"@type": "Store", "name": "Peeters"}]',
        '{"@graph": [{"@type": ["Store"], "name": "Peeters"}]}',
        '{"@type": "Store", "name": "Peeters",}',
        '/* a */ {"@type": "Store", "name": "Peeters"} // b',
        '<!-- {"@type": "Store", "name": "Peeters"} -->',
        '//<![CDATA[\n{"@type": "Store", "name": "Peeters"}\n//]]>',
        "{&quot;@type&quot;: &quot;Store&quot;, &quot;name&quot;: &quot;Peeters&quot;}",
        '{"@type": "Store"\n "name": "Peeters"}',
        '{"@type": "https://schema.org/Store", "name": "Pee\nters"}',
        '{"@type": "WebSite"}{"@type": "Store", "name": "Peeters"}',
        '{"@type": "schema:Store", "name": "Peeters"};',
    ],
)
def test_broken_blocks_are_read_as_far_as_they_go(document: Make, block: str) -> None:
    found = [thing for thing in things(document, block) if "Store" in thing.types]
    assert len(found) == 1
    assert structured.text(found[0].data, "name") in ("Peeters", "Pee ters")


@pytest.mark.parametrize("block", ["", "not json", '{"a": ', "[" * 100_000, "null", '"text"', ";" * 100_000 + "x"])
def test_what_is_no_json_gives_nothing(document: Make, block: str) -> None:
    assert things(document, block) == ()


def test_nested_things_come_after_what_holds_them(document: Make) -> None:
    block = json.dumps({"@type": "Store", "department": [{"@type": "Bakery"}], "address": {"@type": "PostalAddress"}})
    assert [thing.types[0] for thing in things(document, block)] == ["Store", "Bakery", "PostalAddress"]


def test_texts_are_clean_and_can_be_stored() -> None:
    data = {"name": ["A &amp;\n B", "\ud800x", 5, None, True, {"@value": "C"}, "C"]}
    found = structured.texts(data, "name")
    assert found == ["A & B", "?x", "5", "C"]
    "".join(found).encode()


def test_references_are_replaced_by_what_they_refer_to(document: Make) -> None:
    graph = [
        {"@type": "Organization", "@id": "#o", "name": "P", "address": {"@id": "#a"}, "department": [{"@id": "#none"}]},
        {"@type": "PostalAddress", "@id": "#a", "postalCode": "9000"},
        {"@id": "#o", "telephone": "1"},
    ]
    found = things(document, json.dumps({"@graph": graph}))[1].data
    assert found["address"]["postalCode"] == "9000"
    assert (found["telephone"], found["department"]) == ("1", [{"@id": "#none"}])


def test_the_way_to_a_thing_is_kept(document: Make) -> None:
    block = json.dumps({"@graph": [{"@type": "Product", "brand": {"@type": "Brand", "name": "B"}}]})
    found = things(document, block)
    assert [[step.name for step in thing.path] for thing in found] == [[], [], ["brand"]]
    assert found[2].path[0].types == ("Product",)


def test_more_things_than_anyone_reads_are_left_out(document: Make) -> None:
    block = json.dumps([{"name": str(number)} for number in range(400)])
    script = f'<script type="application/ld+json">{block}</script>'
    assert len(structured.things(document(script * 3))) == structured.MAX_THINGS


def test_things_too_deep_are_left_out(document: Make) -> None:
    deep: object = {"@type": "Store"}
    for _ in range(structured.MAX_DEPTH + 5):
        deep = [deep]
    assert things(document, json.dumps(deep)) == ()


def test_a_thing_without_a_name_has_no_text() -> None:
    assert structured.text({"logo": {"width": 5, "url": [5]}}, "logo") is None


def test_rdfa_is_read_too(document: Make) -> None:
    (thing,) = structured.things(document('<p typeof="Store"><b property="name">P</b></p>'))
    assert (thing.method, thing.types, structured.text(thing.data, "name")) == ("rdfa", ("Store",), "P")
