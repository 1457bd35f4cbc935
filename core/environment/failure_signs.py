"""By which words of pip, conda, rattler, uv and git a reason is known."""

from __future__ import annotations

import re

from core.environment.outcome import FailureCode

_SIGNS: tuple[tuple[FailureCode, tuple[str, ...]], ...] = (
    (
        FailureCode.DISK_FULL,
        ("No space left on device", "Disk quota exceeded", "not enough space on the disk", r"os error 28\b"),
    ),
    (FailureCode.FILE_TOO_LARGE, ("File too large", r"\[Errno 27\]", r"os error 27\b")),
    (FailureCode.TERMS, ("CondaToSNonInteractiveError", "Terms of Service have not been accepted")),
    (FailureCode.CHECKSUM, ("DO NOT MATCH THE HASHES", "hash mismatch", "ChecksumMismatch", "checksum mismatch")),
    (
        FailureCode.CORRUPT_PACKAGE,
        (
            "BadZipFile",
            "not a zip file",
            "[Ii]nvalid wheel",
            r"Wheel .* (?:is|are) (?:corrupt|invalid)",
            "bad magic",
            "Bad CRC",
            r"Error -\d+ while decompressing",
            "ExtractError",
            "failed to (?:extract|unpack)",
            "InvalidArchiveError",
        ),
    ),
    (
        FailureCode.PROXY,
        (
            "ProxyError",
            "Tunnel connection failed",
            "Cannot connect to proxy",
            "from proxy",
            "[Pp]roxy CONNECT",
            "tunnel error",
            "Could not resolve proxy",
        ),
    ),
    (
        FailureCode.CERTIFICATE,
        (
            "CERTIFICATE_VERIFY_FAILED",
            "SSLError",
            "SSLCertVerification",
            "certificate (?:verify|problem)",
            "invalid peer certificate",
        ),
    ),
    (
        FailureCode.NO_DNS,
        (
            "Name or service not known",
            "Temporary failure in name resolution",
            "NameResolutionError",
            "getaddrinfo failed",
            "nodename nor servname",
            "Failed to resolve",
            "Could not resolve host",
            "failed to lookup address",
            "dns error",
        ),
    ),
    (
        FailureCode.NO_NETWORK,
        (
            "Connection refused",
            "NewConnectionError",
            "Network is unreachable",
            "timed out",
            "ConnectTimeout",
            "Connection (?:reset|aborted|broken)",
            "IncompleteRead",
            "incomplete-download",
            "No route to host",
            "Max retries exceeded",
            "Failed to connect",
            "tcp connect error",
            "CondaHTTPError",
            "error sending request",
            "Could not connect",
            "unexpected disconnect",
            "early EOF",
            "hung up unexpectedly",
        ),
    ),
    (
        FailureCode.REVISION,
        ("couldn't find remote ref", "unadvertised object", "reference is not a tree", "did not match any"),
    ),
    (
        FailureCode.REPOSITORY,
        (
            "does not appear to be a git repository",
            "repository .* (?:not found|does not exist)",
            "Authentication failed",
            "could not read Username",
        ),
    ),
    (
        FailureCode.READ_ONLY,
        (
            "Read-only file system",
            "Permission denied",
            "Operation not permitted",
            "Access is denied",
            r"os error (?:13|30)\b",
            "NotWritable",
        ),
    ),
    (
        FailureCode.NOT_FOUND,
        (
            "No matching distribution found",
            "Could not find a version",
            "PackagesNotFoundError",
            "No candidates were found",
            "SolverError",
            "nothing provides",
            "No interpreter found",
        ),
    ),
    (FailureCode.CONFLICT, ("ResolutionImpossible", "conflicting dependencies")),
    (
        FailureCode.BUILD,
        ("metadata-generation-failed", "Failed building wheel", "subprocess-exited-with-error"),
    ),
)
"""Patterns. The first that matches explains; the order is from the most telling to the most general."""


def reason_in(text: str) -> FailureCode:
    """Why a program failed, by what it said; `UNKNOWN` where nothing in it is known."""
    return next((code for code, signs in _SIGNS if re.search("|".join(signs), text)), FailureCode.UNKNOWN)
