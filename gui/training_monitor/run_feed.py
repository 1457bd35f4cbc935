"""One object for each open run: polls its folder off the window's thread and hands on what is new."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from core.errors import AppError
from core.runs.folder import RunFolder
from core.runs.store import StepColumns
from core.runs.summary import RunSummary
from gui.core_texts import spoken
from gui.tasks import Progress, Task, run_task
from gui.training_monitor.run_reader import STEPS_AT_ONCE, RunReader, RunUpdate
from gui.training_monitor.series import cut

LIVE_MS, HIDDEN_MS, ENDED_MS = 100, 2000, 2000
_LOOK_AFTER_SECONDS = 5.0


class RunFeed(QObject):
    """Emits `updated(RunUpdate)` whenever something is new, at most ten times a second; long runs come in portions.

    `caught_up` fires once, when everything that was there at the start has been handed on; `failed(message)` fires
    when reading fails, and polling goes on. Every few seconds while the run is live, `look_after` (the controller's
    adoption: a dead supervisor is replaced) runs in the worker.
    """

    updated = Signal(RunUpdate)
    caught_up = Signal()
    failed = Signal(str)

    def __init__(
        self,
        folder: RunFolder,
        *,
        look_after: Callable[[], object] | None = None,
        with_log: bool = True,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.summary = RunSummary()
        self._reader = RunReader(folder, with_log=with_log)
        self._task: Task[RunUpdate] | None = None
        self._look_after = look_after
        self._since_look = _LOOK_AFTER_SECONDS
        self._visible = True
        self._caught_up = False
        self._waiting: StepColumns | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._poll)
        self._portions = QTimer(self)
        self._portions.setInterval(0)
        self._portions.timeout.connect(self._hand_on_portion)

    @property
    def reader(self) -> RunReader:
        """For reading earlier parts of the log in a worker."""
        return self._reader

    def start(self) -> None:
        self._timer.start(LIVE_MS)
        self._poll()

    def stop(self) -> None:
        """No signal fires any more."""
        self._timer.stop()
        self._portions.stop()
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def set_visible(self, visible: bool) -> None:  # noqa: FBT001 - mirrors a state
        """A hidden page is kept up to date twenty times less often."""
        self._visible = visible
        self._pace()
        if visible and self._timer.isActive():
            self._poll()

    def _pace(self) -> None:
        interval = LIVE_MS if self._visible else HIDDEN_MS
        if self._caught_up and not self.summary.state.is_live:
            interval = ENDED_MS
        if self._timer.interval() != interval:
            self._timer.setInterval(interval)

    def _poll(self) -> None:
        if self._task is not None or self._portions.isActive():
            return
        self._since_look += self._timer.interval() / 1000
        look_after = None
        if self._look_after is not None and self._since_look >= _LOOK_AFTER_SECONDS and self.summary.state.is_live:
            self._since_look, look_after = 0.0, self._look_after
        reader = self._reader

        def work(_: Progress) -> RunUpdate:
            update = reader.poll()
            if look_after is not None:
                look_after()
            return update

        self._task = run_task(self, work, self._take, self._fail)

    def _take(self, update: RunUpdate) -> None:
        self._task = None
        if update.summary is not None:
            self.summary = update.summary
        steps = update.steps
        if steps is None or len(steps) <= STEPS_AT_ONCE:
            self._hand_on(update)
            return
        self._waiting = cut(steps, STEPS_AT_ONCE, len(steps))
        self.updated.emit(
            dataclasses.replace(update, steps=cut(steps, 0, STEPS_AT_ONCE), more_steps=len(self._waiting))
        )
        self._portions.start()

    def _hand_on_portion(self) -> None:
        steps = self._waiting
        if steps is None:
            self._portions.stop()
            return
        self._waiting = cut(steps, STEPS_AT_ONCE, len(steps)) if len(steps) > STEPS_AT_ONCE else None
        portion = RunUpdate(self.summary, cut(steps, 0, STEPS_AT_ONCE))
        if self._waiting is None:
            self._portions.stop()
            self._hand_on(portion)
        else:
            self.updated.emit(portion)

    def _hand_on(self, update: RunUpdate) -> None:
        if update:
            self.updated.emit(update)
        if not self._caught_up:
            self._caught_up = True
            self.caught_up.emit()
        self._pace()

    def _fail(self, error: Exception) -> None:
        self._task = None
        if not isinstance(error, AppError | OSError):
            raise error
        self.failed.emit(spoken(str(error)))
