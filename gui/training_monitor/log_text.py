"""Bytes of a console -> the lines a reader wants to see: bars in their last state, no colour codes, a level each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from core.runs.console_lines import BAR, clean

LONGEST_LINE = 4096
"""Characters of a line that are shown; a terminal would wrap it into fifty."""
_LONGEST_PENDING = 1 << 16

_ERROR = re.compile(r"\b(?:ERROR|CRITICAL|FATAL)\b|^Traceback \(most recent call last\)|^[\w.]*(?:Error|Exception)\b")
_WARNING = re.compile(r"\bWARN(?:ING)?\b|\b\w*Warning:")


class Level(IntEnum):
    """How much a line matters."""

    PLAIN = 0
    WARNING = 1
    ERROR = 2


@dataclass(frozen=True, slots=True)
class LogLine:
    """`offset` is the place in the file, in bytes, where the line begins (bars overwritten within it included)."""

    text: str
    offset: int
    level: Level = Level.PLAIN
    is_bar: bool = False


@dataclass(frozen=True, slots=True)
class LogPortion:
    """New lines. The last `replaced` of the lines given before go away first: they were unfinished.

    `afresh`: all lines given before go away; the text now begins elsewhere in the file.
    """

    lines: tuple[LogLine, ...] = ()
    replaced: int = 0
    afresh: bool = False

    def __bool__(self) -> bool:
        return bool(self.lines or self.replaced or self.afresh)


class LogText:
    """Feed bytes in any portions; an unfinished line is shown, and given again when more of it is known."""

    def __init__(self, offset: int = 0) -> None:
        self._pending = b""
        self._pending_offset = offset
        self._unfinished: tuple[LogLine, ...] = ()
        self._in_traceback = False

    def feed(self, data: bytes) -> LogPortion:
        """The lines that `data` adds or changes."""
        *complete, rest = (self._pending + data).split(b"\n")
        finished: list[LogLine] = []
        for line in complete:
            finished.extend(self._read(line))
            self._pending_offset += len(line) + 1
        self._pending = rest
        if len(rest) > _LONGEST_PENDING:
            self._pending = _last_state(rest)[-_LONGEST_PENDING:] + (b"\r" if rest.endswith(b"\r") else b"")
            self._pending_offset += len(rest) - len(self._pending)
        in_traceback = self._in_traceback
        unfinished = tuple(self._read(self._pending))
        self._in_traceback = in_traceback
        if not finished and unfinished == self._unfinished:
            return LogPortion()
        replaced, self._unfinished = len(self._unfinished), unfinished
        return LogPortion((*finished, *unfinished), replaced)

    def _read(self, line: bytes) -> Iterator[LogLine]:
        """The bars at the front of a line, of which only the last counts, then the text glued to them."""
        text = clean(_last_state(line).decode("utf-8", errors="replace"))
        bar = None
        while match := BAR.match(text):
            bar, text = match, text[match.end() :]
        if bar is not None:
            yield LogLine(bar.group().rstrip(), self._pending_offset, is_bar=True)
        if text.strip():
            yield LogLine(text.rstrip()[:LONGEST_LINE], self._pending_offset, self._level(text))

    def _level(self, text: str) -> Level:
        if self._in_traceback:
            self._in_traceback = text.startswith(" ")
            return Level.ERROR
        if _ERROR.search(text):
            self._in_traceback = text.startswith("Traceback")
            return Level.ERROR
        return Level.WARNING if _WARNING.search(text) else Level.PLAIN


def _last_state(line: bytes) -> bytes:
    """What a terminal shows of a line whose beginning was overwritten after each carriage return."""
    if b"\r" not in line:
        return line
    return next((part for part in reversed(line.split(b"\r")) if part.strip()), b"")
