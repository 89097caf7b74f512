"""Countries: their codes from names, languages and top levels."""

import unicodedata
from collections.abc import Iterable

from desktop_scanner.extract.text import wordlists

# Country code, and names under which pages write it (lower case, without accents).
_NAMES = {
    "AE": "united arab emirates,uae",
    "AR": "argentina,argentinien,argentine,argentinie",
    "AT": "austria,osterreich,oesterreich,autriche,oostenrijk,rakousko",
    "AU": "australia,australien,australie",
    "BE": "belgium,belgie,belgique,belgien,belgica,belgio",
    "BG": "bulgaria,bulgarien,bulgarie,bulgarije,българия",
    "BR": "brazil,brasil,brasilien,bresil,brazilie,brasile",
    "CA": "canada,kanada",
    "CH": "switzerland,schweiz,suisse,svizzera,svizra,zwitserland,suiza",
    "CL": "chile,chili",
    "CN": "china,chine,中国,prc",
    "CO": "colombia,kolumbien,colombie",
    "CY": "cyprus,zypern,κυπροσ,κυπρος",
    "CZ": "czech republic,czechia,ceska republika,cesko,tschechien,tsjechie,republique tcheque",
    "DE": "germany,deutschland,allemagne,duitsland,alemania,germania,niemcy,tyskland,alemanha",
    "DK": "denmark,danmark,danemark,denemarken,dinamarca,danimarca",
    "EE": "estonia,eesti,estland,estonie",
    "EG": "egypt,agypten,egypte",
    "ES": "spain,espana,spanien,espagne,spanje,spagna,espanha,hiszpania",
    "FI": "finland,suomi,finnland,finlande,finlandia",
    "FR": "france,frankreich,frankrijk,francia,francja,frankrig,frankrike,franca",
    "GB": "united kingdom,uk,great britain,england,scotland,wales,northern ireland,grossbritannien,royaume-uni"
    ",verenigd koninkrijk,reino unido,regno unito,vereinigtes konigreich",
    "GR": "greece,griechenland,grece,griekenland,grecia,ελλαδα,hellas",
    "HK": "hong kong",
    "HR": "croatia,hrvatska,kroatien,croatie,kroatie",
    "HU": "hungary,magyarorszag,ungarn,hongrie,hongarije",
    "ID": "indonesia,indonesien,indonesie",
    "IE": "ireland,eire,irland,irlande,ierland,irlanda",
    "IL": "israel,ישראל",
    "IN": "india,indien,inde,bharat",
    "IS": "iceland,island,islande,ijsland",
    "IT": "italy,italia,italien,italie,wlochy",
    "JP": "japan,japon,giappone,日本",
    "KR": "south korea,korea,republic of korea,sudkorea,대한민국",
    "LI": "liechtenstein",
    "LT": "lithuania,lietuva,litauen,lituanie",
    "LU": "luxembourg,luxemburg,letzebuerg,lussemburgo",
    "LV": "latvia,latvija,lettland,lettonie",
    "MA": "morocco,maroc,marokko,marruecos",
    "MT": "malta,malte",
    "MX": "mexico,mexiko,mexique,messico",
    "MY": "malaysia,malaisie",
    "NL": "netherlands,the netherlands,nederland,niederlande,pays-bas,holland,paises bajos,paesi bassi,holandia",
    "NO": "norway,norge,norwegen,norvege,noorwegen,noruega",
    "NZ": "new zealand,neuseeland,nouvelle-zelande",
    "PL": "poland,polska,polen,pologne,polonia,polsko",
    "PT": "portugal,portogallo,portugalia",
    "RO": "romania,rumanien,roumanie,roemenie",
    "RS": "serbia,srbija,serbien,србија",
    "RU": "russia,россия,russland,russian federation,russie",
    "SE": "sweden,sverige,schweden,suede,zweden,suecia,svezia",
    "SG": "singapore,singapur",
    "SI": "slovenia,slovenija,slowenien",
    "SK": "slovakia,slovensko,slowakei,slovaquie,slovak republic",
    "TH": "thailand,thailande",
    "TR": "turkey,turkiye,turkei,turquie,turkije",
    "UA": "ukraine,україна,oekraine",
    "US": "united states,united states of america,usa,vereinigte staaten,etats-unis,estados unidos"
    ",stati uniti,verenigde staten",
    "ZA": "south africa,sudafrika,zuid-afrika,afrique du sud",
}
_CODES = {name: code for code, names in _NAMES.items() for name in names.split(",")}
_THREE = wordlists.pairs("""
    AUT:AT AUS:AU BEL:BE BGR:BG BRA:BR CAN:CA CHE:CH CHN:CN CZE:CZ DEU:DE DNK:DK ESP:ES EST:EE FIN:FI FRA:FR
    GBR:GB GRC:GR HRV:HR HUN:HU IND:IN IRL:IE ISL:IS ITA:IT JPN:JP LTU:LT LUX:LU LVA:LV MEX:MX NLD:NL NOR:NO
    NZL:NZ POL:PL PRT:PT ROU:RO SVK:SK SVN:SI SWE:SE TUR:TR UKR:UA USA:US ZAF:ZA
""")
# The country of a language that is spoken in one country above all.
_BY_LANGUAGE = wordlists.pairs("""
    de:DE nl:NL fr:FR it:IT es:ES pt:PT pl:PL cs:CZ sk:SK da:DK sv:SE nb:NO nn:NO no:NO fi:FI hu:HU ro:RO bg:BG
    el:GR hr:HR sl:SI sr:RS lt:LT lv:LV et:EE tr:TR uk:UA ru:RU ja:JP ko:KR zh:CN he:IL is:IS th:TH vi:VN id:ID
    lb:LU mt:MT ca:ES eu:ES gl:ES ga:IE
""")
_UNSURE = ("US", "GB")


def country_code(text: str | None) -> str | None:
    """Return the ISO 3166 code that a country's name or code stands for, or None."""
    name = (text or "").strip()[:60]
    if len(name) <= 10:
        name = name.replace(".", "")  # U.K.
    if len(name) == 2 and name.isascii() and name.isalpha():
        code = name.upper()
        return "GB" if code == "UK" else code
    if len(name) == 3 and name.upper() in _THREE:
        return _THREE[name.upper()]
    return _CODES.get(_folded(name))


def likely(
    countries: Iterable[str],
    language: str | None,
    region_hint: str | None,
    stated: Iterable[str] = (),
) -> tuple[str, ...]:
    """Return the countries that a number without a country code may belong to, the likeliest first.

    `countries` are those of the addresses on the page, `stated` those of its numbers that have a country code.
    """
    found = list(countries)
    base, _, area = (language or "").partition("-")
    area = area.rpartition("-")[2]
    spoken_in = area if len(area) == 2 else ""
    # `en-US` is what site builders fill in; the name's country says more than that.
    if base == "en":
        found += [region_hint or "", *stated, spoken_in]
    else:
        found += [spoken_in, region_hint or "", *stated, _BY_LANGUAGE.get(base, "")]
    if base == "en" and not region_hint:
        found += _UNSURE
    return tuple(dict.fromkeys(region.upper() for region in found if region))


def _folded(name: str) -> str:
    if name.isascii():
        return name.lower().strip()
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character)).strip()
