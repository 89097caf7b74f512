"""The marks of domains that are registered and no more: for sale, parked with advertisements, kept by a registrar.

A mark is something of the service's own that an honest page has no reason to carry: the host its scripts come from,
the address of its offers, a name that its code gives. Texts are weaker signs, and count on short pages only.
"""

import re

from msgspec import Struct

_SERVICES = {
    "Sedo": "sedoparking.com",
    "Bodis": "bodis.com bodiscdn.com",
    "ParkingCrew": "parkingcrew.net parkingcrew.com d38psrni17bvxu.cloudfront.net",
    "ParkLogic": "parklogic.com",
    "Above.com": "above.com",
    "Afternic": "afternic.com",
    "GoDaddy": "cashparking.com namefind.com",
    "Dan": "dan.com",
    "Undeveloped": "undeveloped.com",
    "HugeDomains": "hugedomains.com",
    "Namecheap": "parkingpage.namecheap.com parking.namecheap.com",
    "Uniregistry": "uniregistry.com uniregistrymarket.link domainnamesales.com",
    "DomainMarket": "domainmarket.com",
    "BuyDomains": "buydomains.com",
    "DomainSponsor": "domainsponsor.com dsparking.com dsredirection.com",
    "Skenzo": "skenzo.com ztomy.com",
    "Rook Media": "rookmedia.net rookdns.com",
    "Fabulous": "fabulous.com",
    "SmartName": "smartname.com",
    "NameDrive": "namedrive.com",
    "Voodoo": "voodoo.com",
    "Efty": "efty.com",
    "Squadhelp": "squadhelp.com",
    "BrandBucket": "brandbucket.com",
    "Brandpa": "brandpa.com",
    "PerfectDomain": "perfectdomain.com",
    "NameBright": "namebright.com",
    "Sonexo": "sonexo.eu sonexo.com",
    "Sav": "sav.com",
    "nicsell": "nicsell.com",
    "FastPark": "fastpark.net",
    "SN Parking": "snparking.ru domainparking.ru",
    "OVH": "parking1.ovh.net parking2.ovh.net",
}
_SERVICE_OF = {host: service for service, hosts in _SERVICES.items() for host in hosts.split()}
# Further places where domains are sold; too many honest pages name them for their markup to say anything.
_MARKETS = frozenset(
    """
    sedo.com sedo.de atom.com dynadot.com spaceship.com epik.com flippa.com dropcatch.com namejet.com snapnames.com
    domainagents.com snagged.com catchtiger.com it.com expireddomains.com kupidomen.ru
    """.split()
)

# Names that the services' own code gives to things.
_MARKS = {
    "IONOS": ("ionosparking",),
    "GoDaddy": ("/parking-lander/", "lander_system", 'ap:"parking"', "ap:'parking'", '"/lander"', "'/lander'"),
    "Sedo": ("sedo.com/search/details", "sedoparkingurl", "/frmpark/"),
    "Bodis": ('window.park = "eyj', 'window.park="eyj'),
    "Dan": ("dan.com/buy-domain",),
    "Atom": ("atom.com/name/",),
    "Google AdSense for Domains": ("google.com/adsense/domains/caf.js", "/apps/domainpark/"),
}
_HOST = re.compile(r"//([a-z0-9][a-z0-9.-]{2,80})")

_FOR_SALE = re.compile(
    r"(?:this |the )?domain(?: name)? (?:[\w.-]+ )?(?:is|may be|might be|could be) (?:available )?for sale|"
    r"buy this domain|purchase this domain|make an offer on this domain|inquire about this domain|"
    r"this domain (?:has been|is|was) (?:recently |already |successfully )?(?:registered|parked|expired)|"
    r"domain (?:is )?parked|parked (?:free|domain)|domain name (?:has been )?registered (?:with|at|by|through)|"
    r"(?:diese )?domain (?:[\w.-]+ )?(?:steht|ist) (?:zum verkauf|zu verkaufen|geparkt|bereits registriert|"
    r"reserviert)|"
    r"(?:diese )?domain (?:[\w.-]+ )?wurde (?:soeben |gerade )?(?:registriert|reserviert|geparkt)|"
    r"domain (?:zu )?kaufen|"
    r"(?:ce )?(?:nom de )?domaine (?:[\w.-]+ )?(?:est|a été) (?:à vendre|réservé|parqué|enregistré)|domaine à vendre|"
    r"(?:este )?dominio (?:[\w.-]+ )?(?:está |ha sido )?(?:en venta|a la venta|aparcado|registrado)|dominio in vendita|"
    r"(?:questo )?dominio (?:[\w.-]+ )?è (?:in vendita|parcheggiato|stato registrato)|"
    r"(?:este )?domínio (?:[\w.-]+ )?(?:está |foi )?(?:à venda|registado|registrado|estacionado)|"
    r"(?:dit |deze )?domein(?:naam)? (?:[\w.-]+ )?(?:is |staat )?(?:te koop|gereserveerd|geparkeerd|geregistreerd)|"
    r"(?:ta )?domena (?:[\w.-]+ )?(?:jest |została )?(?:na sprzedaż|zaparkowana|zarejestrowana|utrzymywana)|"
    r"doména (?:[\w.-]+ )?(?:je )?(?:na (?:prodej|predaj)|zaregistrovaná|zaparkovaná)|"
    r"domeniul (?:[\w.-]+ )?(?:este )?(?:de vânzare|parcat|înregistrat)|"
    r"домен (?:[\w.-]+ )?(?:продаётся|продается|припаркован|зарегистрирован)|"
    r"домен (?:[\w.-]+ )?(?:продається|зареєстровано)|"
    r"bu alan adı (?:satılık|park)|"
    r"domænet (?:[\w.-]+ )?er (?:parkeret|til salg|reserveret)|"
    r"domenet (?:[\w.-]+ )?er (?:parkert|til salgs|registrert)|"
    r"domänen (?:[\w.-]+ )?är (?:parkerad|till salu|registrerad)|"
    r"(?:a )?domain (?:név )?(?:[\w.-]+ )?eladó|verkkotunnus (?:[\w.-]+ )?on (?:myynnissä|varattu)|"
    r"votre (?:nom de )?domaine a bien été (?:créé|enregistré)|parked at loopia|"
    r"utrzymywan[ay] (?:jest )?na serwerach|domain (?:is )?reserved (?:for|by)|"
    r"このドメインは.{0,20}販売|此域名.{0,10}出售|域名出售|이 도메인은.{0,10}판매",
    re.IGNORECASE,
)


class Mark(Struct, frozen=True):
    """A service's mark, and where it stands in the markup."""

    service: str
    start: int


def is_market(host: str) -> bool:
    """Return whether a host offers domains: one that a domain is forwarded to is for sale."""
    return _service_of(host) is not None or any(name in _MARKETS for name in _names(host))


def mark(html: str, *, hosts_count: bool = True) -> Mark | None:
    """Return the first mark of a parking service in the markup, or None; hosts count where few are linked to."""
    folded = html.lower()
    for service, literals in _MARKS.items():
        for literal in literals:
            start = folded.find(literal)
            if start >= 0:
                return Mark(service, start)
    for found in _HOST.finditer(folded) if hosts_count else ():
        service_named = _service_of(found[1])
        if service_named is not None:
            return Mark(service_named, found.start())
    return None


def offer(text: str) -> re.Match[str] | None:
    """Return where a text says that the domain is for sale, parked or merely registered."""
    return _FOR_SALE.search(text)


def _service_of(host: str) -> str | None:
    return next((_SERVICE_OF[name] for name in _names(host) if name in _SERVICE_OF), None)


def _names(host: str) -> list[str]:
    """Return the host and the names above it: `a.b.com`, `b.com`."""
    labels = host.lower().rstrip(".").split(".")
    return [".".join(labels[start:]) for start in range(len(labels) - 1)]
