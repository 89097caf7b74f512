import asyncio
import socket
import ssl
import time

import httpx
import pytest

from desktop_scanner.core.errors import SettingsError
from desktop_scanner.demo import sites
from desktop_scanner.demo.server import DemoServer
from desktop_scanner.demo.sites import Site
from tests.unit.demo.conftest import Ask

SITES = sites.load()
SERVED = [site for site in SITES if site.expect.final_url and not site.behaviour.delays_s]
REFUSED_DOORS = [
    f"{scheme}://{site.domain}/"
    for site in SITES
    for scheme, behaviour in (("http", site.behaviour.port_80), ("https", site.behaviour.port_443))
    if behaviour == "refuse"
]


def by_domain(site: Site) -> str:
    return site.domain


def named(domain: str) -> Site:
    return next(site for site in SITES if site.domain == domain)


@pytest.mark.parametrize("site", SERVED, ids=by_domain)
async def test_a_site_answers_where_its_final_address_says(site: Site, ask: Ask) -> None:
    answer = await ask(site.expect.final_url or "")
    assert answer.status_code == site.expect.http_status
    assert answer.content == site.files["index.html"]
    assert f"charset={site.behaviour.charset}" in answer.headers["content-type"]
    assert all(value in answer.headers.get_list(name) for name, value in site.behaviour.headers)


@pytest.mark.parametrize("site", [site for site in SERVED if site.behaviour.port_80 == "serve"], ids=by_domain)
@pytest.mark.parametrize("prefix", ["", "www."])
async def test_each_name_leads_to_the_final_address(site: Site, prefix: str, ask: Ask) -> None:
    url = f"http://{prefix}{site.domain}/"
    for _ in range(4):
        answer = await ask(url)
        if not answer.is_redirect:
            break
        url = answer.headers["location"]
    assert answer.status_code == 200
    assert site.behaviour.canonical in (None, url.removesuffix("/"))


async def test_the_chain_of_redirects_has_the_length_that_is_expected(ask: Ask) -> None:
    site = named("trattoria-tre-gelsi-bianchi.it")
    urls = [f"https://{site.domain}/"]
    while (answer := await ask(urls[-1])).is_redirect:
        urls.append(answer.headers["location"])
    assert len(urls) - 1 == site.expect.redirects
    assert urls[-1] == site.expect.final_url


@pytest.mark.parametrize("door", REFUSED_DOORS)
async def test_a_refusing_door_refuses(door: str, ask: Ask) -> None:
    with pytest.raises(httpx.ConnectError):
        await ask(door)


async def test_the_expired_certificate_is_expired(ask: Ask) -> None:
    with pytest.raises(httpx.ConnectError, match="certificate has expired"):
        await ask("https://gartenbau-ellerkamp.de/")


async def test_a_name_that_is_no_sample_gets_no_certificate(demo: DemoServer) -> None:
    context = ssl.create_default_context(cafile=str(demo.ca_file))
    with pytest.raises((ssl.SSLError, ConnectionError)):  # asyncio may break off before the alert is out
        await asyncio.open_connection("127.0.0.1", demo.https_port, ssl=context, server_hostname="elsewhere.de")


async def test_the_broken_site_answers_500_and_lets_robots_in(ask: Ask) -> None:
    assert (await ask("https://meadowlark-coach-tours.co.uk/")).status_code == 500
    assert (await ask("https://meadowlark-coach-tours.co.uk/fleet")).status_code == 500
    assert (await ask("https://meadowlark-coach-tours.co.uk/robots.txt")).status_code == 200


async def test_the_site_without_visitors_disallows_everything(ask: Ask) -> None:
    assert "Disallow: /\n" in (await ask("https://archiv-ostrand.de/robots.txt")).text


async def test_the_slow_site_takes_seconds_but_answers_in_time(ask: Ask) -> None:
    before = time.monotonic()
    answer = await ask("http://horlogerie-vaubrun.fr/")
    assert answer.status_code == 200
    assert 3.9 <= time.monotonic() - before < 10


@pytest.mark.parametrize("url", ["http://szklo-pod-debami.pl/robots.txt", "https://kettlewick-and-rowe.com/nothing"])
async def test_what_is_not_there_is_not_found(url: str, ask: Ask) -> None:
    answer = await ask(url)
    if answer.is_redirect:
        answer = await ask(answer.headers["location"])
    assert answer.status_code == 404


async def test_head_has_the_headers_of_get_and_no_body(ask: Ask) -> None:
    answer = await ask("https://kettlewick-and-rowe.com/", method="HEAD")
    assert answer.content == b""
    assert int(answer.headers["content-length"]) == len(named("kettlewick-and-rowe.com").files["index.html"])


async def test_a_connection_is_kept_for_the_next_request(ask: Ask) -> None:
    streams = [
        (await ask(f"https://kettlewick-and-rowe.com/{path}"))
        .extensions["network_stream"]
        .get_extra_info("client_addr")
        for path in ("", "cart", "robots.txt")
    ]
    assert len(set(streams)) == 1


def test_both_ports_of_both_names_of_each_site_have_a_rule() -> None:
    server = DemoServer()
    asyncio.run(_once(server))
    covered = {tuple(rule.split(":")[:2]) for rule in server.connect_to}
    assert covered == {(host, port) for site in SITES for host in site.hosts for port in ("80", "443")}
    assert all(rule.split(":")[2] == "127.0.0.1" for rule in server.connect_to)


async def _once(server: DemoServer) -> None:
    await server.start()
    await server.aclose()


@pytest.mark.parametrize("address", ["::1", "127.0.0.2"])
async def test_no_other_address_listens(demo: DemoServer, address: str) -> None:
    for port in (demo.http_port, demo.https_port):
        with pytest.raises(OSError):  # noqa: PT011 -- refused, or the machine has no such address
            socket.create_connection((address, port), 1).close()


async def test_two_servers_run_at_once(demo: DemoServer) -> None:
    other = DemoServer()
    await other.start()
    ports = {demo.http_port, demo.https_port, other.http_port, other.https_port}
    await other.aclose()
    assert len(ports) == 4


async def test_a_port_that_is_taken_is_named_with_a_next_step(demo: DemoServer) -> None:
    with pytest.raises(SettingsError, match=rf"port {demo.http_port}: .* Name another port"):
        await DemoServer(demo.http_port).start()


async def test_a_port_that_does_not_exist_is_refused() -> None:
    with pytest.raises(SettingsError, match="ports run from 1 to 65535"):
        await DemoServer(70_000).start()


async def test_closing_frees_the_ports_and_removes_the_certificates(demo: DemoServer) -> None:
    ports, folder = (demo.http_port, demo.https_port), demo.ca_file.parent
    await demo.aclose()
    for port in ports:
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port), 1)
    assert not folder.exists()


async def test_the_port_can_be_used_again_at_once(demo: DemoServer, ask: Ask) -> None:
    await ask("http://archiv-ostrand.de/")
    await demo.aclose()
    again = DemoServer(demo.http_port)
    await again.start()
    assert again.http_port == demo.http_port
    await again.aclose()


async def test_closing_waits_for_no_slow_answer(demo: DemoServer) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", demo.http_port)
    for path in (b"robots.txt", b""):
        writer.write(b"HEAD /" + path + b" HTTP/1.1\r\nHost: horlogerie-vaubrun.fr\r\n\r\n")
    await reader.readuntil(b"\r\n\r\n")  # the slow request came with the first, and is under way now
    before = time.monotonic()
    await demo.aclose()
    assert await reader.read() == b""
    assert time.monotonic() - before < 2
    writer.close()


async def test_closing_twice_or_unstarted_does_nothing(demo: DemoServer) -> None:
    await demo.aclose()
    await demo.aclose()
    await DemoServer().aclose()
