"""The words in a page's source that tell which ways of hiding an address, or of holding a number, are worth a look.

Hardly any page holds one of them. The few stems that all of them contain are looked for in one pass that reads many
bytes at once, which only short lists allow; the words of a stem that is found are looked for one by one.
"""

from collections.abc import Mapping, Sequence
from weakref import WeakKeyDictionary

import ahocorasick_rs

from desktop_scanner.extract.document import Document
from desktop_scanner.extract.literals import PIECE_BYTES

MAX_STEMS = 64  # a longer list is looked for byte by byte, at four times the cost

_QUOTES = "\"'"
# What to look for, by topic.
WORDS: dict[str, tuple[str, ...]] = {
    "cloudflare": ("data-cfemail", "email-protection#"),
    "backwards": ("bidi-override", "direction:rtl", "direction: rtl", "<bdo", ":otliam"),
    "typo3": ("nCryptMailto(", "data-mailto-token"),
    "parts": tuple(
        """
        data-domain data-host data-website data-d= data-part2 data-email-domain data-last data-after data-server
        data-mail-domain data-email-host data-provider
        """.split()
    ),
    "rot13": ("znvygb:", "rot13", "ROT13", "rot-13", "data-enc-email"),
    "coded": tuple(
        """
        bWFpbHRvO data-email data-mail data-enc data-b64 data-base64 data-protect data-obfus data-cloak data-contact
        data-hash
        """.split()
    ),
    "joomla": ("joomla-hidden-mail",),
    "written signs": ("document.write(",)
    + tuple(f"alt={quote}{sign}" for quote in _QUOTES for sign in "@ at (at) [at] arobase (@) [@]".split()),
    "handlers": ("onclick=", "onmouseover=", "onmousedown=", "onfocus="),
    "styled signs": tuple(
        f"content:{space}{quote}{sign}" for space in ("", " ") for quote in _QUOTES for sign in ("@", "\\40", "\\0040")
    ),
    "calls": tuple("""ail(' ail(" ail(& ailto(' ailTo(" ailTo(' pam(' rotect(""".split()),
    "forms": ('rev="made"', 'rel="me"', 'action="mailto:', 'xlink:href="mailto:'),
    "phone attributes": ("data-phone", "data-tel", "data-fax"),
    "phone values": ("'tel:", "hone&quot;", "elefon&quot;"),
}
# Parts that several of the words share, and that are rare themselves; of four bytes at least, for the same reason.
_SHARED = ("alt='", 'alt="(', 'alt="[', "onmouse", '"\\40', "'\\40", "\\0040", "ail(", "ailto(", "ailTo(")


class RareWords:
    """Words by topic, to be looked for in texts that hold few or none of them."""

    def __init__(self, words: Mapping[str, Sequence[str]], shared: Sequence[str] = ()) -> None:
        topics = {word.encode(): topic for topic, topical in words.items() for word in topical}
        parts = {*topics, *(part.encode() for part in shared)}
        self.stems = sorted(part for part in parts if not any(other in part for other in parts - {part}))
        self._words = [[(word, topics[word]) for word in topics if stem in word] for stem in self.stems]
        self._overlap = max(map(len, self.stems)) - 1
        # Of stems that overlap in the text only the first is found.
        self._automaton = ahocorasick_rs.BytesAhoCorasick(self.stems, matchkind=ahocorasick_rs.MatchKind.LeftmostFirst)

    def topics_in(self, text: bytes) -> frozenset[str]:
        """Return the topics of the words that stand in the text."""
        stems = {
            index
            for start in range(0, len(text), PIECE_BYTES)
            for index, _, _ in self._automaton.find_matches_as_indexes(
                text[start : start + PIECE_BYTES + self._overlap]
            )
        }
        found: set[str] = set()
        for word, topic in (each for index in stems for each in self._words[index]):
            if topic not in found and (word in self.stems or word in text):
                found.add(topic)
        return frozenset(found)


_WORDS = RareWords(WORDS, _SHARED)
_TOPICS: WeakKeyDictionary[Document, frozenset[str]] = WeakKeyDictionary()


def topics(page: Document) -> frozenset[str]:
    """Return the topics of which the page's source holds a word; each page is looked through once."""
    found = _TOPICS.get(page)
    if found is None:
        found = _TOPICS[page] = _WORDS.topics_in(page.utf8)
    return found
