"""Addresses that lead to no page of their own: actions, personal areas, calendars, lists cut in endless ways.

The words are those of the systems that sites are made with (WordPress, WooCommerce, Shopify, Magento, PrestaShop,
Shopware, OXID, OpenCart, osCommerce, Drupal, Joomla, TYPO3, MediaWiki, forums, site builders), in their languages. A
word counts where it is a whole part of the path: `/cart` is one, `/executive-search` and `/carthage` are pages.
"""

import re
from collections import Counter
from urllib.parse import unquote, unquote_plus

_MAX_LENGTH = 500
_MAX_DEPTH = 8
_MAX_PARAMETERS = 6

_SHOPPING = """
cart basket warenkorb einkaufswagen panier carrito cesta carrello carrinho winkelwagen winkelmand winkelmandje koszyk
kosik nakupni-kosik kosar cos-de-cumparaturi varukorg kundvagn handlekurv indkobskurv kurv ostoskori sepet sepetim
kosarica krepselis grozs ostukorv корзина кошик korzina cart.php shopping-cart checkout kasse zur-kasse caisse
commande cassa finalizar-compra afrekenen pokladna penztar finalizare-comanda kassa til-kassen wishlist wunschzettel
merkzettel merkliste favorites favourites liste-de-souhaits compare vergleich produktvergleich comparateur
product-compare sendfriend
"""
_PERSONAL = """
login log-in logout log-out logoff log-off signin sign-in signup sign-up signout sign-out anmelden abmelden
registrieren register registration account accounts my-account myaccount mein-konto mon-compte mi-cuenta minha-conta
mio-account mijn-account moje-konto muj-ucet connexion deconnexion inscription identification iniciar-sesion
cerrar-sesion accedi inloggen uitloggen registreren zaloguj wyloguj rejestracja logowanie prihlaseni odhlaseni
registrace prihlasenie bejelentkezes regisztracio autentificare logga-in logga-ut log-ind kirjaudu giris-yap
uye-girisi password passwort lost-password lostpassword forgot-password passwort-vergessen reset-password
mot-de-passe-oublie wp-login wp-login.php wp-admin wp-json xmlrpc xmlrpc.php admin administrator ucp ucp.php
memberlist memberlist.php posting posting.php unsubscribe newsletter-abmelden desinscription customer_identification
"""
_LISTS = """
search suche suchen suchergebnis suchergebnisse recherche buscar busqueda busca pesquisa cerca ricerca zoeken szukaj
wyszukiwanie hledat hledani vyhledavani hladat kereses cautare sok haku arama поиск poisk search-results catalogsearch
advanced-search calendar kalender calendrier calendario kalendarz kalendar naptar takvim ical icalendar
icalrepeat.detail month.calendar week.listevents day.listevents year.listevents feed feeds rss rss2 atom trackback
oembed amp printpdf printmail print-version printview printer-friendly druckansicht cgi-bin cdn-cgi share download
email-friend tell-a-friend weiterempfehlen edit preview
"""
_PARTS = frozenset(f"{_SHOPPING} {_PERSONAL} {_LISTS}".split())
# Followed by anything, these begin one list for each word or value.
_LIST_HEADS = frozenset(
    """
    tag tags tagged product-tag product_tag schlagwort schlagworte stichwort mot-cle mots-cles etiqueta etiquetas
    etichetta tagi stitek stitky cimke etikett keyword keywords filter filters facet facets sort uenc special:
    """.split()
)
_TRAP_STEM = re.compile(
    r"(?:checkout|shopping-?cart|log-?(?:in|out|off)|sign-?(?:in|out|up)|my-account|create-account|advanced-search|"
    r"password-forgotten|add-?to-?(?:cart|basket)|(?:special|spezial|speciaal|especial|user|benutzer|talk):.*)(?:-|$)"
)
_TRAP_PATH = re.compile(
    r"/20\d\d(?:/\d\d?){2}(?=/|$)|/20\d\d/\d\d?/?$|/20\d\d-\d\d(?:-\d\d)?(?=/|$)|"
    r"/(?:page|seite|pagina|pagine|strona|stranka|oldal|sida|side|sivu|sayfa|paged|trang)/\d+|"
    r"/(?:events?|termine|veranstaltungen|agenda|eventos|eventi|evenements|kalender|calendar)/"
    r"(?:month|week|day|list|today|past|photo|map|category|tag|monat|woche|heute|20\d\d)(?=/|$)|"
    r"/(?:comment/reply|node/add|user/(?:login|register|password)|component/users|product_compare|review/product|print/\d)",
    re.IGNORECASE,
)

_TRAP_NAMES = frozenset(
    """
    sort sortby sort_by sort-by sortierung sorting order orderby order_by ordering orderway orderdir dir direction
    filter filter_order filter_order_dir min_price max_price price preis prix color colour farbe size groesse brand
    manufacturer variant limit limitstart per_page perpage pagesize page_size resultsperpage items_per_page offset
    start paged pg month year date day week cal calendar eventdisplay ical outlook-ical tribe_paged ajde_events
    lightbox s q query search searchword keyword keywords keys suche suchbegriff term highlight fq tag tagged
    product_tag selected_filters yith_wcan facet facets add-to-cart add_to_cart add-to-wishlist add_to_wishlist
    add-to-compare remove_item removed_item undo_item wc-ajax replytocom like_comment share print printable logout
    login loggedout redirect redirect_to redirect_url return return_url returnurl returnto back next destination goto
    ref referer referrer currency id_currency submitcurrency setcurrency uenc token nonce _wpnonce preview
    attachment_id no_cache oldid diff veaction lostpassword
    """.split()
)
_TRAP_NAME_BEGINNINGS = (
    *(
        "filter_",
        "filter.",
        "filter[",
        "facet",
        "f[",
        "pf_",
        "tribe-",
        "tribe_",
        "mec_",
        "tx_cal",
        "tx_felogin",
        "cal_",
    ),
    *("tx_indexedsearch", "ccm_paging", "ccm_order", "query-", "sort[", "order["),
)
_TRAP_VALUES = {
    name: re.compile(pattern, re.IGNORECASE)
    for name, pattern in {
        "action": "log|add|edit|delete|remove|history|raw|watch|print|buy|compare|search|register|lost|reply|quote|"
        "report|vote|info",
        "do": "log|add|register|lostpw|search|print",
        "task": "user|log|register|mailto|print|ical|registration",
        "fnc": "tobasket|log",
        "cl": "basket|account|register|forgotpwd|user|order|payment|search|tag|compare",
        "controller": "cart|authentication|my-account|order|password|identity|history|search|compare",
        "route": "checkout|account|product/compare|product/search",
        "option": "com_(?:users|user|mailto|search|finder|jcalpro|jevents|virtuemart)$",
        "format": "feed|pdf|json|ical|xml|raw|rss|atom|main-content|print",
        "mode": "list|grid|log|register|print",
        "view": "list|grid|calendar|month|week|day|print|login|registration",
        "tmpl": "component",
        "type": "98$|print|rss|atom",
        "title": "special:|spezial:|user:|benutzer:|talk:",
        "p": r"\d+$",
        "page": r"\d+$",
        "amp": "1?$",
    }.items()
}
# Small systems number their pages so (`/index.php?page=4`), or all of them (`/?p=17`, WordPress): these are pages.
_NUMBERED_PAGES = {"page": re.compile(r".*/(?:index|default)\.\w{3,4}"), "p": re.compile(r"/(?:index\.php)?")}

FILE_SUFFIX = re.compile(r"\.([a-z][a-z0-9]{1,5})$", re.IGNORECASE)
_PAGE_SUFFIX = re.compile(r"[xps]?html?|php[345]?|aspx?|jspx?|jsf|do|cfm|cgi|pl|py|rb|dll|nsf", re.IGNORECASE)


def is_trap(path: str, query: str = "") -> bool:
    """Return whether an address leads to an action, a file, an endless list, or back into itself."""
    segments = [segment for segment in path.split("/") if segment]
    if len(path) + len(query) > _MAX_LENGTH or len(segments) > _MAX_DEPTH or _turns_in_circles(segments):
        return True
    suffix = FILE_SUFFIX.search(path)
    if suffix and not _PAGE_SUFFIX.fullmatch(suffix[1]):
        return True
    return _is_trap_path(path, segments) or (bool(query) and _is_trap_query(path, query))


def _turns_in_circles(segments: list[str]) -> bool:
    return len(segments) > 2 and max(Counter(segments).values()) >= 3


def _is_trap_path(path: str, segments: list[str]) -> bool:
    parts = [unquote(segment).lower() for segment in segments]
    for position, part in enumerate(parts):
        if part in _PARTS or (part in _LIST_HEADS and position + 1 < len(parts)):
            return True
        stem = FILE_SUFFIX.sub("", part).replace("_", "-")
        if stem in _PARTS or _TRAP_STEM.match(stem):
            return True
    return _TRAP_PATH.search(path) is not None or (len(parts) > 1 and parts[-1] == "print")


def _is_trap_query(path: str, query: str) -> bool:
    pairs = [pair.partition("=") for pair in query.split("&") if pair]
    if len(pairs) > _MAX_PARAMETERS:
        return True
    return any(_is_trap_pair(path, unquote_plus(name).lower(), unquote_plus(value)) for name, _, value in pairs)


def _is_trap_pair(path: str, name: str, value: str) -> bool:
    if name in _TRAP_NAMES or name.startswith(_TRAP_NAME_BEGINNINGS) or name.endswith("[currentpage]"):
        return True
    values = _TRAP_VALUES.get(name)
    if values is None or not values.match(value):
        return False
    numbered = _NUMBERED_PAGES.get(name)
    return numbered is None or not numbered.fullmatch(path)
