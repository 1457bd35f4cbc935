"""Checking over and over off the window's thread: one check at a time, and only the newest question matters."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from gui.tasks import run_task

if TYPE_CHECKING:
    from gui.config_editor.session_check import CheckRequest, CheckResult

_PAUSE_MS = 250


class CheckLoop(QObject):
    """`question` says what is to be checked at this moment, None where there is nothing.

    An answer to what has changed meanwhile is dropped, and the question asked again.
    """

    answered = Signal(object)
    """A `CheckResult` about what `question` says now."""
    failed = Signal(object)

    def __init__(self, question: Callable[[], CheckRequest | None], parent: QObject) -> None:
        super().__init__(parent)
        self._question = question
        self._asked: CheckRequest | None = None
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self.ask)

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._asked is not None or self._timer.isActive()

    def ask_soon(self) -> None:
        """Ask when nothing has changed for a moment."""
        self._timer.start()

    def ask(self) -> None:
        self._timer.stop()
        if self._asked is None:
            asked = self._question()
            self._asked = asked
            if asked is not None:
                run_task(self, lambda _: asked.checker.check(asked), self._take, self._fail)

    def stop(self) -> None:
        self._timer.stop()

    def _take(self, result: CheckResult) -> None:
        asked, self._asked = self._asked, None
        if self._question() == asked:
            self.answered.emit(result)
        else:
            self.ask()

    def _fail(self, error: Exception) -> None:
        self._asked = None
        self.failed.emit(error)
