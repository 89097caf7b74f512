"""What a scan wants to have seen of a site, and when it has seen enough.

The goals are three:

- contact: a contact page (or imprint) that was read has an e-mail address or a phone number;
- organisation: an imprint was read, or a page names the organisation beyond doubt, as in its structured data;
- people: a page about the owner or the team was read.

Once all three are met, a scan reads only first pages of kinds that it has not seen yet (contact, imprint, about, team,
locations, the privacy notice, which names who is responsible), and stops when none is known, before its budget of pages
is used up. What remains are second pages of those kinds, translations, products and posts, which seldom add a contact.
`all_pages` switches the rule off.
"""

from collections.abc import Iterable
from enum import StrEnum

from desktop_scanner.engine.site.frontier import Frontier
from desktop_scanner.extract.organization import owners
from desktop_scanner.extract.page import PageFacts


class Goal(StrEnum):
    """One of the things that a scan wants to have seen."""

    CONTACT = "contact"
    ORGANISATION = "organisation"
    PEOPLE = "people"


_KINDS = {
    Goal.CONTACT: frozenset({"contact", "imprint"}),
    Goal.ORGANISATION: frozenset({"imprint"}),
    Goal.PEOPLE: frozenset({"about", "team"}),
}


class Goals:
    """The goals of one site's scan, met one after the other as its pages are read."""

    def __init__(self) -> None:
        self._met: set[Goal] = set()
        self._has_email = False

    @property
    def are_met(self) -> bool:
        """Whether all goals are met."""
        return len(self._met) == len(Goal)

    def take(self, kind: str, facts: PageFacts) -> None:
        """Note what a page of a kind has brought."""
        has_email = any(not email.placeholder for email in facts.emails)
        has_phone = any(not phone.is_fax for phone in facts.phones)
        self._has_email = self._has_email or has_email
        if kind in _KINDS[Goal.CONTACT] and (has_email or has_phone):
            self._met.add(Goal.CONTACT)
        if kind in _KINDS[Goal.ORGANISATION] or owners.is_sure(facts.organization):
            self._met.add(Goal.ORGANISATION)
        if kind in _KINDS[Goal.PEOPLE]:
            self._met.add(Goal.PEOPLE)

    def may_be_met_by(self, kinds: Iterable[str]) -> bool:
        """Return whether pages of these kinds, once read, could meet all goals that are left."""
        coming = frozenset(kinds)
        return all(goal in self._met or coming & _KINDS[goal] for goal in Goal)

    def missing(self, frontier: Frontier) -> tuple[str, ...]:
        """Return the kinds of page that no link and no sitemap named, and that would be worth a guess."""
        kinds = []
        if not self._has_email and not frontier.has_had("contact"):
            kinds.append("contact")
        if Goal.ORGANISATION not in self._met and not frontier.has_had("imprint"):
            kinds.append("imprint")
        if not frontier.has_had("about", "team"):
            kinds.append("about")
        return tuple(kinds)
