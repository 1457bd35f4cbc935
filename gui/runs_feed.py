"""What runs there are, asked once a second off the window's thread and told to whoever shows them."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from core.errors import AppError
from gui.core_texts import spoken
from gui.tasks import Latest, Progress

if TYPE_CHECKING:
    from core.runs.controller import RunController, RunInfo

_INTERVAL_MS = 1000


class RunsDoor:
    """Opens the controller of the runs with its first use: that takes numpy and 0.1 s, which the first picture of the
    window does not wait for. Safe in any thread."""

    def __init__(self, runs_root: Path) -> None:
        self.runs_root = runs_root
        self._lock = threading.Lock()
        self._controller: RunController | None = None

    def open(self) -> RunController:
        with self._lock:
            if self._controller is None:
                from core.runs.controller import RunController

                self._controller = RunController(self.runs_root)
            return self._controller


class RunsFeed(QObject):
    """The newest list of runs. `changed` fires when it differs from the one before; `failed` when it cannot be read."""

    changed = Signal()
    failed = Signal(str)

    def __init__(self, door: RunsDoor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.door = door
        self.runs: tuple[RunInfo, ...] = ()
        self.known = False
        self._latest = Latest(self)
        self._timer = QTimer(self)
        self._timer.setInterval(_INTERVAL_MS)
        self._timer.timeout.connect(self.refresh)

    @property
    def live(self) -> RunInfo | None:
        """The newest run that is under way."""
        return next((run for run in self.runs if run.state.is_live), None)

    def start(self) -> None:
        self.refresh()
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()
        self._latest.cancel()

    def refresh(self) -> None:
        """Ask now; nothing happens while an earlier question is under way."""
        if not self._latest.busy:
            self._latest.run(self._ask, self._take, self._fail)

    def _ask(self, _: Progress) -> tuple[RunInfo, ...]:
        return tuple(self.door.open().runs())

    def _take(self, runs: tuple[RunInfo, ...]) -> None:
        if not self.known or runs != self.runs:
            self.known = True
            self.runs = runs
            self.changed.emit()

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, AppError | OSError):
            raise error
        self.failed.emit(spoken(str(error)))
