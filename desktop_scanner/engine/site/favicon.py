"""The icon of a site, asked for once and hashed: sites that share it may share an owner."""

from desktop_scanner.engine import urls
from desktop_scanner.engine.site.session import Session
from desktop_scanner.engine.site.visit import Visitor
from desktop_scanner.extract.page_facts import icon_hash

MAX_BYTES = 500_000
ACTIVITY = "Reading the icon"

_PATH = "/favicon.ico"
# What servers send in the place of an icon that is not there.
_NO_ICONS = ("text/html", "application/xhtml+xml", "text/plain", "application/json")


async def hash_of(session: Session, visitor: Visitor, front_url: str, icon_url: str | None) -> int | None:
    """Return the hash of the icon that the front page names, or of the one at the usual place of its site.

    An icon on a host of others is left alone: a platform's thousand sites would all wait for the one host.
    """
    if session.is_exhausted:
        return None
    host = urls.host_of(front_url)
    is_own = icon_url is not None and urls.is_same_site(urls.host_of(icon_url), host)
    url = icon_url if is_own and icon_url is not None else f"{urls.origin_of(front_url)}{_PATH}"
    visit = await visitor.follow(
        visitor.trail(url.partition("#")[0]),
        ACTIVITY,
        may_follow=lambda target: urls.is_same_site(urls.host_of(target), host),
        has_retries=False,
        max_bytes=MAX_BYTES,
    )
    fetched = visit.answer.fetched
    if visit.failure is not None or visit.leads_to is not None or fetched is None or not fetched.body:
        return None
    media_type = (fetched.header("content-type") or "").partition(";")[0].strip().lower()
    return None if media_type in _NO_ICONS else icon_hash.of(fetched.body)
