"""The figures of an overview as bars, in the words, symbols and colours of the window."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from desktop_scanner.core.failures import FailureKind
from desktop_scanner.core.overview import Contact, Facet, Overview, SlowDomain, Tally
from desktop_scanner.core.statuses import DomainStatus, Verdict
from desktop_scanner.ui import formats, labels, place_names
from desktop_scanner.ui.widgets.bar_button import Bar

translate = QCoreApplication.translate  # under its own name, by which lupdate finds the texts

# As the chips over the table have them: what is done at the left.
_STATUSES = (
    DomainStatus.COMPLETED,
    DomainStatus.FAILED,
    DomainStatus.RUNNING,
    DomainStatus.PENDING,
    DomainStatus.CANCELLED,
)
_CONTACT_SYMBOLS = {
    Contact.EMAIL: "mail",
    Contact.PHONE: "phone",
    Contact.SOCIAL: "people",
    Contact.ADDRESS: "place",
}


def bars(facet: Facet, overview: Overview) -> list[Bar]:
    """Return the bars of a facet."""
    if facet is Facet.DOMAIN:
        return _slowest(overview.slowest)
    whole = overview.total if facet is Facet.STATUS else overview.scanned
    tallies = overview.of(facet)
    if facet is Facet.STATUS:
        tallies = tuple(sorted(tallies, key=lambda each: _STATUSES.index(DomainStatus(each.value))))
    if facet is Facet.CONTACT and not overview.scanned:
        return []
    # Statuses and contacts fill their whole; of long lists the first one fills the card, so that the others differ.
    longest = whole if facet in (Facet.STATUS, Facet.CONTACT) else max((each.count for each in tallies), default=1)
    return [_bar(facet, each, whole, longest) for each in tallies]


def note(facet: Facet, overview: Overview) -> str:
    """Return of how many values a cut list is the beginning; empty where it is whole."""
    shown, there = len(overview.of(facet)), overview.kinds.get(facet, 0)
    if shown >= there:
        return ""
    return translate("overview", "{shown} of {all}").format(shown=formats.number(shown), all=formats.number(there))


def _bar(facet: Facet, tally: Tally, whole: int, longest: int) -> Bar:
    word = _WORDS.get(facet, str)(tally.value)
    symbol, colour = _symbol(facet, tally.value)
    share = _share(tally.count, whole)
    text = translate("overview", "{word}: {count}, {share}")
    spoken = text.format(word=word, count=formats.domains(tally.count), share=share)
    return Bar(
        value=tally.value,
        word=word,
        count=formats.number(tally.count),
        share=share,
        length=min(1.0, tally.count / max(1, longest)),
        symbol=symbol,
        colour=colour,
        spoken=spoken,
        tip=_tip(facet, word, tally.count, whole),
    )


def _tip(facet: Facet, word: str, count: int, whole: int) -> str:
    if facet is Facet.STATUS:
        text = translate("overview", "{word}: {count} of {whole} ({share} %)")
    else:
        text = translate("overview", "{word}: {count} of {whole} scanned ({share} %)")
    exact = formats.fixed(100 * count / whole, 2) if whole else "0"
    return text.format(word=word, count=formats.number(count), whole=formats.domains(whole), share=exact)


def _share(count: int, whole: int) -> str:
    """Return the nearest percentage; only the whole is 100, and only nothing is 0."""
    if not count or not whole:
        return "0 %"
    if 100 * count < whole:
        return "< 1 %"
    return "100 %" if count >= whole else f"{min(99, round(100 * count / whole))} %"


def _contact(contact: Contact) -> str:
    return {
        Contact.EMAIL: translate("overview", "E-mail"),
        Contact.PHONE: translate("overview", "Phone"),
        Contact.SOCIAL: translate("overview", "Social profile"),
        Contact.ADDRESS: translate("overview", "Postal address"),
    }[contact]


def _symbol(facet: Facet, value: str) -> tuple[str, str]:
    """Return an icon's and a colour's name; a colour never stands without its symbol."""
    match facet:
        case Facet.STATUS:
            return labels.symbol(DomainStatus(value))
        case Facet.FAILURE:
            return "failed", "failed"
        case Facet.VERDICT:
            return ("done", "done") if value == Verdict.OK.value else ("attention", "attention")
        case Facet.CONTACT:
            return _CONTACT_SYMBOLS[Contact(value)], "accent"
    return "", "accent"


def _slowest(slowest: Sequence[SlowDomain]) -> list[Bar]:
    longest = max((each.elapsed_ms for each in slowest), default=1)
    text = translate("overview", "{domain}: {time}")
    return [
        Bar(
            value=each.domain,
            word=each.domain_display,
            count=formats.duration(each.elapsed_ms),
            length=each.elapsed_ms / max(1, longest),
            colour="muted",
            spoken=text.format(domain=each.domain_display, time=formats.duration(each.elapsed_ms)),
            tip=text.format(domain=each.domain_display, time=f"{formats.number(each.elapsed_ms)} ms"),
        )
        for each in slowest
    ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_WORDS: dict[Facet, Callable[[str], str]] = {
    Facet.STATUS: lambda value: labels.status(DomainStatus(value)),
    Facet.FAILURE: lambda value: _capital(labels.kind(FailureKind(value))),
    Facet.VERDICT: lambda value: _capital(labels.verdict(Verdict(value))),
    Facet.CONTACT: lambda value: _contact(Contact(value)),
    Facet.LANGUAGE: place_names.language,
    Facet.COUNTRY: place_names.country,
}
