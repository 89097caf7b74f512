"""The grade: a table of what each check is worth, and a sentence that says what it came to.

Each check that could be made earns its points: all of them for a pass, half for a warning, none for a fail. The score
is what was earned of what could be, in per cent, so what is not known (`unknown`) or is nobody's fault (`info`) neither
helps nor harms. The weights follow what public guidance (OWASP's on headers, Mozilla's on web security) holds to matter
most: that a site is encrypted at all, then that browsers keep to that, then what limits foreign scripts.

A site without https, or whose certificate browsers refuse, is an F whatever else it does well.
"""

from collections.abc import Iterable, Sequence

from desktop_scanner.core.security import Check, Grade
from desktop_scanner.extract.security.finding import Finding

# What each check is worth, its name in the summary, and why it is worth that.
WEIGHTS: dict[str, tuple[int, str, str]] = {
    "https": (16, "https", "Without it, everyone on the way can read and change what a site says."),
    "https_redirect": (10, "the way to https", "Links and habits lead to http; those visitors must come to https too."),
    "certificate": (
        10,
        "the certificate",
        "Browsers refuse a faulty one; one about to expire is a site about to fail.",
    ),
    "tls_version": (4, "the version of TLS", "Versions before 1.2 can be broken."),
    "hsts": (10, "HSTS", "It keeps browsers from being led to http again."),
    "csp": (14, "the Content-Security-Policy", "It is the strongest means against foreign scripts in a page."),
    "framing": (8, "protection from framing", "Within another site's page, clicks can be misled."),
    "content_type_options": (6, "nosniff", "Uploaded files must not be taken for scripts."),
    "referrer_policy": (4, "the Referrer-Policy", "Addresses may hold what is none of other sites' business."),
    "permissions_policy": (2, "the Permissions-Policy", "It limits what an embedded page may do; few sites need it."),
    "isolation": (0, "isolation", "Told, and not graded: few sites need it."),
    "cookies": (8, "the cookies' flags", "A session that is stolen is a visitor who is robbed."),
    "mixed_content": (6, "content over http", "What comes unencrypted can be changed on its way into the page."),
    "disclosure": (2, "the software's versions", "They tell attackers what to try first."),
    "security_txt": (2, "security.txt", "Graded only where there is one: it must be valid and not have expired."),
    "spf": (6, "SPF", "Without it, every server may send mail in the domain's name; graded only with DNS on."),
    "dmarc": (6, "DMARC", "It decides what becomes of forged mail; graded only with DNS on."),
}
GRADES: tuple[tuple[int, Grade], ...] = ((90, "A"), (75, "B"), (60, "C"), (50, "D"), (35, "E"), (0, "F"))

_SHARES = {"pass": 2, "warn": 1, "fail": 0}  # halves
_DECISIVE = ("https", "certificate")
_NAMED = 4


def checks(findings: Iterable[Finding]) -> tuple[Check, ...]:
    """Return the findings with their points, in the order of the table."""
    order = list(WEIGHTS)
    return tuple(_check(finding) for finding in sorted(findings, key=lambda finding: order.index(finding.id)))


def score(judged: Sequence[Check]) -> int | None:
    """Return the points in per cent of those that could be earned."""
    possible = sum(check.max_points for check in judged)
    return round(100 * sum(check.points for check in judged) / possible) if possible else None


def grade(judged: Sequence[Check], reached: int) -> Grade:
    """Return the letter for a score."""
    if decisive(judged) is not None:
        return "F"
    return next(letter for least, letter in GRADES if reached >= least)


def decisive(judged: Iterable[Check]) -> Check | None:
    """Return the fault that decides the grade by itself, if there is one."""
    return next((check for check in judged if check.id in _DECISIVE and check.result == "fail"), None)


def summary(judged: Sequence[Check], letter: Grade | None, reached: int | None) -> str:
    """Return the grade's reasons in one sentence."""
    failed, weak = (_names(judged, result) for result in ("fail", "warn"))
    if letter is None or reached is None:
        why = "The site itself was not seen, so it has no grade"
        return f"{why}; {_faults(failed, weak)}." if failed or weak else f"{why}."
    cause = decisive(judged)
    if cause is not None:
        return f"F: {cause.message.rstrip('.')}, which outweighs everything else ({reached} of 100 points)."
    if not failed and not weak:
        return f"{letter}: {reached} of 100 points; nothing that could be checked is wrong."
    return f"{letter}: {reached} of 100 points; {_faults(failed, weak)}."


def table() -> str:
    """Return the README's table of all checks, in Markdown."""
    lines = ["| check | points | why |", "|---|---|---|"]
    lines += [f"| `{name}` | {points} | {why} |" for name, (points, _, why) in WEIGHTS.items()]
    return "\n".join(lines)


def _check(finding: Finding) -> Check:
    share = _SHARES.get(finding.result)
    weight = 0 if share is None else WEIGHTS[finding.id][0]
    return Check(
        id=finding.id,
        result=finding.result,
        points=weight * (share or 0) // 2,
        max_points=weight,
        message=finding.message,
        evidence=finding.evidence,
    )


def _names(judged: Iterable[Check], result: str) -> list[str]:
    """Return what was judged so, what is worth most first."""
    found = sorted((check for check in judged if check.result == result), key=lambda check: -check.max_points)
    return [WEIGHTS[check.id][1] for check in found]


def _faults(failed: Sequence[str], weak: Sequence[str]) -> str:
    parts = (("missing or wrong", failed), ("weak", weak))
    return "; ".join(f"{word}: {_few(names)}" for word, names in parts if names)


def _few(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")
