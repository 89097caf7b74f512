import pytest

from desktop_scanner.core.results import Email, Phone
from desktop_scanner.engine.site.frontier import Frontier
from desktop_scanner.engine.site.goals import Goals
from desktop_scanner.extract.page import PageFacts

_EMAIL = PageFacts(emails=(Email(value="info@a-shop.com", kind="role", confidence=0.9),))
_PHONE = PageFacts(phones=(Phone(value="+442071838750", display="020", region="GB", confidence=0.9),))
_PLACEHOLDER = PageFacts(emails=(Email(value="x@example.com", kind="role", placeholder=True, confidence=0.9),))
_COMPANY = PageFacts(organization={"name": "Roofs Ltd"})
_COPYRIGHT = PageFacts(organization={"name": "Roofs Ltd", "confidence": 0.64})
_NOTHING = PageFacts()


def after(*pages: tuple[str, PageFacts]) -> Goals:
    goals = Goals()
    for kind, facts in pages:
        goals.take(kind, facts)
    return goals


@pytest.mark.parametrize(
    ("pages", "are_met"),
    [
        ([("contact", _EMAIL), ("imprint", _NOTHING), ("about", _NOTHING)], True),
        ([("contact", _PHONE), ("front", _COMPANY), ("team", _NOTHING)], True),
        ([("contact", _PHONE), ("front", _COPYRIGHT), ("team", _NOTHING)], False),
        ([("imprint", _EMAIL), ("team", _NOTHING)], True),
        ([("contact", _NOTHING), ("imprint", _NOTHING), ("about", _NOTHING)], False),
        ([("contact", _PLACEHOLDER), ("imprint", _NOTHING), ("about", _NOTHING)], False),
        ([("front", _EMAIL), ("imprint", _NOTHING), ("about", _NOTHING)], False),
        ([("contact", _EMAIL), ("about", _NOTHING)], False),
        ([("contact", _EMAIL), ("imprint", _NOTHING)], False),
        ([], False),
    ],
)
def test_the_goals_are_contact_organisation_and_people(pages: list[tuple[str, PageFacts]], are_met: bool) -> None:
    assert after(*pages).are_met is are_met


def test_pages_under_way_may_meet_what_is_left() -> None:
    goals = after(("contact", _EMAIL))
    assert goals.may_be_met_by(["imprint", "about"])
    assert not goals.may_be_met_by(["about", "other"])


def test_what_no_page_was_known_for_is_missing() -> None:
    assert after(("front", _NOTHING)).missing(Frontier("https://a.test/")) == ("contact", "imprint", "about")
    assert after(("front", _EMAIL), ("front", _COMPANY)).missing(Frontier("https://a.test/")) == ("about",)


def test_what_a_link_named_is_not_missing() -> None:
    frontier = Frontier("https://a.test/")
    for path in ("contact", "impressum", "team"):
        frontier.offer(f"https://a.test/{path}")
        frontier.pop()
    assert after(("front", _NOTHING)).missing(frontier) == ()
