"""The organisation that an imprint, a contact page or a page's foot names: name, address, numbers, who acts for it."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct

from desktop_scanner.core.organizations import Organization
from desktop_scanner.extract.companies import legal_forms, names
from desktop_scanner.extract.organization import registers, sections
from desktop_scanner.extract.organization import representatives as persons
from desktop_scanner.extract.organization.claims import Claim, Source
from desktop_scanner.extract.organization.sections import Kind, Sections
from desktop_scanner.extract.parsing.document import Document
from desktop_scanner.extract.places import streets
from desktop_scanner.extract.places.postal_text import Sighting
from desktop_scanner.extract.text import snippets

MAX_CLAIMS = 6
_LINES_ABOVE = 4
_LINES_AROUND = 9

_NAME_LABELS = re.compile(
    r"""[\W_]*(?:\d\.?\s)?(?:firmenname|firma(?:\slautet)?|unternehmen(?:sname)?|vereinsname
    |(?:vollständiger\s)?name(?:\sde[sr]\s\w+|\sund\s(?:anschrift|adresse|sitz)[\w\s,]*)?|diensteanbieter(?:in)?
    |anbieter(?:in)?|(?:seiten|website-?)?betreiber(?:in)?(?:\sder\s(?:web)?seite|\sdieser\swebsite)?
    |medieninhaber(?:in)?[\w\s,&]{0,60}|herausgeber(?:in)?|verantwortliche(?:r|\sstelle)?[^:]{0,80}
    |(?:full\s|registered\s)?(?:company|legal|trading|business|entity|organisation|organization)(?:\sname)?
    |name\sof\s(?:the\s)?company|(?:the\s)?data\scontroller|controller|publisher|operator|owner
    |raison\ssociale|d[ée]nomination(?:\ssociale)?|soci[ée]t[ée]|entreprise|[ée]diteur(?:\sdu\ssite
    |\sde\sla\spublication)?|propri[ée]taire(?:\sdu\ssite)?|nom(?:\sde\sl['’]entreprise|\scommercial)?
    |responsable\sdu\straitement
    |denominaci[óo]n(?:\ssocial)?|raz[óo]n\ssocial|titular(?:\sde[l\w\s]*)?|nombre(?:\scomercial|\sde\sla\sempresa)?
    |empresa|identidad|responsable(?:\sdel\s\w+)?
    |ragione\ssociale|denominazione(?:\ssociale)?|titolare(?:\sdel\s\w+)?|societ[àa]|azienda|nome\s(?:ditta|azienda)
    |bedrijfsnaam|(?:statutaire\s|maatschappelijke\s|handels)naam|naam(?:\sbedrijf|\sonderneming)?
    |onderneming(?:snaam)?|verwerkingsverantwoordelijke|verantwoordelijke(?:\suitgever)?
    |(?:pe[łl]na\s)?nazwa(?:\sfirmy|\spe[łl]na|\sspółki)?|firma
    |administrator(?:em)?(?:\sdanych(?:\sosobowych)?)?(?:\sjest)?|sprzedawca|w[łl]a[śs]ciciel
    |obchodn[íi]\s(?:jm[ée]no|meno|firma|n[áa]zev|n[áa]zov)|n[áa]zev(?:\s(?:firmy|společnosti))?
    |n[áa]zov(?:\s(?:firmy|spoločnosti))?|provozovatel(?:\s\w+)?|prev[áa]dzkovate[ľl](?:\s\w+)?|prod[áa]vaj[íi]c[íi]
    |spr[áa]vce(?:\sosobn[íi]ch\súdaj[ůu])?|spole[čc]nost
    |(?:firma|selskabs|virksomheds|foretaks|f[öo]retags|bedrifts)navn|f[öo]retagsnamn|virksomhed(?:ens\snavn)?
    |juridisk\s(?:navn|namn)|navn|namn|dataansvarlig|personuppgiftsansvarig|behandlingsansvarlig|bolag|selskap
    |yritys(?:nimi)?|yrityksen\snimi|virallinen\snimi|rekisterinpit[äa]j[äa]|nimi
    |(?:designa|denomina)[çc][ãa]o(?:\ssocial)?|raz[ãa]o\ssocial|entidade|nome(?:\sda\sempresa)?
    |respons[áa]vel\spelo\stratamento
    |c[ée]gn[ée]v|(?:c[ée]g\s)?neve?|szolg[áa]ltat[óo](?:\sneve)?|[üu]zemeltet[őo](?:\sneve)?
    |denumire(?:a)?(?:\s\w+)?|naziv(?:\stvrtke|\sfirme)?|tvrtka|会社名|商号|販売業者(?:名)?|運営会社|屋号)
    \s*(?::|:|$)\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_ANNOUNCED = re.compile(
    r"(?:est\s[ée]dit[ée]e?\spar|est\sla\spropri[ée]t[ée]\sde|est\sexploit[ée]e?\spar|(?:owned|operated|run"
    r"|published)(?:\sand\s\w+)?\sby|betrieben\svon|herausgegeben\svon|titularidad\sde|propiedad\sde"
    r"|gestionad[oa]\spor"
    r"|di\spropriet[àa]\sd[ei]\w*|gestito\sda\w*|eigendom\svan|uitgegeven\sdoor|prowadzon\w+\sprzez"
    r"|administratorem\s[^.]{0,60}\sjest|provozuje|provozov[áa]n\w*|drives\saf|drivs\sav|drives\sav"
    r"|data\scontroller\sis|verantwortlich\w*\s[^.]{0,60}\sist"
    r"|titolare\s[^.]{0,60}\s[èe]|le\sresponsable\s[^.]{0,50}est|el\sresponsable\s[^.]{0,50}es"
    r"|trading\sname\sof|trading\sas)(?:\s+|$)",
    re.IGNORECASE,
)


class _Candidate(Struct, frozen=True):
    name: str
    line: int
    confidence: float
    address: Sighting | None = None


def claims(page: Document, parts: Sections, sightings: Sequence[Sighting]) -> Iterator[Claim]:
    """Yield the organisations that the page's lines name as its owner, the likeliest first."""
    host = urlsplit(page.url).hostname or ""
    called = page.meta("og:site_name", "application-name") or ""
    found: dict[tuple[str, ...], _Candidate] = {}
    for candidate in _candidates(parts, sightings):
        if names.is_bystander(candidate.name) and not names.names_host(candidate.name, host):
            continue
        weighed = _weighed(candidate, host, called)
        held = found.get(key := legal_forms.words(weighed.name))
        if held is None or weighed.confidence > held.confidence:
            found[key] = weighed
    ordered = sorted(found.values(), key=lambda candidate: (-candidate.confidence, candidate.line))[:MAX_CLAIMS]
    for place, candidate in enumerate(ordered):
        yield _claim(page, parts, candidate, is_first=place == 0)


def _candidates(parts: Sections, sightings: Sequence[Sighting]) -> Iterator[_Candidate]:
    is_imprint = parts.kind is Kind.IMPRINT
    near = {sighting.line: sighting for sighting in reversed(sightings)}
    if parts.kind in (Kind.IMPRINT, Kind.PRIVACY):
        yield from _labelled(parts, near)
    for sighting in sightings:
        yield from _above(parts, sighting)
    if is_imprint:
        yield from _announced(parts)
        yield from _with_form(parts)


def _labelled(parts: Sections, near: dict[int, Sighting]) -> Iterator[_Candidate]:
    """Yield the names that stand after a label for them, in the same line or the next."""
    for index, line in enumerate(parts.lines):
        match = _NAME_LABELS.match(line) if parts.is_own[index] else None
        if match is None:
            continue
        at, value = index, line[match.end() :]
        if not value.strip() and index + 1 < len(parts.lines):
            if line in parts.headings and ":" not in line and not sections.announces_owner(line):
                continue
            at, value = index + 1, parts.lines[index + 1]
        form = names.company_in(value)
        name = form or names.tidy(value.split(",")[0])
        if name and ":" not in value[: len(name) + 1]:
            address = next((near[row] for row in range(at, at + 5) if row in near), None)
            yield _Candidate(name, at, 0.95 if form else 0.78, address)


def _above(parts: Sections, sighting: Sighting) -> Iterator[_Candidate]:
    """Yield the names that stand in or above the line in which an address begins."""
    trust = {Kind.IMPRINT: 0.9, Kind.CONTACT: 0.85, Kind.PRIVACY: 0.85, Kind.OTHER: 0.8}[parts.kind]
    head = sighting.head
    rows = [(sighting.line, head)] if head else []
    rows += [(row, parts.lines[row]) for row in range(sighting.line - 1, max(-1, sighting.line - 1 - _LINES_ABOVE), -1)]
    plain: list[tuple[int, str]] = []
    for row, line in rows:
        if not parts.is_own[row]:
            break
        text = _NAME_LABELS.sub("", line, count=1) if ":" in line else line
        form = names.company_in(text)
        if form:
            yield _Candidate(form, row, trust, sighting)
            return
        if sections.announces_owner(line) and not (head and row == sighting.line):
            break
        name = names.tidy(text.split(", ")[0])
        if name is None or ":" in name or streets.is_street(name):
            break
        plain.append((row, name))
        if line in parts.headings:
            break
    # The topmost line of the block first: below it stand persons and departments.
    for place, (row, name) in enumerate(reversed(plain)):
        trust = 0.65 if parts.kind is Kind.IMPRINT else 0.55 if row == sighting.line else 0.45
        yield _Candidate(name, row, round(trust - 0.05 * place, 2), sighting)


def _announced(parts: Sections) -> Iterator[_Candidate]:
    """Yield the names that sentences give as the owner's: `this site is operated by ...`."""
    for index, line in enumerate(parts.lines):
        for match in _ANNOUNCED.finditer(line) if parts.is_own[index] else ():
            rest = line[match.end() : match.end() + 120]
            if len(rest) < 3 and index + 1 < len(parts.lines):
                rest = parts.lines[index + 1][:120]
            form = names.company_in(rest)
            name = form or names.tidy(re.split(r"[,.(]|\s[-–]\s", rest)[0])
            if name:
                yield _Candidate(name, index, 0.93 if form else 0.7)


def _with_form(parts: Sections) -> Iterator[_Candidate]:
    """Yield the first names with a legal form that an imprint holds."""
    count = 0
    for index, line in enumerate(parts.lines):
        if not parts.is_own[index]:
            continue
        name = names.company_in(line)
        if name:
            yield _Candidate(name, index, round(0.8 - 0.05 * count, 2))
            count += 1
        if count >= 3:
            return


def _weighed(candidate: _Candidate, host: str, called: str) -> _Candidate:
    """Return a candidate with what the host and the title say for its name; a name without form needs them."""
    has_form = legal_forms.of(candidate.name) is not None
    more = 0.0
    if names.names_host(candidate.name, host):
        more += 0.05 if has_form else 0.2
    if called and legal_forms.same(candidate.name, called):
        more += 0.02 if has_form else 0.12
    return msgspec.structs.replace(candidate, confidence=min(0.95, candidate.confidence + more))


def _claim(page: Document, parts: Sections, candidate: _Candidate, *, is_first: bool) -> Claim:
    rows = _rows(parts, candidate)
    is_imprint = parts.kind is Kind.IMPRINT
    lines = [parts.lines[row] for row in rows] if is_first else []
    stated = registers.numbers(lines)
    form = legal_forms.of(candidate.name)
    confidence = candidate.confidence
    confidence += 0.02 if stated.vat_id or stated.registers else 0.0
    shown = " ".join(parts.lines[candidate.line : candidate.line + 4])
    organization = Organization(
        name=candidate.name,
        legal_name=candidate.name if form else None,
        legal_form=form,
        vat_id=stated.vat_id,
        tax_id=stated.tax_id,
        registers=stated.registers,
        address=candidate.address.one_line if candidate.address else None,
        representatives=persons.representatives(lines) if is_imprint else (),
        confidence=round(min(0.97, confidence), 2),
        evidence=(snippets.evidence(page.url, "imprint" if is_imprint else "text", shown),),
    )
    source = Source.IMPRINT if parts.kind in (Kind.IMPRINT, Kind.PRIVACY) else Source.TEXT
    return Claim(source=source, organization=organization, is_owner=is_imprint and is_first)


def _rows(parts: Sections, candidate: _Candidate) -> list[int]:
    """Return the lines that speak of a candidate: all of the owner's on an imprint, those around it elsewhere."""
    own = [row for row, is_own in enumerate(parts.is_own) if is_own]
    if parts.kind is Kind.IMPRINT:
        return own
    return [row for row in own if abs(row - candidate.line) <= _LINES_AROUND]
