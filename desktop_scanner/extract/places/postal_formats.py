"""How the countries write the line of an address that holds postal code and town, and what makes a line a street."""

import re
from enum import Enum

from msgspec import Struct

# How names begin: a letter of any script that is no Latin lower-case one.
_BEGIN = r"[^\W\d_a-zß-öø-ÿ]"
_PARTICLES = (
    "an|am|der|die|dem|den|im|in|ob|bei|vor|zu|zum|zur|auf|und|a|à|au|aux|de|du|des|la|le|les|en|et|lez|lès|sur"
    "|sous|sainte?"
    "|aan|op|het|bij|ten|ter|van|d|di|del|della|delle|dei|degli|dello|da|do|dos|das|e|el|los|las|i|y|nad|pod|u"
    "|ve|na|při|of|on|upon|the|next"
)
_TOWN = rf"{_BEGIN}[\w'’.]*+(?:[ -](?:(?:{_PARTICLES})[ -])*(?:{_BEGIN}|[/(])[\w'’.()]*+){{0,4}}"


class Order(Enum):
    """Whether the postal code stands before the town or after it."""

    CODE_FIRST = 1
    CODE_LAST = 2


class Format(Struct, frozen=True):
    """One form of postal code, and the countries that write it."""

    name: str
    countries: tuple[str, ...]
    order: Order
    pattern: re.Pattern[str]


def _first(name: str, countries: str, code: str, prefixes: str = "") -> Format:
    """Return a form that begins with the code, which letters of the country may precede (`D-`, `CH `)."""
    prefix = rf"(?:(?P<prefix>{prefixes})[-–\s]\s?)?" if prefixes else "(?P<prefix>)"
    pattern = rf"(?<![\w.,:/+€$£#-]){prefix}(?P<code>{code}),?[ \u00a0]{{1,3}}(?P<town>{_TOWN}(?: \d{{1,2}}(?!\d))?)"
    return Format(name, tuple(countries.split()), Order.CODE_FIRST, re.compile(pattern))


def _last(name: str, countries: str, pattern: str) -> Format:
    return Format(name, tuple(countries.split()), Order.CODE_LAST, re.compile(pattern))


_US = (
    "AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH"
    "|OK|OR|PA|RI"
    "|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|DC|PR"
)
_US_NAMES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho"
    "|Illinois|Indiana"
    "|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri"
    "|Montana|Nebraska"
    "|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania"
    "|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia"
    "|Wisconsin|Wyoming"
)
_CA = (
    "AB|BC|MB|NB|NL|NS|NT|NU|ON|PE|QC|SK|YT|Alberta|British Columbia|Manitoba|New Brunswick|Newfoundland"
    "(?: and Labrador)?"
    "|Nova Scotia|Ontario|Prince Edward Island|Qu[ée]bec|Saskatchewan|Yukon"
)
_AU = "NSW|VIC|QLD|WA|SA|TAS|ACT|NT|New South Wales|Victoria|Queensland|Western Australia|South Australia|Tasmania"

FORMATS = (
    _last("us", "US", rf"(?<!\w)(?P<region>{_US}|{_US_NAMES})\.?,?\s+(?P<code>\d{{5}}(?:-\d{{4}})?)(?![\w-])"),
    _last("ca", "CA", rf"(?<!\w)\(?(?P<region>{_CA})\)?,?\s+(?P<code>[A-CEGHJ-NPR-TVXY]\d[A-Z]\s?\d[A-Z]\d)(?!\w)"),
    _last("au", "AU", rf"(?<!\w)(?P<region>{_AU}),?\s+(?P<code>\d{{4}})(?!\w)"),
    _last(
        "gb",
        "GB",
        r"(?<![\w-])(?P<region>)(?P<code>(?:GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]?\s?\d[ABD-HJLNP-UW-Z]{2}))(?!\w)",
    ),
    _last("ie", "IE", r"(?<![\w-])(?P<region>)(?P<code>(?:[AC-FHKNPRTV-Y]\d{2}|D6W)\s?[0-9AC-FHKNPRTV-Y]{4})(?!\w)"),
    _last("br", "BR", r"(?<!\w)(?P<region>(?:[A-Z]{2})?),?\s*(?:CEP:?\s*)?(?P<code>\d{5}-\d{3})(?![\w-])"),
    _first("ar", "AR", r"[A-HJ-NP-Z]\d{4}(?:[A-Z]{3})?"),
    _first("nl", "NL", r"[1-9]\d{3}\s?[A-RT-Z][A-Z]", "NL"),
    _first("pt", "PT", r"\d{4}-\d{3}", "P|PT"),
    _first("pl", "PL", r"\d{2}-\d{3}", "PL"),
    _first("three two", "SE CZ SK GR", r"\d{3}[ \u00a0]\d{2}", "S|SE|CZ|SK|GR"),
    _first("five", "DE FR IT ES FI HR EE MX TR", r"\d{5}", "D|DE|F|FR|I|IT|E|ES|FI|FIN|HR|EE|S|SE|CZ|SK"),
    _first("six", "RO", r"\d{6}", "RO"),
    _first(
        "four",
        "AT CH BE DK NO LU LI HU SI BG CY",
        r"[1-9]\d{3}|0\d{3}",
        "A|AT|CH|B|BE|DK|N|NO|L|LU|FL|LI|HU|H|SI|BG|CY|NL",
    ),
)
COUNTRY_OF_PREFIX = {
    "D": "DE", "F": "FR", "I": "IT", "E": "ES", "FIN": "FI", "A": "AT", "B": "BE", "N": "NO", "L": "LU", "FL": "LI",
    "H": "HU", "S": "SE", "P": "PT",
}  # fmt: skip


# A text without any of these holds no address of those countries; the rest is only looked at where one is. They begin
# with a digit, whatever may stand before that, so that the search passes over all else at once.
def _before_town(gap: str) -> str:
    """Return the pattern of a code and the beginning of the town that follows it, with a gap between them."""
    return (
        rf"(?:\d{{4}}(?:\d|-\d{{3}})?|\d{{3}}(?:\s?[A-Z]{{2}}(?![A-Za-z])|-\d{{3}})?|\d\d[ \u00a0]\d\d"
        rf"|\d-\d{{3}}),?{gap}{_BEGIN}"
    )


_FIRST_DIGIT = r"[0-9](?<![0-9][0-9])"
_OTHERS = (
    r"[ABD-HJLNP-UW-Z]{2}(?!\w)|(?<=[A-Z][A-Z.)][ ,]\d)\d{3,4}(?![\w.,])|(?<=[a-z]{2} \d)\d{4}(?![\w.,])"
    r"|[A-Z]\s?\d[A-Z]\d(?!\w)|(?<=[AC-FHKNPRTV-Y]\d)[\dW]\s?[0-9AC-FHKNPRTV-Y]{4}(?!\w)"
    r"|(?<=[A-HJ-NP-Z]\d)\d{3}(?:[A-Z]{3})?\s[A-Z]|\d{4}-\d{3}(?!\w)|(?<=Dublin \d)|\d\d-\d{4}\s*[\u3040-\u9fff]"
)
CODE_BEFORE_TOWN = re.compile(_FIRST_DIGIT + _before_town(r"\s{1,20}"))
CODE_AFTER_TOWN = re.compile(f"{_FIRST_DIGIT}(?:{_OTHERS})")
CODE_IN_LINE = re.compile(_FIRST_DIGIT + "(?:" + _before_town(r"[ \u00a0]{1,3}") + f"|{_OTHERS})")
JAPANESE = re.compile(
    r"〒?\s?(?P<code>\d{3}-\d{4})\s*(?P<region>東京都|北海道|(?:京都|大阪)府|[\u4e00-\u9fff]{2,3}県)?\s*"
    r"(?P<town>[\u3040-\u9fffヶ]{1,10}?[市区町村](?:[\u3040-\u9fff]{1,4}区)?)?"
    r"(?P<street>[\u3040-\u9fff][^\s、。|｜]{2,60})"
)
IRISH_PLACE = re.compile(r"(?:Co\.?|County) [A-Z]|Dublin \d")


_STREETS = """
    stra(?:ß|ss)e str\\.
    \\w*(?:stra(?:ß|ss)e|strasse|str\\.|weg|gasse|gässchen|platz|allee|ring|damm|ufer|steig|stieg|chaussee|markt|hof|graben|berg|steg|brücke|promenade|zeile|twiete|deich|kai)
    \\w*(?:straat|laan|plein|gracht|kade|dreef|steeg|singel|dijk|lei|baan|weg|pad|hof|markt|steenweg)
    \\w*(?:gatan|gata|vägen|väg|gränd|torget|stigen|backen|plan)
    \\w*(?:gade|vej|stræde|torv|allé|vænge|plads|kaj|veien|vegen|gate|gaten|vei|veg|brygge)
    \\w*(?:katu|tie|kuja|polku|kaari|aukio|tori|ranta|väylä|bulevardi)
    rue r\\. avenue ave?\\. av\\. boulevard bd\\.? blvd\\.? place pl\\. chemin ch\\. route rte\\.? allée impasse
    quai cours faubourg square venelle passage ruelle lieu-dit za zi zac zone sentier
    via viale v\\.le piazza p\\.zza piazzale corso c\\.so strada largo vicolo località loc\\. contrada borgo
    lungomare lungarno
    calle c/\\w* c\\. avenida avda\\.? plaza pza\\.? paseo pº camino ctra\\.? carretera ronda travesía polígono
    pol\\. carrer plaça passeig
    rua praça largo travessa alameda estrada quinta urbanização
    ul\\. ulica al\\. aleja aleje pl\\. plac os\\. osiedle náměstí nám\\. třída tř\\. nábřeží ulice
    \\w+(?:ská|cká|ova|ní|ná|ého|ého)
    street st\\.? road rd\\.? lane ln\\.? drive dr\\.? way court ct\\.? close crescent terrace parade parkway pkwy
    highway hwy\\.? walk row mews hill quay yard wharf grove gardens green circle trail estate park
    \\w*(?:cad(?:desi)?|sok(?:ak)?|mah(?:allesi)?|bulvarı)\\.? bd\\. șos\\.? calea aleea splaiul oδός λεωφόρος
    utca út tér körút köz sokak cadde cad\\. trg ulica cesta strada str\\. bulevardul
"""
# Of those, what stands between a number and a name.
STREET_FIRST = (
    "rue|r\\.|avenue|av\\.|boulevard|bd|place|pl\\.|chemin|route|allée|impasse|quai|cours|square|passage|ruelle"
    "|venelle|faubourg"
)
STREET_WORD = re.compile(rf"(?<![\w])(?:{'|'.join(_STREETS.split())})(?![\w])".replace("\\\\", "\\"), re.IGNORECASE)
NUMBER = r"(?:\d{1,4}(?:\s?[a-zA-Z](?![\w]))?(?:\s?[-–/+]\s?\d{1,4}\s?[a-zA-Z]?(?!\w)){0,2}|\d{1,2}\.\d{3})"
_FLAT = (
    r"(?:[,\s]+(?:bus|bte\.?|boîte|box|app\.?|apt\.?|top|og|eg|st(?:\.|ock)?|etage|lok\.?|lokal|m\.?|piso|bajo"
    r"|esc\.?|int\.?|hus|lgh|"
    r"t[hv]\.?|mf\.?|sal|krs|as\.?|[A-Z])?\.?\s?\w{0,5}){0,2}"
)
NUMBER_LAST = re.compile(
    rf"(?P<name>[^\d].{{1,60}}?)[,\s]+(?i:n[.°ºr]{{0,2}}\s?|č\.\s?p\.\s?|no?r?[.:]{{0,2}}\s?)?"
    rf"(?P<number>{NUMBER}|s/n\.?){_FLAT}"
)
NUMBER_FIRST = re.compile(
    rf"(?:(?:unit|suite|flat|apartment|shop|level|office|studio)\s[\w-]{{1,5}},?\s)?{NUMBER}(?:\s?(?:bis|ter"
    rf"|quater)\b)?,?\s"
    rf"(?:[NSEW]{{1,2}}\.?\s)?[^\W\d_].{{2,60}}",
    re.IGNORECASE,
)
# A house with a name, an estate, a part of either.
BUILDING = re.compile(
    r"(?:the old )[\w' -]{2,30}|(?:[\w.&'’-]+ ){0,3}(?:house|hall|mill|mills|court|barn|cent(?:re|er)|building"
    r"|works|cottage|pumphouse|lodge|chambers|park|estate|tower|arcade|studios?|yard)"
    r"|(?:unit|suite|flat|block|building|bay|plot)s? [\w&/-]{1,8}|(?:maison|résidence|immeuble|bât(?:iment)?\.?"
    r"|centre|espace|parc|domaine|pôle|cité|le clos)\s[\w '’-]{2,40}"
    r"|(?:pol[íi]gono|pol\.|edificio|centro comercial|parque|urb\.|urbanizaci[óo]n)\s[\w .'’-]{2,40}"
    r"|z\.?[ai]\.?(?:c\.?)?\s[\w '’-]{2,40}",
    re.IGNORECASE,
)
POST_BOX = re.compile(
    r"(?:postfach|case postale|c\.?p\.|b\.?p\.|boîte postale|p\.?\s?o\.?\s?box|postbus|postboks|box|apartado"
    r"(?: de correos)?|casella postale|pl|postilokero)\s?\d{1,6}",
    re.IGNORECASE,
)
# What is no street, though it has a number: dates, prices, hours, phone numbers, the texts of lists and notices.
NO_STREET = re.compile(
    r"\d\s?(?:ft|kr|zł|kč|lei|chf|eur|euro|usd)\b|"
    r"[@€$£©%?!{}<>=]|https?:|www\.|\d{6,}|(?:\d[ ./-]?){9,}|\d{1,2}[.:h]\d{2}(?!\d)|\b(?:19|20)\d{2}\b"
    r"|\b(?:tel|t[ée]l[ée]\w*|phone|fon|fax|mobil\w*|uhr|e-?mail|eur|chf|euro|usd|ust|vat|iban|copyright|seite"
    r"|page|kapitel|chapter"
    r"|art\.|artikel|nr\.? ?\d{4,}|hrb|hra|siret|siren|kvk|btw|tva|nip|ič|mo|di|mi|do|fr|sa|so|mon|tue|wed|thu"
    r"|fri|sat|sun)\b[.:]?\s*[+\d(]"
    r"|\b(?:januar\w*|februar\w*|märz|april|mai|juni|juli|august|september|oktober|november|dezember|january"
    r"|february|march|may|june|july"
    r"|october|december|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|enero"
    r"|febrero|marzo|abril"
    r"|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|gennaio|febbraio|aprile|maggio|giugno"
    r"|luglio|settembre|ottobre"
    r"|dicembre|januari|februari|maart|mei|augustus|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro"
    r"|novembro|dezembro)\b"
    r"|\b(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|monday|tuesday|wednesday|thursday"
    r"|friday|saturday|sunday|lundi"
    r"|mardi|mercredi|jeudi|vendredi|samedi|dimanche|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)\b",
    re.IGNORECASE,
)
# What themes print where an address should stand.
STAND_IN = re.compile(
    r"\bmuster(?:stra(?:ß|ss)e|str|weg|allee|gasse|platz|stadt|hausen|ort)\b|\bbeispielstra|\bcalle falsa\b"
    r"|\bany ?(?:street|town)\b|\bvoorbeeldstraat\b",
    re.IGNORECASE,
)
# Words that follow numbers and begin with a capital, but are no towns.
NO_TOWN = re.compile(
    r"(?:euro?s?|chf|uhr|st(?:ü|ue)ck|mitarbeiter\w*|kunden|besucher\w*|personen|jahre?n?|alle|all|copyright"
    r"|ihr\w*|wir|die|der|das|the|tel\w*"
    r"|t[ée]l\w*|fax|phone|e-?mail|januar|februar|märz|april|mai|juni|juli|august|september|oktober|november"
    r"|dezember|january|february"
    r"|march|may|june|july|october|december|mwst|ust|inkl|qm|kwh|ps|km|kg|m|cm|mm|gb|mb|mm|watt|volt|grad"
    r"|prozent|teilnehmer\w*|plätze"
    r"|bezoekers|visiteurs|visitantes|visitatori|personnes|personas|persone|gasten|g(?:ä|ae)ste|guests|visitors"
    r"|people|clientes|leden|mitglieder|members|euros|einwohner\w*|quadratmeter\w*|bewertungen|reviews?|views?"
    r"|likes?|follower\w*|posts?|seiten|pages?"
    r"|produkte|products|items|artikel"
    r"|gmbh|ag|kg|ltd|hrb|hra|amtsgericht|registergericht|ust|steuer\w*|bic|iban|bank|konto|blz|siret|siren|rcs"
    r"|tva|i|ii|iii|v|by|von|nr|ean|ft|kč|kr|zł|lei|huf|czk|pln|sek|nok|dkk|usd|gbp)(?!\w)",
    re.IGNORECASE,
)
IRISH_TOWN = re.compile(r"(?P<town>Dublin \d{1,2}W?)(?!\d)|(?P<county>(?:Co\.?|County) [A-Z]\w+)(?!\w)")
