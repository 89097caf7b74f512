"""Which page of a site to read next: those that promise contacts first, none twice, and none that only a trap names.

Scores are made from the text of links and from paths, in the words of many languages (`frontier_words`). A kind that
has had its page gives way to the others, so a small budget sees one contact page, one imprint, one about page.
"""

import heapq
import itertools
import re
from collections import Counter
from collections.abc import Iterable
from urllib.parse import unquote

from msgspec import Struct

from desktop_scanner.engine import frontier_words, urls

MAX_WAITING = 5_000
_MAX_PER_QUERY_PATH = 40  # addresses that differ in their query only are often one list in many guises
_MAX_DEPTH = 8
_MAX_LENGTH = 500

# What a page of each kind is worth, and how much less once there was one.
_WORTH = {
    "contact": 100,
    "imprint": 95,
    "about": 70,
    "locations": 62,
    "team": 60,
    "privacy": 30,
    "other": 20,
    "shop": 12,
    "blog": 8,
}
_REPEATED = {
    "contact": 45,
    "imprint": 60,
    "about": 25,
    "locations": 20,
    "team": 20,
    "privacy": 25,
    "other": 1,
    "shop": 2,
    "blog": 2,
}
_OTHER_SUBDOMAIN = 40
_PAGE_KINDS = {"privacy": "other"}  # a kind of the frontier's own; results know it as `other`

# What a path must not hold: actions that change something, personal areas, calendars, searches, feeds.
_TRAP_PATH = re.compile(
    r"(?:^|[/_.-])(?:cart|basket|warenkorb|panier|carrito|carrello|winkelwagen|koszyk|kosik|checkout|kasse|caisse|"
    r"log-?(?:in|out|off)|sign-?(?:in|out|up)|abmelden|anmelden|deconnexion|register|registration|my-?account|"
    r"account|wp-login|wp-admin|wp-json|xmlrpc|admin|password|wishlist|compare|calendar|kalender|calendrier|ical|"
    r"add-?to-?cart|search|suche|recherche|buscar|feed|rss|atom|trackback|print|cgi-bin|cdn-cgi|replytocom|share|"
    r"download|unsubscribe)(?=$|[/_.-])|/20\d\d(?:/\d\d?){2}|/20\d\d-\d\d(?:-\d\d)?(?=/|$)|/page/\d+",
    re.IGNORECASE,
)
_TRAP_QUERY = re.compile(
    r"(?:^|&)(?:(?:add-to-cart|add_to_cart|logout|replytocom|filter|facet|f%5b|f\[|tribe|ical)|"
    r"action=(?:log|add|edit|delete)|do=log|view=(?:list|grid)|format=(?:feed|pdf)|paged?=\d|"
    r"(?:share|print|sort|sort_?by|order|order_?by|dir|min_?price|max_?price|price|colou?r|size|month|year|date|day|"
    r"calendar|offset|start|s|q|query|search|redirect|redirect_to|return|return_?url|next|ref|currency)(?:=|&|$))",
    re.IGNORECASE,
)
_FILE = re.compile(r"\.([a-z][a-z0-9]{1,5})$", re.IGNORECASE)
_PAGE_SUFFIX = re.compile(r"[xps]?html?|php[345]?|aspx?|jspx?|jsf|do|cfm|cgi|pl|py|rb|dll|nsf", re.IGNORECASE)


class Candidate(Struct, frozen=True):
    """A page worth asking for."""

    url: str
    kind: str
    score: float


_Entry = tuple[float, int, str, Candidate]  # negative score, order of arrival, page key


class Frontier:
    """The pages of one site that may still be read, best first, each at most once."""

    def __init__(self, home: str, own_hosts: Iterable[str] = ()) -> None:
        self._home = home
        self._hosts = (urls.host_of(home), *own_hosts)
        self._seen: set[str] = {urls.page_key(home)}
        self._best: dict[str, float] = {}
        self._queries: Counter[str] = Counter()
        self._taken: Counter[str] = Counter()
        self._heaps: dict[str, list[_Entry]] = {kind: [] for kind in _WORTH}
        self._order = itertools.count()

    def __len__(self) -> int:
        return len(self._best)

    def offer(self, url: str, text: str = "") -> bool:
        """Take in a page that a link with this text (or a sitemap) names; return whether it is wanted."""
        cleaned = urls.clean(url)
        if cleaned is None or not self.is_own(cleaned) or is_trap(cleaned):
            return False
        cleaned = urls.at_home(cleaned, self._home)
        key = urls.page_key(cleaned)
        if key in self._seen or not self._has_room(key):
            return False
        kind, score = self._judged(cleaned, text)
        if score <= self._best.get(key, 0.0):
            return False
        self._best[key] = score
        candidate = Candidate(cleaned, _PAGE_KINDS.get(kind, kind), score)
        heapq.heappush(self._heaps[kind], (-score, next(self._order), key, candidate))
        return True

    def pop(self) -> Candidate | None:
        """Return the best page left and mark it as seen, or None where none is left."""
        kinds = [kind for kind, heap in self._heaps.items() if self._drop_stale(heap)]
        if not kinds:
            return None
        kind = max(kinds, key=self._appeal)
        _, _, key, candidate = heapq.heappop(self._heaps[kind])
        self._taken[kind] += 1
        self._best.pop(key, None)
        self._seen.add(key)
        return candidate

    def has_seen(self, url: str) -> bool:
        """Return whether the page was handed out or marked before, under any of its addresses."""
        return urls.page_key(url) in self._seen

    def mark_seen(self, url: str) -> None:
        """Never hand this page out."""
        key = urls.page_key(url)
        self._seen.add(key)
        self._best.pop(key, None)

    def is_own(self, url: str) -> bool:
        """Return whether the address belongs to the site, its subdomains included."""
        host = urls.host_of(url)
        return any(urls.is_same_site(host, own) for own in self._hosts)

    def _appeal(self, kind: str) -> tuple[float, int]:
        negative_score, order, _, _ = self._heaps[kind][0]
        return -negative_score - _REPEATED[kind] * self._taken[kind], -order

    def _drop_stale(self, heap: list[_Entry]) -> bool:
        """Drop heads that were seen meanwhile or offered again with a better score; return whether one is left."""
        while heap and self._best.get(heap[0][2]) != heap[0][3].score:
            heapq.heappop(heap)
        return bool(heap)

    def _has_room(self, key: str) -> bool:
        if key in self._best:
            return True
        path, _, query = key.partition("?")
        if query:
            self._queries[path] += 1
        return len(self._best) < MAX_WAITING and self._queries[path] <= _MAX_PER_QUERY_PATH

    def _judged(self, url: str, text: str) -> tuple[str, float]:
        kind, score = judge(url, text)
        host = urls.host_of(url)
        if not any(urls.is_same_host(host, own) for own in self._hosts):
            score -= _OTHER_SUBDOMAIN
        return kind, max(score, 0.1)


def judge(url: str, text: str = "") -> tuple[str, float]:
    """Return the kind of page that an address and the text of its link promise, and a score (higher is better)."""
    path, _, query = urls.path_of(url).partition("?")
    segments = [segment for segment in unquote(path).split("/") if segment]
    by_text = _promise(text)
    by_path = max((_promise(_stem(segment)) for segment in segments[-2:]), key=lambda promise: promise[1], default=None)
    promises = [promise for promise in (by_text, by_path) if promise is not None]
    kind, certainty = max(promises, key=lambda promise: promise[1] * _WORTH[promise[0]])
    if by_path is not None and by_path[0] == by_text[0] != "other":
        certainty += 0.1
    if segments and _is_kept_in(segments[:-1], "blog") and certainty < 1:
        kind, certainty = "blog", 0.5
    score = _WORTH[kind] * certainty - 3 * max(0, len(segments) - 1) - (8 if query else 0) - len(path) / 100
    return kind, score


def is_trap(url: str) -> bool:
    """Return whether the address leads to an action, a file, an endless list, or back into itself."""
    path, _, query = urls.path_of(url).partition("?")
    segments = [segment for segment in path.split("/") if segment]
    if len(url) > _MAX_LENGTH or len(segments) > _MAX_DEPTH or query.count("&") >= 3:
        return True
    if any(count >= 3 for count in Counter(segments).values()):
        return True
    suffix = _FILE.search(path)
    if suffix and not _PAGE_SUFFIX.fullmatch(suffix[1]):
        return True
    return bool(_TRAP_PATH.search(path) or _TRAP_QUERY.search(query))


def _promise(text: str) -> tuple[str, float]:
    """Return what a link's text or a path's part names, and how surely: a headline names many things by chance."""
    if not text:
        return "other", 0.5
    folded = frontier_words.fold(text[:200])
    found = frontier_words.kind_of(folded)
    if found is None:
        return "other", 0.5
    kind, is_all = found
    words = folded.count(" ") + 1
    if is_all:
        return kind, 1.0
    if words <= 3:
        return kind, 0.9
    return (kind, 0.75) if words <= 5 else ("other", 0.5)


def _stem(segment: str) -> str:
    return _FILE.sub("", segment)


def _is_kept_in(segments: list[str], kind: str) -> bool:
    return any(frontier_words.kind_of(frontier_words.fold(segment)) == (kind, True) for segment in segments)
