"""What went wrong when pip or venv failed, from what they printed."""

import re

from faults import SetupError

_SHOWN_LINES = 15
_NOISE = ("Ignoring ", "Looking in ", "Collecting ", "WARNING: Retrying ", "WARNING: Location ")

# In the order in which they are looked for: a full disk or a proxy also shows as a connection that failed.
_CAUSES = {
    r"No space left on device|Errno 28|not enough space on the disk": (
        "The disk is full. Free some space and run this again."
    ),
    r"DO NOT MATCH THE HASHES|do not match the hashes": (
        "A downloaded file is not the one that the lock file names, so nothing was installed. Run this again; if it "
        "stays so, look at the package index or proxy that pip is configured to use (`pip config list`)."
    ),
    r"ProxyError|Tunnel connection failed|407 Proxy": (
        "The proxy cannot be used. Check the HTTPS_PROXY variable and pip's proxy setting, then run this again."
    ),
    r"CERTIFICATE_VERIFY_FAILED|SSLError": (
        "The package index's certificate is not trusted. If your network has a certificate of its own, name its file "
        "in the PIP_CERT variable, then run this again."
    ),
    r"40[13] (Client )?Error": (
        "The package index asks for a login. Put it into pip's configuration or a .netrc file, then run this again."
    ),
    (
        r"NewConnectionError|NameResolutionError|name resolution|getaddrinfo failed|Max retries exceeded|"
        r"Network is unreachable|ConnectTimeout|ReadTimeout|timed out|Connection (refused|reset|aborted)"
    ): (
        "The package index cannot be reached. Check the network connection (and HTTPS_PROXY, if your network needs "
        "one), then run this again."
    ),
    r"\(from versions: none\)": (
        "The package index cannot be reached, or does not offer it at all. Check the network connection and the index "
        "that pip is configured to use (`pip config list`), then run this again."
    ),
    r"No matching distribution found": (
        "The package index offers no file that fits this Python and this system. Try Python 3.11, 3.12 or 3.13."
    ),
}


def explain(output: str, fallback: str) -> SetupError:
    """Return the error for a command that failed: the end of its output, and the cause where it is known."""
    cause = next((sentence for pattern, sentence in _CAUSES.items() if re.search(pattern, output)), None)
    lines = [line for line in output.strip().splitlines() if not line.lstrip().startswith(_NOISE)]
    shown = "".join(f"    {line}\n" for line in lines[-_SHOWN_LINES:])
    return SetupError(f"{shown}{fallback} {cause or 'The lines above say why.'}")
