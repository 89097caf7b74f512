"""Profiles on servers of the Fediverse (Mastodon and its kin), which stand under any host."""

import re

from desktop_scanner.core.results import SocialProfile
from desktop_scanner.extract.parsing.document import Anchor, Document
from desktop_scanner.extract.text import wordlists

_PATH = re.compile(
    r"/+(?:web/+)?@(?P<handle>\w[\w.-]{0,59})(?:@(?P<home>[\w-]+(?:\.[\w-]+){1,5}))?(?:/+(?:with_replies|media))?/*"
)
_ACTOR = re.compile(r"/+users/(?P<handle>\w{1,60})/*")
_HOST = re.compile(
    r"mastodon|mstdn|fosstodon|chaos\.social|hachyderm|toot|\.social$|^mas\.to$|^(?:infosec|scholar|mathstodon|journa)\.|"
    r"^(?:det|norden|troet|ruhr|muenchen|sueden|legal|literatur|pixelfed|misskey|pleroma|friendica)\b|^c\.im$|^mathstodon",
)
_WORD = re.compile(r"mastodon|fediverse|fediverso|pixelfed|misskey|pleroma|\btoot", re.IGNORECASE)
# Sites beyond the Fediverse whose profiles have this form.
_OTHERS = wordlists.words("""
    flipboard.com odysee.com hashnode.com npmjs.com jsr.io deno.land replit.com stackblitz.com observablehq.com
    clubhouse.com mirror.xyz foundation.app zora.co rumble.com lbry.tv ko-fi.com codepen.io cash.app wise.com
    notion.site beacons.ai lemon8-app.com kick.com note.com line.me google.com maps.google.com waze.com
""")
_MARKUP = 600


def profile(host: str, path: str, *, is_sure: bool) -> SocialProfile | None:
    """Return a profile in the form that the servers share; where not sure, only on hosts that look like one."""
    match = _PATH.fullmatch(path) or _ACTOR.fullmatch(path)
    if match is None or "." not in host or host.removeprefix("www.") in _OTHERS:
        return None
    if not is_sure and not _HOST.search(host):
        return None
    groups = match.groupdict()
    home = (groups.get("home") or host).lower()
    name = groups["handle"]
    return SocialProfile(network="mastodon", url=f"https://{home}/@{name}", handle=f"@{name}@{home}")


def is_named(page: Document, anchor: Anchor) -> bool:
    """Return whether a link is called Mastodon or leads to a host that is; a path like `/@name` alone says little."""
    if _HOST.search((anchor.url or "").split("/", 3)[2]):
        return True
    return bool(_WORD.search((page.node(anchor).html or "")[:_MARKUP]))
