"""How the hooks speak and listen: lines of `events.jsonl`, files of `control/`.

Loaded by `hooks.py` inside the environment of sd-scripts: Python 3.10 and the standard library only. The formats of
`core/runs/events.py` and `core/runs/control.py` are repeated here on purpose, and a test compares them.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

WISHES = ("save", "sample", "pause", "resume", "stop_and_save")
_OF_THE_LOOP = ("losses", *WISHES)
COSTS = {
    "begin_in": ("checkpoints", "states", "samples", *_OF_THE_LOOP),
    "after_step": _OF_THE_LOOP,
    "before_save": WISHES,
    "_hook_network": ("checkpoints",),
    "_saved": ("checkpoints",),
    "hook_accelerator": ("states",),
    "state_saved": ("states",),
    "hook_samples": ("samples",),
    "hook_losses": _OF_THE_LOOP,
    "samples_begin": ("samples",),
    "sample_begins": ("samples",),
    "sample_ends": ("samples",),
    "dataset_made": ("images",),
}
"""What is lost where an action of the hooks fails, by its name."""
HINTS = {
    "out_of_memory": "Lower the batch size or the resolution, or switch on gradient checkpointing and latent caching.",
    "crashed": "The last lines of the log say more.",
    "finished_nan": "Do not use the last file. Lower the learning rate, or train without fp16.",
    "no_data": "Check image_dir and num_repeats in the dataset config: folders, names of files, endings.",
}
"""What to do, by outcome."""
POLL_SECONDS = 0.1
_MOST_PENDING = 64 << 20
"""Bytes that wait for a disk that is full; what does not fit is lost, and the training goes on."""


class Reporter:
    """Appends events; in a process that is not the first of several it writes nothing."""

    def __init__(self, folder: Path) -> None:
        self.is_main = os.environ.get("RANK", "0") == "0"
        self._pending = b""
        self._file = -1
        if self.is_main:
            self._file = os.open(folder / "events.jsonl", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)

    def emit(self, kind: str, **values: Any) -> None:
        """One event, in the file when this returns; on a full disk it goes with the next one."""
        if not self.is_main:
            return
        event = {"type": kind, **{key: plain(value) for key, value in values.items()}, "time": time.time()}
        line = json.dumps(event, ensure_ascii=False, allow_nan=False, separators=(",", ":")) + "\n"
        if len(self._pending) < _MOST_PENDING:
            self._pending += line.encode("utf-8", "backslashreplace")
        with contextlib.suppress(OSError):
            while self._pending:
                self._pending = self._pending[os.write(self._file, self._pending) :]

    def missing(self, abilities: Sequence[str], reason: str) -> None:
        """Say that the training goes on without these abilities, and why."""
        self.emit("ability_missing", abilities=list(abilities), reason=reason)

    def message(self, level: str, text: str) -> None:
        self.emit("message", level=level, text=text)


def plain(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return repr(value)
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value


class Wishes:
    """Takes the files of `control/`, each once, by moving them to `control/taken/`."""

    def __init__(self, folder: Path) -> None:
        self._control = folder / "control"
        self._next = 0.0

    def poll(self) -> list[tuple[str, str]]:
        """(id, wish) of what came since the last look, oldest first; looks at most every POLL_SECONDS."""
        now = time.monotonic()
        if now < self._next:
            return []
        self._next = now + POLL_SECONDS
        taken = []
        with contextlib.suppress(FileNotFoundError):
            for name in sorted(os.listdir(self._control)):  # noqa: PTH208 (names alone: this runs at every step)
                parts = name[: -len(".json")].split("-", 2) if name.endswith(".json") else []
                if len(parts) == 3 and parts[2] in WISHES and self._take(name):
                    taken.append((name[: -len(".json")], parts[2]))
        return taken

    def _take(self, name: str) -> bool:
        folder = self._control / "taken"
        try:
            folder.mkdir(exist_ok=True)
            (self._control / name).rename(folder / name)
        except OSError:
            return False  # another reader was faster, or the disk is full
        return True
