"""A problem found in what a person wrote, with its place and a way out."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeAlias


class Severity(StrEnum):
    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"
    """The training would fail, or do something else than what is written."""


@dataclass(frozen=True, slots=True)
class Write:
    """The problem goes away where `key` (the problem's own, if empty) has this value."""

    value: Any
    key: str = ""


@dataclass(frozen=True, slots=True)
class Rename:
    """The key is meant to be this one."""

    name: str


@dataclass(frozen=True, slots=True)
class Remove:
    """What had better not be there: the key, that in another `line`, or where `mark` is set the byte order mark."""

    mark: bool = False
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """The key is meant to stand elsewhere: `to` is `training`, `general`, `datasets` or `subsets`.

    `otherwise` is what it is to be called where it stands, if there is no such place; without it the key goes.
    """

    to: str
    otherwise: str = ""


Remedy: TypeAlias = Write | Rename | Remove | Move


@dataclass(frozen=True, slots=True)
class Problem:
    """`code` is stable and names the rule (`unknown-key`, `missing-path` …); `line` counts from 1.

    `message` says what is wrong and why; `hint` says in words what to do; `remedy` is a way that the program can go
    by itself (`core.config.fixes` makes edits of it).
    """

    severity: Severity
    code: str
    message: str
    hint: str = ""
    file: Path | None = None
    line: int | None = None
    key: str | None = None
    remedy: Remedy | None = field(default=None, compare=False)
