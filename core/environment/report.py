"""A report to paste where one asks for help: what was found, without the names of the person and their folders."""

from __future__ import annotations

import getpass
import re
import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from core.engines.builtin import program_version
from core.environment.check_texts import TITLES, hint, message
from core.environment.checks import Check, State, Verification
from core.environment.discovery import Drive, Findings
from core.environment.environment import Environment
from core.environment.hardware import Graphics
from core.environment.network import without_secrets

_MARKS = {State.WORKS: "ok", State.LIMITED: "limit", State.BROKEN: "BROKEN", State.SKIPPED: "-"}
_COMMON_NAMES = {"root", "user", "admin", "administrator", "home", "users", "ubuntu", "python", "conda", "train"}
"""Users' names that tell nothing, or that are words of a report."""
_OF_SOMEBODY = re.compile(r"(?<=[/\\]Users[/\\])[^/\\\n:]+|(?<=/home/)[^/\n\s:]+")
"""Home folders of others, such as that of Windows seen from WSL (`/mnt/c/Users/…`)."""


@dataclass(frozen=True, slots=True)
class Masks:
    """What must not be shown: the home folder becomes `~`, the names of user and machine become `<user>`, `<host>`."""

    home: str
    user: str
    host: str

    @classmethod
    def of_this_user(cls) -> Masks:
        try:
            user = getpass.getuser()
        except (OSError, KeyError, ImportError):  # no name for this user id, as in some containers
            user = ""
        return cls(str(Path.home()), user, socket.gethostname())

    def applied(self, text: str) -> str:
        """`text` without them, in both ways of writing a path, and without the passwords of addresses."""
        masked = without_secrets(text)
        if len(self.home) > 1:
            for home in {self.home, self.home.replace("\\", "/"), self.home.replace("/", "\\")}:
                masked = re.sub(re.escape(home) + r"(?![\w-])", "~", masked, flags=re.IGNORECASE)
        masked = _OF_SOMEBODY.sub("<user>", masked)
        for name, mask in ((self.user, "<user>"), (self.host.partition(".")[0], "<host>")):
            if len(name) > 2 and name.lower() not in _COMMON_NAMES:
                masked = re.sub(rf"(?<![\w]){re.escape(name)}(?![\w])", mask, masked, flags=re.IGNORECASE)
        return masked


def report(
    environment: Environment | None,
    verification: Verification | None,
    findings: Findings | None = None,
    *,
    graphics: Graphics | None = None,
    log: str = "",
    masks: Masks | None = None,
) -> str:
    """Plain text: program, machine, environment, each check with its reason, the end of `log`."""
    lines = [f"Kohya Studio {program_version()}, {time.strftime('%Y-%m-%d %H:%M')}"]
    if findings is not None:
        lines += _machine(findings)
    elif graphics is not None:
        lines += _cards(graphics)
    if environment is not None:
        lines += ["", *_environment(environment)]
    if verification is not None:
        lines += ["", *_checks(verification)]
    if log:
        lines += ["", "End of the log:", *(f"  {line}" for line in log.splitlines())]
    return (masks or Masks.of_this_user()).applied("\n".join(lines) + "\n")


def _machine(findings: Findings) -> list[str]:
    wsl = f" (WSL {findings.wsl})" if findings.wsl else ""
    scale = f", display at {findings.scale:.0%}" if findings.scale else ""
    lines = [f"System: {findings.system}{wsl}{scale}", *_cards(findings.graphics)]
    lines += [_drive("Disk", findings.disk), _drive("Temporary files", findings.temp)]
    pythons = ", ".join(".".join(map(str, found.version)) for found in findings.interpreters)
    managers = ", ".join(f"{one.name} {one.version}".strip() for one in findings.managers)
    lines.append(f"Python: {pythons or 'none'}; conda: {managers or 'none'}; git: {findings.git or 'none'}")
    if findings.unfinished:
        lines.append(f"No answer in time: {', '.join(findings.unfinished)}")
    return [line for line in lines if line]


def _cards(graphics: Graphics) -> list[str]:
    if graphics.reason and not graphics.cards:
        return [f"Graphics card: the driver does not answer ({graphics.reason})"]
    if not graphics.cards:
        return ["Graphics card: none from NVIDIA"]
    cuda = "?" if graphics.cuda is None else ".".join(map(str, graphics.cuda))
    lines = []
    for card in graphics.cards:
        capability = "?" if card.compute_capability is None else ".".join(map(str, card.compute_capability))
        memory = f"{card.memory_total / 1024**3:.1f} GB, {card.memory_free / 1024**3:.1f} GB free"
        lines.append(f"Graphics card: {card.name}, compute capability {capability}, {memory}")
    return [*lines, f"Driver: {graphics.driver or '?'}, CUDA {cuda} ({graphics.source})"]


def _drive(name: str, drive: Drive | None) -> str:
    return "" if drive is None else f"{name}: {drive.free / 1e9:.0f} of {drive.total / 1e9:.0f} GB free"


def _environment(environment: Environment) -> list[str]:
    made = f"made with {environment.backend}" if environment.backend else "not made by this program"
    recipe = f", recipe {environment.recipe}" if environment.recipe else ""
    return [
        f"Environment: {environment.name} ({environment.kind}, {made}{recipe})",
        f"  {environment.prefix}",
        f"  sd-scripts: {environment.sd_scripts or 'none'}",
    ]


def _checks(verification: Verification) -> list[str]:
    when = time.strftime("%Y-%m-%d %H:%M", time.localtime(verification.verified_at))
    ended = "" if verification.complete else ", ended early"
    lines = [f"Verified {when} in {verification.seconds:.0f} s{ended}: {verification.state}"]
    for check in verification.checks:
        lines.append(f"  [{_MARKS[check.state]:>6}] {TITLES[check.id]}: {message(check)}")
        if check.state in (State.LIMITED, State.BROKEN):
            lines += [f"           {hint(check)}"] if hint(check) else []
            lines += _indented(check)
    return lines


def _indented(check: Check) -> Sequence[str]:
    """The environment's own words, without the list of packages, which says nothing that the message does not."""
    wanted = check.detail and check.code not in ("packages-differ", "packages-missing")
    return [f"           | {line}" for line in check.detail.splitlines()] if wanted else []
