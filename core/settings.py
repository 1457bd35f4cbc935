"""Preferences of the user, in one JSON file."""

from __future__ import annotations

import dataclasses
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from core.errors import FileError
from core.files import write_text

_RECENT = 12


class Theme(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Settings:
    """`language` is a code such as `zh_TW`, empty for the system's. `window` is the geometry as the window wrote it,
    `page` the key of the page last seen; `told_training_goes_on`: the person knows that closing ends no training.
    `kohya_python` is the interpreter of the environment of sd-scripts, `sd_scripts` its folder; empty where unknown.

    `network` is how packages are reached, by the names of `core.environment.network.Network`; without passwords.

    `other` holds keys of a newer version, which are kept when this one saves.
    """

    theme: Theme = Theme.SYSTEM
    language: str = ""
    recent_projects: tuple[str, ...] = ()
    window: str = ""
    page: str = ""
    told_training_goes_on: bool = False
    kohya_python: str = ""
    sd_scripts: str = ""
    network: Mapping[str, Any] = field(default_factory=dict)
    other: Mapping[str, Any] = field(default_factory=dict)

    def with_project(self, project: Path) -> Settings:
        """With `project` as the most recent one."""
        rest = (path for path in self.recent_projects if path != str(project))
        return dataclasses.replace(self, recent_projects=(str(project), *rest)[:_RECENT])


def read_settings(path: Path) -> Settings:
    """The settings in `path`; the defaults where there is no such file, and for values that make no sense.

    Raises:
        FileError: the file cannot be read or is no JSON object; nothing should then be saved over it.
    """
    try:
        values = json.loads(path.read_bytes())
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise FileError(f"Could not read {path}: {error.strerror}.", "Give yourself the right to read it.") from error
    except ValueError as error:
        raise FileError(f"{path} is damaged: {error}.", _HINT) from error
    if not isinstance(values, dict):
        raise FileError(f"{path} is damaged: it does not hold an object.", _HINT)
    network = values.pop("network", {})
    theme, recent = values.pop("theme", ""), values.pop("recent_projects", [])
    return Settings(
        theme=Theme(theme) if theme in set(Theme) else Theme.SYSTEM,
        language=str(values.pop("language", "")),
        recent_projects=tuple(str(path) for path in recent) if isinstance(recent, list) else (),
        window=str(values.pop("window", "")),
        page=str(values.pop("page", "")),
        told_training_goes_on=values.pop("told_training_goes_on", False) is True,
        kohya_python=str(values.pop("kohya_python", "")),
        sd_scripts=str(values.pop("sd_scripts", "")),
        network=network if isinstance(network, dict) else {},
        other=values,
    )


def read_or_set_aside(path: Path) -> tuple[Settings, Path | None]:
    """Like `read_settings`; a file that makes no sense is moved aside, and its new place is returned with defaults.

    Raises:
        FileError: the file can neither be read nor be moved.
    """
    try:
        return read_settings(path), None
    except FileError as error:
        target = path.with_name(f"{path.name}.broken-{time.strftime('%Y%m%d-%H%M%S')}")
        try:
            path.rename(target)
        except OSError:
            raise error from None
        return Settings(), target


def write_settings(path: Path, settings: Settings) -> None:
    """Raises FileError where `path` cannot be written."""
    values = dict(settings.other)
    values |= {key: value for key, value in dataclasses.asdict(settings).items() if key != "other"}
    write_text(path, json.dumps(values, ensure_ascii=False, indent=2) + "\n")


_HINT = "Repair it, or move it away to start with the defaults."
