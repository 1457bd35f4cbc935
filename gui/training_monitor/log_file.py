"""A console.log of any size, read at its end while it grows, and further back on demand."""

from __future__ import annotations

from pathlib import Path

from gui.training_monitor.log_text import LogLine, LogPortion, LogText

PORTION = 128 * 1024
"""Bytes taken in at once: about 1,500 lines."""
_LARGEST_BACKLOG = 8 * PORTION


class LogFile:
    """Reads the last 128 kB first, then what is appended.

    The reading starts afresh at the end where the file became shorter, and where more was appended than anybody could
    follow (over 1 MB since the last poll).
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._text = LogText()
        self._offset = -1

    def poll(self) -> LogPortion:
        """The next new lines; empty when there are none, or no file yet. Raises OSError where it cannot be read."""
        try:
            size = self._path.stat().st_size
        except FileNotFoundError:
            return LogPortion()
        if self._offset < 0 or size < self._offset or size - self._offset > _LARGEST_BACKLOG:
            return self._open(size)
        if size == self._offset:
            return LogPortion()
        data = _read(self._path, self._offset, min(size - self._offset, PORTION))
        self._offset += len(data)
        return self._text.feed(data)

    def earlier(self, before: int) -> tuple[LogLine, ...]:
        """The lines of about 128 kB that end at the offset `before`, where a line begins; empty at the beginning."""
        start = max(before - PORTION, 0)
        data = _read(self._path, start, before - start)
        skipped = _after_line_end(data) if start else 0
        return LogText(start + skipped).feed(data[skipped:]).lines

    def _open(self, size: int) -> LogPortion:
        start = max(size - PORTION, 0)
        data = _read(self._path, start, size - start)
        skipped = _after_line_end(data) if start else 0
        self._offset = start + len(data)
        self._text = LogText(start + skipped)
        return LogPortion(self._text.feed(data[skipped:]).lines, afresh=True)


def _read(path: Path, start: int, length: int) -> bytes:
    with path.open("rb") as stream:
        stream.seek(start)
        return stream.read(length)


def _after_line_end(data: bytes) -> int:
    """Where the first whole line of `data` begins; 0 where it has no line end at all."""
    return data.find(b"\n") + 1
