"""Each technology has examples under tests/data/technologies: some that show it, some that only look like it."""

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop_scanner.core.results import DnsFacts, Technology
from desktop_scanner.extract.parsing.document import Document
from desktop_scanner.extract.technologies import rule_files, technologies
from desktop_scanner.extract.technologies.domain_technologies import DomainEvidence, of_domain

FOLDER = Path(__file__).parents[3] / "data" / "technologies"
AREAS: dict[str, dict[str, dict[str, list[dict[str, Any]]]]] = {
    file.stem: json.loads(file.read_text(encoding="utf-8")) for file in sorted(FOLDER.glob("*.json"))
}


def seen(example: dict[str, Any]) -> dict[str, Technology]:
    url = example.get("url", "https://www.x.example/")
    page = Document(url, example.get("html", "<p>…</p>").encode(), "text/html; charset=utf-8")
    evidence = DomainEvidence(
        domain="x.example",
        url=url,
        dns=DnsFacts(mx=tuple(example.get("mx", ())), txt=tuple(example.get("txt", ()))),
        certificate_issuer=example.get("certificate", ""),
        robots_text=example.get("robots", ""),
    )
    headers = tuple((name, value) for name, value in example.get("headers", ()))
    return {found.name: found for found in (*technologies.technologies(page, headers), *of_domain(evidence))}


def test_each_technology_has_examples_of_both_kinds() -> None:
    all_examples = {name: found for area in AREAS.values() for name, found in area.items()}
    assert all_examples.keys() == rule_files.default().rules.keys()
    assert not [name for name, found in all_examples.items() if not found["yes"] or not found["no"]]


def examples(area: str, kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, found in AREAS[area].items():
        for example in found[kind]:
            yield name, example


@pytest.mark.parametrize("area", AREAS)
def test_a_technology_is_found_where_it_is(area: str) -> None:
    for name, example in examples(area, "yes"):
        found = seen(example).get(name)
        assert found is not None, (name, example)
        assert (found.version, bool(found.evidence)) == (example.get("version"), True), (name, example)


@pytest.mark.parametrize("area", AREAS)
def test_a_technology_is_not_found_where_something_looks_like_it(area: str) -> None:
    for name, example in examples(area, "no"):
        assert name not in seen(example), (name, example)


@pytest.mark.parametrize("area", AREAS)
def test_a_page_that_shows_how_a_technology_is_built_in_is_not_built_with_it(area: str) -> None:
    for name, example in examples(area, "yes"):
        if "html" in example and "url" not in example:
            shown = f"<h1>{name}</h1><pre><code>{html.escape(example['html'])}</code></pre>"
            assert name not in seen({"html": shown}), (name, shown)


@pytest.mark.parametrize("area", AREAS)
def test_a_link_to_a_technologys_script_is_not_the_script(area: str) -> None:
    for name, example in examples(area, "yes"):
        source = re.search(r"""<(?:script|link)[^>]*(?:src|href)=["']([^"']+)""", example.get("html", ""))
        if source:
            link = f'<p>See <a href="{source[1]}">{name}</a> and {source[1]}.</p>'
            assert name not in seen({"html": link}), (name, link)
