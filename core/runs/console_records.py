"""Rich's log lines, wrapped or not, put together again."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rich.cells import cell_len

_START = re.compile(
    r"(?P<time> *\d{4}-\d\d-\d\d \d\d:\d\d:\d\d| {19,}) "
    r"(?P<level>DEBUG {3}|INFO {4}|WARNING |ERROR {3}|CRITICAL) (?P<rest>.*)$"
)
_SOURCE = re.compile(r"(?:^| )(?P<source>[\w.-]+\.py:\d+)\s*$")
MESSAGE_COLUMN = 29
"""Time (19), space, level (8), space: where rich puts the message and indents its further lines."""
_INDENT = " " * MESSAGE_COLUMN
MAX_RECORD = 1 << 16
"""Characters that a record may grow to; what follows is dropped."""


@dataclass(frozen=True, slots=True)
class LogRecord:
    """`time` as printed, empty where it is the second of the record before; `source` as `train_util.py:2112`."""

    time: str
    level: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class RecordStart:
    """First line of a record; `width` is the width of the message column in cells, 0 where it is unknown."""

    time: str
    level: str
    text: str
    source: str
    width: int


def record_start(line: str) -> RecordStart | None:
    """The parts of a line that begins a log record, or None.

    Spaces may stand before it: tqdm blanks out a longer bar before the record is glued to the new one.
    """
    match = _START.match(line)
    if match is None:
        return None
    rest = match["rest"]
    source = _SOURCE.search(rest)
    if source is None:
        return RecordStart(match["time"].strip(), match["level"].strip(), rest.rstrip(), "", 0)
    width = cell_len(rest[: source.start("source")]) - 1
    text = rest[: source.start()].rstrip()
    return RecordStart(match["time"].strip(), match["level"].strip(), text, source["source"], width)


class RecordJoiner:
    """Collects the lines of one record.

    Rich breaks at spaces, and inside a word only where the word is wider than the column: such a line is full and has
    no space in it. A line that is indented further begins a new line of the message.
    """

    def __init__(self) -> None:
        self._start: RecordStart | None = None
        self._text = ""
        self._last = ""

    def begin(self, start: RecordStart) -> None:
        self._start, self._text, self._last = start, start.text, start.text

    def continues(self, line: str) -> bool:
        """Take `line` in if it belongs to the record that is open."""
        if self._start is None or not line.startswith(_INDENT):
            return False
        piece = line[MESSAGE_COLUMN:].rstrip()
        if len(self._text) < MAX_RECORD:
            self._text += self._glue(piece) + piece
        self._last = piece
        return True

    def flush(self) -> LogRecord | None:
        """The record that was open, now complete."""
        start, self._start = self._start, None
        return None if start is None else LogRecord(start.time, start.level, self._text, start.source)

    def _glue(self, piece: str) -> str:
        if not piece or not self._last or piece.startswith(" "):
            return "\n"
        return "" if self._is_folded_word() else " "

    def _is_folded_word(self) -> bool:
        width = self._start.width if self._start else 0
        return " " not in self._last.strip() and width - 1 <= cell_len(self._last) <= width
