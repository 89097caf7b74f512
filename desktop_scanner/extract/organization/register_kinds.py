"""The kinds of register and tax numbers, by their labels: patterns and checks."""

import re
from collections.abc import Callable

from msgspec import Struct

from desktop_scanner.extract.organization import vat_ids

_GAP = r"[\s:.#№°-]{0,6}(?:(?:nr|no|num(?:mer|ber|éro)?|n|č|čís(?:lo)?|id)[.°ºo:]{0,2}[\s:.]{0,3})?"


_AFTER_LABEL = r"(?:[^\W\d]|[\s.,:;()/'’&§°#-]){0,40}?"


_COURT = (
    r"(?P<court>[A-ZÄÖÜÀ-Ž][\w.-]*(?: (?:am|an der|a\. ?d\.|im|bei|in|v|I|II|III|IV|V)(?: [A-ZÄÖÜ]\w*)?)?"
    r"(?: \([\w .-]{2,20}\))?)"
)


class _Kind(Struct, frozen=True):
    """A kind of number: words of which one is in every text that holds one, its pattern, its check."""

    name: str
    words: tuple[str, ...]
    pattern: re.Pattern[str]
    is_valid: Callable[[str], bool] | None = None
    is_compact: bool = True


def _kind(
    name: str, words: str, pattern: str, is_valid: Callable[[str], bool] | None = None, *, is_compact: bool = True
) -> _Kind:
    return _Kind(name, tuple(words.split("|")), re.compile(pattern, re.IGNORECASE), is_valid, is_compact)


def _vat(country: str) -> Callable[[str], bool]:
    return lambda number: vat_ids.normal(country, number) is not None


def _siret(number: str) -> bool:
    return len(number) == 14 and vat_ids.luhn(number[:9])


_CNPJ = ((5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2), (6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2))


def _cnpj(number: str) -> bool:
    checks = (vat_ids.weighted(number, weights) % 11 for weights in _CNPJ)
    return all((0 if rest < 2 else 11 - rest) == int(number[12 + place]) for place, rest in enumerate(checks))


def _abn(number: str) -> bool:
    return vat_ids.weighted(f"{int(number[0]) - 1}{number[1:]}", (10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19)) % 89 == 0


def _regon(number: str) -> bool:
    return len(number) == 14 or vat_ids.weighted(number[:8], (8, 9, 2, 3, 4, 5, 6, 7)) % 11 % 10 == int(number[8])


def _ico(number: str) -> bool:
    return (11 - vat_ids.weighted(number[:7], range(8, 1, -1)) % 11) % 10 == int(number[7])


KINDS = (
    _kind("HRB", "hrb|hr b", rf"\bHR\s?B{_GAP}(?P<number>\d{{1,6}}(?:\s?[A-Z]{{1,2}}(?![\w.]))?)"),
    _kind("HRA", "hra|hr a", rf"\bHR\s?A{_GAP}(?P<number>\d{{1,6}}(?:\s?[A-Z]{{1,2}}(?![\w.]))?)"),
    _kind("VR", "vr|vereinsregister", rf"\b(?:VR|Vereinsregister(?:nummer)?(?: VR)?){_GAP}(?P<number>\d{{1,6}})(?!\w)"),
    _kind(
        "GnR",
        "gnr|genossenschaftsregister",
        rf"\b(?:GnR|Genossenschaftsregister(?:nummer)?(?: GnR)?){_GAP}(?P<number>\d{{1,6}})(?!\w)",
    ),
    _kind(
        "PR",
        "partnerschaftsregister|pr ",
        rf"\b(?:Partnerschaftsregister\w*\s?(?:PR)?|PR){_GAP}(?P<number>\d{{1,6}})(?!\w)",
    ),
    _kind(
        "FN",
        "fn |fn:|firmenbuch",
        rf"\b(?:FN|Firmenbuch(?:nummer|-?nr\.?)?(?:\s?:?\s?FN)?){_GAP}(?P<number>\d{{1,6}}\s?[a-z])(?!\w)",
    ),
    _kind("UID", "che", r"\bCHE[-\s]?(?P<number>\d{3}\.?\s?\d{3}\.?\s?\d{3})(?!\d)", _vat("CHE")),
    _kind(
        "SIRET",
        "siret",
        rf"\bSIRET{_AFTER_LABEL}(?P<number>\d{{3}}[ .]?\d{{3}}[ .]?\d{{3}}[ .-]?\d{{5}})(?!\d)",
        _siret,
    ),
    _kind(
        "SIREN", "siren", rf"\bSIREN{_AFTER_LABEL}(?P<number>\d{{3}}[ .]?\d{{3}}[ .]?\d{{3}})(?![ .]?\d)", vat_ids.luhn
    ),
    _kind(
        "RCS",
        "rcs|r.c.s|registre du commerce",
        rf"(?:\bR\.?C\.?S\.?|registre du commerce et des sociétés)(?: de| d['’]| du)?\s?(?P<court>"
        rf"(?-i:[A-ZÀ-Ž])[\w’'-]*(?:[ -](?-i:[A-ZÀ-Ž])[\w-]*){{0,3}})?{_AFTER_LABEL}(?:[ABCD]\s)?"
        rf"(?P<number>\d{{3}}[ .]?\d{{3}}[ .]?\d{{3}})(?![ .]?\d)",
        vat_ids.luhn,
    ),
    _kind(
        "RCS",
        "rcs|r.c.s",
        r"(?P<number>\d{3}[ .]?\d{3}[ .]?\d{3}),? R\.?C\.?S\.?\s(?:de )?(?P<court>(?-i:[A-ZÀ-Ž])[\w’'-]*(?:[ -]"
        r"(?-i:[A-ZÀ-Ž])[\w-]*){0,3})",
        vat_ids.luhn,
    ),
    _kind("RCS", "rcs|r.c.s", r"\bR\.?C\.?S\.?\s(?P<court>Luxembourg)\D{0,10}(?P<number>B\s?\d{3,6})(?!\d)"),
    _kind(
        "KvK",
        "kvk|k.v.k|kamer van koophandel",
        rf"\b(?:K\.?v\.?K\.?|Kamer van Koophandel){_AFTER_LABEL}(?P<number>\d{{8}})(?!\d)",
    ),
    _kind(
        "KBO",
        "kbo|bce|ondernemingsn|entreprise|rpr|rpm|unternehmensnummer",
        rf"\b(?:KBO|BCE|RPR|RPM|ondernemingsn\w+|num[ée]ro d['’]entreprise|n° d['’]entreprise"
        rf"|Unternehmensnummer){_AFTER_LABEL}(?:BE\s?)?(?P<number>[01]\d{{3}}[ .]?\d{{3}}[ .]?\d{{3}})(?!\d)",
        _vat("BE"),
    ),
    _kind(
        "CRN",
        "company|registered|companies house|registration",
        rf"\b(?:company (?:registration |reg(?:istered)?\.? )?(?:number|no\.?|reg\w*)|companies house(?: number"
        rf"| no\.?)?|registered (?:company )?(?:number|no\.?)|(?:registered )?in (?P<court>England(?: (?:and"
        rf"|&) Wales)?|Scotland|Northern Ireland|Wales|Ireland)|co\.? reg\.?(?: no\.?)?){_AFTER_LABEL}(?P<number>"
        rf"(?:SC|NI|OC|SO|NC|FC|RC|CE|IP)\d{{6}}|0?\d{{6,7}}|\d{{8}})(?!\d)",
    ),
    _kind("Charity", "charity", rf"\bcharity{_AFTER_LABEL}(?P<number>(?:SC0)?\d{{5,7}})(?!\d)"),
    _kind(
        "REA",
        "rea ",
        r"\bR\.?E\.?A\.?[\s:.n°]{0,6}(?:di |Camera di Commercio )?(?P<number>[A-Z]{2}\s?[-–]?\s?\d{5,7})(?!\d)",
    ),
    _kind(
        "RM",
        "registro mercantil|registre mercantil",
        r"regist(?:ro|re) mercantil (?:de |d['’])(?P<court>[A-ZÀ-Ž]\w+(?: de [A-ZÀ-Ž]\w+)?)[\s\S]{0,90}?hoja"
        r"(?: n[.ºú]\w*| número)?\s?(?P<number>[A-Z]{1,2}[- ]?[\d.]{3,9}\d)",
    ),
    _kind("KRS", "krs", rf"\bKRS{_AFTER_LABEL}(?P<number>\d{{10}})(?!\d)"),
    _kind("REGON", "regon", rf"\bREGON{_AFTER_LABEL}(?P<number>\d{{14}}|\d{{9}})(?!\d)", _regon),
    _kind(
        "IČO", "ičo|ico|ič:|ič |ič\xa0", rf"\bI[ČC]O?\b{_GAP}(?P<number>\d{{2,3}}\s?\d{{3}}\s?\d{{2,3}})(?!\d)", _ico
    ),
    _kind(
        "OR",
        "oddíl|vložka|oddiel",
        rf"(?:(?:Krajsk\w+|Městsk\w+|Okresn\w+|Mestsk\w+) s[ou]{{1,2}}\w*d\w*(?: v| ve)? {_COURT}[\s\S]{{0,80}}?)?"
        rf"(?:oddíl|oddiel|odd\.)\s?:?\s?(?P<number>(?:C|B|A|Sro|Sa|L)\b,?\s*(?:vložka|vl\.)\s?(?:č\.\s?"
        rf"|číslo\s)?:?\s?\d{{1,6}}(?:/[A-Z])?)",
        is_compact=False,
    ),
    _kind(
        "CVR",
        "cvr",
        rf"\bCVR{_AFTER_LABEL}(?:DK\s?)?(?P<number>\d{{2}}\s?\d{{2}}\s?\d{{2}}\s?\d{{2}})(?!\d)",
        _vat("DK"),
    ),
    _kind(
        "org.nr",
        "org|foretaksregisteret",
        rf"\b(?:org(?:anisasjons|anisations)?\.?[\s-]?(?:nr|nummer|no)\.?|Foretaksregisteret){_AFTER_LABEL}"
        rf"(?:NO\s?)?(?P<number>\d{{3}}\s?\d{{3}}\s?\d{{3}})(?![\d-])",
        _vat("NO"),
    ),
    _kind(
        "org.nr",
        "org",
        rf"\borg(?:anisations)?\.?[\s-]?(?:nr|nummer|no)\.?{_AFTER_LABEL}(?P<number>\d{{6}}-?\d{{4}})(?!\d)",
        vat_ids.luhn,
    ),
    _kind(
        "Y-tunnus",
        "tunnus|business id|fo-nummer",
        rf"\b(?:Y[\s-]tunnus|Business ID|FO-nummer){_AFTER_LABEL}(?P<number>\d{{7}}-\d)(?!\d)",
        _vat("FI"),
    ),
    _kind(
        "Cg.",
        "cégjegyzék|cg.",
        rf"\b(?:cégjegyzékszám|Cg\.?){_AFTER_LABEL}(?P<number>\d{{2}}[- ]\d{{2}}[- ]\d{{6}})(?!\d)",
    ),
    _kind("J", "j1|j2|j3|j4|j5|j0|registrul", r"\b(?P<number>J\d{2}/\d{1,6}/\d{4})(?!\d)"),
    _kind("OIB", "oib", rf"\bOIB{_AFTER_LABEL}(?P<number>\d{{11}})(?!\d)", vat_ids.eleven_ten),
    _kind("MBS", "mbs", rf"\bMBS{_AFTER_LABEL}(?P<number>\d{{8,9}})(?!\d)"),
    _kind(
        "registrikood",
        "registrikood|reg. kood|reg.kood",
        rf"\b(?:registrikood|reg\.? ?kood){_GAP}(?P<number>\d{{8}})(?!\d)",
    ),
    _kind(
        "CNPJ", "cnpj", rf"\bCNPJ{_AFTER_LABEL}(?P<number>\d{{2}}\.?\d{{3}}\.?\d{{3}}/?\d{{4}}-?\d{{2}})(?!\d)", _cnpj
    ),
    _kind("ABN", "abn|a.b.n", rf"\bA\.?B\.?N\.?{_GAP}(?P<number>\d{{2}}\s?\d{{3}}\s?\d{{3}}\s?\d{{3}})(?!\d)", _abn),
    _kind("ACN", "acn|a.c.n", rf"\bA\.?C\.?N\.?{_GAP}(?P<number>\d{{3}}\s?\d{{3}}\s?\d{{3}})(?!\s?\d)"),
    _kind("NZBN", "nzbn", rf"\bNZBN{_GAP}(?P<number>\d{{13}})(?!\d)"),
    _kind("法人番号", "法人番号", r"法人番号[\s::]{0,4}(?P<number>\d{13})(?!\d)"),
)


COURTS = (
    re.compile(rf"(?:Amtsgerichts?|Registergericht|(?<!\w)AG)[\s:]{{1,3}}(?:Amtsgericht\s|AG\s)?{_COURT}"),
    re.compile(
        rf"(?:Handelsgericht|Landesgericht|Firmenbuchgericht|(?<!\w)[LH]G)[\s:]{{1,3}}(?:(?:Handels"
        rf"|Landes)gericht\s)?{_COURT}"
    ),
)


GERMAN, AUSTRIAN = frozenset(("HRB", "HRA", "VR", "GnR", "PR")), frozenset(("FN",))


# Labels of VAT numbers that stand without their country's letters, and the countries that use them.
VAT_LABELS = (
    (
        "nip",
        re.compile(rf"\bNIP{_GAP}(?:PL\s?)?(?P<number>\d{{3}}[- ]?\d{{2,3}}[- ]?\d{{2}}[- ]?\d{{2,3}})(?!\d)"),
        ("PL",),
    ),
    (
        "iva",
        re.compile(
            rf"\b(?:P(?:artita|\.)?\s?\.?I\.?\s?V\.?A\.?|Partita IVA){_AFTER_LABEL}(?:IT\s?)?"
            rf"(?P<number>\d{{11}})(?!\d)",
            re.IGNORECASE,
        ),
        ("IT",),
    ),
    (
        "nif",
        re.compile(
            rf"\b(?:N\.?I\.?F\.?(?:/C\.?I\.?F\.?)?|C\.?I\.?F\.?(?:/N\.?I\.?F\.?)?|N\.?I\.?E\.?|DNI){_GAP}(?:ES-?\s?)?"
            rf"(?P<number>[A-Z][-. ]?\d{{2}}[. ]?\d{{3}}[. ]?\d{{2}}[-. ]?[\dA-J]|[A-Z][-. ]?\d{{7}}[-. ]?[A-Z0-9]"
            rf"|\d{{2}}\.?\d{{3}}\.?\d{{3}}[-. ]?[A-Z])(?!\w)"
        ),
        ("ES",),
    ),
    (
        "cif",
        re.compile(
            rf"\b(?:N\.?I\.?F\.?(?:/C\.?I\.?F\.?)?|C\.?I\.?F\.?(?:/N\.?I\.?F\.?)?|N\.?I\.?E\.?|DNI){_GAP}(?:ES-?\s?)?"
            rf"(?P<number>[A-Z][-. ]?\d{{2}}[. ]?\d{{3}}[. ]?\d{{2}}[-. ]?[\dA-J]|[A-Z][-. ]?\d{{7}}[-. ]?[A-Z0-9]"
            rf"|\d{{2}}\.?\d{{3}}\.?\d{{3}}[-. ]?[A-Z])(?!\w)"
        ),
        ("ES",),
    ),
    (
        "n",
        re.compile(
            rf"\b(?:NIPC|NIF|N\.?º? ?(?:de )?contribuinte|contribuinte|pessoa colectiva|pessoa coletiva){_AFTER_LABEL}"
            rf"(?:PT\s?)?(?P<number>\d{{3}}[ .]?\d{{3}}[ .]?\d{{3}})(?!\d)",
            re.IGNORECASE,
        ),
        ("PT",),
    ),
    ("dič", re.compile(rf"\b(?:DIČ|IČ DPH){_GAP}(?P<number>(?:CZ|SK)?\s?\d{{8,10}})(?!\d)"), ("SK", "CZ")),
    ("adószám", re.compile(rf"adószám{_AFTER_LABEL}(?P<number>\d{{8}})(?:-\d-\d\d)?(?!\d)", re.IGNORECASE), ("HU",)),
    ("cui", re.compile(rf"\b(?:CUI|C\.U\.I\.?|CIF){_GAP}(?:RO\s?)?(?P<number>\d{{2,10}})(?!\d)"), ("RO",)),
    (
        "vat",
        re.compile(
            rf"\bVAT{_AFTER_LABEL}(?P<number>\d{{3}}\s?\d{{4}}\s?\d{{2}}|\d{{3}} ?\d{{3}} ?\d{{3}})(?!\d)",
            re.IGNORECASE,
        ),
        ("GB",),
    ),
    (
        "tva",
        re.compile(rf"\b(?:TVA|BTW){_AFTER_LABEL}(?P<number>[01]\d{{3}}[ .]\d{{3}}[ .]\d{{3}})(?!\d)", re.IGNORECASE),
        ("BE",),
    ),
    (
        "btw",
        re.compile(
            rf"\bBTW{_AFTER_LABEL}(?P<number>\d{{9}}\s?B\s?\d{{2}}|[01]\d{{3}}[ .]\d{{3}}[ .]\d{{3}})(?!\d)",
            re.IGNORECASE,
        ),
        ("NL", "BE"),
    ),
    ("αφμ", re.compile(rf"(?:ΑΦΜ|Α\.Φ\.Μ\.?){_GAP}(?P<number>\d{{9}})(?!\d)"), ("EL",)),
)


TAX_LABELS = (
    (
        "steuer",
        re.compile(r"Steuer(?:nummer|-?\s?Nr\.?|nr\.?)[\s:.]{0,4}(?P<number>\d{2,3}[ /]\d{3,4}[ /]\d{4,5})(?!\d)"),
    ),
    ("st.-nr", re.compile(r"St\.?-?Nr\.?[\s:.]{0,4}(?P<number>\d{2,3}[ /]\d{3,4}[ /]\d{4,5})(?!\d)")),
    (
        "fiscale",
        re.compile(
            r"(?:Codice Fiscale|Cod\. ?Fisc\.?|C\.F\.)[^\d\n]{0,20}?(?P<number>\d{11}"
            r"|[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z])(?!\w)",
            re.IGNORECASE,
        ),
    ),
)
