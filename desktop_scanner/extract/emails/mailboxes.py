"""Judging one candidate for an e-mail address: is it one, whose is it, and how should it be written."""

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

import ada_url
from publicsuffixlist import PublicSuffixList

from desktop_scanner.core import domains
from desktop_scanner.core.results import EmailKind
from desktop_scanner.extract.emails import placeholders
from desktop_scanner.extract.text import wordlists

MAX_LOCAL = 64
MAX_ADDRESS = 254

_ESCAPES = re.compile(
    r"^(?:\\?u00[0-9a-f]{2}|\\?x[0-9a-f]{2}(?=[a-z])|%[0-9a-f]{2}|3[ce](?=[a-z]{4}))+|^nbsp(?=\w)", re.IGNORECASE
)
_LOCAL = re.compile(r"\w(?:[\w.!#$%&'*+/=?^`{|}~-]{0,62}[\w+-])?")
_KEY = re.compile(r"[0-9a-f]{20,}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]+|(?=.*\d)[0-9a-z_-]{30,}")
_RESOLUTION = re.compile(r"\d+(?:\.\d+)?x")
_VERSION = re.compile(r"v?\d+\.\d+\.")
# Written between the parts, for people to take out.
_DECOY = re.compile(r"[._-]?(?:NO-?SPAM|REMOVE-?(?:THIS|ME)|REMOVE|ENTFERNEN|SPAMSCHUTZ|NOJUNK|DELETE-?THIS)[._-]?")
# Labels that stand before an address without a space: `Emailinfo@firm.com`.
_LABEL = re.compile(
    r"(e-?mail(?:-?adress[ea]?|-?address)?|courriel|correo|epost|e-post|mail|kontakt|contact|contatti|contacto|posta)"
    r"(?=[^\W_])",
    re.IGNORECASE,
)
_LONG_LABELS = ("email", "e-mail", "courriel", "correo", "epost", "e-post")
_GLUED_NUMBER = re.compile(r"[\d][\d./-]{5,}(?=[a-z])")

# Endings of files that are top levels too.
_FILE_ENDINGS = (".ai", ".app", ".mov", ".ps", ".zip", ".io", ".sh")
_MACHINES = re.compile(
    r"(?:(?:^|\.)ingest(?:\.\w+)?\.sentry\.io|sentry(?:-next)?\.wixpress\.com|(?:group|import|resource)\.calendar\."
    r"google\.com|gserviceaccount\.com|users\.noreply\.github\.com|(?:^|\.)mastodon\.\w+|(?:^|\.)mstdn\.\w+"
    r"|(?:^|\.)(?:chaos|pixelfed|norden|mas|todon|ruhr|bonn|toot)\.social|^(?:fosstodon\.org|hachyderm\.io|mas\.to"
    r"|infosec\.exchange|troet\.cafe|techhub\.social|mstdn\.social|social\.tchncs\.de|lemmy\.\w+|kolektiva\.social))$"
)
_WORDS_AFTER = (
    r"tel|telefon\w*|telephone|t[eé]l[eé]phone|telefono|tel[eé]fono|telefone|telefoon|phone|fax|mobil\w*|handy|web|website|www"
    r"|https?|internet|adresse|address|skype|whatsapp|kontakt|contact|impressum|facebook|instagram|linkedin"
)
_GLUED_SITE = re.compile(r"\.([a-z]{2,6})(?:www\.|https?$)")
_GLUED_WORD = re.compile(rf"([a-z]{{2,6}}?)(?:{_WORDS_AFTER})")
_CAMEL = re.compile(r"([a-z]{2,})(?=[A-Z][a-zà-ÿ-])")
_GLUED = re.compile(r"([a-z]{2,})(?=[A-Z_-])|([A-Za-z]{2,})(?=[^\x00-\x7f\w]|[^\x00-\u024f]|\d)")


class Mailbox(NamedTuple):
    """An e-mail address that may be reported; `is_cut` where a word was glued to it."""

    local: str
    domain: str
    kind: EmailKind
    site: str | None
    is_cut: bool

    @property
    def value(self) -> str:
        """The address as it is reported."""
        return f"{self.local}@{self.domain}"


@functools.lru_cache(maxsize=8_192)
def judge(local: str, domain: str) -> Mailbox | None:
    """Return the mailbox that the two parts name, or None; what was glued to them is cut off."""
    name = _local(local)
    cut_name = _without_label(name)
    if not cut_name or _is_machine_made(cut_name):
        return None
    host, is_cut = _host(_DECOY.sub("", domain))
    if host is None or len(cut_name) + 1 + len(host) > MAX_ADDRESS or _is_no_mail_domain(host):
        return None
    return Mailbox(cut_name, host, kind(cut_name, host), site_of(host), is_cut or cut_name != name)


def kind(local: str, domain: str) -> EmailKind:
    """Return whose mailbox it is: one at a free provider, one of a role in a firm, or a person's."""
    if domain in wordlists.FREE_PROVIDERS:
        return "free"
    plain = local.lower()
    head = re.split(r"[._+\-\d]", plain, maxsplit=1)[0]
    return "role" if plain in wordlists.ROLES or head in wordlists.ROLES else "personal"


@functools.lru_cache(maxsize=4_096)
def site_of(host: str) -> str | None:
    """Return the registrable domain of a host in A-labels, or None where it has none (an IP address, `github.io`)."""
    try:
        name = ada_url.idna_to_ascii(host.lower()).decode() if not host.isascii() else host.lower()
    except (ValueError, UnicodeError):
        return None
    return _all_suffixes().privatesuffix(name) if name else None


@functools.cache
def suffixes() -> PublicSuffixList:
    """Return the public suffix list, loaded once."""
    return PublicSuffixList(accept_unknown=False, only_icann=True)


@functools.cache
def _all_suffixes() -> PublicSuffixList:
    return PublicSuffixList(accept_unknown=False)


def _local(text: str) -> str:
    """Return the part before the at sign without escapes and punctuation, or nothing where it can be none."""
    local = _ESCAPES.sub("", _DECOY.sub("", text))
    local = local.rpartition("..")[2].lstrip("'.-*~&%!#$/=?^`{|}").rstrip("'*~&")
    if not local.isascii():
        # Letters of another script before Latin ones are the sentence, not the address: 邮箱info@
        local = re.sub(r"^.*[^\x00-\u024f](?=[A-Za-z0-9])", "", local)
    return local if len(local) <= MAX_LOCAL and _LOCAL.fullmatch(local) else ""


def _without_label(local: str) -> str:
    """Return the part before the at sign without the label or number that is glued to it."""
    if local.lower() in wordlists.ROLES:
        return local
    number = _GLUED_NUMBER.match(local)
    if number:
        rest = local[number.end() :]
        return rest if rest.lower() in wordlists.ROLES else local
    label = _LABEL.match(local)
    if label is None:
        return local
    rest = local[label.end() :]
    is_long = label[1].lower().startswith(_LONG_LABELS)
    if rest.lower() in wordlists.ROLES and (is_long or label[1][0].isupper()) and len(rest) > 2:
        return rest
    # A capital label before a name in small letters.
    return rest if is_long and label[1][0].isupper() and rest[0].islower() and len(rest) > 2 else local


def _is_machine_made(local: str) -> bool:
    return bool(_KEY.fullmatch(local.lower())) or local.lower() in ("git", "svn", "x", "nospam", "no-spam", "spam")


def _is_no_mail_domain(name: str) -> bool:
    first = name.partition(".")[0]
    if _RESOLUTION.fullmatch(first) and name.endswith(_FILE_ENDINGS):
        return True  # logo@2x.ai
    return bool(_VERSION.match(name) or _MACHINES.search(name))


def _host(text: str) -> tuple[str | None, bool]:
    """Return the domain in the text as people write it, and whether something was glued to it."""
    text = text.strip(".-_").replace("。", ".").replace("．", ".")
    for candidate in _cuts(text):
        name = _known_name(candidate)
        if name:
            return name, candidate != text
    return None, False


def _cuts(text: str) -> Iterator[str]:
    """Yield the name and what it may have been before the next word was glued to it, the likelier first."""
    head, dot, last = text.rpartition(".")
    site = _GLUED_SITE.search(text)
    if site:
        yield text[: site.end(1)]
    if dot and "." in head and last[1:].islower() and last[0].isupper() and head.islower():
        yield head  # info@firm.com.Tel
    camel = _CAMEL.match(last) if dot else None
    if camel:
        yield f"{head}.{camel[1]}"
    yield text
    glued = (_GLUED.match(last) or _GLUED_WORD.fullmatch(last.lower())) if dot else None
    if glued:
        yield f"{head}.{glued[1] or glued[0]}"
    if "." in head and last[:1].isupper():
        yield head


def _known_name(text: str) -> str | None:
    try:
        ascii_name = ada_url.URL(f"http://{text}/").hostname
    except (ValueError, UnicodeError):
        return None
    labels = ascii_name.split(".")
    if not ascii_name or len(ascii_name) > 253 or any(not label or len(label) > 63 for label in labels):
        return None
    if any(label.startswith("-") or label.endswith("-") or "_" in label for label in labels):
        return None
    if labels[-1].isdigit() or not all(re.fullmatch(r"[a-z0-9-]+", label) for label in labels):
        return None
    if labels[-1] in placeholders.RESERVED_TOPS:
        return ascii_name if len(labels) > 1 or labels[-1] == "localhost" else None
    return domains.display(ascii_name) if suffixes().privatesuffix(ascii_name) else None
