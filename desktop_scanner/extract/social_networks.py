"""The social networks: their hosts, the shape of a profile's address, and what looks like one but is none."""

import re
from typing import NamedTuple

from desktop_scanner.extract import wordlists


class Network(NamedTuple):
    """A network: `profile` is matched against the path; its group `handle` names the profile.

    `canonical` is filled with the match's groups; `reserved` are first parts of the path that are no profiles.
    """

    name: str
    hosts: tuple[str, ...]
    profile: re.Pattern[str]
    canonical: str
    reserved: frozenset[str] = frozenset()
    is_folded: bool = True


_NAME = r"(?P<handle>[^/?#@\s]{1,100})"
_ANY = """
    about help login signup signin sign-up sign_up register search explore home settings privacy terms legal policies
    policy tos jobs careers contact download downloads share sharer share.php sharer.php intent dialog plugins
    oauth api business developers developer ads advertise static assets hashtag hashtags tag tags feed app apps
"""


def _network(name: str, hosts: str, profile: str, canonical: str, reserved: str = "", **more: bool) -> Network:
    return Network(
        name,
        tuple(hosts.split()),
        re.compile(rf"/+{profile}", re.IGNORECASE),
        canonical,
        wordlists.words(f"{_ANY} {reserved}"),
        **more,
    )


NETWORKS = (
    _network(
        "facebook",
        "facebook.com fb.com fb.me m.me messenger.com facebook.de",
        rf"(?:pages/(?:category/)?[^/]+/|pg/)?{_NAME}/?",
        "https://www.facebook.com/{handle}",
        "tr photo photo.php photos groups events event.php watch video.php videos permalink.php story.php login.php"
        " marketplace gaming hashtag l.php plugins rsrc.php v2.0 v3.0 profile.php pages people pg public media story"
        " business.facebook.com docs legal 2008 help.php messages notes r.php recover campaign page_proxy",
    ),
    _network(
        "instagram",
        "instagram.com instagr.am ig.me",
        rf"(?:_u/)?{_NAME}/?",
        "https://www.instagram.com/{handle}/",
        "p reel reels tv stories accounts direct web embed embed.js graphql developer about blog",
    ),
    _network(
        "linkedin",
        "linkedin.com",
        rf"(?P<sort>company|in|school|showcase|organization)/{_NAME}(?:/|$)",
        "https://www.linkedin.com/{sort}/{handle}",
    ),
    _network(
        "x",
        "twitter.com x.com",
        r"(?:#!/)?@?(?P<handle>\w{1,15})/?",
        "https://x.com/{handle}",
        "i status statuses hashtag widgets widgets.js who_to_follow logout messages notifications compose tweet",
    ),
    _network(
        "youtube",
        "youtube.com",
        r"(?:(?P<sort>channel|user|c)/(?P<name>[^/?#\s]{1,100})|@(?P<at>[^/?#\s]{1,60})|(?P<plain>[A-Za-z0-9_-]{3,60}))/?",
        "",
        "watch embed v playlist shorts live results feed premium yt iframe_api player_api attribution_link redirect"
        " channel user c t s kids gaming music creators account watch_videos clip post paid_memberships",
        is_folded=False,
    ),
    _network("tiktok", "tiktok.com", r"@(?P<handle>[\w.]{2,24})/?", "https://www.tiktok.com/@{handle}"),
    _network(
        "pinterest",
        "pinterest.com pinterest.de pinterest.fr pinterest.co.uk pinterest.es pinterest.it pinterest.at pinterest.ch"
        " pinterest.ca pinterest.com.au pinterest.se pinterest.pt pinterest.jp pinterest.nz pinterest.dk pinterest.ie"
        " pinterest.be pinterest.nl pinterest.com.mx pinterest.cl pinterest.ph pinterest.co.kr",
        r"(?P<handle>[\w-]{3,60})/?",
        "https://www.pinterest.com/{handle}/",
        "pin pin-builder ideas today categories v3 js offsite _tools board",
    ),
    _network(
        "github",
        "github.com",
        r"(?P<handle>[A-Za-z0-9](?:[A-Za-z0-9-]{0,38}))/?$",
        "https://github.com/{handle}",
        "features pricing topics collections trending events marketplace sponsors orgs enterprise readme security site"
        " customer-stories new notifications issues pulls codespaces fluidicon.png gist",
    ),
    _network("gitlab", "gitlab.com", r"(?P<handle>[\w.-]{2,60})/?$", "https://gitlab.com/{handle}", "users explore -"),
    _network(
        "xing",
        "xing.com",
        rf"(?P<sort>pages|companies|profile|company)/{_NAME}",
        "https://www.xing.com/{sort}/{handle}",
    ),
    _network(
        "vimeo",
        "vimeo.com",
        r"(?:channels/|user/)?(?P<handle>[A-Za-z][\w-]{2,60})/?$",
        "https://vimeo.com/{handle}",
        "channels groups ondemand watch upgrade blog event showcase manage video categories album features solutions",
    ),
    _network(
        "telegram",
        "t.me telegram.me telegram.dog",
        r"(?:s/)?(?P<handle>[A-Za-z]\w{3,31})/?$",
        "https://t.me/{handle}",
        "joinchat addstickers iv share proxy socks",
    ),
    _network("threads", "threads.net threads.com", r"@(?P<handle>[\w.]{1,30})/?", "https://www.threads.net/@{handle}"),
    _network("bluesky", "bsky.app", r"profile/(?P<handle>[\w.:-]{3,100})/?$", "https://bsky.app/profile/{handle}"),
    _network(
        "snapchat", "snapchat.com", r"(?:add/|@)(?P<handle>[\w.-]{3,30})/?", "https://www.snapchat.com/add/{handle}"
    ),
    _network(
        "soundcloud",
        "soundcloud.com",
        r"(?P<handle>[\w-]{2,60})/?$",
        "https://soundcloud.com/{handle}",
        "discover stream upload you charts player pages go",
    ),
    _network(
        "spotify",
        "open.spotify.com",
        r"(?:intl-\w+/)?(?P<sort>artist|user|show)/(?P<handle>[\w.-]{3,60})",
        "https://open.spotify.com/{sort}/{handle}",
        is_folded=False,
    ),
    _network(
        "twitch",
        "twitch.tv",
        r"(?P<handle>\w{3,25})/?$",
        "https://www.twitch.tv/{handle}",
        "directory p downloads jobs turbo videos embed",
    ),
    _network(
        "behance", "behance.net", r"(?P<handle>[\w-]{2,60})/?$", "https://www.behance.net/{handle}", "gallery joblist"
    ),
    _network(
        "dribbble", "dribbble.com", r"(?P<handle>[\w-]{2,60})/?$", "https://dribbble.com/{handle}", "shots designers"
    ),
    _network("medium", "medium.com", r"@(?P<handle>[\w.-]{1,60})/?$", "https://medium.com/@{handle}"),
    _network(
        "tripadvisor",
        "tripadvisor.com tripadvisor.de tripadvisor.fr tripadvisor.nl tripadvisor.be tripadvisor.co.uk tripadvisor.it"
        " tripadvisor.es tripadvisor.at tripadvisor.ch tripadvisor.ie tripadvisor.pt",
        r"(?P<handle>(?:Restaurant|Hotel|Attraction|VacationRental)_Review-[\w.-]{5,200})",
        "https://www.tripadvisor.com/{handle}",
        is_folded=False,
    ),
    _network(
        "yelp",
        "yelp.com yelp.de yelp.fr yelp.nl yelp.be yelp.co.uk yelp.it yelp.es yelp.at yelp.ch",
        rf"biz/{_NAME}",
        "https://www.yelp.com/biz/{handle}",
    ),
    _network(
        "discord",
        "discord.gg discord.com",
        r"(?:invite/)?(?P<handle>[A-Za-z0-9-]{2,32})/?$",
        "https://discord.gg/{handle}",
        "channels servers nitro safety",
        is_folded=False,
    ),
    _network(
        "reddit",
        "reddit.com",
        r"(?P<sort>r|user|u)/(?P<handle>[\w-]{2,30})/?$",
        "https://www.reddit.com/{sort}/{handle}",
    ),
    _network(
        "vk",
        "vk.com vk.ru",
        r"(?P<handle>[\w.]{3,40})/?$",
        "https://vk.com/{handle}",
        "share.php widget_community.php js video wall doc",
    ),
    _network(
        "tumblr",
        "tumblr.com",
        r"(?:blog/(?:view/)?)?(?P<handle>[\w-]{2,40})/?$",
        "https://www.tumblr.com/{handle}",
        "dashboard widgets",
    ),
    _network(
        "flickr",
        "flickr.com",
        r"(?:photos|people)/(?P<handle>[\w@-]{2,60})/?$",
        "https://www.flickr.com/people/{handle}",
        "upload",
    ),
    _network("linktree", "linktr.ee", r"(?P<handle>[\w.-]{2,60})/?$", "https://linktr.ee/{handle}"),
    _network(
        "patreon",
        "patreon.com",
        r"(?:c/)?(?P<handle>[\w-]{2,60})/?$",
        "https://www.patreon.com/{handle}",
        "posts join c",
    ),
    _network(
        "trustpilot",
        "trustpilot.com",
        r"review/(?P<handle>[\w.-]{3,100})/?$",
        "https://www.trustpilot.com/review/{handle}",
    ),
)
BY_HOST = {host: network for network in NETWORKS for host in network.hosts}
# Profiles of platforms and makers of themes that stand in the footers of others' pages.
NOT_THE_OWNER = frozenset(
    (network, handle)
    for network in ("facebook", "instagram", "x", "youtube", "linkedin", "pinterest", "tiktok")
    for handle in (
        "wix", "wixcom", "wordpress", "wordpressdotcom", "wordpresscom", "shopify", "squarespace", "jimdo", "weebly"
        , "webflow", "elementor", "elegantthemes", "godaddy", "facebook", "facebookapp", "instagram", "twitter", "x"
        , "youtube", "pinterest", "tiktok", "linkedin", "yourname", "yourpage", "username", "your-page", "example"
        , "yourprofile", "envato", "themeforest", "hubspot", "prestashop", "joomla", "drupal", "meta", "google"
    )
)  # fmt: skip
