"""Asks a site for its security.txt: one request more, by the rules of all others, and no page of the result."""

from desktop_scanner.core import clock
from desktop_scanner.core.security import SecurityTxt
from desktop_scanner.engine import urls
from desktop_scanner.engine.site.answers import Answer
from desktop_scanner.engine.site.robots_reader import RobotsReader
from desktop_scanner.engine.site.session import Ask, Session
from desktop_scanner.extract.security import security_txt

_MAX_REDIRECTS = 3
_SLACK_BYTES = 64 * 1024  # a beginning ends before the piece that went beyond its limit


async def read(session: Session, robots: RobotsReader, home: str) -> SecurityTxt | None:
    """Return the security.txt of the site of `home`; None where it may not be asked for, or nothing answered."""
    if not session.options.security_txt:
        return None
    url = f"{urls.origin_of(home)}{security_txt.PATH}"
    for _ in range(_MAX_REDIRECTS + 1):
        if session.is_exhausted or not (await robots.rules_for(url)).allows(url):
            return None
        answer = await session.ask(
            Ask(
                url=url,
                activity="Reading security.txt",
                has_retries=False,
                max_bytes=security_txt.MAX_BYTES + _SLACK_BYTES,
                takes_beginning=True,
            )
        )
        target = answer.location if answer.is_redirect else None
        if target is None:
            return _read(answer)
        if not urls.is_same_site(urls.host_of(target), urls.host_of(home)):
            message = f"The security.txt is said to stand at {target[:200]}, which is another site's and was not asked."
            return SecurityTxt(found=False, url=url, problems=(message,))
        url = target
    return None


def _read(answer: Answer) -> SecurityTxt | None:
    fetched = answer.fetched
    if fetched is None or fetched.status >= 500 or fetched.status == 429 or answer.wall is not None:
        return None
    if answer.failure is not None or fetched.status != 200:
        return SecurityTxt(found=False, url=fetched.url)
    return security_txt.parse(fetched.body, fetched.url, fetched.header("content-type"), clock.now())
