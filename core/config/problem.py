"""A problem found in what a person wrote, with its place and a way out."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from core.config.edits import Fix


class Severity(StrEnum):
    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"
    """The training would fail, or do something else than what is written."""


@dataclass(frozen=True, slots=True)
class Problem:
    """`code` is stable and names the rule (`unknown-key`, `missing-path` …); `line` counts from 1.

    `message` says what is wrong and why; `hint` says in words what to do, `fix` does it where that is possible.
    """

    severity: Severity
    code: str
    message: str
    hint: str = ""
    file: Path | None = None
    line: int | None = None
    key: str | None = None
    fix: Fix | None = field(default=None, compare=False)
