import pytest

from desktop_scanner.core.results import DnsFacts
from desktop_scanner.extract.security import mail

MX = ("mx.a.test",)


@pytest.mark.parametrize(
    ("txt", "result", "said"),
    [
        (("v=spf1 mx -all",), "pass", "strictly (-all), in 1 look-up."),
        (("v=spf1 ip4:192.0.2.1 ~all",), "pass", "as a suspicion (~all), in 0 look-ups."),
        (("v=spf1 redirect=_spf.b.test",), "pass", "by reference to _spf.b.test"),
        (("v=spf1 mx",), "warn", "says nothing of servers"),
        (("v=spf1 mx ?all",), "warn", "says nothing of servers"),
        (("v=spf1 ptr -all",), "warn", "uses ptr"),
        (("v=spf1 +all",), "fail", "(+all)"),
        (("v=spf1 foo -all",), "fail", "void"),
        (("v=spf1 -all", "v=spf1 mx -all"), "fail", "several"),
        (("hello",), "fail", "No SPF record"),
    ],
)
def test_spf_is_judged_by_what_it_lets_through(txt: tuple[str, ...], result: str, said: str) -> None:
    finding = mail.spf(DnsFacts(name="a.test", mx=MX, txt=txt))
    assert finding.result == result
    assert said in finding.message


@pytest.mark.parametrize("mx", [(), (".",)])
def test_a_domain_that_takes_no_mail_is_only_advised(mx: tuple[str, ...]) -> None:
    assert mail.spf(DnsFacts(name="a.test", mx=mx)).result == "warn"


@pytest.mark.parametrize(
    ("record", "result", "said"),
    [
        ("v=DMARC1; p=reject", "pass", "is refused (p=reject)"),
        ("v=DMARC1; p=quarantine", "pass", "is set aside (p=quarantine)"),
        ("v=DMARC1; p=none", "warn", "only watches"),
        ("v=DMARC1; p=reject; pct=20", "warn", "20 %"),
        ("v=DMARC1; p=reject; sp=none", "warn", "sp=none"),
        ("v=DMARC1; p=reject; pct=x", "warn", "has a fault"),
        ("v=DMARC1", "fail", "void"),
        (None, "fail", "No DMARC record"),
    ],
)
def test_dmarc_is_judged_by_what_becomes_of_forged_mail(record: str | None, result: str, said: str) -> None:
    finding = mail.dmarc(DnsFacts(name="a.test", dmarc=record))
    assert finding.result == result
    assert said in finding.message


@pytest.mark.parametrize("judge", [mail.spf, mail.dmarc])
@pytest.mark.parametrize(
    ("dns", "said"),
    [
        (DnsFacts(), "DNS was not asked for mail records."),
        (DnsFacts(note="Why not."), "Why not."),
        (DnsFacts(name="a.test", unknown={"spf": "Silence.", "dmarc": "Silence."}), "Silence."),
    ],
)
def test_what_was_not_answered_is_unknown(judge: object, dns: DnsFacts, said: str) -> None:
    finding = judge(dns)  # type: ignore[operator]
    assert (finding.result, finding.message) == ("unknown", said)
