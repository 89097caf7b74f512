"""The words of filters for people: what each looks at, and what its values are called."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop_scanner.core.failures import FailureKind, Stage
from desktop_scanner.core.statuses import DomainStatus, Verdict
from desktop_scanner.core.term_words import choices
from desktop_scanner.core.terms import TermField
from desktop_scanner.ui import labels

# What each word looks at, and how it is written.
DESCRIPTIONS: dict[TermField, tuple[object, str]] = {
    TermField.STATUS: (QT_TRANSLATE_NOOP("filter", "where the domain stands"), "status:failed,cancelled"),
    TermField.KIND: (QT_TRANSLATE_NOOP("filter", "why it failed, or at which stage"), "kind:dns_not_found  kind:tls"),
    TermField.VERDICT: (QT_TRANSLATE_NOOP("filter", "what stands behind it"), "verdict:parked"),
    TermField.HTTP: (QT_TRANSLATE_NOOP("filter", "what the server answered"), "http:404  http:>=400  http:5xx"),
    TermField.PAGES: (QT_TRANSLATE_NOOP("filter", "pages that were read"), "pages:>3  pages:2..5"),
    TermField.TIME: (QT_TRANSLATE_NOOP("filter", "time that it took"), "time:>5s"),
    TermField.EMAIL: (QT_TRANSLATE_NOOP("filter", "e-mail addresses"), "email:yes  email:>1  email:info@"),
    TermField.PHONE: (QT_TRANSLATE_NOOP("filter", "phone numbers"), "phone:no  phone:+49"),
    TermField.TECHNOLOGY: (QT_TRANSLATE_NOOP("filter", "technologies"), 'tech:wordpress  tech:="Google Analytics"'),
    TermField.CMS: (QT_TRANSLATE_NOOP("filter", "content management system"), "cms:joomla  cms:no"),
    TermField.LANGUAGE: (QT_TRANSLATE_NOOP("filter", "language of the front page"), "lang:de  lang:none"),
    TermField.COUNTRY: (QT_TRANSLATE_NOOP("filter", "country of a postal address"), "country:be"),
    TermField.SOCIAL: (QT_TRANSLATE_NOOP("filter", "profile on a network"), "social:linkedin  social:no"),
    TermField.ADDRESS: (QT_TRANSLATE_NOOP("filter", "part of a postal address"), "address:ghent"),
    TermField.ORGANIZATION: (QT_TRANSLATE_NOOP("filter", "name of the organisation"), "org:bakery"),
    TermField.TRACKER: (QT_TRANSLATE_NOOP("filter", "tracker, by kind and id"), "tracker:google_analytics"),
    TermField.CUSTOM: (QT_TRANSLATE_NOOP("filter", "what your own rules found"), "custom:any"),
    TermField.TITLE: (QT_TRANSLATE_NOOP("filter", "part of the title"), 'title:"coming soon"'),
    TermField.DOMAIN: (QT_TRANSLATE_NOOP("filter", "part of the domain"), "domain:shop"),
    TermField.TLD: (QT_TRANSLATE_NOOP("filter", "how the domain ends"), "tld:de,at  tld:co.uk"),
    TermField.MARKED: (QT_TRANSLATE_NOOP("filter", "values marked as wrong"), "marked:yes"),
    TermField.PIVOT: (QT_TRANSLATE_NOOP("filter", "what domains share"), "pivot:ip=203.0.113.9"),
    TermField.TEXT: (QT_TRANSLATE_NOOP("filter", "any of the row's texts, as without a word"), "text:bakery"),
}
_PRESENT = {
    True: QT_TRANSLATE_NOOP("filter", "there is one"),
    False: QT_TRANSLATE_NOOP("filter", "there is none"),
}


def description(field: TermField) -> str:
    """Return what the word looks at."""
    return _translated(DESCRIPTIONS[field][0])


def value(field: TermField, word: str) -> str:
    """Return what a value that has a name is called in the window; "" for others."""
    if field is TermField.STATUS and word in list(DomainStatus):
        return labels.status(DomainStatus(word))
    if field is TermField.VERDICT and word in list(Verdict):
        return labels.verdict(Verdict(word))
    if field is TermField.KIND:
        if word in list(FailureKind):
            return labels.kind(FailureKind(word))
        return labels.stage(Stage(word)) if word in choices(field) else ""
    return ""


def presence(*, is_there: bool) -> str:
    """Return what `yes` and `no` mean."""
    return _translated(_PRESENT[is_there])


def _translated(text: object) -> str:
    return QCoreApplication.translate("filter", str(text))
