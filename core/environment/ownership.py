"""Whose a folder is: nothing that this program did not make is ever overwritten."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from core.files import write_text

MARK = "kohya-studio.json"
"""In an environment that this program made (or is making), and in `.git` of a checkout that it fetched."""
FORMAT_VERSION = 1


class PrefixState(StrEnum):
    ABSENT = "absent"
    EMPTY = "empty"
    UNFINISHED = "unfinished"
    """Has the mark of a setup that did not end."""
    OURS = "ours"
    ENVIRONMENT = "environment"
    """Another's environment: conda's or a virtual one."""
    FOREIGN = "foreign"
    """Something else: a folder with files in it, or a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """`token` is also in the setup's journal: only that setup goes on with an unfinished folder. `request` is what was
    asked for, by `SetupRequest.to_json`; `created_at` in seconds since 1970, 0 until the setup has ended."""

    token: str
    request: dict[str, Any]
    created_at: float = 0.0

    @property
    def is_finished(self) -> bool:
        return self.created_at > 0


def read_mark(folder: Path) -> Mark | None:
    """The mark in an environment or a `.git` folder; None where there is none that makes sense."""
    try:
        values = json.loads((folder / MARK).read_bytes())
        return Mark(token=str(values["token"]), request=values["request"], created_at=float(values["created_at"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_mark(folder: Path, mark: Mark) -> None:
    """Raises FileError where `folder` cannot be written."""
    values = {
        "format": FORMAT_VERSION,
        "about": "This folder was made by Kohya Studio, which may change and remove it.",
        "token": mark.token,
        "created_at": mark.created_at,
        "request": mark.request,
    }
    write_text(folder / MARK, json.dumps(values, ensure_ascii=False, indent=2) + "\n")


def prefix_state(prefix: Path) -> PrefixState:
    """What lies where an environment is to be, or is."""
    if not prefix.exists() and not prefix.is_symlink():
        return PrefixState.ABSENT
    if not prefix.is_dir():
        return PrefixState.FOREIGN
    mark = read_mark(prefix)
    if mark is not None:
        return PrefixState.OURS if mark.is_finished else PrefixState.UNFINISHED
    if is_environment(prefix):
        return PrefixState.ENVIRONMENT
    return PrefixState.EMPTY if is_empty(prefix) else PrefixState.FOREIGN


def is_environment(prefix: Path) -> bool:
    """Whether `prefix` is a conda environment or a virtual one, whoever made it."""
    return (prefix / "conda-meta" / "history").is_file() or (prefix / "pyvenv.cfg").is_file()


def is_empty(folder: Path) -> bool:
    """Folders that cannot be read are taken as not empty."""
    with contextlib.suppress(OSError):
        return next(folder.iterdir(), None) is None
    return False
