"""Content-Security-Policy (W3C CSP 3): whether it keeps foreign scripts out, and who may frame the page."""

from collections.abc import Iterable, Mapping, Sequence

from desktop_scanner.extract.security.finding import Finding, header_line

Policy = Mapping[str, tuple[str, ...]]

MAX_CHARACTERS = 16_000
_MAX_POLICIES = 20
_MAX_DIRECTIVES = 100

_NONCE_OR_HASH = ("'nonce-", "'sha256-", "'sha384-", "'sha512-")
_ANYWHERE = frozenset({"*", "http:", "https:", "data:", "http://*", "https://*", "blob:"})
_WORDS = {
    "no-scripts": "it does not limit where scripts come from",
    "unsafe-inline": "it allows scripts within the page ('unsafe-inline')",
    "unsafe-eval": "it allows text to be run as a script ('unsafe-eval')",
    "anywhere": "it allows scripts from anywhere",
    "objects": "it does not limit plug-ins (object-src)",
    "base": "it lets a page's base address be changed (base-uri)",
}
_MINOR = frozenset({"objects", "base"})


def parse(values: Iterable[str]) -> tuple[Policy, ...]:
    """Return the policies in header values, all of which hold at once; the first of a directive's name counts."""
    found: list[Policy] = []
    for text in (part for value in values for part in value[:MAX_CHARACTERS].split(",")):
        policy: dict[str, tuple[str, ...]] = {}
        for directive in text.split(";")[:_MAX_DIRECTIVES]:
            name, *sources = directive.split()[:200] or [""]
            if name:
                policy.setdefault(name.lower(), tuple(sources))
        if policy:
            found.append(policy)
    return tuple(found[:_MAX_POLICIES])


def weaknesses(policies: Sequence[Policy]) -> frozenset[str]:
    """Return what the policies, one at least, leave open: what each of them does, as all of them must be met."""
    return frozenset.intersection(*(_weaknesses(policy) for policy in policies))


def upgrades(policies: Iterable[Policy]) -> bool:
    """Return whether browsers are told to take over https what a page names by http."""
    return any("upgrade-insecure-requests" in policy for policy in policies)


def frame_ancestors(policies: Iterable[Policy]) -> tuple[str, ...] | None:
    """Return who may frame the page by the first policy that says so."""
    return next((policy["frame-ancestors"] for policy in policies if "frame-ancestors" in policy), None)


def check(sent: Sequence[str], in_page: Sequence[str], only_reported: Sequence[str]) -> Finding:
    """Judge the policies of the header and of the page itself; `only_reported` are those that forbid nothing."""
    values = (*sent, *in_page)
    policies = parse(values)
    evidence = tuple(header_line("content-security-policy", value) for value in values[:3])
    if not policies and only_reported:
        message = "The Content-Security-Policy only reports what it would forbid."
        shown = header_line("content-security-policy-report-only", only_reported[0])
        return Finding("csp", "fail", message, (shown,))
    if not policies:
        return Finding("csp", "fail", "There is no Content-Security-Policy to keep foreign scripts out.")
    open_ = weaknesses(policies)
    if "no-scripts" in open_:
        return Finding("csp", "fail", "The Content-Security-Policy does not limit where scripts come from.", evidence)
    if not open_ - _MINOR:
        rest = f"; {_listed(open_)}" if open_ else ""
        return Finding("csp", "pass", f"The Content-Security-Policy keeps foreign scripts out{rest}.", evidence)
    return Finding("csp", "warn", f"The Content-Security-Policy has gaps: {_listed(open_)}.", evidence)


def _weaknesses(policy: Policy) -> frozenset[str]:
    default = policy.get("default-src")
    scripts = _lower(policy.get("script-src", default))
    if scripts is None:
        return frozenset({"no-scripts"})
    is_strict = any(source.startswith(_NONCE_OR_HASH) for source in scripts)
    found = {
        # A browser that knows nonces and hashes ignores these beside them (CSP 3, sections 6.7.3 and 8.2).
        "unsafe-inline": "'unsafe-inline'" in scripts and not is_strict and "'strict-dynamic'" not in scripts,
        "anywhere": not _ANYWHERE.isdisjoint(scripts) and not (is_strict and "'strict-dynamic'" in scripts),
        "unsafe-eval": "'unsafe-eval'" in scripts,
        "objects": policy.get("object-src", default) is None,
        "base": "base-uri" not in policy,
    }
    return frozenset(name for name, is_open in found.items() if is_open)


def _lower(sources: tuple[str, ...] | None) -> tuple[str, ...] | None:
    return None if sources is None else tuple(source.lower() for source in sources)


def _listed(open_: Iterable[str]) -> str:
    return ", ".join(words for name, words in _WORDS.items() if name in open_)
