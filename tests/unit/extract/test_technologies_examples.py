"""Each technology has examples under tests/data/technologies: some that show it, some that only look like it."""

import json
from pathlib import Path
from typing import Any

import pytest

from desktop_scanner.core.results import DnsFacts, Technology
from desktop_scanner.extract import rule_files
from desktop_scanner.extract.document import Document
from desktop_scanner.extract.domain_technologies import DomainEvidence, of_domain
from desktop_scanner.extract.technologies import technologies

FOLDER = Path(__file__).parents[2] / "data" / "technologies"
EXAMPLES: dict[str, dict[str, list[dict[str, Any]]]] = {
    name: found
    for file in sorted(FOLDER.glob("*.json"))
    for name, found in json.loads(file.read_text(encoding="utf-8")).items()
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
    return {found.name: found for found in (*technologies(page, headers), *of_domain(evidence))}


def test_each_technology_has_examples_of_both_kinds() -> None:
    assert EXAMPLES.keys() == rule_files.default().rules.keys()
    assert not [name for name, found in EXAMPLES.items() if not found["yes"] or not found["no"]]


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_technology_is_found_where_it_is(name: str) -> None:
    for example in EXAMPLES[name]["yes"]:
        found = seen(example)
        assert name in found, example
        assert found[name].version == example.get("version"), example
        assert found[name].evidence


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_technology_is_not_found_where_something_looks_like_it(name: str) -> None:
    for example in EXAMPLES[name]["no"]:
        assert name not in seen(example), example
