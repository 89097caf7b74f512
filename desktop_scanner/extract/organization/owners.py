"""Who runs a site, from all that its pages claim: one organisation, never a mixture of two."""

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from desktop_scanner.core.organizations import Organization, Register
from desktop_scanner.extract.companies import legal_forms, names
from desktop_scanner.extract.organization.claims import Claim, Source
from desktop_scanner.extract.text import snippets

LEAST = 0.5
_CORROBORATION = 0.03
_WEAK_CORROBORATION = 0.08  # where none of the places would do alone
_CERTAIN = 0.99
_SURE = 0.8
MAX_LIST = 30
MAX_SAME = 5
MAX_CLAIMS = 200

_SINGLE = (
    "legal_name",
    "legal_form",
    "alternate_name",
    "description",
    "slogan",
    "url",
    "logo",
    "email",
    "telephone",
    "fax",
    "vat_id",
    "tax_id",
    "address",
    "geo",
    "price_range",
    "founded",
    "employees",
)


def owner(claims: Iterable[Claim], host: str) -> Organization | None:
    """Return the organisation that runs the site of a host, or None where nothing sure enough is said."""
    known = _distinct(claims)
    if not known:
        return None
    lead = _lead(known, host)
    group = [claim for claim in known if claim is not lead and _same(lead, claim)]
    operator = _operator(known, lead)
    if operator is not None and operator not in group and operator is not lead:
        group.insert(0, operator)
        group += [claim for claim in known if claim not in group and claim is not lead and _same(operator, claim)]
    merged = _merged(lead, group)
    return merged if merged.confidence >= LEAST else None


def _distinct(claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims without those that only say once more, on another page, what others say."""
    seen: Counter[tuple[Source, str]] = Counter()
    known: list[Claim] = []
    for claim in claims:
        key = (claim.source, claim.organization.name)
        seen[key] += 1
        if claim.organization.confidence > 0 and seen[key] <= MAX_SAME and len(known) < MAX_CLAIMS:
            known.append(claim)
    return known


def is_sure(organization: dict[str, object] | None) -> bool:
    """Return whether a page's organisation is more than a copyright line: a scan need not look for an imprint."""
    if not organization or not organization.get("name"):
        return False
    confidence = organization.get("confidence", 1.0)
    return isinstance(confidence, (int, float)) and confidence >= _SURE


def _lead(known: Sequence[Claim], host: str) -> Claim:
    """Return the claim that names the site best: structured data before text, of equal ones the surer."""
    structured = [claim for claim in known if claim.source is Source.STRUCTURED]
    imprint = [claim for claim in known if claim.source is Source.IMPRINT]
    if structured:
        best = max(structured, key=lambda claim: _weight(claim, known, host))
        if best.organization.confidence >= _SURE or not imprint:
            return best
    if imprint:
        return max(imprint, key=lambda claim: _weight(claim, known, host))
    return max(known, key=lambda claim: _weight(claim, known, host))


def _weight(claim: Claim, known: Sequence[Claim], host: str) -> float:
    others = sum(1 for other in known if other is not claim and _same(claim, other))
    filled = sum(1 for name in _SINGLE if getattr(claim.organization, name))
    told = 0.015 * min(filled, 10) + 0.02 * min(others, 5)
    return claim.organization.confidence + told + (0.1 if names.names_host(claim.organization.name, host) else 0.0)


def _operator(known: Sequence[Claim], lead: Claim) -> Claim | None:
    """Return the one that the imprint is about: a shop's name and its company's often have no word in common."""
    candidates = [
        claim
        for claim in known
        if claim.source is Source.IMPRINT and claim.is_owner and claim.organization.confidence >= _SURE
    ]
    return max(candidates, key=lambda claim: (_same(lead, claim), claim.organization.confidence), default=None)


def _same(first: Claim, second: Claim) -> bool:
    mine, theirs = (
        [name for name in (claim.organization.name, claim.organization.legal_name) if name] for claim in (first, second)
    )
    return any(legal_forms.same(one, other) for one in mine for other in theirs)


def _merged(lead: Claim, group: Sequence[Claim]) -> Organization:
    organization = lead.organization
    imprints = [claim.organization for claim in group if claim.source is Source.IMPRINT]
    parts = [organization, *(claim.organization for claim in group)]
    legal = [organization, *imprints] if lead.source is Source.IMPRINT else [*imprints, *parts]
    fields = {name: next((value for part in parts if (value := getattr(part, name))), None) for name in _SINGLE}
    # Of the law an imprint knows more than what a plug-in was once told.
    for name in ("legal_name", "legal_form", "vat_id"):
        fields[name] = next((value for part in legal if (value := getattr(part, name))), None) or fields[name]
    if fields["legal_name"]:
        fields["legal_form"] = legal_forms.of(str(fields["legal_name"])) or fields["legal_form"]
    return msgspec.structs.replace(
        organization,
        type=next((part.type for part in parts if part.type != "Organization"), organization.type),
        registers=_registers(parts),
        opening_hours=next((part.opening_hours for part in parts if part.opening_hours), ()),
        same_as=tuple(dict.fromkeys(address for part in parts for address in part.same_as))[:MAX_LIST],
        representatives=tuple(dict.fromkeys(name for part in parts for name in part.representatives))[:MAX_LIST],
        confidence=_confidence(lead, group),
        evidence=snippets.combine((), (piece for part in parts for piece in part.evidence)),
        **fields,
    )


def _registers(parts: Iterable[Organization]) -> tuple[Register, ...]:
    found: dict[tuple[str, str], Register] = {}
    for register in (register for part in parts for register in part.registers):
        held = found.get((register.kind, register.number))
        if held is None or held.court is None:
            found[register.kind, register.number] = register
    return tuple(found.values())


def _confidence(lead: Claim, group: Sequence[Claim]) -> float:
    """Return the best claim's confidence, a little more for each further kind of place that says the same."""
    best = max(claim.organization.confidence for claim in (lead, *group))
    kinds = {claim.source for claim in (lead, *group)}
    step = _CORROBORATION if best >= LEAST else _WEAK_CORROBORATION
    return round(min(_CERTAIN, best + step * (len(kinds) - 1)), 2)
