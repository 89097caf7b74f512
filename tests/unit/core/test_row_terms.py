import pytest

from desktop_scanner.core import row_terms
from desktop_scanner.core.queries import RowFilter
from desktop_scanner.core.term_faults import Problem
from desktop_scanner.core.terms import Range, Term, TermField, TermValue, Whole


def _terms(text: str) -> tuple[Term, ...]:
    parsed = row_terms.parse(text)
    assert parsed.faults == ()
    return parsed.where.terms


def test_nothing_written_is_every_row() -> None:
    assert row_terms.parse("  ").where == RowFilter()


def test_text_and_terms_stand_beside_each_other() -> None:
    assert _terms('bakery -"old site" STATUS:Failed tech:wordpress') == (
        Term(TermField.TEXT, ("bakery",)),
        Term(TermField.TEXT, ("old site",), is_negated=True),
        Term(TermField.STATUS, ("failed",)),
        Term(TermField.TECHNOLOGY, ("wordpress",)),
    )


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("status:done,waiting", ("completed", "pending")),
        ("kind:tls_expired", ("tls_expired",)),
        ("kind:dns", ("dns_not_found", "dns_timeout", "dns_error")),
        ("verdict:parked,parked", ("parked",)),
        ("http:404", (Range(404, 404),)),
        ("http:4xx,>=500", (Range(400, 499), Range(500, None))),
        ("pages:>3", (Range(4, None),)),
        ("pages:<3", (Range(None, 2),)),
        ("pages:<=3", (Range(None, 3),)),
        ("pages:=3", (Range(3, 3),)),
        ("pages:2..5", (Range(2, 5),)),
        ("pages:..5", (Range(None, 5),)),
        ("time:>1.5s", (Range(1501, None),)),
        ("time:800ms..2min", (Range(800, 120_000),)),
        ("email:yes", (True,)),
        ("email:no", (False,)),
        ("email:>1", (Range(2, None),)),
        ("email:info@,sales@", ("info@", "sales@")),
        ("phone:+49", ("+49",)),
        ("phone:30", ("30",)),
        ('tech:="Google Analytics"', (Whole("Google Analytics"),)),
        ("tech:none", (False,)),
        ("tech:no", ("no",)),
        ("lang:no", ("no",)),
        ("lang:none", (False,)),
        ('cms:"no"', ("no",)),
        ('title:"coming, soon"', ("coming, soon",)),
        ("marked:yes", (True,)),
    ],
)
def test_each_word_reads_its_values(text: str, values: tuple[TermValue, ...]) -> None:
    [term] = _terms(text)
    assert term.values == values


@pytest.mark.parametrize("text", ["https://a.be/x", "example.com:8080", "12:30", "a:b".replace("a:", '"a:') + '"'])
def test_what_is_no_word_is_text(text: str) -> None:
    [term] = _terms(text)
    assert term == Term(TermField.TEXT, (text.strip('"'),))


@pytest.mark.parametrize(
    ("text", "problem", "nearest"),
    [
        ("stauts:failed", Problem.UNKNOWN_WORD, "status:"),
        ("zzz:failed", Problem.UNKNOWN_WORD, ""),
        ("status:faild", Problem.UNKNOWN_VALUE, "failed"),
        ("kind:dns_not_fuond", Problem.UNKNOWN_VALUE, "dns_not_found"),
        ("verdict:qqq", Problem.UNKNOWN_VALUE, ""),
        ("pages:many", Problem.NO_NUMBER, ""),
        ("pages:", Problem.NO_VALUE, ""),
        ("pages:..", Problem.NO_NUMBER, ""),
        ("pages:1..x", Problem.NO_NUMBER, ""),
        ("pages:>1..2", Problem.NO_NUMBER, ""),
        ("http:>", Problem.NO_VALUE, ""),
        ("http:>4xx", Problem.NO_NUMBER, ""),
        ("time:5h", Problem.NO_TIME, ""),
        ("marked:perhaps", Problem.NOT_YES_OR_NO, ""),
    ],
)
def test_what_cannot_be_used_is_told_and_the_rest_holds(text: str, problem: Problem, nearest: str) -> None:
    parsed = row_terms.parse(f"tech:php {text}")
    [fault] = parsed.faults
    assert (fault.problem, fault.nearest) == (problem, nearest)
    assert parsed.where.terms == (Term(TermField.TECHNOLOGY, ("php",)),)


@pytest.mark.parametrize(
    ("text", "mended"),
    [("-stauts:failed a", "-status:failed a"), ("status:done,faild a", "status:done,failed a")],
)
def test_the_nearest_fits_where_the_fault_stands(text: str, mended: str) -> None:
    [fault] = row_terms.parse(text).faults
    assert text[: fault.start] + fault.nearest + text[fault.end :] == mended
