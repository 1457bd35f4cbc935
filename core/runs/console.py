"""What sd-scripts prints -> what happened: bars, log records, exceptions, checkpoints, epochs.

Pure: bytes in, frozen items out, in any chunking. Formats as of sd-scripts 48d368fa: rich log lines (wrapped at 80
columns where nobody set COLUMNS), tqdm bars, and the plain lines that accelerate prints.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from core.runs.console_lines import Piece, PieceReader
from core.runs.console_records import LogRecord, RecordJoiner, record_start


class Bar(NamedTuple):
    """One drawing of a progress bar; a named tuple, for it is made 300,000 times a second.

    tqdm draws twice a step: first without, then with the postfix (`avr_loss=1.23`). Times are in seconds.
    """

    description: str
    done: int
    total: int | None
    elapsed: float
    seconds_per_item: float | None
    postfix: str

    @property
    def is_training(self) -> bool:
        return self.description == "steps"

    @property
    def average_loss(self) -> float | None:
        """`avr_loss`: three significant digits; NaN where it says nan."""
        match = _AVERAGE_LOSS.search(self.postfix)
        return float(match[1]) if match else None


@dataclass(frozen=True, slots=True)
class EpochLine:
    """`epoch 1/2`: epochs count from 1."""

    epoch: int
    total: int


@dataclass(frozen=True, slots=True)
class CheckpointLine:
    """`saving checkpoint: PATH`, as printed; `removed` where an old one is deleted."""

    path: str
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """`  num batches per epoch / …: 8` of the summary before the first epoch."""

    name: str
    value: int


@dataclass(frozen=True, slots=True)
class ExceptionFound:
    """The last line of a traceback, or argparse's complaint (`name` is then ArgumentError)."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """Any other text."""

    text: str


ConsoleItem: TypeAlias = Bar | LogRecord | EpochLine | CheckpointLine | Fact | ExceptionFound | Line

_AVERAGE_LOSS = re.compile(r"(?:^|[ ,])(?:av[rg]_)?loss=(nan|-?inf|[-+\d.e]*\d)")
_EPOCH = re.compile(r"epoch (\d+)/(\d+)$")
_CHECKPOINT = re.compile(
    r"(saving|removing old) (?:checkpoint|model): (.+)$|save trained model as [\w ]+? to (.+)$", re.DOTALL
)
"""In the loop of the LoRA scripts a plain line, in those that train whole models a record of the log."""
_FACT = re.compile(
    r"  (num [a-z ]+(?: \* repeats)?|total optimization steps|gradient accumulation steps|batch size per device)"
    r" / [^:=]*[:=] *(\d+)$"
)
_TRACEBACK = re.compile(r"(?:Original |\u256d[\u2500 ]+)?Traceback \(most recent call last\)")
"""Python's own, that of a worker of the data loader inside of another one, and rich's in its box."""
_EXCEPTION = re.compile(r"((?:[A-Za-z_]\w*\.)*_*[A-Z]\w*)(?::\s?(.*))?$")
_ARGUMENT_ERROR = re.compile(r"(?:\S+\.py|accelerate[^:]*): error: (.+)$")


class ConsoleReader:
    """Feed the bytes of one stream (or of both, written to one file), get items."""

    def __init__(self) -> None:
        self._pieces = PieceReader()
        self._joiner = RecordJoiner()
        self._in_traceback = False

    def feed(self, data: bytes) -> list[ConsoleItem]:
        return self._read(self._pieces.feed(data))

    def close(self) -> list[ConsoleItem]:
        """The items that were still open when the stream ended."""
        items = self._read(self._pieces.close())
        if record := self._joiner.flush():
            items.append(record)
        return items

    def _read(self, pieces: list[Piece]) -> list[ConsoleItem]:
        items: list[ConsoleItem] = []
        for piece in pieces:
            if isinstance(piece, str):
                self._read_text(piece, items)
            else:
                items.append(_bar(piece))
        return items

    def _read_text(self, text: str, items: list[ConsoleItem]) -> None:
        if self._joiner.continues(text):
            return
        if record := self._joiner.flush():
            items.append(record)
        if start := record_start(text):
            self._in_traceback = False
            self._joiner.begin(start)
            return
        items.append(self._plain(text))

    def _plain(self, text: str) -> ConsoleItem:
        if _TRACEBACK.match(text):
            self._in_traceback = True
            return Line(text)
        if self._in_traceback and text[0] not in " \t" and (match := _EXCEPTION.match(text)):
            self._in_traceback = False
            return ExceptionFound(match[1], match[2] or "")
        return _line(text)


def _line(text: str) -> ConsoleItem:
    if match := _EPOCH.match(text):
        return EpochLine(int(match[1]), int(match[2]))
    if checkpoint := checkpoint_in(text):
        return checkpoint
    if match := _FACT.match(text):
        return Fact(match[1], int(match[2]))
    if match := _ARGUMENT_ERROR.match(text):
        return ExceptionFound("ArgumentError", match[1])
    return Line(text)


def checkpoint_in(text: str) -> CheckpointLine | None:
    """The checkpoint that a line, or the text of a log record, says is being saved or removed."""
    match = _CHECKPOINT.match(text)
    if match is None:
        return None
    return CheckpointLine(match[2] or match[3], removed=match[1] == "removing old")


def _bar(match: re.Match[str]) -> Bar:
    description, done, total, elapsed, rate, unit, postfix = match.groups("")
    values = (
        description,
        int(done) if done.isdecimal() else _count(done),
        (int(total) if total.isdecimal() else _count(total)) if total else None,
        _seconds(elapsed),
        _pace(rate, unit),
        postfix,
    )
    return _new_tuple(Bar, values)  # a third faster than the constructor of a named tuple


_new_tuple = tuple.__new__


def _count(text: str) -> int:
    """A plain number, or tqdm's unit_scale: `1.2k`."""
    try:
        return int(text)
    except ValueError:
        scale = 1000.0 ** (" kMGT".index(text[-1])) if text[-1] in "kMGT" else 1.0
        return round(float(text.rstrip("kMGT")) * scale)


@functools.lru_cache(maxsize=1024)
def _seconds(text: str) -> float:
    total = 0
    for part in text.split(":"):
        total = total * 60 + int(part)
    return float(total)


@functools.lru_cache(maxsize=1024)
def _pace(rate: str, unit: str) -> float | None:
    """Seconds per item; None while tqdm prints `?`."""
    value = 0.0 if rate == "?" else float(rate)
    if not value:
        return None
    return value if unit == "s/it" else 1 / value
