"""Well-formed answers that hostile sites mix in with the others."""

from tests.servers.hostile import Script, page, routes

HEAD = b"HTTP/1.1 200 OK\r\n"
HTML = b"Content-Type: text/html; charset=utf-8"
MISSING = page(b"<title>Not Found</title>", HTML, status=b"404 Not Found")
_WORDS = b"<p>We have built staircases, roofs and shop fronts in this town since 1972.</p>"
CONTACT = page(
    b"<!doctype html><title>Contact</title>" + _WORDS + b'<p>Write to <a href="mailto:info@a-workshop.com">us</a>.</p>',
    HTML,
)


def html(body: bytes | str, *headers: bytes, status: bytes = b"200 OK") -> bytes:
    """Return a page as most servers send it."""
    return page(body.encode() if isinstance(body, str) else body, HTML, *headers, status=status)


def document(title: str, *links: str, head: str = "", body: str = "") -> str:
    """Return an ordinary page of HTML, with links whose text is their path."""
    anchors = " ".join(f'<a href="{link}">{link.strip("/")}</a>' for link in links)
    return (
        f"<!doctype html><html lang=en><head><title>{title}</title>{head}</head><body>{_WORDS.decode()}{body}{anchors}"
    )


ORDINARY = html(document("Workshop", "/contact"))


def site(front: bytes | Script, **paths: bytes | Script) -> Script:
    """Return a site with this front page and a contact page that is in order; `robots_txt` means /robots.txt."""
    named = {f"/{name.replace('_', '.')}": answer for name, answer in paths.items()}
    return routes({"/": front, "/contact": CONTACT, **named}, MISSING)
