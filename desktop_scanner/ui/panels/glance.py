"""A domain at a glance: what it is, who is behind it, how to reach them, and what it is built with."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QLocale

from desktop_scanner.core import security
from desktop_scanner.core.clock import now
from desktop_scanner.core.results import DomainResult, Email, TlsFacts
from desktop_scanner.core.statuses import Verdict
from desktop_scanner.ui import formats, labels, sentences
from desktop_scanner.ui.panels import absences, technology_groups
from desktop_scanner.ui.panels.sheet import Mark, Sheet

translate = QCoreApplication.translate  # under its own name, by which lupdate finds the texts

_MAIN_TECHNOLOGIES = 6
_SOON_DAYS = 21


def add(sheet: Sheet, result: DomainResult) -> None:
    """Add the card; what nobody could find out is said to be unknown."""
    sheet.title(result.title or translate("glance", "A page without a title"))
    if result.description:
        sheet.paragraph(result.description, "muted")
    sheet.gap()
    if result.verdict is not None:
        sheet.marks([_verdict(result, result.verdict)])
    sheet.row(translate("glance", "Who"), _who(result) or absences.organisation(result))
    sheet.row(translate("glance", "Reach them"), *(_reach(result) or (absences.reach(result),)))
    sheet.row(translate("glance", "Built with"), _built(result) or absences.technologies(result))
    sheet.row(translate("glance", "Language"), _language(result) or translate("glance", "Unknown"))
    sheet.row(translate("glance", "Country"), _country(result) or translate("glance", "Unknown"))
    sheet.row(translate("glance", "Certificate"), _certificate(result.tls))
    facts = security.read(result.security)
    sheet.row(
        translate("glance", "Security"), sentences.shown(facts.summary) if facts else translate("glance", "Unknown")
    )
    sheet.row(translate("glance", "Address"), result.final_url)


def _verdict(result: DomainResult, verdict: Verdict) -> Mark:
    is_ok = verdict is Verdict.OK
    reasons = "\n".join(each.snippet or each.method for each in result.verdict_evidence)
    symbol, colour = ("✓", "done") if is_ok else ("▲", "attention")
    word = labels.verdict(verdict)
    return Mark(symbol, word[:1].upper() + word[1:], colour, (), "", reasons)


def _who(result: DomainResult) -> str:
    known = result.organization or {}
    name, legal = known.get("name"), known.get("legal_name")
    parts = [name, legal if legal != name else None, known.get("address")]
    return ", ".join(str(part) for part in parts if part)


def _reach(result: DomainResult) -> tuple[str, ...]:
    """Return the best e-mail address and the best phone number."""
    emails = sorted((each for each in result.emails if not each.placeholder), key=_worth, reverse=True)
    phones = sorted((each for each in result.phones if not each.is_fax), key=lambda each: -each.confidence)
    return (*(each.value for each in emails[:1]), *(each.display for each in phones[:1]))


def _worth(email: Email) -> tuple[bool, bool, float]:
    return email.own_domain, email.kind == "role", email.confidence


def _built(result: DomainResult) -> str:
    """Return the most telling technologies: those of the first groups first."""
    main = sorted(result.technologies, key=lambda each: technology_groups.place(each.categories))
    shown = ", ".join(f"{each.name} {each.version or ''}".strip() for each in main[:_MAIN_TECHNOLOGIES])
    more = len(main) - _MAIN_TECHNOLOGIES
    return translate("glance", "{names} and {count} more").format(names=shown, count=more) if more > 0 else shown


def _language(result: DomainResult) -> str:
    if not result.language:
        return ""
    language = QLocale(result.language.replace("-", "_")).language()
    name = QLocale.languageToString(language) if language != QLocale.Language.C else ""
    said = result.page_facts
    known = f"{name} ({result.language})" if name else result.language
    if said is not None and said.language_plausible is False:
        template = translate("glance", "{language}, though the page declares {declared}")
        return template.format(language=known, declared=said.language_declared)
    return known


def _country(result: DomainResult) -> str:
    """Return where its address stands, else where its phone rings."""
    codes = [each.country for each in result.addresses] + [each.region for each in result.phones]
    code = next(filter(None, codes), None)
    if code is None:
        return ""
    territory = QLocale.codeToTerritory(code)
    return f"{QLocale.territoryToString(territory)} ({code})" if territory != QLocale.Country.AnyTerritory else code


def _certificate(tls: TlsFacts | None) -> str:
    if tls is not None and tls.failure is not None:
        return f"▲ {labels.kind(tls.failure.kind)}"
    if tls is None or tls.not_after is None:
        return translate("glance", "Unknown: the site was not read over HTTPS")
    days = (tls.not_after - now()).days
    return _until(tls.not_after, days)


def _until(at: datetime, days: int) -> str:
    if days < 0:
        return translate("glance", "▲ Expired on {day}").format(day=formats.day(at))
    template = (
        translate("glance", "▲ Until {day}, in {count} days")
        if days < _SOON_DAYS
        else translate("glance", "Until {day}, in {count} days")
    )
    return template.format(day=formats.day(at), count=formats.number(days))
