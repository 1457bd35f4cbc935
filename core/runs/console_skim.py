"""What matters of a long console log, for reading gigabytes in seconds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

BLOCK = 4 << 20
"""Bytes worked on at a time; memory stays within a few of these."""
MAX_RECORDS = 1000
"""Warnings and errors kept of the middle of a log."""
WHOLE_AT_END = 2
MAX_WHOLE_BLOCKS = 16
"""Blocks of the middle that are kept whole because a traceback stands in them."""

_LEVELS = frozenset({b"WARN", b"ERRO", b"CRIT"})
_INDENT = b" " * 29
_TRAINING_BAR = b"\rsteps:"


def skim(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The first and the last two blocks whole; of those between: warnings, errors, tracebacks, epochs, checkpoints and
    the last drawing of the training bar, each as it stands in the log."""
    kept = _Kept()
    blocks = _blocks(chunks)
    yield next(blocks)
    held: list[bytes] = []
    for block in blocks:
        held.append(block)
        if len(held) > WHOLE_AT_END:
            yield kept.of(held.pop(0))
    yield from held


def _blocks(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Blocks of at least `BLOCK` bytes that end where a record ends; without line ends, at a carriage return."""
    pending: list[bytes] = []
    size = 0
    for chunk in chunks:
        pending.append(chunk)
        size += len(chunk)
        if size < BLOCK:
            continue
        data = b"".join(pending)
        cut = _record_end(data) or data.rfind(b"\r", 1) if len(data) < 4 * BLOCK else len(data)
        if cut > 0:
            yield data[:cut]
            data = data[cut:]
        pending, size = [data], len(data)
    yield b"".join(pending)


def _record_end(data: bytes) -> int:
    """Where a line ends that no further line of the same record follows; 0 if nowhere."""
    cut = data.rfind(b"\n") + 1
    while cut and data.startswith(b" ", cut):
        cut = data.rfind(b"\n", 0, cut - 1) + 1
    return cut


class _Kept:
    """Condenses blocks and counts what it has kept, so that the whole stays bounded."""

    def __init__(self) -> None:
        self._records = 0
        self._whole_blocks = 0
        self._in_traceback = False

    def of(self, block: bytes) -> bytes:
        lines = self._lines_of(block) if b"\n" in block else []
        after_traceback, self._in_traceback = self._in_traceback, lines is None
        if lines is None or after_traceback:
            return block
        return b"\n".join([*lines, _last_training_bar(block)]) + b"\n"

    def _lines_of(self, block: bytes) -> list[bytes] | None:
        """The lines worth reading; None where a traceback wants the whole block to be read."""
        lines: list[bytes] = []
        for line_start in _candidates(block):
            start = _behind_bars(line_start, block) if block.startswith(b"\r", line_start) else line_start
            if block.startswith((b"saving ", b"epoch "), start):
                lines.append(block[start : _line_end(start, block)])
            elif block[start + 20 : start + 24] in _LEVELS and self._records < MAX_RECORDS:
                self._records += 1
                lines.append(block[start : _record_end_from(start, block)])
            elif block.startswith(b"Traceback (most", start) and self._whole_blocks < MAX_WHOLE_BLOCKS:
                self._whole_blocks += 1
                return None
        return lines


def _candidates(block: bytes) -> list[int]:
    """Where lines start that may be worth reading: `sav…`, `epo…`, `Tra…`, a bar, or a record that is no INFO."""
    data = np.frombuffer(block, np.uint8)
    starts = np.concatenate(([0], np.flatnonzero(data == ord("\n")) + 1))
    starts = starts[starts < len(data) - 24]
    first, second = data[starts], data[starts + 1]
    wanted = first == ord("\r")
    for one, two in ("sa", "ep", "Tr"):
        wanted |= (first == ord(one)) & (second == ord(two))
    level, after = data[starts + 20], data[starts + 21]
    for one, two in ("WA", "ER", "CR"):
        wanted |= (level == ord(one)) & (after == ord(two))
    return [int(start) for start in starts[wanted]]


def _behind_bars(start: int, block: bytes) -> int:
    """Where the log line begins that is glued to the bars of this line."""
    end = _line_end(start, block)
    last = block.rfind(b"\r", start, end - 1)
    for level in (b" WARNING ", b" ERROR ", b" CRITICAL "):
        at = block.find(level, last, end)
        if at >= 0:
            return at - 19
    return end


def _line_end(start: int, block: bytes) -> int:
    end = block.find(b"\n", start)
    return len(block) if end < 0 else end


def _record_end_from(start: int, block: bytes) -> int:
    """Where the last line of the record that starts here ends."""
    end = _line_end(start, block)
    while block.startswith(_INDENT, end + 1):
        end = _line_end(end + 1, block)
    return end


def _last_training_bar(data: bytes) -> bytes:
    start = data.rfind(_TRAINING_BAR)
    while start >= 0:
        end = data.find(b"]", start)
        if end >= 0:
            return data[start : end + 1]
        start = data.rfind(_TRAINING_BAR, 0, start)
    return b""
