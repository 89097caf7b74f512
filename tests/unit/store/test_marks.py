from desktop_scanner.core.marks import MarkedValue
from desktop_scanner.store.marks import EVERYWHERE, Marks
from tests.unit.store import samples

RICH = samples.rich(samples.claimed("site-000.com"))


def test_without_marks_a_result_is_left_as_it_is() -> None:
    assert Marks({}).applied(RICH) is RICH


def test_marks_on_other_values_leave_a_result_as_it_is() -> None:
    marks = Marks(
        {("email", "other@site-000.com"): frozenset({EVERYWHERE}), ("phone", "+442071838750"): frozenset({"b.com"})}
    )
    assert marks.applied(RICH) is RICH


def test_of_a_mark_here_and_everywhere_the_wider_is_told() -> None:
    marks = Marks({("phone", "+442071838750"): frozenset({EVERYWHERE, "site-000.com"})})
    assert marks.applied(RICH).marked == (MarkedValue(kind="phone", value="+442071838750", everywhere=True),)
