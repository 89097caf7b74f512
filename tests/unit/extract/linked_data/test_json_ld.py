import pytest

from desktop_scanner.extract.linked_data import json_ld

WHOLE = {"@type": "Store", "name": "Peeters"}


@pytest.mark.parametrize(
    "block",
    [
        '{"@type": "Store", "name": "Peeters"}',
        '{"@type": "Store", "name": "Peeters",}',
        '{"@type": "Store",, "name": "Peeters"}',
        '/* a */ {"@type": "Store", "name": "Peeters"} // b',
        '<!-- {"@type": "Store", "name": "Peeters"} -->',
        '{"@type": "Store", <!-- a --> "name": "Peeters"}',
        '//<![CDATA[\n{"@type": "Store", "name": "Peeters"}\n//]]>',
        "{&quot;@type&quot;: &quot;Store&quot;, &quot;name&quot;: &quot;Peeters&quot;}",
        '{"@type": "Store"\n "name": "Peeters"}',
        "{“@type”: “Store”, “name”: “Peeters”}",
        '{"@type": "Store", "name": "Peeters"};',
        '\ufeff{"@type": "Store", "name": "Peeters"}',
    ],
)
def test_what_people_paste_is_read(block: str) -> None:
    assert list(json_ld.parse(block)) == [WHOLE]


def test_wrong_escapes_and_line_breaks_within_texts_are_read() -> None:
    assert list(json_ld.parse('{"name": "Pee\nters", "a": "it\\\'s",}')) == [{"name": "Pee\nters", "a": "it\\'s"}]


def test_several_values_and_a_cut_end_are_read_as_far_as_they_go() -> None:
    assert list(json_ld.parse('{"a": 1} {"b": 2} {"c": ')) == [{"a": 1}, {"b": 2}]


@pytest.mark.parametrize("block", ["", "not json", "[" * 100_000, ";" * 100_000 + "x", "{" * json_ld.MAX_BLOCK + "}"])
def test_what_is_no_json_gives_nothing(block: str) -> None:
    assert list(json_ld.parse(block)) == []
