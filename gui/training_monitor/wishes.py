"""Asking the training process for something, and what became of it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from core.errors import AppError
from core.runs.controller import RunController
from core.runs.events import Wish, WishAnswered
from gui.core_texts import spoken
from gui.tasks import Progress, run_task
from gui.training_monitor.event_words import wish_name


class RunWishes(QObject):
    """The wishes of one run that are on their way. `changed` fires when one is asked, taken, done or refused."""

    changed = Signal()
    failed = Signal(Exception)

    def __init__(self, controller: RunController, run_id: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._controller = controller
        self._run_id = run_id
        self._asked: dict[str, str] = {}
        self._early: dict[str, WishAnswered] = {}
        self.words = ""
        self.tone = ""

    def is_pending(self, wish: Wish) -> bool:
        """Whether that wish was asked and has been neither done nor refused."""
        return wish.value in self._asked.values()

    def ask(self, wish: Wish, *, force: bool = False) -> None:
        """Ask now, in a worker. `force` ends the process at once (only with `Wish.STOP`)."""
        key = f"asking-{wish}"
        if self.is_pending(wish) and not force:
            return
        self._asked[key] = wish.value
        self._say(self.tr("{wish}: asked").format(wish=wish_name(wish)))
        controller, run_id = self._controller, self._run_id

        def work(_: Progress) -> str:
            if wish is Wish.STOP:
                return controller.stop(run_id, force=force)
            return controller.wish(run_id, wish)

        run_task(self, work, lambda wish_id: self._sent(key, wish, wish_id), lambda error: self._refused(key, error))

    def answer(self, event: WishAnswered) -> None:
        """Take in what the training process says."""
        if event.wish_id not in self._asked:
            self._early[event.wish_id] = event
            return
        name = wish_name(event.wish)
        if event.answer == "taken":
            self._say(self.tr("{wish}: under way").format(wish=name))
            return
        del self._asked[event.wish_id]
        if event.answer == "refused":
            self._say(f"{self.tr('{wish}: refused').format(wish=name)}. {spoken(event.message)}".strip(), "warning")
        else:
            self._say(self.tr("{wish}: done").format(wish=name), "ok")

    def over(self) -> None:
        """The run has ended: nothing is pending any more."""
        if self._asked or self.words:
            self._asked.clear()
            self._say("")

    def _sent(self, key: str, wish: Wish, wish_id: str) -> None:
        self._asked.pop(key, None)
        self._asked[wish_id] = wish.value
        early = self._early.pop(wish_id, None)
        if early is not None:
            self.answer(early)

    def _refused(self, key: str, error: Exception) -> None:
        self._asked.pop(key, None)
        if isinstance(error, AppError):
            self._say(spoken(error.message), "error")
        else:
            self._say("")
            self.failed.emit(error)

    def _say(self, words: str, tone: str = "") -> None:
        self.words, self.tone = words, tone
        self.changed.emit()
