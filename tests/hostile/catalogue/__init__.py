"""The catalogue of hostile sites, by what is wrong with them."""

from tests.hostile.case import Case
from tests.hostile.catalogue import (
    bodies,
    connecting,
    dns,
    framing,
    greedy,
    pages,
    redirects,
    refusals,
    robots,
    sitemaps,
    tls,
    traps,
)

CASES: tuple[Case, ...] = (
    *dns.CASES,
    *connecting.CASES,
    *tls.CASES,
    *framing.CASES,
    *bodies.CASES,
    *pages.CASES,
    *redirects.CASES,
    *robots.CASES,
    *sitemaps.CASES,
    *traps.CASES,
    *refusals.CASES,
    *greedy.CASES,
)
