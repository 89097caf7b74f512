"""The social networks: their hosts, the shape of a profile's address, and what looks like one but is none."""

import functools
import re
from typing import NamedTuple

from desktop_scanner.extract.text import wordlists


class Network(NamedTuple):
    """A network: `profile` is matched against the whole path; its group `handle` names the profile.

    `canonical` is filled with the match's groups; `reserved` are first parts of the path, or names, that are no
    profiles.
    """

    name: str
    hosts: tuple[str, ...]
    profile: re.Pattern[str]
    canonical: str
    reserved: frozenset[str] = frozenset()


_NAME = r"(?P<handle>[^/?#@\s]{1,100})"
_SLUG = r"(?P<handle>[\w-]{2,60})"
_DOTTED = r"(?P<handle>[\w.-]{2,60})"
# What may follow a profile's address without leading elsewhere: one of its own tabs, never a post.
_TAB = r"(?:/+[^/\d][^/]{0,40})?"
_REST = r"(?:/.{0,500})?"
_ANY = """
    about help login signup signin sign-up sign_up sign-in sign_in register search explore home settings privacy terms
    legal policies policy tos jobs careers contact download downloads share sharer share.php sharer.php intent dialog
    plugins oauth auth api business developers developer ads advertise advertising static assets hashtag hashtags tag
    tags feed app apps cookies cookie cookie-policy privacy-policy terms-of-service guidelines support logout index
    press brand user users undefined null
"""


def _network(name: str, hosts: str, profile: str, canonical: str, reserved: str = "") -> Network:
    return Network(
        name,
        tuple(hosts.split()),
        re.compile(rf"/+{profile}/*", re.IGNORECASE),
        canonical,
        wordlists.words(f"{_ANY} {reserved}"),
    )


NETWORKS = (
    _network(
        "facebook",
        "facebook.com fb.com fb.me m.me messenger.com facebook.de",
        rf"(?:pages/(?:category/)?[^/]+/|pg/|t/)?{_NAME}{_TAB}",
        "https://www.facebook.com/{handle}",
        "tr photo photo.php photos groups events event.php watch video.php videos permalink.php story.php login.php"
        " marketplace gaming l.php plugins rsrc.php profile.php pages people pg public media story e p docs 2008"
        " help.php messages notes r.php recover campaign page_proxy reel reels stories posts home.php ads adpreferences"
        " data_policy full_data_use_policy terms.php fundraisers sharer.php share.php n flx security checkpoint"
        " business.facebook.com community standards communitystandards lite",
    ),
    _network(
        "instagram",
        "instagram.com instagr.am ig.me",
        rf"(?:_u/|m/)?(?P<handle>[\w.]{{1,30}}){_TAB}",
        "https://www.instagram.com/{handle}/",
        "p reel reels tv stories accounts direct web embed embed.js graphql blog s locations directory ar n",
    ),
    _network(
        "linkedin",
        "linkedin.com",
        rf"(?P<sort>company|in|school|showcase|organization|edu)/{_NAME}{_REST}",
        "https://www.linkedin.com/{sort}/{handle}",
        "me setup",
    ),
    _network(
        "x",
        "twitter.com x.com",
        rf"@?(?P<handle>\w{{1,15}}){_TAB}",
        "https://x.com/{handle}",
        "i status statuses widgets widgets.js who_to_follow messages notifications compose tweet following followers"
        " personalization account session",
    ),
    _network(
        "youtube",
        "youtube.com",
        rf"(?:(?P<sort>channel|user|c)/(?P<name>[^/?#\s]{{1,100}})|@(?P<at>[^/?#\s]{{1,60}})"
        rf"|(?P<plain>[A-Za-z0-9_-]{{3,60}})){_TAB}",
        "",
        "watch embed v playlist shorts live results premium yt iframe_api player_api attribution_link redirect"
        " channel c t s kids gaming music creators account watch_videos clip post paid_memberships howyoutubeworks"
        " new subscription_center",
    ),
    _network("tiktok", "tiktok.com", rf"@(?P<handle>[\w.]{{2,24}}){_TAB}", "https://www.tiktok.com/@{handle}"),
    _network(
        "pinterest",
        "pinterest.com pin.it",
        r"(?P<handle>[\w-]{3,60})(?:/+(?:boards|pins|_created|_saved|followers|following|_shop))?",
        "https://www.pinterest.com/{handle}/",
        "pin pin-builder ideas today categories v3 js offsite _tools board business-hub",
    ),
    _network(
        "github",
        "github.com",
        r"(?:orgs/)?(?P<handle>[A-Za-z0-9](?:[A-Za-z0-9-]{0,38}))(?:/+(?:repositories|people))?",
        "https://github.com/{handle}",
        "features pricing topics collections trending events marketplace sponsors enterprise readme security site team"
        " customer-stories new notifications issues pulls codespaces fluidicon.png gist organizations orgs copilot",
    ),
    _network(
        "gitlab", "gitlab.com", rf"(?:groups/)?{_DOTTED}", "https://gitlab.com/{handle}", "- dashboard projects groups"
    ),
    _network(
        "xing",
        "xing.com",
        rf"(?P<sort>pages|companies|profile|company)/{_NAME}{_TAB}",
        "https://www.xing.com/{sort}/{handle}",
    ),
    _network(
        "vimeo",
        "vimeo.com",
        rf"(?:channels/|user/)?(?P<handle>[A-Za-z][\w-]{{2,60}}){_TAB}",
        "https://vimeo.com/{handle}",
        "channels groups ondemand watch upgrade blog event showcase manage video categories album features solutions"
        " log_in join stock create",
    ),
    _network(
        "telegram",
        "t.me telegram.me telegram.dog",
        r"(?:s/)?(?P<handle>[A-Za-z]\w{3,31})",
        "https://t.me/{handle}",
        "joinchat addstickers iv proxy socks addtheme setlanguage",
    ),
    _network("threads", "threads.net threads.com", r"@(?P<handle>[\w.]{1,30})", "https://www.threads.net/@{handle}"),
    _network("bluesky", "bsky.app", r"profile/(?P<handle>[\w.:-]{3,100})", "https://bsky.app/profile/{handle}"),
    _network("whatsapp", "whatsapp.com", r"channel/(?P<handle>[\w-]{6,60})", "https://whatsapp.com/channel/{handle}"),
    _network(
        "snapchat", "snapchat.com", r"(?:add/|@)(?P<handle>[\w.-]{3,30})", "https://www.snapchat.com/add/{handle}"
    ),
    _network(
        "soundcloud",
        "soundcloud.com",
        rf"{_SLUG}(?:/+(?:tracks|sets|albums|reposts|popular-tracks))?",
        "https://soundcloud.com/{handle}",
        "discover stream upload you charts player pages go",
    ),
    _network(
        "spotify",
        "open.spotify.com play.spotify.com",
        r"(?:intl-\w+/)?(?P<sort>artist|user|show)/(?P<handle>[\w.-]{3,60})",
        "https://open.spotify.com/{sort}/{handle}",
    ),
    _network(
        "twitch",
        "twitch.tv",
        rf"(?P<handle>\w{{3,25}}){_TAB}",
        "https://www.twitch.tv/{handle}",
        "directory p turbo videos embed subscriptions inventory wallet prime",
    ),
    _network("behance", "behance.net", _SLUG, "https://www.behance.net/{handle}", "gallery joblist live galleries"),
    _network("dribbble", "dribbble.com", rf"{_SLUG}{_TAB}", "https://dribbble.com/{handle}", "shots designers hiring"),
    _network(
        "medium",
        "medium.com",
        rf"(?:@(?P<handle>[\w.-]{{1,60}})|(?P<publication>[\w-]{{3,60}})){_TAB}",
        "https://medium.com/@{handle}",
        "m me p membership plans new-story topic topics creators jobs-at-medium feed _",
    ),
    _network(
        "tripadvisor",
        "tripadvisor.com",
        r"(?P<handle>(?:Restaurant|Hotel|Attraction|VacationRental)_Review-[\w.,'-]{5,200})",
        "https://www.tripadvisor.com/{handle}",
    ),
    _network("yelp", "yelp.com yelp.to", rf"biz/{_NAME}", "https://www.yelp.com/biz/{handle}"),
    _network("discord", "discord.gg", r"(?P<handle>[A-Za-z0-9-]{2,32})", "https://discord.gg/{handle}"),
    _network(
        "discord", "discord.com discordapp.com", r"invite/(?P<handle>[A-Za-z0-9-]{2,32})", "https://discord.gg/{handle}"
    ),
    _network(
        "reddit",
        "reddit.com old.reddit.com",
        rf"(?P<sort>r|user|u)/(?P<handle>[\w-]{{2,30}}){_TAB}",
        "https://www.reddit.com/{sort}/{handle}",
    ),
    _network(
        "vk",
        "vk.com vk.ru vkontakte.ru",
        r"(?!(?:wall|photo|video|topic|album|doc|clip|market|audio|app)s?-?\d)(?P<handle>[\w.]{3,40})",
        "https://vk.com/{handle}",
        "share.php away.php widget_community.php js video wall doc im login.php",
    ),
    _network(
        "ok",
        "ok.ru odnoklassniki.ru",
        r"(?:(?P<sort>group|profile)/(?P<number>\d{3,20})|(?P<handle>[\w.-]{3,60}))",
        "https://ok.ru/{handle}",
        "dk video live offer game group profile games messages",
    ),
    _network(
        "weibo",
        "weibo.com weibo.cn",
        r"(?:(?P<sort>u|p)/(?P<number>\d{5,20})|(?P<handle>\w{3,40}))",
        "https://weibo.com/{handle}",
        "u p n tv hot status newlogin",
    ),
    _network(
        "line",
        "line.me page.line.me",
        r"(?:r/)?ti/p/(?:@|%40|~)?(?P<handle>[\w.-]{2,40})",
        "https://line.me/R/ti/p/@{handle}",
    ),
    _network(
        "google_business", "g.page", r"(?P<handle>(?:r/)?[\w-]{3,80})(?:/+review)?", "https://g.page/{handle}", "r"
    ),
    _network(
        "kununu",
        "kununu.com",
        rf"(?P<sort>de|at|ch|us)/(?P<handle>[\w-]{{2,80}}){_REST}",
        "https://www.kununu.com/{sort}/{handle}",
    ),
    _network(
        "glassdoor",
        "glassdoor.com",
        r"(?P<sort>Overview|Reviews|Bewertungen|Avis|%C3%9Cberblick|Überblick)/(?P<handle>[\w.,-]{5,150})",
        "https://www.glassdoor.com/{sort}/{handle}",
    ),
    _network(
        "crunchbase",
        "crunchbase.com",
        rf"(?P<sort>organization|company|person)/(?P<handle>[\w.-]{{2,80}}){_TAB}",
        "https://www.crunchbase.com/{sort}/{handle}",
    ),
    _network(
        "tumblr",
        "tumblr.com",
        r"(?:blog/(?:view/)?)?(?P<handle>[\w-]{2,40})",
        "https://www.tumblr.com/{handle}",
        "dashboard widgets blog tagged docs",
    ),
    _network(
        "flickr",
        "flickr.com",
        rf"(?:photos|people)/(?P<handle>[\w@-]{{2,60}}){_TAB}",
        "https://www.flickr.com/people/{handle}",
        "upload tags",
    ),
    _network("linktree", "linktr.ee", _DOTTED, "https://linktr.ee/{handle}"),
    _network(
        "patreon",
        "patreon.com",
        rf"(?:c/)?{_SLUG}{_TAB}",
        "https://www.patreon.com/{handle}",
        "posts join c checkout bepatron",
    ),
    _network(
        "trustpilot",
        "trustpilot.com",
        r"review/(?P<handle>[\w.-]{3,100})",
        "https://www.trustpilot.com/review/{handle}",
    ),
    _network("provenexpert", "provenexpert.com", _SLUG, "https://www.provenexpert.com/{handle}", "widget de en es fr"),
    _network(
        "houzz",
        "houzz.com",
        rf"pro(?:fessionals)?/(?P<handle>[\w.-]{{2,80}}){_REST}",
        "https://www.houzz.com/pro/{handle}",
    ),
    _network("truth_social", "truthsocial.com", r"@(?P<handle>\w{2,40})", "https://truthsocial.com/@{handle}"),
    _network("unsplash", "unsplash.com", r"@(?P<handle>\w{2,40})", "https://unsplash.com/@{handle}"),
    _network("500px", "500px.com", r"(?:p/)?(?P<handle>[\w-]{2,60})", "https://500px.com/p/{handle}", "photo popular"),
    _network("deviantart", "deviantart.com", _SLUG, "https://www.deviantart.com/{handle}", "tag art core-membership"),
    _network(
        "strava",
        "strava.com",
        r"(?P<sort>clubs|athletes|pros)/(?P<handle>[\w-]{2,60})",
        "https://www.strava.com/{sort}/{handle}",
    ),
    _network("mixcloud", "mixcloud.com", _SLUG, "https://www.mixcloud.com/{handle}/", "discover upload categories"),
    _network("dailymotion", "dailymotion.com", _SLUG, "https://www.dailymotion.com/{handle}", "video embed"),
    _network("bilibili", "space.bilibili.com", r"(?P<handle>\d{2,20})", "https://space.bilibili.com/{handle}"),
    _network("kakao", "pf.kakao.com", r"(?P<handle>_\w{3,20})", "https://pf.kakao.com/{handle}"),
    _network("naver_blog", "blog.naver.com", r"(?P<handle>\w{3,40})", "https://blog.naver.com/{handle}"),
    _network("note", "note.com", r"(?P<handle>\w{2,40})", "https://note.com/{handle}", "n topic hashtag"),
    _network("ameblo", "ameblo.jp", r"(?P<handle>[\w-]{2,40})", "https://ameblo.jp/{handle}/"),
    # These have a host for each profile, which `social` puts into the path.
    _network("substack", "substack.com", r"@?(?P<handle>[\w-]{2,60})", "https://{handle}.substack.com/"),
    _network("bandcamp", "bandcamp.com", _SLUG, "https://{handle}.bandcamp.com/"),
)
BY_HOST = {host: network for network in NETWORKS for host in network.hosts}
# Their profiles are hosts of their own: peeters.tumblr.com.
HOST_NAMED = frozenset(("tumblr.com", "substack.com", "bandcamp.com", "medium.com", "deviantart.com"))
_SUBDOMAINS = re.compile(r"^(?:www|m|mobile|touch|[a-z]{2}(?:-[a-z]{2})?|web|business|l|lm|pro)\.")
_NOT_A_NAME = wordlists.words("www about blog help support api cdn static assets media mail status policy business")
# Networks with the same name in many countries.
_FAMILIES = wordlists.words("pinterest tripadvisor yelp glassdoor trustpilot houzz xing")
_COUNTRY = re.compile(r"(?:com?\.)?[a-z]{2}|com")


class Place(NamedTuple):
    """Where a host belongs: a network, and the profile that the host itself names, if it does."""

    network: Network
    name: str | None = None


@functools.lru_cache(maxsize=4_096)
def of_host(host: str) -> Place | None:
    """Return the network of a host in lower case, or None."""
    network = BY_HOST.get(host)
    if network is None:
        network = BY_HOST.get(_SUBDOMAINS.sub("", host)) or _of_family(_SUBDOMAINS.sub("", host))
    if network is not None:
        return Place(network)
    name, _, parent = host.partition(".")
    if parent in HOST_NAMED and name not in _NOT_A_NAME:
        return Place(BY_HOST[parent], name)
    return None


def _of_family(host: str) -> Network | None:
    name, _, country = host.partition(".")
    return BY_HOST[f"{name}.com"] if name in _FAMILIES and _COUNTRY.fullmatch(country) else None
