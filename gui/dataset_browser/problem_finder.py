"""Finds what is wrong with the data set: at once what captions and heads tell, and on demand by a close look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from gui.dataset_browser.session import Session
from gui.tasks import Latest, Progress, Task, run_task

if TYPE_CHECKING:
    from core.dataset.problems import Findings, Problems
    from gui.dataset_browser.opened import OpenedData

_PAUSE_MS = 500
SMALL = 400
"""So many images are looked at closely without being asked: it takes a few seconds."""


class ProblemFinder(QObject):
    """`found` fires when the problems are known anew. `looking` tells steps done and in all; 0 of 0 when it ends."""

    found = Signal()
    looking = Signal(int, int)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._finding = Latest(self)
        self._look: Task[Findings] | None = None
        self.looked = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE_MS)
        self._soon.timeout.connect(self.find)
        session.read_to_the_end.connect(self._read)
        session.captions_changed.connect(lambda _: self._soon.start())

    @property
    def looking_closely(self) -> bool:
        return self._look is not None and not self._look.finished and not self._look.progress.cancelled

    def forget(self) -> None:
        """Another data set is open."""
        self.stop()
        self._soon.stop()
        self._finding.cancel()
        self.looked = False

    def find(self) -> None:
        """Find anew what captions and heads tell; what a close look has found is kept."""
        data = self._session.data
        if data is not None and self._session.complete:
            self._finding.run(lambda progress: _find(data, progress), lambda _: self.found.emit())

    def find_soon(self) -> None:
        """`find` once nothing more comes for half a second."""
        self._soon.start()

    def look_closely(self) -> None:
        """Read every file to its end and compare all pictures; takes minutes for ten thousands."""
        data = self._session.data
        if data is None or self.looking_closely or not self._session.complete:
            return

        def done(findings: Findings) -> None:
            self._look = None
            if data is self._session.data:
                data.closeness = findings
                self.looked = True
                self.find()
            self.looking.emit(0, 0)

        self._look = run_task(
            self, lambda progress: _look(data, progress), done, on_progress=lambda d, t, _: self.looking.emit(d, t or 0)
        )

    def stop(self) -> None:
        """Give the close look up."""
        if self._look is not None:
            self._look.cancel()
            self._look = None
            self.looking.emit(0, 0)

    def _read(self) -> None:
        self.find()
        data = self._session.data
        if data is not None and not self.looked and len(data.library) <= SMALL:
            self.look_closely()


def _find(data: OpenedData, progress: Progress) -> Problems:
    from gui.dataset_browser.opened import find_all

    return find_all(data, progress.check)


def _look(data: OpenedData, progress: Progress) -> Findings:
    from core.dataset.problems import look_closely

    return look_closely(data.library, progress.check, progress.report)
