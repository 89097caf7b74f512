import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_scanner.engine.site import traps

_TRAPS = {
    "WordPress": "/wp-login.php /wp-admin/ /tag/roofs/ /feed/ /x/feed/ /2024/05/ /2024/05/12/post /page/2/ /?s=roof "
    "/x?replytocom=7 /x?attachment_id=3 /events/2024-05/ /events/month/ /events/?tribe-bar-date=2024-05-01 "
    "/events/?eventDisplay=past /x?ical=1 /x?_wpnonce=1 /x/amp/ /x?amp=1",
    "WooCommerce": "/cart/ /checkout/ /my-account/ /shop?add-to-cart=7 /shop?orderby=price /shop?filter_color=red "
    "/shop?min_price=1 /product-tag/x/ /shop/?remove_item=1",
    "Shopify": "/account/login /collections/all?sort_by=price /products/x?variant=7 /search?q=x /c?filter.v.size=m",
    "Magento": "/checkout/cart/ /customer/account/ /catalogsearch/result/ /catalog/product_compare/ /wishlist/ "
    "/x.html?dir=asc /x.html?mode=list /x.html?p=2 /x/uenc/aHR0/",
    "PrestaShop": "/index.php?controller=cart /panier /index.php?controller=authentication /c?selected_filters=x",
    "Shopware and OXID": "/note/../compare/ /account /c/?p=2 /index.php?cl=basket /index.php?cl=details&fnc=tobasket",
    "OpenCart": "/index.php?route=checkout/cart /index.php?route=account/login /index.php?route=product/compare",
    "osCommerce": "/shopping_cart.php /checkout_shipping.php /create_account.php /advanced_search.php "
    "/password_forgotten.php",
    "Drupal": "/user/login /node/add/page /comment/reply/7 /x?f[0]=a /x?f%5B0%5D=a /x?destination=/y /print/12",
    "Joomla": "/index.php?option=com_users /x?tmpl=component&print=1 /x?format=feed /x?limitstart=10 "
    "/component/users/ /kalender/month.calendar/2024/05/01 /x?task=user.login",
    "TYPO3": "/index.php?id=7&type=98 /x?tx_felogin_pi1[a]=b /x?tx_news_pi1[currentPage]=2 /x?tx_indexedsearch_pi2=1",
    "MediaWiki": "/wiki/Special:Search /Spezial:Alle /index.php?title=Special:Log /index.php?title=X&action=edit "
    "/index.php?title=X&oldid=7 /User:Me",
    "forums": "/ucp.php?mode=login /memberlist.php /posting.php /x.php?do=logout /x?highlight=y",
    "site builders": "/events?view=calendar&month=5 /blog?tag=x /blog?format=json /x?lightbox=y",
    "languages": "/warenkorb /anmelden /mon-compte /carrello /koszyk /varukorg /sepet /корзина /suche /zoeken",
    "calendars": "/calendar /kalender/ /calendario/2024 /termine/woche/12 /x?date=2024-05-01 /x?month=5&year=2024",
    "files": "/x.pdf /image.JPG /a.zip /feed.xml",
    "circles": "/a/b/a/b/a/b /1/2/3/4/5/6/7/8/9",
    "facets": "/c/filter/red /c?color=red /c?size=m&brand=x /c?a=1&b=2&c=3&d=4&e=5&f=6&g=7",
    "print views": "/contact/print /x?print=1 /printpdf/7 /x/druckansicht",
}
_PAGES = (
    "/ /about.html /index.php?id=7 /?page_id=12 /?p=17 /index.php?p=17 /products/size-guide /v1.2/start /carthage "
    "/executive-search /print-design /print /feed-mills /login-systems-gmbh.html/x /accounting /searching-for-staff "
    "/kalenderblatt /compare-us /registered-office /index.php?page=4 /index.php?page=kontakt /downloads /tags "
    "/index.php?option=com_content&view=article&id=5&Itemid=101&lang=de /index.php?title=Contact&action=view "
    "/contact?type=1 /policies/contact-information /about/2024 /order /team/action /?view=team /label/x /the-bag"
)


@pytest.mark.parametrize("system", _TRAPS)
def test_traps_are_known_in_the_dialects_of_many_systems(system: str) -> None:
    missed = [address for address in _TRAPS[system].split() if not traps.is_trap(*_split(address))]
    assert missed == []


def test_ordinary_pages_are_no_traps() -> None:
    caught = [address for address in _PAGES.split() if traps.is_trap(*_split(address))]
    assert caught == ["/login-systems-gmbh.html/x"]  # what begins with a login is taken for one


def test_an_address_of_great_length_is_a_trap() -> None:
    assert traps.is_trap("/" + "x" * 600)


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_makes_the_rules_fail(path: str, query: str) -> None:
    assert traps.is_trap(path, query) in (True, False)


def _split(address: str) -> tuple[str, str]:
    path, _, query = address.partition("?")
    return path, query
