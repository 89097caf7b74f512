import pytest

from desktop_scanner.core import row_terms
from desktop_scanner.core.failures import FailureKind
from desktop_scanner.core.queries import RowColumn, RowFilter, RowOrder
from desktop_scanner.core.results import Address, DomainResult, Email, Page, Phone, SocialProfile, Technology, Tracker
from desktop_scanner.core.statuses import Verdict
from desktop_scanner.store import matching
from desktop_scanner.store.database import Store
from desktop_scanner.store.marking import NewMark
from tests.unit.store import samples
from tests.unit.store.samples import BATCH

LONG = f"{'Brot und Brötchen ' * 6}aus Köln"


def _email(value: str) -> Email:
    return Email(value=value, kind="role", confidence=0.9)


def _results() -> list[DomainResult]:
    page = Page(url="https://a.de/", status=200)
    good = samples.completed
    return [
        good(
            samples.claimed("bakery.de"),
            title=LONG,
            language="de-AT",
            http_status=200,
            elapsed_ms=800,
            pages=(page, page, page),
            emails=(_email("info@bakery.de"), _email("shop@bakery.de")),
            technologies=(Technology(name="WordPress", version="6.5", categories=("CMS",)),),
            social=(SocialProfile(network="linkedin", url="https://www.linkedin.com/company/b", handle="b"),),
            addresses=(Address(value="Am Markt 1, Köln", country="DE"),),
            organization={"name": "Bäckerei Müller"},
            custom={"vat": ["DE123"]},
        ),
        good(
            samples.claimed("shop.co.uk"),
            title="Shop",
            language="en",
            http_status=404,
            elapsed_ms=5_001,
            verdict=Verdict.PARKED,
            pages=(page,),
            emails=(_email("info@shop.co.uk"),),
            phones=(Phone(value="+442071838750", display="x", region="GB", confidence=0.9),),
            technologies=(Technology(name="WordPress VIP", version=None), Technology(name="Shopify", version=None)),
            trackers=(Tracker(kind="google_analytics", id="UA-12345-2"),),
            ip_addresses=("203.0.113.9",),
        ),
        samples.failed(samples.claimed("gone.com")),
        samples.failed(samples.claimed("down.com"), FailureKind.CONNECT_REFUSED),
    ]


@pytest.fixture
async def scanned(store: Store) -> Store:
    await samples.started(store, samples.targets(2), "other")
    await samples.scanned(store, _results())
    return store


async def _named(store: Store, text: str, order: RowOrder = RowOrder()) -> str:  # noqa: B008 -- a frozen value
    parsed = row_terms.parse(text)
    assert parsed.faults == ()
    rows = await store.rows(await store.row_ids(BATCH, order, parsed.where))
    return " ".join(row.domain.partition(".")[0] for row in rows)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("status:failed", "gone down"),
        ("status:failed,done", "bakery shop gone down"),
        ("-status:done", "gone down"),
        ("status:waiting", ""),
        ("kind:dns_not_found", "gone"),
        ("kind:dns,connect", "gone down"),
        ("-kind:dns", "bakery shop down"),
        ("verdict:parked", "shop"),
        ("http:404", "shop"),
        ("http:2xx,4xx", "bakery shop"),
        ("-http:404", "bakery gone down"),
        ("pages:>2", "bakery"),
        ("pages:0..1", "shop gone down"),
        ("time:>5s", "shop"),
        ("time:..800ms", "bakery"),
        ("email:yes", "bakery shop"),
        ("email:no", "gone down"),
        ("email:>1", "bakery"),
        ("email:SHOP@", "bakery"),
        ("email:=info@shop.co.uk,>1", "bakery shop"),
        ("phone:yes", "shop"),
        ("phone:+4420", "shop"),
        ('phone:"+44 20 7183"', "shop"),
        ("tech:word", "bakery shop"),
        ("tech:=wordpress", "bakery"),
        ("tech:wordpress tech:shopify", "shop"),
        ("tech:wordpress -tech:shopify", "bakery"),
        ("tech:none", "gone down"),
        ("tech:none,shopify", "shop gone down"),
        ("cms:yes", "bakery"),
        ("cms:word", "bakery"),
        ("lang:de", "bakery"),
        ("lang:DE-at", "bakery"),
        ("lang:=de", ""),
        ("lang:none", "gone down"),
        ("country:de", "bakery"),
        ("country:d", "bakery"),
        ("social:linkedin", "bakery"),
        ("address:KÖLN", "bakery"),
        ("org:müller", "bakery"),
        ("org:no", "shop gone down"),
        ("tracker:google_analytics", "shop"),
        ("custom:de1", "bakery"),
        ("title:brot", "bakery"),
        ('title:"aus KÖLN"', "bakery"),
        ("title:wordpress", ""),
        ("title:=shop", "shop"),
        ("title:none", "gone down"),
        ("domain:o", "shop gone down"),
        ("domain:=shop.co.uk", "shop"),
        ("tld:com,co.uk", "shop gone down"),
        ("tld:uk -tld:co.uk", ""),
        ("marked:yes", ""),
        ("pivot:ip=203.0.113.9", "shop"),
        ('pivot:"tracker=google_analytics:UA-12345"', "shop"),
        ("pivot:email=info@bakery.de", "bakery"),
        ("-pivot:ip=203.0.113.9,nothing", "bakery gone down"),
        ("marked:no", "bakery shop gone down"),
        ("brot info@", "bakery"),
        ("brot wordpress", "bakery"),
        ("bakery köln", "bakery"),
        ("info@ -köln -shopify", ""),
        ("-brot", "shop gone down"),
        ("text:brot,gone", "bakery gone"),
        ("status:done email:yes tech:wordpress lang:en pages:>=1 info", "shop"),
    ],
)
@pytest.mark.parametrize("few", [0, 2, 5_000])
async def test_terms_are_met_by_the_rows_that_they_mean(
    scanned: Store, text: str, expected: str, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matching, "FEW", few)
    assert await _named(scanned, text) == expected


async def test_what_is_filtered_keeps_its_order(scanned: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    assert await _named(scanned, "info@", RowOrder(RowColumn.TITLE, is_descending=True)) == "shop bakery"
    monkeypatch.setattr(matching, "FEW", 0)
    assert await _named(scanned, "info@", RowOrder(RowColumn.TITLE, is_descending=True)) == "shop bakery"


async def test_what_is_marked_as_wrong_is_not_there(scanned: Store) -> None:
    await scanned.mark(
        [
            NewMark(kind="technology", value="WordPress", domain="bakery.de"),
            NewMark(kind="email", value="info@shop.co.uk"),
            NewMark(kind="social", value="https://www.linkedin.com/company/b"),
        ]
    )
    assert await _named(scanned, "tech:wordpress") == "shop"
    assert await _named(scanned, "cms:yes") == ""
    assert await _named(scanned, "email:info@") == "bakery"
    assert await _named(scanned, "email:no") == "shop gone down"
    assert await _named(scanned, "social:no") == "bakery shop gone down"
    assert await _named(scanned, "marked:yes") == "bakery shop"


async def test_names_are_found_in_the_form_that_people_read(store: Store) -> None:
    await samples.started(
        store, [samples.target("xn--strae-oqa.de", "straße.de"), samples.target("b.xn--p1ai", "b.рф")]
    )
    for text in ("strasse", "domain:STRASSE", "domain:=straße.de", "tld:de", "-tld:рф", "-domain:b.рф"):
        ids = await store.row_ids(BATCH, RowOrder(), row_terms.parse(text).where)
        assert [row.domain for row in await store.rows(ids)] == ["xn--strae-oqa.de"], text


async def test_batches_whose_rows_lie_between_each_other_are_kept_apart(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    await samples.started(store, samples.targets(4), BATCH)
    await samples.started(store, [samples.target("a.be"), samples.target("b.be")], "other")
    with store._writer._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE target SET batch_key = 3 - batch_key WHERE id IN (2, 5)")
    monkeypatch.setattr(matching, "FEW", 0)
    assert await store.row_ids(BATCH, RowOrder(), row_terms.parse("-tech:x").where) == [1, 3, 4, 5]
    assert await store.row_ids(BATCH, RowOrder(), row_terms.parse("tech:none").where) == [1, 3, 4, 5]


async def test_all_parts_of_a_filter_hold_together(scanned: Store) -> None:
    failed = row_terms.parse("status:failed").where.terms
    where = RowFilter(text="gone", kinds=(FailureKind.DNS_NOT_FOUND,), terms=failed)
    assert len(await scanned.row_ids(BATCH, RowOrder(), where)) == 1
    assert await scanned.row_ids("unknown", RowOrder(), where) == []
