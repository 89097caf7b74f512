"""Which page of a site to read next: those that promise contacts first, none twice, and none that only a trap names.

Scores are made from the text of links and from paths, in the words of many languages (`frontier_words`). A kind that
has had its page gives way to the others, so a small budget sees one contact page, one imprint, one about page; so
does the same kind in another language than the site's own.
"""

import functools
import heapq
import itertools
from collections import Counter
from collections.abc import Collection, Iterable
from urllib.parse import unquote

from msgspec import Struct

from desktop_scanner.core.path_patterns import PathPatterns
from desktop_scanner.engine import urls
from desktop_scanner.engine.site import frontier_words, languages, traps

MAX_WAITING = 5_000
_RESERVED = 500  # places beyond those for pages that promise something
_MAX_REMEMBERED = 20_000  # links, so that each page's menu is judged once
_MAX_PER_QUERY_PATH = 40  # addresses that differ in their query only are often one list in many guises

# The kinds of page that a scan is after, and how sure a likely page of them is.
GOAL_KINDS = ("contact", "imprint", "about", "team", "locations")
SIDE_KINDS = ("privacy",)  # names who is responsible, seldom more
_PROMISING = 0.7

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
_OTHER_LANGUAGE = 5
_TRANSLATED = 60  # what a page in another language is worth less once its kind was read
_PAGE_KINDS = {"privacy": "other"}  # a kind of the frontier's own; results know it as `other`


class Candidate(Struct, frozen=True):
    """A page worth asking for; `promise` says which kind it is and how surely, from 0 to 1."""

    url: str
    kind: str
    score: float
    promise: float = 0.0
    is_guess: bool = False


_Entry = tuple[float, int, str, Candidate]  # negative score, order of arrival, page key
_Heap = tuple[str, bool]  # kind, and whether the page is in another language than the site's own


class Frontier:
    """The pages of one site that may still be read, best first, each at most once."""

    def __init__(self, home: str, own_hosts: Iterable[str] = (), patterns: PathPatterns | None = None) -> None:
        self._home = home
        self._hosts = (urls.host_of(home), *own_hosts)
        self._patterns = patterns or PathPatterns()
        self._languages: frozenset[str] = frozenset()
        self._seen: set[str] = {urls.page_key(home)}
        self._best: dict[str, float] = {}
        self._offered: set[tuple[str, str]] = set()
        self._queries: Counter[str] = Counter()
        self._taken: Counter[str] = Counter()
        self._heaps: dict[_Heap, list[_Entry]] = {(kind, is_other): [] for kind in _WORTH for is_other in (False, True)}
        self._order = itertools.count()

    def __len__(self) -> int:
        return len(self._best)

    def prefer(self, *tags: str | None) -> None:
        """Let pages in these languages come before translations of them; the first tag that names one decides."""
        found = next((language for language in map(languages.of, tags) if language), None)
        self._languages = frozenset((found,)) if found else frozenset()

    def offer(self, url: str, text: str = "") -> bool:
        """Take in a page that a link with this text (or a sitemap) names; return whether it is wanted."""
        if (url, text) in self._offered:
            return False
        if len(self._offered) < _MAX_REMEMBERED:
            self._offered.add((url, text))
        cleaned = urls.clean(url)
        if cleaned is None or not self.wants(cleaned):
            return False
        cleaned = urls.at_home(cleaned, self._home)
        path, _, query = urls.path_of(cleaned).partition("?")
        if traps.is_trap(path, query):
            return False
        key = urls.clean_key(cleaned)
        if key in self._seen:
            return False
        kind, promise, score = self._judged(cleaned, text)
        if not self._has_room(key, is_promising=promise >= _PROMISING) or score <= self._best.get(key, 0.0):
            return False
        self._best[key] = score
        language = languages.of_address(path, query) if self._languages else None
        heap = self._heaps[kind, language is not None and language not in self._languages]
        candidate = Candidate(cleaned, _PAGE_KINDS.get(kind, kind), score, promise)
        heapq.heappush(heap, (-score, next(self._order), key, candidate))
        return True

    def pop(self, new_kinds: Collection[str] | None = None) -> Candidate | None:
        """Return the best page left and mark it as seen, or None; of `new_kinds`, only likely first pages."""
        heap = self._best_heap(None if new_kinds is None else self._new(new_kinds))
        if heap is None:
            return None
        _, _, key, candidate = heapq.heappop(self._heaps[heap])
        self._taken[heap[0]] += 1
        self._best.pop(key, None)
        self._seen.add(key)
        return candidate

    def promises(self, kinds: Collection[str] = GOAL_KINDS) -> bool:
        """Return whether a likely page of a kind is known of which none was handed out yet."""
        return bool(self._new(kinds))

    def has_had(self, *kinds: str) -> bool:
        """Return whether a page of one of the kinds was handed out or read."""
        return any(self._taken[kind] for kind in kinds)

    def note(self, kind: str) -> None:
        """Count a page of a kind that was read without having been offered."""
        self._taken[kind] += 1

    def has_seen(self, url: str) -> bool:
        """Return whether the page was handed out or marked before, under any of its addresses."""
        return urls.page_key(url) in self._seen

    def mark_seen(self, url: str) -> None:
        """Never hand this page out."""
        key = urls.page_key(url)
        self._seen.add(key)
        self._best.pop(key, None)

    def wants(self, url: str) -> bool:
        """Return whether the address belongs to the site and the patterns allow it."""
        return self.is_own(url) and self._patterns.allow(urls.path_of(url))

    def is_own(self, url: str) -> bool:
        """Return whether the address belongs to the site, its subdomains included."""
        host = urls.host_of(url)
        return any(urls.is_same_site(host, own) for own in self._hosts)

    def _new(self, kinds: Collection[str]) -> list[_Heap]:
        """Return the heaps of kinds of which none was handed out yet, where a likely page of the kind waits."""
        new = ((kind, is_other) for kind, is_other in self._heaps if kind in kinds and not self._taken[kind])
        return [name for name in new if self._drop_stale(self._heaps[name]) and self._promise(name) >= _PROMISING]

    def _promise(self, name: _Heap) -> float:
        return self._heaps[name][0][3].promise

    def _best_heap(self, names: Iterable[_Heap] | None = None) -> _Heap | None:
        filled = (name for name in (self._heaps if names is None else names) if self._drop_stale(self._heaps[name]))
        return max(filled, key=self._appeal, default=None)

    def _appeal(self, name: _Heap) -> tuple[float, int]:
        kind, is_translation = name
        negative_score, order, _, _ = self._heaps[name][0]
        appeal = -negative_score - _REPEATED[kind] * self._taken[kind]
        if is_translation:
            appeal -= _OTHER_LANGUAGE + (_TRANSLATED if self._taken[kind] else 0)
        return appeal, -order

    def _drop_stale(self, heap: list[_Entry]) -> bool:
        """Drop heads that were seen meanwhile or offered again with a better score; return whether one is left."""
        while heap and self._best.get(heap[0][2]) != heap[0][3].score:
            heapq.heappop(heap)
        return bool(heap)

    def _has_room(self, key: str, *, is_promising: bool) -> bool:
        if key in self._best:
            return True
        path, _, query = key.partition("?")
        if query:
            self._queries[path] += 1
        limit = MAX_WAITING + (_RESERVED if is_promising else 0)
        return len(self._best) < limit and self._queries[path] <= _MAX_PER_QUERY_PATH

    def _judged(self, url: str, text: str) -> tuple[str, float, float]:
        kind, promise, score = judge(url, text)
        host = urls.host_of(url)
        if not any(urls.is_same_host(host, own) for own in self._hosts):
            score -= _OTHER_SUBDOMAIN
        return kind, promise if kind in (*GOAL_KINDS, *SIDE_KINDS) else 0.0, max(score, 0.1)


def judge(url: str, text: str = "") -> tuple[str, float, float]:
    """Return the kind of page that an address and its link's text promise, how surely (0 to 1), and a score."""
    path, _, query = urls.path_of(url).partition("?")
    segments = [segment for segment in path.split("/") if segment]
    by_text = _promise(text)
    by_path = max((_promise_of_part(segment) for segment in segments[-2:]), key=lambda found: found[1], default=None)
    promises = [promise for promise in (by_text, by_path) if promise is not None]
    kind, certainty = max(promises, key=lambda promise: promise[1] * _WORTH[promise[0]])
    if by_path is not None and by_path[0] == by_text[0] != "other":
        certainty += 0.1
    if segments and certainty < 1 and _is_kept_in(segments[:-1], "blog"):
        kind, certainty = "blog", 0.5
    score = _WORTH[kind] * certainty - 3 * max(0, len(segments) - 1) - (8 if query else 0) - len(path) / 100
    return kind, min(certainty, 1.0), score


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


@functools.lru_cache(maxsize=10_000)
def _promise_of_part(segment: str) -> tuple[str, float]:
    return _promise(traps.FILE_SUFFIX.sub("", unquote(segment)))


def _is_kept_in(segments: list[str], kind: str) -> bool:
    return any(_promise_of_part(segment) == (kind, 1.0) for segment in segments)
