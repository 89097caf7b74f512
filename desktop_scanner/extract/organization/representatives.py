"""Who acts for an organisation: managing directors, owners, those responsible for what it publishes."""

import itertools
import re
from collections.abc import Iterator, Sequence

from desktop_scanner.extract.companies import legal_forms

MAX_REPRESENTATIVES = 8
MAX_LINES = 500
_FOLLOWING_LINES = 4

_LABELS = re.compile(
    r"""(?<!\w)(?:gesch[äa]e?ftsf[üu]e?hr(?:er(?:in(?:nen)?)?|ung|ende[rn]?\sgesellschafter(?:in)?)(?:\s?[:(]|$|\sist\s
    |\ssind\s)|(?:gesetzlich\s)?vertreten(?:\sdurch|:)
    |vertretungsberechtigt\w*(?:\s(?:gesch[äa]e?ftsf[üu]hr\w*|vorstand\w*|gesellschafter\w*))?
    |vorstand(?:svorsitzende[r]?)?(?=\s?:|$)|inhaber(?:in|innen)?\b|inh\.|komplement[äa]r\w*(?=\s?:)
    |directeur(?:\sou\sdirectrice|rice)?\sde\s(?:la\s)?publication|directrice\sde\s(?:la\s)?publication
    |responsable\s(?:de\s)?(?:la\s)?publication|g[ée]rante?s?(?=\s?:|$)|repr[ée]sent[ée]e?\spar
    |repr[ée]sentante?\sl[ée]gale?|pr[ée]sidente?(?=\s?:|$)|dirigeante?(?=\s?:)
    |managing\sdirectors?|directors?(?=\s?:|$)|proprietor|owner(?=\s?:|$)|chief\sexecutive(?:\sofficer)?|ceo(?=\s?:)
    |represented\sby|legal\srepresentative
    |administradora?(?:\s[úu]nic[oa])?(?=\s?:|$)|representante(?:\slegal)?(?=\s?:|$)|representada?\spor
    |gerente(?=\s?:|$)|s[óo]cio[\s-]gerente
    |amministratore(?:\s(?:unico|delegato))?|legale\srappresentante|rappresentante\slegale
    |bestuurders?(?=\s?:|$)|zaakvoerders?(?=\s?:|$)|eigena(?:ar|resse|ren)(?=\s?:|$)|directie(?=\s?:)
    |vertegenwoordigd\sdoor
    |prezes(?:\szarz[ąa]du)?|w[łl]a[śs]ciciel(?:ka)?(?=\s?:|$)|zarz[ąa]d(?=\s?:)|reprezentowan\w+\sprzez
    |jednatel(?:[éeé]|ka)?|konate[ľl]ia?|zastoupen[áaý]?|statut[áa]rn[ií](?:\sorg[áa]n)?
    |direkt[øo]r(?=\s?:|$)|indehaver|daglig\sleder|verkst[äa]llande\sdirekt[öo]r|\bVD(?=\s?:)|ansvarig\sutgivare
    |toimitusjohtaja|[üu]gyvezet[őo]
    |代表取締役|代表者|運営責任者)""",
    re.IGNORECASE | re.VERBOSE,
)
_TITLE = (
    r"(?:(?:Dr|Prof|Mag|Dipl|Ing|DI|Dkfm|Mr|Mrs|Ms|M|Mme|Herr|Frau|Herrn|Sr|Sra|D|Dña|Dott|Avv|Rag|Geom|Arch|med"
    r"|dent|vet|jur|rer|nat|phil|oec|lic|mgr|inż|inz|RNDr|MUDr|JUDr|PhDr|BA|BSc|MSc|MBA|B|FH|h|c)[.-]{0,2}\s*)"
)
_PERSON = re.compile(
    rf"{_TITLE}{{0,5}}(?:[^\W\d_a-zß-ÿ][^\W\d_]*(?:['’-][^\W\d_]+)?\.?)(?:\s(?:(?:von|van|de|der|den|di|da|del|la"
    rf"|le|dos|zu|vom|y|ten|ter|af)(?!\w)|d['’][^\W\d_]+|[^\W\d_a-zß-ÿ][^\W\d_]*\.?(?:['’-][^\W\d_]+)*)){{1,4}}"
)
_CAPITALS_OF_ASIA = re.compile(r"[\u3040-\u9fff]{2,4}[ \u3000]?[\u3040-\u9fff]{1,4}")
_BETWEEN = re.compile(
    r"\s*(?:,|;|/|\||\bund\b|\band\b|\bet\b|\by\b|\be\b|\ben\b|\boraz\b|\bog\b|\boch\b|&|\s[–—-]\s|\()\s*",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^[\s:.,–—-]*(?:(?:durch|by|par|por|door|przez|die|den|der|das|ist|sind|is|est|es|m\.|mme|herrn?|frau"
    r"|geschäftsführer(?:in)?|gérante?|ihren|seinen|seine|den geschäftsführer)\s)*[\s:]*",
    re.IGNORECASE,
)
_NOT_PERSONS = re.compile(
    r"\b(?:telefon|tel|fax|e-?mail|kontakt|contact|amtsgericht|registergericht|handelsregister|umsatzsteuer\w*"
    r"|ust|str|straße|rue|street|road|via|calle|registered|company|office|haftung\w*"
    r"|verantwortlich\w*|inhalt\w*|impressum|datenschutz|webdesign|hosting|siret|capital|vat|tva|iva"
    r"|deutschland|gericht|address|adresse|website|publication|angaben)\b",
    re.IGNORECASE,
)


def representatives(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the names that stand after the words for those who act for an organisation."""
    found: dict[str, None] = {}
    for index, line in enumerate(lines[:MAX_LINES]):
        for label in itertools.islice(_LABELS.finditer(line[:300]), 3):
            for name in _names(lines, index, label.end()):
                found.setdefault(name)
    return tuple(found)[:MAX_REPRESENTATIVES]


def _names(lines: Sequence[str], index: int, end: int) -> Iterator[str]:
    rest = lines[index][end : end + 200]
    rest = re.sub(r"^[^\w]*(?:\([^)]{0,40}\))?", "", rest)
    if len(rest.strip(" :.,()-–")) >= 3:
        yield from _persons(rest, may_go_on=False)
        return
    for line in lines[index + 1 : index + 1 + _FOLLOWING_LINES]:
        persons = list(_persons(line[:120], may_go_on=True))
        if not persons or ":" in line:
            return
        yield from persons


def _persons(text: str, *, may_go_on: bool) -> Iterator[str]:
    """Yield the names that a text begins with, until something comes that is none."""
    text = _LEAD.sub("", text)
    for part in _BETWEEN.split(text):
        name = _LEAD.sub("", part).strip(" .,:;)")
        form = legal_forms.found_in(name)
        if form is not None and len(name) < 80:
            yield name[: form.end()].strip()
            continue
        match = _PERSON.match(name) or _CAPITALS_OF_ASIA.match(name)
        if (
            match is None
            or (may_go_on and match.end() != len(name))
            or len(match[0]) > 60
            or _NOT_PERSONS.search(match[0])
        ):
            if len(name) <= 12 and (
                not name or name[0].islower() or re.fullmatch(r"(?:Dr|Prof|Dipl|M\.?A|MBA|B\.?A|M\.?Sc|Ing)\.?.*", name)
            ):
                continue
            return
        yield " ".join(match[0].split()).strip()
