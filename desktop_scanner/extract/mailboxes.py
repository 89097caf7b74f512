"""Judging one candidate for an e-mail address: is it one, whose is it, and how should it be written."""

import functools
import re
from typing import NamedTuple

import ada_url
from publicsuffixlist import PublicSuffixList

from desktop_scanner.core import domains
from desktop_scanner.core.results import EmailKind

MAX_LOCAL = 64
MAX_ADDRESS = 254

_ESCAPES = re.compile(r"^(?:\\?u00[0-9a-f]{2}|\\?x[0-9a-f]{2}(?=[a-z])|%[0-9a-f]{2})+", re.IGNORECASE)
_KEY = re.compile(r"[0-9a-f]{20,}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]+")
_RESOLUTION = re.compile(r"\d+(?:\.\d+)?x")
_LOCAL = re.compile(r"\w(?:[\w.!#$%&'*+/=?^`{|}~-]{0,62}[\w+-])?")

# Endings of files that are top levels too.
_FILE_ENDINGS = (".ai", ".app", ".mov", ".ps", ".zip")
_RESERVED_NAMES = ("example.com", "example.org", "example.net")
_RESERVED_TOPS = frozenset(("example", "test", "invalid", "localhost"))
# What themes and forms print where the owner's address should stand.
_STAND_INS = frozenset(
    "domain.com domain.tld yourdomain.com yourdomain.tld your-domain.com yoursite.com yourwebsite.com yourcompany.com"
    " your-company.com mysite.com mydomain.com mycompany.com companyname.com website.com sitename.com emailaddress.com"
    " beispiel.de musterfirma.de mustermann.de exemple.fr exemple.com ejemplo.com esempio.it voorbeeld.nl voorbeeld.be"
    " exemplo.com exemplo.com.br email.tld site.tld company.tld".split()
)
_FREE = frozenset(
    "gmail.com googlemail.com outlook.com outlook.de outlook.fr outlook.es outlook.it outlook.be hotmail.com hotmail.de"
    " hotmail.fr hotmail.it hotmail.es hotmail.be hotmail.nl hotmail.co.uk live.com live.be live.nl live.de live.fr"
    " live.it live.co.uk msn.com yahoo.com yahoo.de yahoo.fr yahoo.it yahoo.es yahoo.co.uk yahoo.co.jp yahoo.com.br"
    " ymail.com rocketmail.com aol.com aol.de icloud.com me.com mac.com gmx.de gmx.net gmx.com gmx.at gmx.ch gmx.fr"
    " web.de freenet.de t-online.de arcor.de mail.de posteo.de posteo.net mailbox.org online.de protonmail.com"
    " protonmail.ch proton.me pm.me tutanota.com tutanota.de tuta.io fastmail.com fastmail.fm zoho.com mail.com"
    " email.com hey.com hushmail.com mail.ru bk.ru list.ru inbox.ru yandex.ru yandex.com ya.ru rambler.ru ukr.net"
    " orange.fr wanadoo.fr free.fr laposte.net sfr.fr neuf.fr bbox.fr libero.it virgilio.it tiscali.it alice.it"
    " tin.it email.it telenet.be skynet.be proximus.be scarlet.be ziggo.nl kpnmail.nl planet.nl xs4all.nl home.nl"
    " hetnet.nl casema.nl bluewin.ch hispeed.ch sunrise.ch aon.at chello.at a1.net terra.com.br uol.com.br bol.com.br"
    " sapo.pt telefonica.net wp.pl onet.pl o2.pl interia.pl op.pl gazeta.pl seznam.cz email.cz centrum.cz volny.cz"
    " azet.sk abv.bg freemail.hu citromail.hu btinternet.com btconnect.com sky.com virginmedia.com ntlworld.com"
    " talktalk.net blueyonder.co.uk comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net earthlink.net"
    " shaw.ca rogers.com bigpond.com optusnet.com.au xtra.co.nz qq.com 163.com 126.com sina.com foxmail.com naver.com"
    " daum.net hanmail.net rediffmail.com online.no telia.com spray.se bredband.net mail.dk luukku.com".split()
)
_ROLES = frozenset(
    "info infos information informatie informacion informazioni informacje informace informatique contact contacts"
    " contacto contatto contattaci contato kontakt contactus contact-us mail email e-mail post office buero buro"
    " bureau oficina ufficio kantoor kontor biuro hello hallo hi hey hola bonjour ciao hej ahoj sales sale verkauf"
    " vertrieb verkoop ventes vente ventas vendite comercial commercial commerciale vendas sprzedaz obchod support"
    " help helpdesk hilfe hulp aide ayuda assistenza assistance suporte soporte service services servicedesk"
    " kundenservice kundendienst klantenservice klantendienst customerservice customercare customer-service care"
    " sav admin administrator administration administratie administracion amministrazione administracja webmaster"
    " postmaster hostmaster abuse noc security root billing invoice invoices rechnung rechnungen buchhaltung accounting"
    " accounts boekhouding facturen facturation factures compta comptabilite contabilidad contabilita fatture finance"
    " marketing press presse pers prensa stampa imprensa media pr communication communications kommunikation redaktion"
    " redactie redaction redaccion editor editorial newsletter news jobs job career careers karriere bewerbung recruiting"
    " recruitment hr personal vacatures emploi recrutement rh empleo rrhh lavoro shop store webshop order orders"
    " bestellung bestellungen bestelling bestellen commande commandes pedidos ordini booking bookings buchung reservation"
    " reservations reservierung reserveringen reservas prenotazioni reception rezeption receptie empfang event events team"
    " welcome willkommen general enquiries enquiry inquiries inquiry request anfrage anfragen offerte offerten praxis"
    " kanzlei rezeption sekretariat secretariat secretaria segreteria legal privacy datenschutz dpo gdpr rgpd avg dsgvo"
    " datenschutzbeauftragter impressum partner partners partnership wholesale export import dispatch logistics"
    " feedback members membership donate donations noreply no-reply donotreply mailing web website dev it tech"
    " technical technik techniek werkstatt werkplaats garage atelier studio hotel restaurant".split()
)


class Mailbox(NamedTuple):
    """An e-mail address that may be reported."""

    value: str
    kind: EmailKind
    is_placeholder: bool


@functools.lru_cache(maxsize=8_192)
def judge(local: str, domain: str) -> Mailbox | None:
    """Return the mailbox that the two parts name, or None; what was glued to them is cut off."""
    local = _clean_local(local)
    if not local or _is_machine_made(local):
        return None
    name = _clean_domain(domain)
    if name is None or len(local) + 1 + len(name) > MAX_ADDRESS:
        return None
    if _RESOLUTION.fullmatch(name.partition(".")[0]) and name.endswith(_FILE_ENDINGS):
        return None  # logo@2x.ai
    return Mailbox(f"{local}@{name}", kind(local, name), is_placeholder(name))


def kind(local: str, domain: str) -> EmailKind:
    """Return whose mailbox it is: one at a free provider, one of a role in a firm, or a person's."""
    if domain in _FREE:
        return "free"
    plain = local.lower()
    head = re.split(r"[._+\-\d]", plain, maxsplit=1)[0]
    return "role" if plain in _ROLES or head in _ROLES else "personal"


def is_placeholder(domain: str) -> bool:
    """Return whether nobody can receive mail there: reserved names, and what templates print."""
    if domain.rpartition(".")[2] in _RESERVED_TOPS or domain in _STAND_INS:
        return True
    return domain.endswith(_RESERVED_NAMES) and domain.split(".")[-2] == "example"


def is_role(local: str) -> bool:
    """Return whether the local part is one that firms use for a function."""
    return kind(local, "") == "role"


@functools.cache
def suffixes() -> PublicSuffixList:
    """Return the public suffix list, loaded once."""
    return PublicSuffixList(accept_unknown=False, only_icann=True)


def _clean_local(local: str) -> str:
    local = _ESCAPES.sub("", local)
    local = local.rpartition("..")[2].lstrip("'.-*~&%!#$/=?^`{|}").rstrip("'*~&")
    if not local.isascii():
        # Letters of another script before Latin ones are the sentence, not the address: 邮箱info@
        local = re.sub(r"^.*[^\x00-\u024f](?=[A-Za-z0-9])", "", local)
    if len(local) > MAX_LOCAL or not _LOCAL.fullmatch(local):
        return ""
    return local


def _is_machine_made(local: str) -> bool:
    return bool(_KEY.fullmatch(local.lower())) or local.lower() in ("git", "svn", "x")


def _clean_domain(text: str) -> str | None:
    text = text.strip(".-_").replace("。", ".")
    for candidate in _cuts(text):
        name = _known_name(candidate)
        if name:
            return name
    return None


def _cuts(text: str) -> list[str]:
    """Return the name and what it may have been before the next word was glued to it."""
    found = [text]
    head, dot, last = text.rpartition(".")
    if not dot:
        return found
    glued = re.match(r"([a-z]{2,})(?=[A-Z_])|([A-Za-z]{2,})(?=[^\x00-\x7f\w]|[^\x00-\u024f]|\d)", last)
    if glued:
        found.append(f"{head}.{glued[0]}")
    if "." in head and last[:1].isupper():
        found.append(head)
    return found


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
    if labels[-1] in _RESERVED_TOPS:
        return ascii_name if len(labels) > 1 or labels[-1] == "localhost" else None
    return domains.display(ascii_name) if suffixes().privatesuffix(ascii_name) else None
