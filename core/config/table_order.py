"""Changing the order of tables in a TOML text: comments above a table go with it, all other lines stay as they are."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence

from core.config.document_lines import KeyPath, key_lines
from core.config.documents import differences
from core.config.editing import plain_lines, with_line_ends_of
from core.config.toml_words import not_valid
from core.errors import ConfigError

_HEADER = re.compile(r"\s*\[")


def swapped_tables(text: str, array: KeyPath, first: int) -> str:
    """The text with table `first` of an array of tables and the one after it in each other's place.

    `array` is ("datasets", 0, "subsets"). Blank lines between tables stay where they are.

    Raises:
        ConfigError: the text is no valid TOML, or the tables are not written one after the other.
    """
    plain = plain_lines(text)
    try:
        before = tomllib.loads(plain)
    except tomllib.TOMLDecodeError as error:
        raise not_valid(error, plain) from error
    lines, positions = plain.split("\n"), key_lines(plain)
    one, other = (*array, first), (*array, first + 1)
    if one not in positions or other not in positions:
        raise ConfigError("There is no table to change places with.", "Change the TOML text.")
    start, middle = _start(lines, positions[one]), _start(lines, positions[other])
    end = _end(lines, positions, other)
    upper, gap = _parted(lines[start:middle])
    lower, rest = _parted(lines[middle:end])
    after = "\n".join([*lines[:start], *lower, *gap, *upper, *rest, *lines[end:]])
    if gap and not rest and end == len(lines):
        after += "\n" if not after.endswith("\n") else ""
    _check(before, after, array, first)
    return with_line_ends_of(text, after)


def _start(lines: Sequence[str], number: int) -> int:
    """The line (from 0) where a table begins, with the comments right above its header."""
    start = number - 1
    while start > 0 and lines[start - 1].lstrip().startswith("#"):
        start -= 1
    return start


def _end(lines: Sequence[str], positions: dict[KeyPath, int], path: KeyPath) -> int:
    """Where the next table begins that is not inside this one."""
    later = [
        line
        for known, line in positions.items()
        if line > positions[path] and known[: len(path)] != path and _HEADER.match(lines[line - 1])
    ]
    return _start(lines, min(later)) if later else len(lines)


def _parted(block: Sequence[str]) -> tuple[list[str], list[str]]:
    """A block without the blank lines at its end, and those."""
    size = len(block)
    while size > 0 and not block[size - 1].strip():
        size -= 1
    return list(block[:size]), list(block[size:])


def _check(before: dict[str, object], text: str, array: KeyPath, first: int) -> None:
    """The text must mean the same but for the order."""
    tables: object = before
    for part in array:
        tables = tables[part]  # type: ignore[index]
    assert isinstance(tables, list)
    tables[first], tables[first + 1] = tables[first + 1], tables[first]
    if differences(before, tomllib.loads(text)):
        raise ConfigError("These tables are written in a way that cannot be moved safely.", "Change the TOML text.")
