"""Keeps the unsaved changes of the open project, a moment after each of them, off the window's thread."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from core.config.source import Source
from gui.config_editor.drafts import DraftPlace, recovered, write_draft
from gui.tasks import run_task

if TYPE_CHECKING:
    from gui.config_editor.editing_session import EditingSession

_PAUSE_MS = 800


class DraftKeeper(QObject):
    def __init__(self, session: EditingSession, folder: Path) -> None:
        super().__init__(session)
        self._session = session
        self._folder = folder
        self._place: DraftPlace | None = None
        self._writing = False
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._keep)
        session.saved_state_changed.connect(self._timer.start)

    def follow(self, project: Path | None, draft: Sequence[Source]) -> list[Path]:
        """Another project is open: its draft becomes a step of the history. The documents that it changed."""
        self._timer.stop()
        self._place = None if project is None else DraftPlace(self._folder, project)
        session, contents = self._session, {}
        for kept in draft:
            now = session.documents.at(kept.path)
            fresh = None if now is None else recovered(kept, now)
            if fresh is not None:
                contents[fresh.path] = (fresh.text, fresh.bom)
        if contents:
            session.replace(contents, self.tr("Changes of last time"))
        elif draft:
            self._timer.start()
        return list(contents)

    def keep_now(self) -> None:
        """Wait until the draft is on the disk: the window closes.

        Raises:
            FileError: the draft cannot be written.
        """
        self._timer.stop()
        if self._place is not None:
            write_draft(self._place, self._unsaved())

    def _keep(self) -> None:
        place = self._place
        if place is None:
            return
        if self._writing:
            self._timer.start()
            return
        self._writing = True
        unsaved = self._unsaved()
        run_task(self, lambda _: write_draft(place, unsaved), lambda _: self._written(), self._failed)

    def _written(self) -> None:
        self._writing = False

    def _failed(self, error: Exception) -> None:
        self._writing = False
        self._session.failed.emit(error)

    def _unsaved(self) -> list[Source]:
        sources = (self._session.documents.at(path) for path in self._session.unsaved)
        return [source for source in sources if source is not None]
