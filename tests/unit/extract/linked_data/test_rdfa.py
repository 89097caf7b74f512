from collections.abc import Callable

from desktop_scanner.extract.linked_data import rdfa
from desktop_scanner.extract.parsing.document import Document


def test_things_have_the_form_of_json_ld(document: Callable[..., Document]) -> None:
    page = document("""<div vocab="https://schema.org/" typeof="LocalBusiness schema:Bakery" resource="#us">
      <h1 property="name">Peeters</h1> <a property="url" href="/shop">x</a> <a property="logo" resource="/l.png">x</a>
      <p property="address" typeof="PostalAddress"><b property="schema:postalCode">9000</b></p>
      <i property="location" resource="#there"></i></div>""")
    (item,) = rdfa.items(page)
    assert (item["@type"], item["@id"], item["name"]) == (["LocalBusiness", "Bakery"], "#us", ["Peeters"])
    assert item["url"] == ["https://www.bakkerij-peeters.be/shop"]
    assert item["logo"] == ["https://www.bakkerij-peeters.be/l.png"]
    assert item["address"] == [{"@type": ["PostalAddress"], "postalCode": ["9000"]}]
    assert item["location"] == [{"@id": "#there"}]


def test_properties_without_a_thing_are_left_alone(document: Callable[..., Document]) -> None:
    assert rdfa.items(document('<meta property="og:title" content="x"><b typeof="">x</b>')) == []
