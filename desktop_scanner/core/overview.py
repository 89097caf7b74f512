"""A batch seen as a whole: how many of its domains share each outcome, technology, language, country, contact."""

from datetime import datetime
from enum import StrEnum

from msgspec import Struct


class Facet(StrEnum):
    """By what the domains of a batch are counted."""

    STATUS = "status"
    FAILURE = "failure"
    VERDICT = "verdict"
    CONTACT = "contact"
    TECHNOLOGY = "technology"
    LANGUAGE = "language"
    COUNTRY = "country"
    DOMAIN = "domain"


class Contact(StrEnum):
    """The kinds of contact that a domain has or has not."""

    EMAIL = "email"
    PHONE = "phone"
    SOCIAL = "social"
    ADDRESS = "address"


class Tally(Struct, frozen=True):
    """How many domains have a value."""

    value: str
    count: int


class SlowDomain(Struct, frozen=True):
    """A domain and the time that its scan took."""

    domain: str
    domain_display: str
    elapsed_ms: int


class Stretch(Struct, frozen=True):
    """A time in which the batch ran without a long break: the domains finished in each step of it."""

    started_at: datetime
    counts: tuple[int, ...]


class Speed(Struct, frozen=True):
    """Domains finished over time, in steps of `step_s` seconds; breaks between the stretches are left out."""

    step_s: int = 1
    stretches: tuple[Stretch, ...] = ()

    @property
    def per_minute(self) -> tuple[tuple[float, ...], ...]:
        """Return the domains a minute, for each step of each stretch."""
        return tuple(tuple(60 * count / self.step_s for count in each.counts) for each in self.stretches)

    @property
    def steps(self) -> int:
        """Return the number of steps in all stretches."""
        return sum(len(each.counts) for each in self.stretches)


class Overview(Struct, frozen=True, kw_only=True):
    """The figures of a batch; lists have the most frequent first and leave out what no domain has.

    `scanned` are the domains that were scanned to an end, `kinds` says of how many values a cut list is the beginning.
    """

    total: int = 0
    scanned: int = 0
    statuses: tuple[Tally, ...] = ()
    failures: tuple[Tally, ...] = ()
    verdicts: tuple[Tally, ...] = ()
    contacts: tuple[Tally, ...] = ()
    technologies: tuple[Tally, ...] = ()
    languages: tuple[Tally, ...] = ()
    countries: tuple[Tally, ...] = ()
    kinds: dict[str, int] = {}
    slowest: tuple[SlowDomain, ...] = ()
    speed: Speed = Speed()

    def of(self, facet: Facet) -> tuple[Tally, ...]:
        """Return the list of a facet."""
        return {
            Facet.STATUS: self.statuses,
            Facet.FAILURE: self.failures,
            Facet.VERDICT: self.verdicts,
            Facet.CONTACT: self.contacts,
            Facet.TECHNOLOGY: self.technologies,
            Facet.LANGUAGE: self.languages,
            Facet.COUNTRY: self.countries,
            Facet.DOMAIN: tuple(Tally(each.domain, each.elapsed_ms) for each in self.slowest),
        }[facet]
