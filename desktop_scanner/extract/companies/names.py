"""Names of organisations: cut out of lines and sentences, told from other texts, compared with a host's name."""

import contextlib
import re
from functools import lru_cache

from desktop_scanner.extract.companies import legal_forms
from desktop_scanner.extract.text import wordlists

MAX_NAME = 90
MAX_WORDS = 9

_OWNER = re.compile(
    r"[,;(\s–-]+(?:inh(?:aber(?:in)?)?\b\.?|eigenaar|owner|proprietor|titolare|propriétaire|vertreten durch"
    r"|represented by|t/a\b|trading as\b|handelnd unter\b).*$",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"[\s,;|·•–—-]+(?:au capital|all rights|alle rechte|tous droits|todos los derechos|tutti i diritti"
    r"|todos os direitos|wszelkie prawa"
    r"|všechna práva|všetky práva|alle rechten|alle rettigheder|alla rättigheter|alle rettigheter"
    r"|kaikki oikeudet|minden jog|impressum|datenschutz|privacy"
    r"|registered|company (?:no|number|reg)|a company|is a|immatricul|sise|dont le siège|con sede|con domicilio"
    r"|provista|inscrita|capital|sede legale|p\.?\s?iva"
    r"|inhaber|vertreten|tel|e-?mail|www\.|https?:|website|web design|webdesign|designed|powered|theme|built"
    r"|made|made with|est\.|since|seit|depuis|desde|dal)\b.*$",
    re.IGNORECASE,
)
_DASH = re.compile(r"\s[–—|·•-]\s")
_LEADING = re.compile(
    r"^(?:(?:die|der|das|la|le|les|el|il|lo|firma|fa\.|ditta|spółka|société|the company|company|par|by|von"
    r"|copyright|©|impressum|imprint|kontakt|contact"
    r"|herausgeber|betreiber|anbieter|verein|l'entreprise|la société|la empresa|de firma)\s+)+(?=\S)",
    re.IGNORECASE,
)
_NOT_STRIPPED = re.compile(r"(?:le|la|les|el|il|lo|die|der|das|verein) ", re.IGNORECASE)
_CONNECTORS = wordlists.words("""
    und and et e y & + of the de la le les du des für fuer for von vom zu zum zur di del della dei da do dos das van
    der den het en og och i a im am in an pour per para na u
""")
_BOUNDARY = re.compile(r"[;:|•·(„“\"«»]|\s[–—-]\s|,\s|\.\s(?=[A-ZÀ-Ž][a-zß-ÿ]{2})|\t")
_SENTENCE = re.compile(
    r"(?<!\w)(?:ist|sind|wird|werden|wir|sie|ihr|ihre|unser\w*|haben|hat|bitte|this|that|is|are|we|our|your|you"
    r"|please|will|est|sont|nous|vous|votre|notre"
    r"|es|son|nuestr\w+|usted|sono|siamo|nostr\w+|vostr\w+|wij|onze|uw|jouw|jest|nasz\w*|jsme|naše|vores|vår\w*"
    r"|meidän|willkommen|welcome|bienvenue)(?!\w)",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"[@<>{}=\[\]]|https?:|www\.|\d{5,}|^\W*$|^[\d\s./-]+$|^(?:all(?:e[nr]?|a)? (?:rights|rechte|rechten|rett"
    r"|rätt)|tous (?:les )?droits|todos (?:los|os) d|tutti i d|wszelkie prawa|všechna práva|všetky práva"
    r"|kaikki oik|minden jog)|^(?:§|\d+\.\s)|\b(?:gem(?:äß|aess)|according|pursuant|conformément|conforme|tmg"
    r"|ddg|mstv|rstv|gdpr|lcen|lssi)\b",
    re.IGNORECASE,
)
# What themes and forms print where the owner's name should stand.
_STAND_IN = re.compile(
    r"\b(?:muster(?:firma|mann|frau|unternehmen|verein|praxis)\w*|(?:your|my|the) (?:company|business|site"
    r"|website|brand|name|store|organi[sz]ation)|company name|business name"
    r"|lorem ipsum|(?:ihre?|ihr) (?:firma|unternehmen|name|firmenname)|votre (?:entreprise|société|nom)|nom de "
    r"(?:votre|l['’]) ?\w+|tu empresa|su empresa|nombre de (?:la|tu) empresa"
    r"|la tua azienda|nome azienda|uw bedrijf\w*|bedrijfsnaam|twoja firma|nazwa firmy|vaše firma|název firmy"
    r"|john doe|jane doe|max mustermann)\b",
    re.IGNORECASE,
)
_HOST = re.compile(
    r"(?<!\w)(?:[\w-]+\.)+(?:com|org|net|info|eu|de|at|ch|fr|be|nl|it|es|pt|pl|cz|sk|dk|se|no|fi|uk|ie|us|ca|au"
    r"|br|hu|ro|app|io|shop)(?!\w)",
    re.IGNORECASE,
)
# What menus and headings say where a name could stand.
_GENERIC_PHRASES = frozenset(
    "home|start|startseite|accueil|inicio|início|hjem|hem|etusivu|kontakt|contact|contacts|contacto|contactos"
    "|contatti|contato|contact us|contact details|impressum|imprint|datenschutz"
    "|datenschutzerklärung|privacy|privacy policy|agb|terms|menu|menü|navigation|suche|search|login|warenkorb"
    "|shop|blog|news|aktuelles|about|about us|über uns|team|anfahrt"
    "|adresse|address|anschrift|telefon|phone|email|e-mail|fax|öffnungszeiten|opening hours|hours|horaires"
    "|horario|orari|openingstijden|åbningstider|newsletter"
    "|cookies|sitemap|mentions légales|aviso legal|note legali|colofon|legal notice|legal|company details"
    "|company information|anbieter|betreiber|herausgeber|verantwortlich|inhaber|firma"
    "|unternehmen|firmensitz|hauptsitz|standort|zentrale|headquarters|head office|office|büro|adres|adresa"
    "|dirección|indirizzo|morada|sede|sede legale|siège social|siège|sídlo"
    "|find us|visit us|where to find us|get in touch|our address|our office|postal address|postanschrift"
    "|registered office|kontaktdaten|nous trouver|dónde estamos"
    "|dove siamo|bezoekadres|postadres|vestiging|nous contacter|coordonnées|yhteystiedot|kapcsolat"
    "|kontaktinformation|kontaktuppgifter|kontakta oss|contactgegevens"
    "|kontakt os|kontakt oss|responsible|publisher|editor|website|web|top|nach oben|back|all rights reserved"
    "|alle rechte vorbehalten|dane firmy|dane kontaktowe|kontakty|provozovatel"
    "|titular|responsable|titolare|éditeur|editeur|angaben|vereinsregister|registergericht|handelsregister"
    "|deutschland|germany|österreich|austria|schweiz|switzerland|france"
    "|italia|españa|nederland|belgië|belgique|danmark|sverige|norge|suomi|polska|portugal|united kingdom"
    "|ireland|so finden sie uns|besuchen sie uns|hier finden sie uns|ihr weg zu uns"
    "|visite|where we are|location|locations|standorte|adresse und kontakt|kontakt & anfahrt|postadresse"
    "|besøgsadresse|besöksadress|osoite|käyntiosoite|siedziba|firmengruppe"
    "|kontaktní údaje|fakturační údaje|obchodní údaje|adresa provozovny|adresa firmy|store|our store"
    "|unser laden|ladengeschäft|praxis|werkstatt|our shop|the shop|boutique|tienda"
    "|showroom|atelier|studio|delivery address|post|mail|visiting address|head quarters|international"
    "|website by|design".split("|")
)

# Companies that are named on everyone's pages: networks, map and video services, payment, mail, hosting, site builders.
_BYSTANDERS = re.compile(
    r"(?<!\w)(?:google|alphabet inc|meta platforms|facebook|instagram|whatsapp|twitter|x corp|linkedin"
    r"|microsoft|apple inc|amazon|aws|cloudflare|youtube|vimeo|tiktok"
    r"|pinterest|xing|new work se|hetzner|ionos|1&1|1 und 1|strato|all-?inkl|mittwald|host ?europe"
    r"|domainfactory|df\.eu|raidboxes|netcup|webgo|ovh|o2switch|gandi|infomaniak"
    r"|hostpoint|cyon|metanet|world4you|easyname|transip|combell|one\.com|godaddy|siteground|hostinger|aruba"
    r"|register\.it|arsys|raiola|webempresa|dinahosting|home\.pl|nazwa\.pl"
    r"|wedos|forpsi|simply\.com|loopia|squarespace|wix(?:\.com)?|jimdo|shopify|automattic|wordpress|elementor"
    r"|webflow|weebly|prestashop|mailchimp|intuit|the rocket science group"
    r"|brevo|sendinblue|cleverreach|rapidmail|hubspot|klaviyo|activecampaign|paypal|stripe|klarna|mollie|adyen"
    r"|sumup|matomo|innocraft|etracker|hotjar|usercentrics|cookiebot|cybot"
    r"|borlabs|onetrust|iubenda|openstreetmap|mapbox|font ?awesome|fonticons|adobe|monotype|typekit"
    r"|shutterstock|istock|getty images|adobe stock|fotolia|pixabay|unsplash|pexels"
    r"|freepik|depositphotos|envato|themeforest|doctolib|booking\.com|tripadvisor|trustpilot"
    r"|european commission|europäische kommission)(?!\w)",
    re.IGNORECASE,
)


# Whose programs print their makers' names on the pages that they make.
_SOFTWARE = re.compile(
    r"(?<!\w)(?:phpbb|vbulletin|xenforo|mybb|invision|discourse|prestashop|opencart|oscommerce|magento"
    r"|woocommerce|wordpress|joomla|drupal|typo3"
    r"|contao|concrete5|wix\.com|shopware|xt:?commerce|gambio|modified ecommerce|jtl|oxid|strikingly|webnode"
    r"|mozello|jimdo|squarespace|themeisle"
    r"|astra|elegant themes|generatepress|kadence|cookiebot|cookieyes|onetrust|leaflet|openstreetmap)(?!\w)",
    re.IGNORECASE,
)


# The lines of a site's head and foot come again on each of its pages.
@lru_cache(maxsize=2_048)
def company_in(text: str) -> str | None:
    """Return the name with its legal form that a line or sentence holds, or None."""
    text = text[:400]
    match = legal_forms.found_in(text)
    if match is not None:
        before = text[: match.start()].rstrip(" ,")
        name = _last_name(before)
        if name:
            between = text[len(before) : match.start()]  # a comma, a space, in Japanese nothing
            return tidy(f"{name}{between}{match[0]}") if match.start() else tidy(text[: match.end()])
    return _after_form(text)


@lru_cache(maxsize=2_048)
def tidy(text: str) -> str | None:
    """Return a name without what stands around it, or None where nothing is left that could be one."""
    text = _OWNER.sub("", text.strip(" \t,;:|·•–—-*\"'„“”«»"))
    text = _TRAILING.sub("", _DASH.split(text, maxsplit=1)[0])
    if not _NOT_STRIPPED.match(text) or legal_forms.of(text):
        text = _LEADING.sub("", text)
    text = text.strip(' \t,;:|·•–—-*"„“”«»')
    if text.endswith(".") and not legal_forms.of(text) and not re.search(r"\b\w{1,3}\.$", text):
        text = text.rstrip(".")
    return text if is_name(text) else None


@lru_cache(maxsize=2_048)
def is_name(text: str) -> bool:
    """Return whether a text can be the name of an organisation: short, no sentence, no item of a menu."""
    if not 2 <= len(text) <= MAX_NAME or len(text.split()) > MAX_WORDS or text.lower().strip(" .:") in _GENERIC_PHRASES:
        return False
    if not any(re.search(r"[^\W\d_]", word) for word in legal_forms.words(text)) or legal_forms.is_form(text):
        return False
    if _NO_NAME.search(text) or _STAND_IN.search(text) or _HOST.search(text) or not re.search(r"[^\W\d_]", text):
        return False
    return not _SENTENCE.search(text) or legal_forms.of(text) is not None


def is_latin(name: str) -> bool:
    """Return whether a name can stand in the letters of a host."""
    return re.search("[a-z]", legal_forms.fold(name)) is not None


def is_bystander(name: str) -> bool:
    """Return whether a name is that of a service which is named on everyone's pages."""
    return _BYSTANDERS.match(name) is not None or _SOFTWARE.search(name) is not None


@lru_cache(maxsize=2_048)
def host_share(name: str, host: str) -> float:
    """Return how much of a host's name a name makes up: 1.0 for `Bakkerij Peeters BV` and bakkerij-peeters.be."""
    return max((_share(words, label) for words in _spellings(name) for label in _labels(host)), default=0.0)


def names_host(name: str, host: str) -> bool:
    """Return whether a host is named after a name."""
    return host_share(name, host) >= 0.4


def _share(words: tuple[str, ...], joined: str) -> float:
    whole = "".join(words)
    if len(whole) < 3 or not joined:
        return 0.0
    if whole in joined or (len(joined) >= 4 and joined in whole):
        return min(1.0, len(whole) / len(joined))
    if len(words) >= 3 and joined == "".join(word[0] for word in words):
        return 1.0
    return min(1.0, sum(_shared(word, joined) for word in words if len(word) >= 4) / len(joined))


def _shared(word: str, joined: str) -> int:
    """Return how many letters of a word stand in a host's name; a long word may be inflected."""
    stems = (word, word[:-1], word[:-2]) if len(word) >= 7 else (word,)
    return next((len(stem) for stem in stems if stem in joined), 0)


def _spellings(name: str) -> set[tuple[str, ...]]:
    """Return the words of a name with umlauts written out, and without."""
    plain = name.translate(_WITHOUT_DOTS)
    every = tuple(re.findall(r"\w+", legal_forms.fold(name)))
    return {legal_forms.words(name), legal_forms.words(plain), every}


_WITHOUT_DOTS = str.maketrans("äöüÄÖÜåÅøØ", "aouAOUaAoO")


@lru_cache(maxsize=256)
def _labels(host: str) -> tuple[str, ...]:
    """Return the parts of a host that may be named after somebody, folded and without hyphens."""
    host = host.lower().partition(":")[0]
    if "xn--" in host:
        with contextlib.suppress(UnicodeError):
            host = host.encode().decode("idna")
    labels = (re.sub(r"[\W_]", "", legal_forms.fold(label)) for label in host.split(".")[:-1])
    return tuple(label for label in labels if len(label) >= 3 and label not in _NO_NAMES_OF_HOSTS)


_NO_NAMES_OF_HOSTS = frozenset(
    "www com org net shop store blog app web mail forum wiki news my info dev test portal gov edu example".split()
)


_BY = re.compile(r"(?<!\w)(?:durch|by|par|por|von|door|af|av|przez|ist|is|est|es)\s")


def _last_name(before: str) -> str | None:
    """Return the name that a text ends with: words with capitals, and small ones between them."""
    if len(before) <= 60 and is_name(before) and not _BOUNDARY.search(before):
        begins = before[0].isupper() or before[0].isdigit() or " " not in before or before == before.lower()
        if begins and not _BY.search(before):
            return before
    chunk = _BOUNDARY.split(before)[-1].strip()
    if not chunk:
        return None
    words = chunk.split()
    kept: list[str] = []
    for word in reversed(words):
        if word.lower() in _CONNECTORS or word[0].isupper() or word[0].isdigit() or not word[0].isalnum():
            kept.insert(0, word)
        else:
            break
    while kept and kept[0].lower() in _CONNECTORS and not kept[0][0].isupper():
        kept.pop(0)
    return " ".join(kept[-MAX_WORDS:]) or None


_BEFORE = re.compile(
    r"(?<![\w.])(?:SARL|SASU|SAS|EURL|SNC|SCI|SCOP|SELARL|S\.A\.R\.L\.?|S\.A\.S\.?|GAEC|EARL|Sàrl|Stichting"
    r"|株式会社|有限会社|合同会社|UAB|SIA|OÜ|ООО|ТОВ)\s*[«\"“]?\s*"
    r"((?:[^\W\d_a-zß-ÿ]|\d)[^,;:()|\n–]{1,60})"
)


def _after_form(text: str) -> str | None:
    match = _BEFORE.search(text)
    if match is None:
        return None
    name = re.split(
        r"\s+(?:au|est|dont|est|sis|immatricul\w*|située?|met|is|-)\s+|[.]\s|\s[-–]\s",
        text[match.start() : match.end()],
    )[0]
    return tidy(re.sub(r"[«»\"“”]", "", name).replace("  ", " "))
