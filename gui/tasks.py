"""Work off the window's thread, as one small call; the answer comes back on the window's thread, or not at all.

The worker holds no QObject. It leaves its outcome in a plain Python object, which a timer of the window's thread looks
at; when the owner is gone by then, nothing is called any more.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from shiboken6 import isValid

from core.errors import AppError

T = TypeVar("T")
ErrorHandler = Callable[[Exception], None]

_WORKERS = 4
_FIRST_LOOK_MS = 4
_LONGEST_LOOK_MS = 50
_log = logging.getLogger(__name__)


class TaskCancelled(Exception):  # noqa: N818 - not an error: the person changed their mind
    """Raised inside the work by `Progress.check`; nobody is told."""


class Progress:
    """What the work may use from its thread: tell how far it is, and ask whether it is still wanted."""

    def __init__(self) -> None:
        self._cancelled = threading.Event()
        self.latest: tuple[int, int | None, str] | None = None

    @property
    def cancelled(self) -> bool:
        return self._cancelled.is_set()

    def check(self) -> None:
        """Raises TaskCancelled when the work is no longer wanted."""
        if self.cancelled:
            raise TaskCancelled

    def cancel(self) -> None:
        self._cancelled.set()

    def report(self, done: int, total: int | None = None, text: str = "") -> None:
        """Cheap: only the newest report reaches the window."""
        self.latest = (done, total, text)


class Task(Generic[T]):
    """One piece of work under way. Keep it to `cancel` it; dropping it changes nothing."""

    def __init__(self, work: Callable[[Progress], T]) -> None:
        self.progress = Progress()
        self.value: T | None = None
        self.error: Exception | None = None
        self._work = work
        self._finished = threading.Event()

    @property
    def finished(self) -> bool:
        return self._finished.is_set()

    def cancel(self) -> None:
        """No callback runs any more; the work itself ends when it next asks."""
        self.progress.cancel()

    def run(self) -> None:
        """What the worker thread does."""
        try:
            self.progress.check()
            self.value = self._work(self.progress)
        except TaskCancelled:
            self.cancel()
        except Exception as error:  # noqa: BLE001 - nothing is swallowed: it is handed to on_error
            self.error = error
        self._finished.set()


def run_task(
    owner: QObject,
    work: Callable[[Progress], T],
    on_done: Callable[[T], None],
    on_error: ErrorHandler | None = None,
    on_progress: Callable[[int, int | None, str], None] | None = None,
) -> Task[T]:
    """Run `work` in a worker thread, then `on_done(result)` or `on_error(exception)` on the window's thread.

    Without `on_error` the nearest parent of `owner` that has a `show_error` method (the main window) tells the person.
    `work` must not touch a QObject. Call this on the window's thread.
    """
    task = Task(work)
    _Desk.add(_Pending(owner, task, on_done, on_error or _default_handler(owner), on_progress))
    _POOL.submit(task.run)
    return task


class Latest:
    """Questions of which only the newest matters: asking again drops what the older one will answer."""

    def __init__(self, owner: QObject) -> None:
        self._owner = owner
        self._task: Task[Any] | None = None

    @property
    def busy(self) -> bool:
        return self._task is not None and not self._task.finished and not self._task.progress.cancelled

    def run(
        self, work: Callable[[Progress], T], on_done: Callable[[T], None], on_error: ErrorHandler | None = None
    ) -> Task[T]:
        """Like `run_task`, after `cancel`."""
        self.cancel()
        task = run_task(self._owner, work, on_done, on_error)
        self._task = task
        return task

    def cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()


class _Pending:
    """A task whose answer has not been passed on. Plain Python: nothing here dies in the middle of Qt's own work."""

    def __init__(
        self,
        owner: QObject,
        task: Task[Any],
        on_done: Callable[[Any], None],
        on_error: ErrorHandler,
        on_progress: Callable[[int, int | None, str], None] | None,
    ) -> None:
        self._owner = owner
        self._task = task
        self._on_done = on_done
        self._on_error = on_error
        self._on_progress = on_progress
        self._seen: tuple[int, int | None, str] | None = None

    @property
    def unwanted(self) -> bool:
        return self._task.progress.cancelled or not isValid(self._owner)

    @property
    def finished(self) -> bool:
        return self._task.finished

    def cancel(self) -> None:
        self._task.cancel()

    def pass_on_progress(self) -> None:
        latest = self._task.progress.latest
        if self._on_progress is not None and latest is not None and latest != self._seen:
            self._seen = latest
            self._on_progress(*latest)

    def pass_on_answer(self) -> None:
        if self.unwanted:
            self._task.cancel()
            return
        self.pass_on_progress()
        if self._task.error is not None:
            self._on_error(self._task.error)
        else:
            self._on_done(self._task.value)


class _Ticker(QTimer):
    """Looks, ever less often, which tasks are done; stands still while there are none."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.pending: list[_Pending] = []
        self.timeout.connect(self._look)

    def add(self, pending: _Pending) -> None:
        self.pending.append(pending)
        self.start(_FIRST_LOOK_MS)

    def _look(self) -> None:
        """Answers go out in calls of their own: a timer is dead while its call lasts, and one may open a dialog."""
        for pending in tuple(self.pending):
            finished = pending.finished
            if not pending.unwanted and not finished:
                pending.pass_on_progress()
                continue
            self.pending.remove(pending)
            if finished:
                QTimer.singleShot(0, self, lambda pending=pending: pending.pass_on_answer())
            else:
                pending.cancel()
        if self.pending:
            self.setInterval(min(self.interval() * 2, _LONGEST_LOOK_MS))
        else:
            self.stop()


class _Desk:
    """The ticker of the application that runs."""

    ticker: _Ticker | None = None

    @classmethod
    def add(cls, pending: _Pending) -> None:
        application = QCoreApplication.instance()
        if application is None:
            raise TypeError("A task needs an application whose event loop brings the answer")
        if cls.ticker is None or not isValid(cls.ticker):
            cls.ticker = _Ticker(application)
        cls.ticker.add(pending)


class _Pool:
    """A few daemon threads, started with the first work: a worker that hangs keeps nobody from closing the window."""

    def __init__(self, workers: int) -> None:
        self._jobs: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._workers = workers
        self._lock = threading.Lock()
        self._started = 0
        self._waiting = 0

    def submit(self, job: Callable[[], None]) -> None:
        with self._lock:
            self._waiting += 1
            if self._started < min(self._workers, self._waiting):
                self._started += 1
                threading.Thread(target=self._serve, name=f"task-{self._started}", daemon=True).start()
        self._jobs.put(job)

    def _serve(self) -> None:
        while True:
            job = self._jobs.get()
            job()
            with self._lock:
                self._waiting -= 1


_POOL = _Pool(_WORKERS)


def _nothing(_: object) -> None:
    """What a watch calls that has left."""


def _default_handler(owner: QObject) -> ErrorHandler:
    def handle(error: Exception) -> None:
        if not isinstance(error, AppError):
            _log.error("A background task failed", exc_info=error)
        place: QObject | None = owner
        while place is not None:
            shown = getattr(place, "show_error", None)
            if callable(shown):
                shown(error)
                return
            place = place.parent()
        raise error

    return handle
