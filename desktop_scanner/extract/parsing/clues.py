"""The words in a page's source that tell which looks at it are worth their time: all are looked for at once.

They belong to ways of hiding an address, of holding a number, of describing things, and to the ids of trackers. Hardly
any page holds many of them.
"""

from desktop_scanner.extract.parsing.tracker_rules import RULES
from desktop_scanner.extract.text.rare_words import RareWords

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
    "escaped signs": ("&#64", "&#x40"),
    "http": ("http://",),
    "microdata": ("itemscope",),
    "rdfa": ("typeof=",),
    "facebook": ("facebook.com",),
}


def tracker_topic(word: str) -> str:
    """Return the topic of the trackers whose ids stand where this word does."""
    return f"tracker {word}"


_WORDS = RareWords({**WORDS, **{tracker_topic(rule.word): rule.words for rule in RULES}})


def topics(utf8: bytes) -> frozenset[str]:
    """Return the topics of which a page's source holds a word."""
    return _WORDS.topics_in(utf8)
