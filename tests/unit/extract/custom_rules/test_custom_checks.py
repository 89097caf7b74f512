import pytest

from desktop_scanner.core.custom_rules import CustomRule
from desktop_scanner.extract.custom_rules import custom_checks
from desktop_scanner.extract.custom_rules.custom_checks import RuleError


@pytest.mark.parametrize(
    "rule",
    [
        CustomRule(name="a", css="div.card > h2:not(.small)"),
        CustomRule(name="a", xpath="//div[@class='a']//li[2]/text()", pages="/team*"),
        CustomRule(name="a", regex=r"(?<=VAT )\w+", source="html", many=True),
        CustomRule(name="a", css="meta[name=author]", attribute="content", regex=r"^\w+"),
    ],
)
def test_a_usable_rule_passes(rule: CustomRule) -> None:
    custom_checks.check(rule)


@pytest.mark.parametrize(
    ("rule", "field", "why"),
    [
        (CustomRule(name=" ", css="a"), "name", "1 to 80 characters"),
        (CustomRule(name="n" * 81, css="a"), "name", "1 to 80 characters"),
        (CustomRule(name="a"), "name", "none of css, xpath and regex"),
        (CustomRule(name="a", css="a", xpath="//a"), "xpath", "both css and xpath"),
        (CustomRule(name="a", regex="a", attribute="href"), "attribute", "needs css or xpath"),
        (CustomRule(name="a", css="a", source="html"), "source", "take source out"),
        (CustomRule(name="a", css="a[", pages="/x"), "css", "no CSS selector"),
        (CustomRule(name="a", xpath="//a["), "xpath", "no XPath expression"),
        (CustomRule(name="a", xpath="//a[foo()]"), "xpath", "no XPath expression"),
        (CustomRule(name="a", regex="(a"), "regex", "no regular expression"),
        (CustomRule(name="a", regex="a" * 2_001), "regex", "longer than 2,000"),
        (CustomRule(name="a", css="a", pages="team"), "pages", "must begin with / or"),
    ],
)
def test_a_rule_that_cannot_be_used_says_why_and_where(rule: CustomRule, field: str, why: str) -> None:
    with pytest.raises(RuleError, match=why) as caught:
        custom_checks.check(rule)
    assert caught.value.field == field


def test_a_selector_whose_time_grows_out_of_bounds_is_refused() -> None:
    slow = "//*[count(//*[count(//*[count(//*) > 1]) > 1]) > 1]"
    with pytest.raises(RuleError, match=r"takes too long on a page of [\d,]+ elements"):
        custom_checks.check(CustomRule(name="slow", xpath=slow))
