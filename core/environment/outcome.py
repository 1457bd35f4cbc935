"""What became of a setup, as a value: nothing that can go wrong on a machine is raised at its caller."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from core.environment.plan import Purpose, StepKind


class FailureCode(StrEnum):
    """Why a setup stopped; each has its words in `core.environment.failures`."""

    DISK_FULL = "disk-full"
    FILE_TOO_LARGE = "file-too-large"
    READ_ONLY = "read-only"
    NO_NETWORK = "no-network"
    NO_DNS = "no-dns"
    PROXY = "proxy"
    CERTIFICATE = "certificate"
    CORRUPT_PACKAGE = "corrupt-package"
    CHECKSUM = "checksum"
    NOT_FOUND = "not-found"
    CONFLICT = "conflict"
    BUILD = "build"
    TERMS = "terms"
    PREFIX_TAKEN = "prefix-taken"
    REVISION = "revision"
    REPOSITORY = "repository"
    PROGRAM_MISSING = "program-missing"
    GIT_MISSING = "git-missing"
    KILLED = "killed"
    BUSY = "busy"
    OBSTACLE = "obstacle"
    BROKEN = "broken"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """`said` are the last telling lines of the program that failed, passwords masked."""

    code: FailureCode
    message: str
    hint: str
    said: str = ""


class SetupState(StrEnum):
    DONE = "done"
    CANCELLED = "cancelled"
    """By the user. The same plan, run again, goes on where it ended."""
    FAILED = "failed"
    """The same plan, run again, goes on with the step that failed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupOutcome:
    """`step` is where it ended, None where all is done. `can_roll_back`: the state before an update was recorded."""

    state: SetupState
    purpose: Purpose
    prefix: Path
    python: Path
    sd_scripts: Path | None
    log: Path
    step: StepKind | None = None
    failure: Failure | None = None
    can_roll_back: bool = False
