"""What is new in a run folder since the last look. Pure: used from worker threads, one at a time."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from core.runs.folder import RunFolder
from core.runs.store import HardwareColumns, RunStore, StepColumns, StoredEvent
from core.runs.summary import RunSummary
from gui.training_monitor.log_file import LogFile
from gui.training_monitor.log_text import LogPortion

STEPS_AT_ONCE = 30_000
"""How many steps the window takes in between two of its own events: about 10 ms of work."""
_LOG_SECONDS = 0.3


@dataclass(frozen=True, slots=True)
class RunUpdate:
    """What happened since the last update. `summary` is None where the store has not changed."""

    summary: RunSummary | None
    steps: StepColumns | None = None
    hardware: HardwareColumns | None = None
    events: tuple[StoredEvent, ...] = ()
    log: LogPortion = field(default_factory=LogPortion)
    more_steps: int = 0
    """How many steps are known and will follow in further updates."""

    def __bool__(self) -> bool:
        return self.summary is not None or bool(self.log)


class RunReader:
    """Keeps its place in the store and in the console of one run."""

    def __init__(self, folder: RunFolder, *, with_log: bool = True) -> None:
        self._store = RunStore(folder)
        self._log = LogFile(folder.console) if with_log else None
        self._log_due = 0.0
        self._version: int | None = None
        self._step_row = 0
        self._hardware_row = 0
        self._event_row = 0

    @property
    def log(self) -> LogFile | None:
        return self._log

    def poll(self) -> RunUpdate:
        """Everything new. Raises StoreError or OSError where the run folder cannot be read."""
        log = self._poll_log()
        version = self._store.version()
        if version == self._version:
            return RunUpdate(None, log=log)
        steps = self._store.steps_after(self._step_row)
        hardware = self._store.hardware_after(self._hardware_row)
        events = self._store.events_after(self._event_row)
        summary = self._store.summary()
        self._version = version
        if len(steps):
            self._step_row = int(steps.row[-1])
        if len(hardware):
            self._hardware_row = int(hardware.row[-1])
        if events:
            self._event_row = events[-1].row
        return RunUpdate(summary, steps, hardware, tuple(events), log)

    def _poll_log(self) -> LogPortion:
        """Progress bars change many times a second; nobody can read them that fast."""
        now = time.monotonic()
        if self._log is None or now < self._log_due:
            return LogPortion()
        self._log_due = now + _LOG_SECONDS
        return self._log.poll()

    def close(self) -> None:
        self._store.close()
