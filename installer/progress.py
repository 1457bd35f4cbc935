"""Shows how far an installation is: package i of n, bytes, speed, time left."""

from __future__ import annotations

import re
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TextIO

from installer.disk import readable
from installer.pins import Pin

_COLLECTING = re.compile(r"\s*(?:Collecting|Processing|Requirement already satisfied:) (?P<what>\S+)")
_DOWNLOADING = re.compile(r"\s*(?:Downloading|Using cached) (?P<file>\S+)")
_BYTES = re.compile(r"Progress (?P<done>\d+) of (?P<total>\d+)")
_INSTALLING = re.compile(r"\s*Installing collected packages: (?P<names>.+)")
SECONDS_BETWEEN_LINES = 5.0
SECONDS_BETWEEN_REDRAWS = 0.1


def readable_time(seconds: float) -> str:
    """Seconds as `8 s`, `3 min`, `1 h 12 min`."""
    whole = int(seconds)
    if whole < 60:
        return f"{whole} s"
    return f"{whole // 60} min" if whole < 3600 else f"{whole // 3600} h {whole % 3600 // 60} min"


@dataclass(slots=True)
class Tally:
    """What pip has said so far, in numbers.

    `expected` are the packages of this step. `done_bytes` counts packages whose turn is over at the size that the pins
    give, the current one at the bytes that pip reports.
    """

    expected: list[Pin]
    seen: int = 0
    name: str = ""
    done_bytes: int = 0
    current_bytes: int = 0
    transferred: int = 0
    installing: int = 0
    started: float = field(default_factory=time.monotonic)

    @property
    def total_bytes(self) -> int:
        return sum(pin.download_bytes for pin in self.expected)

    def read(self, line: str) -> bool:
        """Take in one line of pip's output; False if it says nothing about progress."""
        if match := _BYTES.match(line):
            done = int(match["done"])
            self.transferred += max(0, done - self.current_bytes)
            self.current_bytes = done
        elif match := _COLLECTING.match(line):
            self._next(match["what"])
        elif match := _DOWNLOADING.match(line):
            self.current_bytes = 0
        elif match := _INSTALLING.match(line):
            self.installing = len(match["names"].split(","))
        else:
            return False
        return True

    def _next(self, requirement: str) -> None:
        sizes = {_plain(pin.name): pin.download_bytes for pin in self.expected}
        self.done_bytes += sizes.get(_plain(self.name), 0)
        self.name = re.split(r"[=<>!~\[; ]|-\d", requirement.replace("\\", "/").rsplit("/", 1)[-1])[0]
        self.current_bytes = 0
        self.seen = min(self.seen + 1, len(self.expected))

    def speed(self) -> float:
        """Bytes a second over this step so far."""
        return self.transferred / max(time.monotonic() - self.started, 1e-3)

    def sentence(self) -> str:
        """`34 of 61  numpy  120 MB of 430 MB  11 MB/s  28 s left`."""
        if not self.expected:
            return "at work"
        reached = min(self.done_bytes + self.current_bytes, self.total_bytes)
        parts = [f"{self.seen} of {len(self.expected)}", self.name]
        parts.append(f"{readable(reached)} of {readable(self.total_bytes)}")
        speed = self.speed()
        if self.transferred > 1e6:
            left = (self.total_bytes - reached) / speed
            parts += [f"{readable(speed)}/s", f"{readable_time(left)} left"]
        return "  ".join(parts)


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


class Display:
    """One line that is redrawn on a terminal; a plain line every few seconds elsewhere."""

    def __init__(self, heading: str, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stdout
        self._heading = heading
        self._live = self._stream.isatty()
        self._shown = float("-inf")
        self._stream.write(f"{heading} …" + ("" if self._live else "\n"))
        self._stream.flush()

    def show(self, sentence: Callable[[], str]) -> None:
        """Draw `sentence()` if the last one has been visible for long enough."""
        now = time.monotonic()
        if now - self._shown < (SECONDS_BETWEEN_REDRAWS if self._live else SECONDS_BETWEEN_LINES):
            return
        self._shown = now
        if self._live:
            width = shutil.get_terminal_size().columns - 1
            self._stream.write("\r\x1b[K" + f"{self._heading}  {sentence()}"[:width])
        else:
            self._stream.write(f"  {sentence()}\n")
        self._stream.flush()

    def end(self, sentence: str) -> None:
        """Leave the last word on the line."""
        self._stream.write(("\r\x1b[K" if self._live else "  ") + (f"{self._heading}: " if self._live else ""))
        self._stream.write(sentence + "\n")
        self._stream.flush()
