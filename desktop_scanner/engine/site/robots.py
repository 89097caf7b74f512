"""robots.txt by RFC 9309: what a site allows this program to ask, how fast, and where its sitemaps are.

The text is cut down to the groups meant for this program before protego reads it: protego keeps every rule once for
each agent of a group, so half a megabyte of agents and rules would grow to millions of rules.
"""

import re

from msgspec import Struct
from protego import Protego

from desktop_scanner.core.failures import Failure
from desktop_scanner.engine import urls

MAX_BYTES = 500 * 1024  # RFC 9309 section 2.5: at least this much is read; the rest is ignored
MAX_REDIRECTS = 5  # section 2.3.1.2
MAX_CRAWL_DELAY_S = 10.0
_MAX_SITEMAPS = 50
_MAX_LINE = 4_096
SHOWN_CHARACTERS = 5_000

_AGENT_LINE = re.compile(r"user[ -]?agents?\s*[:\s]\s*(.*)", re.IGNORECASE)
_SITE_LINE = re.compile(r"(?:sitemaps?|site-map|host)\s*[:\s]", re.IGNORECASE)
_PRODUCT = re.compile(r"[a-z0-9_-]+")
_COMPATIBLE = re.compile(r"compatible;\s*([a-z0-9_-]+)")


class Rules(Struct, frozen=True, kw_only=True):
    """What one origin's robots.txt says, or stands for where it could not be had.

    `failure` says why nothing may be asked where robots.txt could not be read at all.
    """

    found: bool = False
    crawl_delay_s: float | None = None
    sitemaps: tuple[str, ...] = ()
    failure: Failure | None = None
    parser: Protego | None = None
    agent: str = ""
    text: str = ""  # its beginning, which may show what wrote it

    def allows(self, url: str) -> bool:
        """Return whether the address may be asked."""
        if self.failure is not None:
            return False
        if self.parser is None:
            return True
        try:
            return bool(self.parser.can_fetch(url, self.agent))
        except ValueError:  # an address that urllib cannot split: what nobody can judge is left alone
            return False

    @property
    def pace_s(self) -> float:
        """The delay between requests that the site asks for, as far as it is honoured."""
        return min(self.crawl_delay_s or 0.0, MAX_CRAWL_DELAY_S)


def parse(body: bytes, url: str, user_agent: str) -> Rules:
    """Return the rules in a robots.txt that was read at `url`."""
    text = body[:MAX_BYTES].decode("utf-8", "replace").lstrip("\ufeff")
    agent = product_token(user_agent)
    parser = Protego.parse("\n".join(_lines_for(agent, text)))
    found = (urls.join(url, line) for line in parser.sitemaps)
    sitemaps = tuple(dict.fromkeys(sitemap for sitemap in found if sitemap))[:_MAX_SITEMAPS]
    return Rules(
        found=True,
        crawl_delay_s=parser.crawl_delay(agent),
        sitemaps=sitemaps,
        parser=parser,
        agent=agent,
        text=text[:SHOWN_CHARACTERS],
    )


def product_token(user_agent: str) -> str:
    """Return the name by which robots.txt files may address the user agent."""
    text = user_agent.lower()
    match = _COMPATIBLE.search(text) or _PRODUCT.search(text)
    return match[match.lastindex or 0] if match else "*"


def _lines_for(agent: str, text: str) -> list[str]:
    """Return the lines of the groups for the agent and for all agents, and those that stand outside of groups."""
    kept: list[str] = []
    meant: set[str] = set()  # whom the open group is for, of those that concern us
    is_naming = False
    for raw in text.splitlines():
        line = raw.partition("#")[0].strip()[:_MAX_LINE]
        named = _AGENT_LINE.match(line)
        if named:
            meant = meant if is_naming else set()
            is_naming = True
            name = _meant(named[1], agent)
            if name and name not in meant:
                meant.add(name)
                kept.append(f"User-agent: {name}")
        elif _SITE_LINE.match(line):
            kept.append(line)
        elif line:
            is_naming = False
            if meant:
                kept.append(line)
    return kept


def _meant(value: str, agent: str) -> str | None:
    """Return `*` or the agent where the line means one of them."""
    name = value.strip().lower()
    if name == "*":
        return "*"
    product = _PRODUCT.match(name)
    return agent if product and product[0] == agent else None
