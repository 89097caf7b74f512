"""Addresses at which sites keep their contact page, imprint and about page, where neither link nor sitemap names one.

They follow the language of the site: what its address says, else what its pages declare, else its country. A site
gets at most two of them: each is a request for a page that may not exist.
"""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from desktop_scanner.engine import urls
from desktop_scanner.engine.site import languages

MAX_GUESSES = 2


class Paths(Struct, frozen=True):
    """The usual paths of a language; `imprint` is empty where the law asks for none."""

    contact: tuple[str, ...]
    imprint: tuple[str, ...]
    about: tuple[str, ...]


_ENGLISH = Paths(("contact", "contact-us"), (), ("about", "about-us"))
_PATHS = {
    "bg": Paths(("kontakti", "contacts"), (), ("za-nas",)),
    "bs": Paths(("kontakt",), (), ("o-nama",)),
    "ca": Paths(("contacte",), ("avis-legal",), ("qui-som",)),
    "cs": Paths(("kontakt", "kontakty"), (), ("o-nas",)),
    "da": Paths(("kontakt",), (), ("om-os",)),
    "de": Paths(("kontakt", "contact"), ("impressum",), ("ueber-uns",)),
    "el": Paths(("epikoinonia", "contact"), (), ("etaireia", "about")),
    "es": Paths(("contacto", "contact"), ("aviso-legal",), ("nosotros", "quienes-somos")),
    "et": Paths(("kontakt",), (), ("meist",)),
    "fi": Paths(("yhteystiedot", "ota-yhteytta"), (), ("yritys", "meista")),
    "fr": Paths(("contact", "contactez-nous"), ("mentions-legales",), ("a-propos", "qui-sommes-nous")),
    "hr": Paths(("kontakt",), (), ("o-nama",)),
    "hu": Paths(("kapcsolat",), ("impresszum",), ("rolunk",)),
    "id": Paths(("kontak", "contact"), (), ("tentang-kami",)),
    "it": Paths(("contatti", "contatto"), (), ("chi-siamo", "azienda")),
    "ja": Paths(("contact", "inquiry"), (), ("company", "about")),
    "lt": Paths(("kontaktai",), (), ("apie-mus",)),
    "lv": Paths(("kontakti",), (), ("par-mums",)),
    "nb": Paths(("kontakt", "kontakt-oss"), (), ("om-oss",)),
    "nl": Paths(("contact",), (), ("over-ons",)),
    "pl": Paths(("kontakt",), (), ("o-nas", "o-firmie")),
    "pt": Paths(("contato", "contactos"), (), ("sobre", "quem-somos")),
    "ro": Paths(("contact",), (), ("despre-noi",)),
    "ru": Paths(("contacts", "kontakty"), (), ("about", "o-kompanii")),
    "sk": Paths(("kontakt", "kontakty"), (), ("o-nas",)),
    "sl": Paths(("kontakt",), (), ("o-nas", "o-podjetju")),
    "sr": Paths(("kontakt",), (), ("o-nama",)),
    "sv": Paths(("kontakt", "kontakta-oss"), (), ("om-oss",)),
    "tr": Paths(("iletisim",), (), ("hakkimizda",)),
    "uk": Paths(("contacts", "kontakty"), (), ("about", "pro-nas")),
    "vi": Paths(("lien-he",), (), ("gioi-thieu",)),
}
_COUNTRIES = {
    country: language
    for language, countries in {
        "bg": "BG", "bs": "BA", "cs": "CZ", "da": "DK", "de": "DE AT CH LI", "el": "GR CY",
        "es": "ES MX AR CL PE UY EC BO PY VE CR GT", "et": "EE", "fi": "FI", "fr": "FR LU MC BE", "hr": "HR",
        "hu": "HU", "id": "ID", "it": "IT SM", "ja": "JP", "lt": "LT", "lv": "LV", "nb": "NO", "nl": "NL", "pl": "PL",
        "pt": "PT BR", "ro": "RO MD", "ru": "RU BY KZ", "sk": "SK", "sl": "SI", "sr": "RS", "sv": "SE", "tr": "TR",
        "uk": "UA", "vi": "VN",
    }.items()
    for country in countries.split()
}  # fmt: skip


class Guess(Struct, frozen=True):
    """An address that nobody named, and the kind of page that may stand there."""

    url: str
    kind: str


class Guesses:
    """The guesses for one site, made one after the other."""

    def __init__(self, home: str, declared: str | None) -> None:
        path = urls.path_of(home).partition("?")[0]
        of_home = languages.of_address(path)
        of_country = _COUNTRIES.get(urls.country_of(urls.host_of(home)) or "")
        # `en` is what site builders declare of sites in every language; the country says more than that.
        declared = languages.of((declared or "").partition("-")[0])
        language = of_home or (declared if declared != "en" else None) or of_country or "en"
        folder = f"/{path.split('/')[1]}/" if of_home else "/"
        self._base = f"{urls.origin_of(home)}{folder}"
        self._paths = _PATHS.get(language, _ENGLISH)
        self._tried: set[str] = set()

    def next(self, missing: Iterable[str]) -> Guess | None:
        """Return the next guess at a page of one of the kinds that are missing, or None where enough were made."""
        wanted = frozenset(missing)
        if len(self._tried) >= MAX_GUESSES:
            return None
        for kind, path in self._in_order():
            if kind in wanted and path not in self._tried:
                self._tried.add(path)
                return Guess(f"{self._base}{path}", kind)
        return None

    def _in_order(self) -> Iterator[tuple[str, str]]:
        """Yield the likeliest of each kind first: contact, imprint; then the second contact path; then about."""
        yield "contact", self._paths.contact[0]
        yield from (("imprint", path) for path in self._paths.imprint[:1])
        yield from (("contact", path) for path in self._paths.contact[1:])
        yield from (("about", path) for path in self._paths.about)
