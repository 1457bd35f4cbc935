"""What other programs do to the files that are open: noticed, merged, or asked about; nothing is lost on any side."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from core.config.source import Source, merged
from gui.config_editor.session_files import changed_outside_of
from gui.tasks import Latest

if TYPE_CHECKING:
    from gui.config_editor.editing_session import EditingSession

_LOOK_MS = 1000


class OutsideChanges(QObject):
    """Looks every second, off the window's thread. A change that is taken over is a step of the session's history."""

    def __init__(self, session: EditingSession) -> None:
        super().__init__(session)
        self._session = session
        self._theirs: dict[Path, Source] = {}
        self._looking = Latest(self)
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._look_when_back)

    @property
    def collisions(self) -> tuple[Path, ...]:
        """The files of which nobody has said yet whose content counts."""
        return tuple(self._theirs)

    def forget(self) -> None:
        """Another project is open."""
        self._looking.cancel()
        self._theirs.clear()

    def look(self) -> None:
        """Bring in what other programs have written since."""
        if self._session.folder is not None and not self._looking.busy:
            sources = self._session.documents.sources
            self._looking.run(lambda _: changed_outside_of(sources), self._take, self._session.failed.emit)

    def _look_when_back(self, state: Qt.ApplicationState) -> None:
        """The person comes back, perhaps from an editor."""
        if state is Qt.ApplicationState.ApplicationActive:
            self.look()

    def keep_mine(self, path: Path) -> None:
        """The file's content will be overwritten at the next save."""
        theirs, mine = self._theirs.pop(path), self._session.documents.at(path)
        if mine is not None:
            self._session.documents.replace(Source(path, mine.text, mine.bom, theirs.saved))
            self._session.saved_state_changed.emit()

    def take_theirs(self, path: Path) -> None:
        """The file's content replaces the text here, as a step that can be undone."""
        theirs = self._theirs.pop(path)
        self._take_over(theirs, theirs)

    def _take(self, found: Sequence[tuple[Source, Source]]) -> None:
        for seen, theirs in found:
            self._session.flush()
            mine = self._session.documents.at(theirs.path)
            if mine is None or mine.saved != seen.saved:
                continue
            joined = _joined(mine, theirs)
            if joined is not None:
                self._theirs.pop(theirs.path, None)
                self._take_over(joined, theirs)
                self._session.merged_outside.emit(theirs.path)
            elif theirs.path not in self._theirs or self._theirs[theirs.path].saved != theirs.saved:
                self._theirs[theirs.path] = theirs
                self._session.collided.emit(theirs.path)

    def _take_over(self, fresh: Source, theirs: Source) -> None:
        session = self._session
        mine = session.documents.at(fresh.path)
        if mine is not None:
            session.documents.replace(Source(mine.path, mine.text, mine.bom, theirs.saved))
            session.replace({fresh.path: (fresh.text, fresh.bom)}, self.tr("Change by another program"))
            session.saved_state_changed.emit()


def _joined(mine: Source, theirs: Source) -> Source | None:
    """The text with both sides' changes; a file that was deleted leaves the text here as it is."""
    if theirs.saved is None:
        return Source(mine.path, mine.text, mine.bom, None)
    return merged(mine, theirs) if mine.changed else theirs
