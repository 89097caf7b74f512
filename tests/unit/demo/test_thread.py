import socket
import threading
from pathlib import Path

import pytest

from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.demo import sites
from desktop_scanner.demo.thread import start_in_thread


def test_the_sites_are_served_while_it_runs() -> None:
    with start_in_thread() as demo, socket.create_connection(("127.0.0.1", demo.http_port), 5) as connection:
        connection.sendall(
            b"GET /robots.txt HTTP/1.1\r\nHost: archiv-ostrand.de.localhost\r\nConnection: close\r\n\r\n"
        )
        received = connection.makefile("rb").read()
    assert received.endswith(b"Disallow: /\n")


def test_the_list_names_every_sample_site_in_order() -> None:
    with start_in_thread() as demo:
        assert demo.domains == tuple(site.domain for site in sites.load())
        assert demo.ca_file.is_file()


def test_stopping_frees_the_port_and_ends_the_thread() -> None:
    before = set(threading.enumerate())
    demo = start_in_thread()
    demo.stop()
    demo.stop()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", demo.http_port), 1)
    assert not {thread for thread in set(threading.enumerate()) - before if thread.name == "demo"}


def test_a_port_that_cannot_be_had_is_told_to_the_caller() -> None:
    with start_in_thread() as demo, pytest.raises(SettingsError, match=str(demo.http_port)):
        start_in_thread(demo.http_port)


def test_a_batch_of_sites_that_were_served_before_is_led_to_where_they_are_now(tmp_path: Path) -> None:
    with start_in_thread() as demo:
        older = ScanOptions(connect_to=("a:80:b:1",), ca_file=str(tmp_path / demo.ca_file.name), max_pages=3)
        renewed = demo.renewed(older)
        assert (renewed.connect_to, renewed.ca_file, renewed.max_pages) == (demo.connect_to, str(demo.ca_file), 3)
        other = ScanOptions(ca_file="/etc/other.pem")
        assert demo.renewed(other) is other
        assert demo.text.count("\n") == len(demo.domains) - 1
