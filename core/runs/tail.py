"""Following a growing file of events, line by line, from a place that survives the reader."""

from __future__ import annotations

from pathlib import Path

from core.errors import FileError
from core.runs.events import Event, decode

_CHUNK = 1024 * 1024
_LONGEST_LINE = 64 * 1024 * 1024


class EventTail:
    """Reads `events.jsonl` while it is written. `offset` only ever stands at the start of a line.

    A line without its end is left for later; one that no version understands is passed over and counted in
    `unreadable`.
    """

    def __init__(self, path: Path, offset: int, *, chunk: int = _CHUNK) -> None:
        self.offset = offset
        self.unreadable = 0
        self._path = path
        self._chunk = chunk

    def read(self) -> list[Event]:
        """The events of the next complete lines; empty when there is nothing new. A missing file reads as an empty one.

        Raises:
            FileError: the file exists and cannot be read.
        """
        while True:
            try:
                if self._path.stat().st_size <= self.offset:
                    return []
                lines = self._next_lines()
            except FileNotFoundError:
                return []
            except OSError as error:
                raise FileError(
                    f"Could not read {self._path}: {error.strerror}.",
                    "Give yourself the right to read the run's folder.",
                ) from error
            if not lines:
                return []
            self.offset += len(lines)
            events = self._decoded(lines)
            if events:
                return events

    def _next_lines(self) -> bytes:
        """Bytes up to the last line end within a chunk; of a longer line, all of it."""
        size = self._chunk
        with self._path.open("rb") as stream:
            while True:
                stream.seek(self.offset)
                data = stream.read(size)
                end = data.rfind(b"\n") + 1
                if end or len(data) < size:
                    return data[:end]
                if size >= _LONGEST_LINE:
                    return data
                size *= 2

    def _decoded(self, lines: bytes) -> list[Event]:
        events = []
        for line in lines.splitlines():
            event = decode(line)
            if event is not None:
                events.append(event)
            elif line.strip():
                self.unreadable += 1
        return events
