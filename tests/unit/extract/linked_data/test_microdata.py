from collections.abc import Callable

from desktop_scanner.extract.linked_data import microdata
from desktop_scanner.extract.parsing.document import Document


def test_items_have_the_form_of_json_ld(document: Callable[..., Document]) -> None:
    page = document("""<div itemscope itemtype="https://schema.org/Bakery"><h1 itemprop="name">Peeters</h1>
      <a itemprop="email" href="mailto:info@peeters.be">x</a><a itemprop="url" href="/shop">x</a>
      <p itemprop="address" itemscope itemtype="http://schema.org/PostalAddress">
      <meta itemprop="postalCode" content="9000"><b itemprop="addressLocality">Gent</b></p></div>""")
    (item,) = microdata.items(page)
    assert item["@type"] == ["Bakery"]
    assert item["email"] == ["mailto:info@peeters.be"]
    assert item["url"] == ["https://www.bakkerij-peeters.be/shop"]
    assert item["address"] == [{"@type": ["PostalAddress"], "postalCode": ["9000"], "addressLocality": ["Gent"]}]


def test_a_property_without_an_item_is_left_alone(document: Callable[..., Document]) -> None:
    assert microdata.items(document('<p itemprop="name">x</p>')) == []


def test_parts_elsewhere_belong_to_the_item_that_refers_to_them(document: Callable[..., Document]) -> None:
    page = document("""<p itemscope itemtype="https://schema.org/Bakery" itemid="#us" itemref="where name ?"></p>
      <b id="name" itemprop="name">Peeters</b> <div id="where"><i itemprop="telephone">1</i></div>
      <p itemscope><time itemprop="x" datetime="2020">y</time></p>""")
    item, other = microdata.items(page)
    assert other == {"@type": [], "x": ["2020"]}
    assert item == {"@type": ["Bakery"], "@id": "#us", "name": ["Peeters"], "telephone": ["1"]}
