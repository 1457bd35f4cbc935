"""What a document's text says while it is edited: its values and where they stand, or why it cannot be read. Pure."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from core.config.document_lines import KeyPath, key_lines
from core.config.editing import plain_lines
from core.config.toml_words import place_of_error, words_of_error


@dataclass(frozen=True, slots=True)
class Broken:
    """Why the text is no valid TOML; `line` and `column` count from 1."""

    reason: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Written:
    """A value of a training document as it stands there; `times` tells how often the key is written."""

    path: KeyPath
    value: Any
    line: int | None
    times: int = 1


@dataclass(frozen=True, slots=True)
class Reading:
    """`data` is empty where the text is `broken`."""

    data: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[KeyPath, int] = field(default_factory=dict)
    broken: Broken | None = None


def read_text(text: str) -> Reading:
    """The text as a standard reader sees it, whatever its line ends are."""
    plain = plain_lines(text)
    try:
        return Reading(tomllib.loads(plain), key_lines(plain))
    except tomllib.TOMLDecodeError as error:
        return Reading(broken=Broken(words_of_error(error), *place_of_error(error, plain)))


def flattened(reading: Reading) -> dict[str, Written]:
    """A training document's values by argument: sections do not matter to sd-scripts, and the last of two wins.

    Source: sd-scripts library/train_util.py: read_config_from_file.
    """
    found: dict[str, Written] = {}
    for name, value in reading.data.items():
        inside = [((name, key), item) for key, item in value.items()] if isinstance(value, dict) else [((name,), value)]
        for path, item in inside:
            before = found.get(str(path[-1]))
            times = 1 if before is None else before.times + 1
            found[str(path[-1])] = Written(path, item, reading.lines.get(path), times)
    return found
