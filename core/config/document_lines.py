"""On which line of a TOML text each key stands, also where the text is broken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

KeyPath: TypeAlias = tuple[str | int, ...]
"""Keys and, below an array of tables, the number of the table: ("datasets", 0, "subsets", 1, "num_repeats")."""

_PART = r"(?:\"(?:[^\"\\]|\\.)*\"|'[^']*'|[^\s\"'=\[\]#.]+)"
_HEADER = re.compile(rf"\s*(\[\[?)\s*({_PART}(?:\s*\.\s*{_PART})*)\s*\]")
_KEY = re.compile(rf"\s*({_PART}(?:\s*\.\s*{_PART})*)\s*=")
_SPLIT = re.compile(_PART)
_TOKEN = re.compile(r"\"\"\"|'''|\"(?:[^\"\\]|\\.)*\"|'[^']*'|[\[\]{}#]")


def key_lines(text: str) -> dict[KeyPath, int]:
    """The line (from 1) of every table and key; of a key written twice, the last one."""
    lines: dict[KeyPath, int] = {}
    counts: dict[KeyPath, int] = {}
    table: KeyPath = ()
    for number, line in _statement_lines(text):
        header = _HEADER.match(line)
        if header:
            table = _entered(_parts(header[2]), counts, is_array=header[1] == "[[")
            lines[table] = number
            if isinstance(table[-1], int):
                lines.setdefault(table[:-1], number)
            continue
        key = _KEY.match(line)
        if key:
            parts = _parts(key[1])
            for length in range(1, len(parts) + 1):
                lines[(*table, *parts[:length])] = number
    return lines


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part[1:-1] if part[0] in "\"'" else part for part in _SPLIT.findall(dotted))


def _entered(parts: tuple[str, ...], counts: dict[KeyPath, int], *, is_array: bool) -> KeyPath:
    """The path of a table header, with the number of the newest table of every array on the way."""
    path: KeyPath = ()
    for part in parts[:-1]:
        path = (*path, part)
        if path in counts:
            path = (*path, counts[path])
    path = (*path, parts[-1])
    if is_array:
        counts[path] = counts.get(path, -1) + 1
        return (*path, counts[path])
    return path


def _statement_lines(text: str) -> Iterator[tuple[int, str]]:
    """Numbered lines that begin a statement: not those inside a multi-line string or array."""
    quote, depth = "", 0
    for number, line in enumerate(text.split("\n"), start=1):
        if not quote and depth == 0:
            yield number, line
            header = _HEADER.match(line)
            if header:
                continue
        quote, depth = _state_after(line, quote, depth)


def _state_after(line: str, quote: str, depth: int) -> tuple[str, int]:
    position = 0
    while position < len(line):
        if quote:
            end = line.find(quote, position)
            if end < 0:
                return quote, depth
            position, quote = end + 3, ""
            continue
        token = _TOKEN.search(line, position)
        if token is None or token[0] == "#":
            break
        position = token.end()
        if token[0] in ('"""', "'''"):
            quote = token[0]
        elif token[0] in "[{":
            depth += 1
        elif token[0] in "]}":
            depth = max(0, depth - 1)
    return quote, depth
