"""The output of pip, conda, rattler, uv and git, read for the reason why it failed, and what to do then."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import NamedTuple

from core.environment.failure_signs import reason_in
from core.environment.outcome import Failure, FailureCode
from core.environment.running import Ended
from core.errors import FileError

AGAIN = "then start the setup again: it goes on where it stopped."
_TAIL_LINES = 8
_PROXIES = ("PIP_PROXY", "HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy")


class _Words(NamedTuple):
    message: str
    hint: str


_WORDS: Mapping[FailureCode, _Words] = {
    FailureCode.DISK_FULL: _Words(
        "The disk ran full.",
        f"Free some space, or choose other folders for the environment and for temporary files, {AGAIN}",
    ),
    FailureCode.FILE_TOO_LARGE: _Words(
        "The system refused to write a file: it is larger than this account may write (see `ulimit -f`).",
        f"Raise that limit, {AGAIN}",
    ),
    FailureCode.TERMS: _Words(
        "The conda channel has terms that have not been accepted.",
        "Only you can accept them (`conda tos`). Or choose the channel conda-forge, which has none, and start again.",
    ),
    FailureCode.CHECKSUM: _Words(
        "A package is not the one that its index promised: its checksum differs.",
        f"Delete the cache of packages (`python -m pip cache purge`), {AGAIN} If it stays, the index or a proxy serves "
        "something else.",
    ),
    FailureCode.CORRUPT_PACKAGE: _Words(
        "A package file is damaged.",
        f"It is usually a broken download: delete the cache of packages (`python -m pip cache purge`), {AGAIN} If it "
        "lies in a folder of your own (find-links), replace it.",
    ),
    FailureCode.PROXY: _Words(
        "The proxy does not let the setup through.",
        f"Correct the proxy in the setup's network settings, or in HTTPS_PROXY, {AGAIN}",
    ),
    FailureCode.CERTIFICATE: _Words(
        "The other side could not prove who it is (TLS certificate).",
        "A company network often needs its own certificate: name its file in the setup's network settings. Also check "
        f"the clock of the machine, {AGAIN}",
    ),
    FailureCode.NO_DNS: _Words(
        "There is no network, or its name server is dead: a name cannot be looked up (DNS).",
        f"Connect to the network, or set a proxy where one is needed, {AGAIN}",
    ),
    FailureCode.NO_NETWORK: _Words(
        "There is no network, or the other side cannot be reached.",
        f"Connect to the network, or set a proxy or a mirror where one is needed, {AGAIN}",
    ),
    FailureCode.REVISION: _Words(
        "There is no such tag or commit of sd-scripts at that address.",
        "Correct it, or leave it empty for the newest, and start again. A commit is given in full (40 digits).",
    ),
    FailureCode.REPOSITORY: _Words(
        "At that address there is no git repository that may be read.",
        "Correct the address of sd-scripts, and start again; or choose a folder that you cloned yourself.",
    ),
    FailureCode.READ_ONLY: _Words(
        "A file or folder may not be written.",
        f"Choose a folder of your own, or give yourself the right to write there, {AGAIN}",
    ),
    FailureCode.NOT_FOUND: _Words(
        "A package that is needed is not offered, at least not for this Python and system.",
        "Check the index, mirror and channel in the network settings, and the Python version; then start again.",
    ),
    FailureCode.CONFLICT: _Words(
        "The packages that are asked for contradict one another.",
        "Take out the packages that you added, or choose another version of sd-scripts; then start again.",
    ),
    FailureCode.BUILD: _Words(
        "A package has no ready file for this Python and system, and could not be built.",
        "Choose Python 3.10, for which all of them are offered; then start again.",
    ),
    FailureCode.KILLED: _Words(
        "The program that was at work was ended from outside.",
        "If memory was short (the system then ends the largest program), close others; then start the setup again: it "
        "goes on where it stopped.",
    ),
    FailureCode.PROGRAM_MISSING: _Words(
        "A program that the step needs cannot be started.",
        "Install it, or choose another way to make the environment; then start again.",
    ),
    FailureCode.GIT_MISSING: _Words(
        "git is needed to fetch sd-scripts, and it was not found.",
        "Install it (Debian, Ubuntu: sudo apt install git; Windows: git-scm.com), or download sd-scripts yourself and "
        "choose its folder; then start again.",
    ),
}


def explain(ended: Ended, variables: Mapping[str, str | None] | None = None) -> Failure:
    """Why a command failed, in words, with the lines of its output that matter."""
    said = _telling(ended.tail)
    if ended.returncode is None:
        return failure(FailureCode.PROGRAM_MISSING, said)
    if ended.returncode < 0 or ended.returncode == 137:
        return failure(FailureCode.KILLED, said)
    text = ended.text
    code = reason_in(text)
    if code is FailureCode.UNKNOWN:
        message = f"The step ended with exit code {ended.returncode}."
        return Failure(code=code, message=message, hint=f"Look at what it said and at the log, {AGAIN}", said=said)
    if code in (FailureCode.NO_NETWORK, FailureCode.NO_DNS):
        return _network_failure(code, said, variables or {})
    return failure(code, said)


def failure(code: FailureCode, said: str = "") -> Failure:
    message, hint = _WORDS[code]
    return Failure(code=code, message=message, hint=hint, said=said)


def write_failure(error: FileError | OSError) -> Failure:
    """For what the program itself could not write or read."""
    cause = error if isinstance(error, OSError) else error.__cause__
    said = f"[Errno {cause.errno}] {cause.strerror}: {cause.filename}" if isinstance(cause, OSError) else ""
    known = explain(Ended(1, tail=[said]))
    if isinstance(error, OSError) or known.code in (FailureCode.DISK_FULL, FailureCode.FILE_TOO_LARGE):
        return known
    return Failure(code=FailureCode.READ_ONLY, message=error.message, hint=error.hint, said=said)


def _network_failure(code: FailureCode, said: str, variables: Mapping[str, str | None]) -> Failure:
    """pip 26 does not say that it was the proxy which could not be reached."""
    known = {**os.environ, **{name: value for name, value in variables.items() if value}}
    named = next((name for name in _PROXIES if known.get(name)), "")
    if not named:
        return failure(code, said)
    return Failure(
        code=FailureCode.PROXY,
        message="The other side cannot be reached through the proxy that is set.",
        hint=_WORDS[FailureCode.PROXY].hint,
        said=f"{said}\n({named} is set)" if said else f"({named} is set)",
    )


def _telling(tail: list[str]) -> str:
    errors = [line for line in tail if re.match(r"\s*(ERROR|error|fatal|Error|E:)", line) or "Error" in line]
    lines = errors or [line for line in tail if line.strip()]
    return "\n".join(line.rstrip() for line in lines[-_TAIL_LINES:])
