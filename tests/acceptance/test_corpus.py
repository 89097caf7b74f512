"""The labelled corpus: its labels can be read from the pages, and the extraction meets its goals on it."""

from functools import cache

import phonenumbers
import pytest

from desktop_scanner.core.results import Address, Email, Phone, SocialProfile, Technology
from desktop_scanner.extract.page import PageFacts
from tests.benchmarks import corpus, extraction, reading
from tests.benchmarks.scoring import KINDS, Score

PAGES = corpus.pages()
LANGUAGES = sorted({page.language for page in PAGES})
BY_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)


@cache
def score() -> Score:
    return extraction.score(PAGES)


def pages_in(language: str) -> list[corpus.CorpusPage]:
    return [page for page in PAGES if page.language == language]


def as_labelled(labels: corpus.Labels) -> PageFacts:
    """Return what an extraction would say that makes no mistake, faxes left out."""
    technologies = (label.partition(": ") for label in labels.technologies)
    return PageFacts(
        emails=tuple(Email(value=email, kind="role", confidence=1) for email in labels.emails),
        phones=tuple(Phone(value=phone, display="", region=None, confidence=1) for phone in labels.phones),
        social=tuple(SocialProfile(network="", url=url, handle=None) for url in labels.social),
        technologies=tuple(Technology(name=name, version=version or None) for name, _, version in technologies),
        organization={"name": labels.organisation[-1]} if labels.organisation else None,
        addresses=tuple(Address(value=address.replace(" |", ","), country=None) for address in labels.addresses),
    )


@pytest.mark.parametrize("kind", extraction.GOALS)
def test_the_extraction_meets_its_goal(kind: str) -> None:
    misses = [f"{miss.page} {miss.fault} {miss.value}" for miss in score().misses if miss.kind == kind]
    assert kind not in extraction.below_goals(score()), "\n".join(misses)


def test_an_extraction_without_mistakes_has_full_marks() -> None:
    marks = Score()
    for page in PAGES:
        marks.add(page, as_labelled(page.labels))
    assert [miss for miss in marks.misses if miss.kind != "faxes"] == []
    assert all(marks.tallies[kind].right > 200 for kind in KINDS if kind != "faxes")


def test_what_is_not_labelled_is_false_and_what_is_left_out_is_missed() -> None:
    page, other = (
        next(page for page in PAGES if page.name == name) for name in ("de/arztpraxis", "en/gym-squarespace-split")
    )
    marks = Score()
    marks.add(page, as_labelled(other.labels))
    for kind in ("emails", "phones", "organisation", "addresses"):
        assert (marks.tallies[kind].right, marks.tallies[kind].missed > 0, marks.tallies[kind].false > 0) == (
            0,
            True,
            True,
        )


def test_a_fax_number_is_no_phone_number() -> None:
    page, marks = next(page for page in PAGES if page.labels.faxes), Score()
    fax = Phone(value=page.labels.faxes[0], display="", region=None, confidence=1)
    marks.add(page, PageFacts(phones=(fax,)))
    assert marks.tallies["phones"].false == 1


def test_the_corpus_is_as_large_and_as_mixed_as_was_asked_for() -> None:
    assert len(PAGES) >= 250
    assert len(LANGUAGES) >= 12
    assert 0.2 < sum(page.is_held_out for page in PAGES) / len(PAGES) < 0.5


def test_no_page_is_without_labels() -> None:
    files = {f"{file.parent.name}/{file.stem}" for file in corpus.ROOT.rglob("*.html")}
    assert files == {page.name for page in PAGES}


@BY_LANGUAGE
def test_labelled_numbers_are_valid_and_stand_on_their_page(language: str) -> None:
    for page in pages_in(language):
        for number in (*page.labels.phones, *page.labels.faxes):
            parsed = phonenumbers.parse(number)
            assert phonenumbers.is_valid_number(parsed), (page.name, number)
            assert reading.has_number(page, str(parsed.national_number)), (page.name, number)


@BY_LANGUAGE
def test_labelled_email_addresses_can_be_read_from_their_page(language: str) -> None:
    for page in pages_in(language):
        for email in page.labels.emails:
            assert reading.has_email(page, email), (page.name, email)


@BY_LANGUAGE
def test_labelled_names_places_and_profiles_stand_on_their_page(language: str) -> None:
    for page in pages_in(language):
        names, places = page.labels.organisation, page.labels.addresses
        assert not names or any(reading.has_text(page, name) for name in names), (page.name, names)
        for part in (part for place in places for part in place.split("|")):
            assert reading.has_text(page, part), (page.name, part)
        for profile in page.labels.social:
            assert reading.has_profile(page, profile), (page.name, profile)


def test_a_concealed_address_is_not_taken_as_written_in_clear() -> None:
    concealed = [(page, email) for page in PAGES for email in page.labels.hidden]
    assert len(concealed) >= 40
    assert all(email in page.labels.emails for page, email in concealed)
