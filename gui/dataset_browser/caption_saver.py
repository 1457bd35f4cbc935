"""Writes edited captions one after another through the journal; nothing that another program wrote is overwritten."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from core.errors import AppError
from gui.dataset_browser.session import Session

if TYPE_CHECKING:
    from core.dataset.journal import Change, Outcome
    from gui.dataset_browser.drafts import Draft

_AGAIN_MS = 30


class CaptionSaver(QObject):
    """`saved` when a draft is on the disk; `conflict` when its file was changed by another program meanwhile.

    `failed` comes with the draft and the error: an encoding without the character, a full disk.
    """

    saved = Signal(object)
    conflict = Signal(object)
    failed = Signal(object, Exception)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._queue: deque[tuple[Draft, str]] = deque()
        self._under_way = False
        self._writing: tuple[Draft, str] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AGAIN_MS)
        self._timer.timeout.connect(self._next)

    @property
    def idle(self) -> bool:
        """Whether everything that was typed has been written."""
        return not self._queue and not self._under_way

    def save(self, draft: Draft, text: str, label: str) -> None:
        """Have `text` written into the draft's file, as soon as that can be."""
        if text == (draft.text if draft.wanted is None else draft.wanted):
            return
        draft.wanted = text
        self._queue = deque(entry for entry in self._queue if entry[0] is not draft)
        self._queue.append((draft, label))
        self._next()

    def flush(self) -> None:
        """Write everything now, in this thread: the program ends, and no worker will be waited for."""
        from gui.dataset_browser.writing import apply_edit

        data = self._session.data
        waiting = [entry for entry in (self._writing, *self._queue) if entry is not None]
        self._queue.clear()
        for draft, label in waiting if data is not None else ():
            text, draft.wanted = draft.wanted, None
            if text is None or text == draft.text or data is None:
                continue
            try:
                apply_edit(data, label, (draft.change(text),), (draft.image,), _nothing, _no_report)
            except AppError as error:
                self.failed.emit(draft, error)

    def forget(self) -> None:
        """What is open has been closed."""
        self._queue.clear()

    def _next(self) -> None:
        if not self._queue or self._under_way:
            return
        if self._session.writing:
            self._timer.start()
            return
        draft, label = self._queue.popleft()
        text = draft.wanted
        if text is None or text == draft.text:
            self._next()
            return
        try:
            change = draft.change(text)
        except AppError as error:
            draft.wanted = None
            self.failed.emit(draft, error)
            self._next()
            return
        self._under_way = True
        self._writing = (draft, label)
        self._session.write(
            label,
            lambda _: (change,),
            (draft.image,),
            lambda outcome: self._written(draft, change, text, outcome),
            lambda error: self._not_written(draft, error),
        )

    def _written(self, draft: Draft, change: Change, text: str, outcome: Outcome) -> None:
        self._under_way = False
        if draft.wanted == text:
            draft.wanted = None
        if outcome.skipped:
            draft.wanted = text
            self.conflict.emit(draft)
        else:
            draft.written(change, text)
            self.saved.emit(draft)
        self._next()

    def _not_written(self, draft: Draft, error: Exception) -> None:
        self._under_way = False
        draft.wanted = None
        self.failed.emit(draft, error)
        self._next()


def _nothing() -> None:
    """There is nobody left who could give it up."""


def _no_report(_done: int, _total: int) -> None:
    """There is nobody left to tell."""
