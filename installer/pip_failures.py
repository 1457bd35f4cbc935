"""pip's output, read for the reason why it failed."""

from __future__ import annotations

import os
import re

from installer.errors import InstallError

# The first pattern that matches explains; the order is from the most telling to the most general.
_RULES: tuple[tuple[str, str, str], ...] = (
    (
        r"No space left on device|Disk quota exceeded|not enough space on the disk",
        "The disk ran full while packages were being installed.",
        "Free some space, then run the same command again: it goes on with what is missing.",
    ),
    (
        r"File too large|\[Errno 27\]",
        "The system refused to write a file: it is larger than this account may write (see `ulimit -f`).",
        "Raise that limit, then run the same command again.",
    ),
    (
        r"DO NOT MATCH THE HASHES",
        "A package that was offered is not the one that the pins name: its checksum differs.",
        (
            "Delete pip's cache (`python3 -m pip cache purge`) and try again; if it stays, the package index that pip "
            "is configured with serves something else."
        ),
    ),
    (
        r"is invalid\b|BadZipFile|File is not a zip file|Invalid wheel|Wheel .* is (?:corrupt|invalid)",
        "A package file is damaged.",
        (
            "Delete pip's cache (`python3 -m pip cache purge`) and run the same command again; if pip is configured "
            "with local package folders (find-links), look at the file named below."
        ),
    ),
    (
        r"ProxyError|Tunnel connection failed|Cannot connect to proxy",
        "The proxy that this machine is configured with does not let pip through.",
        "Check HTTPS_PROXY and pip's `proxy` setting.",
    ),
    (
        r"CERTIFICATE_VERIFY_FAILED|SSLError|SSLCertVerificationError",
        "The package index could not prove who it is (TLS certificate).",
        "A company network often needs its own certificate: set PIP_CERT to it. Also check the clock of the machine.",
    ),
    (
        (
            r"Name or service not known|Temporary failure in name resolution|NameResolutionError|getaddrinfo failed"
            r"|nodename nor servname|Failed to resolve"
        ),
        "There is no network: the name of the package index cannot be looked up (DNS).",
        "Connect to the network, or set HTTPS_PROXY where one is needed, then run the same command again.",
    ),
    (
        (
            r"Connection refused|NewConnectionError|Network is unreachable|Read timed out|ConnectTimeout"
            r"|Connection reset|Connection aborted|No route to host|Max retries exceeded"
        ),
        "There is no network: the package index cannot be reached.",
        "Connect to the network, or set HTTPS_PROXY where one is needed, then run the same command again.",
    ),
    (
        r"No matching distribution found|Could not find a version",
        "The package index that pip uses does not have a package that is needed.",
        "Look at `python3 -m pip config list`: an index, find-links or no-index setting may point elsewhere.",
    ),
    (
        r"Permission denied|Access is denied",
        "A file in .venv may not be written.",
        "It may belong to another user, or the program may be running: close it, or delete the folder .venv.",
    ),
)
_TAIL_LINES = 6
PROXY_VARIABLES = ("PIP_PROXY", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy")


def explain(output: str, what: str) -> InstallError:
    """The reason why pip failed at `what`, with the lines of its output that matter."""
    errors = [line for line in output.splitlines() if line.startswith("ERROR")] or output.strip().splitlines()
    said = "\n".join(f"  {line}" for line in errors[-_TAIL_LINES:])
    for pattern, message, hint in _RULES:
        if re.search(pattern, output):
            advice = hint + _proxy_advice() if "network" in message else hint
            return InstallError(f"Could not install {what}. {message}", f"{advice}\npip said:\n{said}")
    return InstallError(f"Could not install {what}.", f"pip said:\n{said}")


def _proxy_advice() -> str:
    """pip 26 does not say that it was the proxy which could not be reached."""
    named = [name for name in PROXY_VARIABLES if os.environ.get(name)]
    return f" {named[0]} is set: check that this proxy works." if named else ""
