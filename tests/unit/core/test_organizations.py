from desktop_scanner.core.organizations import Geo, Organization, Register, as_dict, readable
from desktop_scanner.core.results import Evidence

KEYS = (
    "name type legal_name legal_form alternate_name description slogan url logo email telephone fax "
    "vat_id tax_id registers "
    "address geo opening_hours price_range founded employees same_as representatives confidence evidence"
)


def test_every_key_is_there_and_unknown_ones_are_empty() -> None:
    shown = as_dict(Organization(name="Peeters"))
    assert " ".join(shown) == KEYS
    assert (shown["legal_name"], shown["registers"], shown["geo"]) == (None, [], None)


def test_parts_are_plain_values() -> None:
    piece = Evidence("https://x.be/", "jsonld", "Store: P")
    shown = as_dict(
        Organization(name="P", registers=(Register("HRB", "1", "Köln"),), geo=Geo(1.5, 2), evidence=(piece,))
    )
    assert shown["registers"] == [{"kind": "HRB", "number": "1", "court": "Köln"}]
    assert shown["geo"] == {"lat": 1.5, "lon": 2}
    assert shown["evidence"] == [{"url": "https://x.be/", "method": "jsonld", "snippet": "Store: P"}]


def test_what_is_known_can_be_read() -> None:
    shown = as_dict(
        Organization(name="P", registers=(Register("HRB", "1", "Köln"), Register("KvK", "2")), geo=Geo(0.0, 2.5))
    )
    assert dict(readable(shown)) == {
        "name": "P",
        "type": "Organization",
        "registers": "HRB 1 (Köln), KvK 2",
        "geo": "0.0, 2.5",
        "confidence": "0.0",
    }


def test_results_of_older_versions_can_be_read() -> None:
    older = {"name": "P", "logo": None, "same_as": ["a", "b"], "evidence": [{"url": "x"}], "rating": 4.5}
    assert list(readable(older)) == [("name", "P"), ("same_as", "a, b"), ("rating", "4.5")]
