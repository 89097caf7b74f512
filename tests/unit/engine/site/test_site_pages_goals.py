import pytest

from tests.servers.sites import NOT_FOUND, Reply, Script, Site, page, redirect
from tests.unit.engine.site.test_site_pages import paths, scan
from tests.unit.engine.site.test_sitemaps import urlset


def mail(title: str) -> Reply:
    return Reply(f"<title>{title}</title><p>{title}: write to <a href='mailto:info@a-workshop.com'>us</a>.</p>")


_MET: dict[str, Script] = {
    "/": page("Front", "/contact", "/impressum", "/about", *(f"/x{n}" for n in range(20))),
    "/contact": mail("Contact"),
    "/impressum": page("Impressum"),
    "/about": page("About"),
    **{f"/x{n}": page(f"Work {n}") for n in range(20)},
}


async def test_reading_stops_early_when_all_goals_are_met() -> None:
    result, asked = await scan(_MET)
    assert sorted(paths(result)) == ["/", "/about", "/contact", "/impressum"]
    assert not [path for path in asked if path.startswith("/x")]


async def test_on_request_the_whole_budget_is_used() -> None:
    result, _ = await scan(_MET, all_pages=True)
    assert len(result.pages) == 8


async def test_a_team_page_that_is_known_is_read_before_reading_stops() -> None:
    site = {**_MET, "/about": page("About", "/team"), "/team": page("Team")}
    result, asked = await scan(site)
    assert "/team" in paths(result)
    assert not [path for path in asked if path.startswith("/x")]


async def test_first_pages_of_further_kinds_are_read_and_second_ones_are_not() -> None:
    more = ("/locations", "/privacy", "/contact-form", "/about-history")
    site = {**_MET, "/about": page("About", *more), **{path: page(path) for path in more}}
    result, asked = await scan(site, max_pages=20)
    assert {"/locations", "/privacy"} <= set(paths(result))
    assert not {"/contact-form", "/about-history"} & set(asked)


async def test_a_contact_page_without_contacts_does_not_end_the_reading() -> None:
    result, _ = await scan({**_MET, "/contact": page("Contact")})
    assert len(result.pages) == 8


async def test_usual_addresses_are_tried_where_nobody_names_such_pages() -> None:
    site: Site = {
        "/": Reply("<html lang=de><title>Dach</title><p>Wir decken Ihr Dach.</p>"),
        "/impressum": mail("Impressum"),
    }
    result, asked = await scan(site)
    assert [(page.url, page.kind) for page in result.pages][1:] == [("https://a.test/impressum", "imprint")]
    assert [path for path in asked if path not in ("/", "/robots.txt", "/sitemap.xml")] == ["/kontakt", "/impressum"]


async def test_a_page_that_was_guessed_leads_to_others() -> None:
    site: Site = {
        "/": page("Front"),
        "/contact": redirect("/contact/"),
        "/contact/": page("Contact", "/x"),
        "/x": page("X"),
    }
    assert paths((await scan(site))[0]) == ["/", "/contact/", "/x"]


_FRONT = page("Front", "/services")


@pytest.mark.parametrize(
    "reply",
    [
        Reply(status=404),
        Reply(status=500),
        Reply(status=429),
        Reply(resets=True),
        redirect("/"),
        redirect("https://b.test/"),
        Reply("%PDF-", type="application/pdf"),
        Reply("<title>Oops</title><h1>Page not found</h1>"),
        Reply(f"{_FRONT.body!r}<!-- 17:05 -->".strip("'")),
        _FRONT,
        Reply("<title>Welcome</title><link rel=canonical href='/'>"),
    ],
)
async def test_a_guess_that_brings_nothing_leaves_nothing(reply: Reply) -> None:
    site: Site = {"/": _FRONT, "/contact": reply, "/contact-us": reply, "/services": page("Services")}
    result, asked = await scan(site, max_pages=2, per_host=1)
    assert paths(result) == ["/", "/services"]
    assert "/contact" in asked


@pytest.mark.parametrize("named", ["link", "sitemap", "email"])
async def test_nothing_is_guessed_that_is_known(named: str) -> None:
    front = {"link": page("Front", "/reach-us"), "email": mail("Front")}.get(named, page("Front"))
    sitemap = Reply(urlset("https://a.test/reach-us"), type="application/xml")
    site: Site = {
        "/": front,
        "/reach-us": page("Reach us"),
        "/sitemap.xml": sitemap if named == "sitemap" else NOT_FOUND,
    }
    _, asked = await scan(site)
    assert "/contact" not in asked


async def test_no_guess_is_made_that_robots_txt_or_a_pattern_forbids() -> None:
    rules = Reply("User-agent: *\nDisallow: /contact-us", type="text/plain")
    _, asked = await scan({"/": page("Front"), "/robots.txt": rules}, exclude=("/contact",))
    assert [path for path in asked if path.startswith("/contact")] == []
