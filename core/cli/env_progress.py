"""A setup followed in a terminal: one line that is redrawn, or a plain line every few seconds elsewhere."""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from core.environment.progress import Progress

_SECONDS_BETWEEN_LINES = 5.0


class ProgressLine:
    """Shows a `Progress`. With `verbose` every line of the log goes by, too; with `as_json` each event is a line."""

    def __init__(self, *, verbose: bool = False, as_json: bool = False) -> None:
        self._verbose = verbose
        self._json = as_json
        self._live = sys.stdout.isatty() and not as_json
        self._step = -1
        self._shown = float("-inf")

    def show(self, progress: Progress) -> None:
        if self._json:
            sys.stdout.write(json.dumps({"event": "progress", **_rounded(progress)}, ensure_ascii=False) + "\n")
            sys.stdout.flush()
            return
        if progress.line is not None:
            if self._verbose:
                self._write(progress.line)
            return
        if progress.step != self._step:
            self._step = progress.step
            self._shown = float("-inf")
            self._write(f"[{progress.step + 1}/{progress.steps}] {progress.title}")
        now = time.monotonic()
        if not self._live and now - self._shown < _SECONDS_BETWEEN_LINES:
            return
        self._shown = now
        text = sentence(progress)
        if self._live:
            sys.stdout.write("\r\x1b[K" + text[: shutil.get_terminal_size().columns - 1])
        elif progress.bytes_done or progress.packages_done:
            sys.stdout.write(f"      {text}\n")
        sys.stdout.flush()

    def end(self) -> None:
        if self._live:
            sys.stdout.write("\r\x1b[K")
            sys.stdout.flush()

    def _write(self, line: str) -> None:
        sys.stdout.write(("\r\x1b[K" if self._live else "") + line + "\n")
        sys.stdout.flush()


def sentence(progress: Progress) -> str:
    """`42 %  torch  1.2 GB of 4.0 GB  11 MB/s  3 of 30 packages  about 5 min left`."""
    parts = [f"{progress.fraction:4.0%}"]
    if progress.package:
        parts.append(progress.package)
    if progress.bytes_total:
        parts.append(f"{readable_bytes(progress.bytes_done)} of {readable_bytes(progress.bytes_total)}")
    if progress.speed:
        parts.append(f"{readable_bytes(progress.speed)}/s")
    if progress.packages_total:
        parts.append(f"{progress.packages_done} of {progress.packages_total} packages")
    if progress.seconds_left is not None and progress.fraction < 1:
        parts.append(f"about {readable_time(progress.seconds_left)} left")
    return "  ".join(parts)


def readable_bytes(count: float) -> str:
    """`144 MB`, `3.1 GB`."""
    if count >= 1e9:
        return f"{count / 1e9:.1f} GB"
    return f"{count / 1e6:.0f} MB" if count >= 1e6 else f"{count / 1e3:.0f} kB"


def readable_time(seconds: float) -> str:
    """`8 s`, `3 min`, `1 h 12 min`."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    return f"{whole // 60} min" if whole < 3600 else f"{whole // 3600} h {whole % 3600 // 60} min"


def _rounded(progress: Progress) -> dict[str, Any]:
    return {key: round(value, 3) if isinstance(value, float) else value for key, value in asdict(progress).items()}


@contextmanager
def interruptible() -> Iterator[Interruption]:
    """Ctrl-C asks to end in good order instead of breaking off; a second one breaks off."""
    import signal

    asked = Interruption()

    def ask(*_: object) -> None:
        if asked.wished:
            raise KeyboardInterrupt
        asked.wished = True

    before = signal.signal(signal.SIGINT, ask)
    terminated = signal.signal(signal.SIGTERM, ask)
    try:
        yield asked
    finally:
        signal.signal(signal.SIGINT, before)
        signal.signal(signal.SIGTERM, terminated)


class Interruption:
    """Whether the user asked to end."""

    def __init__(self) -> None:
        self.wished = False

    def __call__(self) -> bool:
        return self.wished
