"""What the technologies of a page cost with 3,000 of them loaded: `python -m tests.benchmarks.technologies`.

The program's own rules, and made-up ones of the kinds that public sets hold, as a user's own, so that they run under
guard. The pages are the sample sites' and larger ones made of what pages of shops, magazines and companies consist of.
"""

import json
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from desktop_scanner.core import resources
from desktop_scanner.extract.parsing.document import Document
from desktop_scanner.extract.technologies import rule_files, technologies
from desktop_scanner.extract.technologies.rule_index import RuleSet

TECHNOLOGIES = 3_000
LARGE_PAGES = 40
LARGE_BYTES = 70_000
ROUNDS = 5
HEADERS = (
    ("Server", "nginx/1.25.3"),
    ("X-Powered-By", "PHP/8.2.17"),
    ("Set-Cookie", "PHPSESSID=abc; path=/; HttpOnly"),
    ("Content-Type", "text/html; charset=utf-8"),
    ("Link", '<https://www.example.com/wp-json/>; rel="https://api.w.org/"'),
    ("Strict-Transport-Security", "max-age=31536000"),
)
_SYLLABLES = "ba de fi go hu ja ke li mo nu pa re si to vu wa xe yo za cra dri flo gle pri sto tru".split()


def main() -> None:
    known = rules()
    first, second = pages(seed=2), pages(seed=3)
    size = sum(len(body) for _, body in second) / len(second)
    print(f"{len(known.rules):,} technologies, {len(second)} pages of {size / 1000:,.1f} kB on average")
    measure(known, first)  # compiles what these pages need, as the first of a batch do
    parse_ms = cost_ms(lambda: [LexborHTMLParser(body.decode("utf-8", "replace")) for _, body in second]) / len(second)
    print(f"selectolax parses a page in        {parse_ms:.2f} ms")
    for title in ("never seen before", "of a site seen before"):
        costs = measure(known, second)
        mean = sum(costs) / len(costs)
        ratio = f"{mean / parse_ms:.1f} times the parse"
        print(f"technologies, {title:<21} {mean:.2f} ms a page, {ratio}; slowest {max(costs):.2f} ms")


def pages(seed: int) -> list[tuple[str, bytes]]:
    """Return the sample sites' pages and larger ones of another make for each seed."""
    return [*small_pages(), *large_pages(seed)]


def measure(known: RuleSet, pages: list[tuple[str, bytes]]) -> list[float]:
    """Return the milliseconds that the technologies of each page take."""
    documents = [Document(url, body, "text/html; charset=utf-8") for url, body in pages]
    return [cost_ms(partial(technologies.technologies, page, HEADERS, known), rounds=1) for page in documents]


def cost_ms(work: Callable[[], Any], rounds: int = ROUNDS) -> float:
    """Return the least processor time that a piece of work took in several rounds."""
    costs = []
    for _ in range(rounds):
        started = time.process_time()
        work()
        costs.append(time.process_time() - started)
    return min(costs) * 1000


def rules() -> RuleSet:
    """Return the program's rules with made-up ones over them, up to 3,000."""
    count = TECHNOLOGIES - len(rule_files.default().rules)
    made_up = dict(_rules(Random(1), count))  # noqa: S311 -- for names
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "made-up.json")
        file.write_text(json.dumps({"technologies": made_up}), encoding="utf-8")
        return rule_files.loaded((str(file),))


def _rules(random: Random, count: int) -> Iterator[tuple[str, dict[str, Any]]]:
    for number in range(count):
        name = _word(random, 3) + random.choice(("ly", "ify", "kit", "js", "io", "press", "cart", "lab"))
        kinds: list[dict[str, Any]] = [
            {"scriptSrc": rf"(?:cdn|static|js)\.{name}\.(?:com|io)/"},
            {"scriptSrc": rf"/{name}(?:\.min)?\.js(?:\?ver=([\d.]+))?\;version:\1"},
            {"html": rf"<link[^>]+href=['\"][^'\"]*/{name}(?:-([\d.]+))?\.css\;version:\1", "js": {name: ""}},
            {"html": [rf"<!-- (?:powered|built) (?:by|with) {name}", rf"<div[^>]+class=\"[^\"]*{name}-widget"]},
            {"dom": f"div.{name}-root, link[href*='{name}']"},
            {"dom": {f"script[src*='{name}']": {"attributes": {"src": r"v([\d.]+)\;version:\1"}}}},
            {"scripts": rf"{name}\.init\(|window\.__{name}", "cookies": {f"_{name}": ""}},
            {"headers": {f"X-{name}": "", "Server": rf"^{name}(?:/([\d.]+))?\;version:\1"}},
            {"meta": {"generator": rf"^{name} ?([\d.]+)?\;version:\1"}, "implies": "PHP"},
            {"url": rf"^https?://[^/]+\.{name}\.com", "text": rf"made with {name}"},
        ]
        yield f"{name.title()} {number}", {"cats": [random.choice((1, 6, 10, 36, 59))], **kinds[number % len(kinds)]}


def _word(random: Random, syllables: int = 2) -> str:
    return "".join(random.choice(_SYLLABLES) for _ in range(syllables + random.randint(0, 1)))


def small_pages() -> Iterator[tuple[str, bytes]]:
    """Yield the sample sites' pages."""
    for file in sorted(resources.path("sites").rglob("*.html")):
        yield f"https://{file.parent.name}/", file.read_bytes()


def large_pages(seed: int) -> Iterator[tuple[str, bytes]]:
    """Yield pages as large as those of shops and magazines, each with assets, scripts and classes of its own mix."""
    examples = Path(__file__).parents[1] / "data" / "technologies"
    traces = [
        example["html"]
        for file in sorted(examples.glob("*.json"))
        for found in json.loads(file.read_text(encoding="utf-8")).values()
        for example in (*found["yes"], *found["no"])
        if "html" in example
    ]
    chance = Random(seed)  # noqa: S311 -- for texts
    for number in range(LARGE_PAGES):
        head = "".join(chance.sample(traces, 30))
        body = ""
        while len(body) < LARGE_BYTES - len(head):
            body += _block(chance)
        page = f"<!doctype html><html lang=de><head><title>{number}</title>{head}</head><body>{body}</body></html>"
        yield f"https://www.site{seed}-{number}.example/", page.encode()


def _block(chance: Random) -> str:
    words = " ".join(_word(chance) for _ in range(30))
    name, price = _word(chance), chance.randint(5, 500)
    return (
        f'<section class="section {name}-section grid-{price}"><div class="container"><h2 class="title">{name}</h2>'
        f'<a href="/produkt/{name}-{price}/?ref={name}" class="card card--{name}"><img src="/media/{name}/{price}.jpg" '
        f'alt="{name}" loading="lazy" width="400" height="300"></a><p>{words}</p><b class="price">{price},00 €</b>'
        f'<button class="btn btn-primary" data-id="{price}">In den Warenkorb</button></div></section>\n'
        f'<script>window.dataLayer.push({{"event":"view","item":"{name}","value":{price}}});</script>'
    )


if __name__ == "__main__":
    main()
