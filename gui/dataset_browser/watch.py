"""Watches the open folders: files that come, go or are written by other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QFileSystemWatcher, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from gui.dataset_browser.session import Session

if TYPE_CHECKING:
    pass

_PAUSE_MS = 400
_CURRENT_MS = 1500
_MOST_FOLDERS = 500


class Watch(QObject):
    """`relisted` fires with the data set listed anew. Changed captions are told by the session.

    The system tells of files that come and go, not of every write: captions are looked at when the window comes to
    the front, too, and whatever `current` names every second or so.
    """

    relisted = Signal(object)

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._page = page
        self._watcher = QFileSystemWatcher(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE_MS)
        self._soon.timeout.connect(self.look)
        self._watcher.directoryChanged.connect(lambda _: self._soon.start())
        self._often = QTimer(self)
        self._often.setInterval(_CURRENT_MS)
        self._often.timeout.connect(self._look_at_current)
        self.current: int | None = None
        session.read_to_the_end.connect(self._begin)
        page.installEventFilter(self)

    def watch(self) -> None:
        """Watch the folders that are open now."""
        known = self._watcher.directories()
        if known:
            self._watcher.removePaths(known)
        self._often.start()

    def _begin(self) -> None:
        """Only when everything has been read: it costs a call to the disk for each folder."""
        data = self._session.data
        if data is not None:
            self._watcher.addPaths([folder.path for folder in data.library.listing.folders[:_MOST_FOLDERS]])

    def stop(self) -> None:
        self._often.stop()
        self._soon.stop()
        self.current = None

    def set_current(self, image: int | None) -> None:
        """The image whose caption is in sight."""
        self.current = image

    def look(self) -> None:
        """Look now, or as soon as an edit of our own has been written and an earlier look is over."""
        if self._session.writing or self._session.looking or not self._session.complete:
            self._soon.start()
            return
        self._session.look(self.relisted.emit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate and self._session.data is not None and self._page.isVisible():
            self._soon.start()
        return super().eventFilter(watched, event)

    def _look_at_current(self) -> None:
        if self.current is not None and self._page.isVisible() and not self._session.writing:
            data = self._session.data
            if data is not None and self.current < len(data.library):
                self._session.look(self.relisted.emit, (self.current,))
