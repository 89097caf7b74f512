import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_scanner.extract.security import mail_records
from desktop_scanner.extract.security.mail_records import Dmarc, Spf

PIECES = st.sampled_from(
    ["v=spf1", "v=DMARC1", "include:", "redirect=", "a/24//64", "p=", "pct=", ";", " ", "-all", "ip6:"]
)


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ("v=spf1 -all", Spf(all="-")),
        ("V=SPF1 MX A:mail.a.test/24//64 ~ALL", Spf(all="~", lookups=2)),
        ("v=spf1 include:_spf.a.test include:b.test ip4:192.0.2.0/24 ip6:2001:db8::/32 ?all", Spf(all="?", lookups=2)),
        ("v=spf1 redirect=_spf.a.test", Spf(redirect="_spf.a.test", lookups=1)),
        ("v=spf1 redirect=_spf.a.test -all", Spf(all="-")),
        ("v=spf1 all include:b.test", Spf(all="+")),
        ("v=spf1 exists:%{i}._spf.a.test ptr exp=why.a.test note=hello -all", Spf(all="-", lookups=2, uses_ptr=True)),
        ("v=spf1", Spf()),
    ],
)
def test_an_spf_record_is_read_by_its_terms(record: str, expected: Spf) -> None:
    assert mail_records.spf(record) == expected


@pytest.mark.parametrize(
    "term",
    [
        "ip4:192.0.2.300",
        "ip4:2001:db8::1",
        "ip4",
        "include",
        "include:",
        "all:a.test",
        "a:",
        "ipv4:192.0.2.1",
        "=x",
        "-",
        "ä",
    ],
)
def test_a_term_that_is_none_makes_the_record_void(term: str) -> None:
    assert mail_records.spf(f"v=spf1 {term} -all").errors == (f'"{term}" is nothing that SPF knows',)


@pytest.mark.parametrize("terms", ["redirect=", "redirect=a.test redirect=b.test", "exp="])
def test_a_modifier_without_value_or_twice_is_a_fault(terms: str) -> None:
    assert "cannot stand here" in mail_records.spf(f"v=spf1 {terms}").errors[0]


@pytest.mark.parametrize(("count", "is_void"), [(10, False), (11, True)])
def test_more_than_ten_look_ups_are_too_many(count: int, is_void: bool) -> None:
    includes = " ".join(f"include:{number}.a.test" for number in range(count))
    read = mail_records.spf(f"v=spf1 {includes} -all")
    assert (read.lookups, bool(read.errors)) == (count, is_void)


def test_spf_records_are_told_from_other_texts() -> None:
    texts = ("v=spf1", "v=spf10 -all", "V=SPF1 -all", "spf2.0/pra -all", "google=1", " v=spf1 -all")
    assert mail_records.spf_records(texts) == ("v=spf1", "V=SPF1 -all")


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ("v=DMARC1; p=reject", Dmarc(policy="reject", subdomains="reject")),
        (
            "v=DMARC1;p=Quarantine;sp=none;pct=50;rua=mailto:a@a.test, mailto:b@b.test;",
            Dmarc(policy="quarantine", subdomains="none", percent=50, reports=("mailto:a@a.test", "mailto:b@b.test")),
        ),
    ],
)
def test_a_dmarc_record_is_read_by_its_tags(record: str, expected: Dmarc) -> None:
    assert mail_records.dmarc(record) == expected


@pytest.mark.parametrize(
    ("record", "policy", "said"),
    [
        ("v=DMARC1", None, "no valid policy"),
        ("v=DMARC1; p=monitor", None, "no valid policy"),
        ("v=DMARC1; rua=mailto:a@a.test", "none", "no valid policy"),
        ("v=DMARC1; p=reject; sp=maybe", "reject", "subdomains"),
        ("v=DMARC1; p=reject; pct=101", "reject", "no number from 0 to 100"),
        ("v=DMARC1; p=reject; hello", "reject", '"hello" is no tag'),
    ],
)
def test_faults_of_a_dmarc_record_are_named(record: str, policy: str | None, said: str) -> None:
    read = mail_records.dmarc(record)
    assert read.policy == policy
    assert said in read.errors[0]


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["hello", "v=DMARC1; p=none"], "v=DMARC1; p=none"),
        ([" v = DMARC1 ;p=none"], " v = DMARC1 ;p=none"),
        (["v=DMARC10; p=none", "p=none; v=DMARC1", "v=dmarc1; p=none"], None),
        (["v=DMARC1; p=none", "v=DMARC1; p=reject"], None),
    ],
)
def test_of_dmarc_records_exactly_one_counts(texts: list[str], found: str | None) -> None:
    assert mail_records.only_dmarc(texts) == found


@given(st.text() | st.lists(PIECES | st.text(max_size=5)).map("".join))
def test_no_text_raises(text: str) -> None:
    assert mail_records.spf(text).lookups >= 0
    assert mail_records.dmarc(text).percent <= 100
    mail_records.only_dmarc([text])
    mail_records.spf_records([text])
