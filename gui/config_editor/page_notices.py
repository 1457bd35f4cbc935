"""What the Config page has to say above everything: broken documents, other programs' changes, errors."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from core.errors import AppError
from gui.config_editor.editing_session import Document, EditingSession
from gui.core_texts import spoken
from gui.services import Services
from gui.widgets.notice import Notice
from gui.widgets.parts import button, column, row


class PageNotices(QWidget):
    """`reveal_wanted` asks to see a line of a file."""

    reveal_wanted = Signal(object, object, object)

    def __init__(self, session: EditingSession, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._asked: Path | None = None
        self.news = Notice(services.icons)
        self.broken = Notice(services.icons)
        self.collision = Notice(services.icons)
        self.show_line: QPushButton = button(self.tr("Show the line"), compact=True)
        self.show_line.clicked.connect(self._show_line)
        self.keep: QPushButton = button(self.tr("Keep mine"), compact=True)
        self.keep.clicked.connect(self._keep)
        self.take: QPushButton = button(self.tr("Take the file's"), compact=True)
        self.take.clicked.connect(self._take)
        self._arrange()
        session.opened.connect(self._opened)
        session.changed.connect(self._show_broken)
        session.checked.connect(self._show_broken)
        session.merged_outside.connect(self._merged)
        session.recovered.connect(self._recovered)
        session.collided.connect(lambda _: self._show_collision())

    def show_error(self, error: Exception) -> None:
        if not isinstance(error, AppError | OSError):
            raise error
        self.news.show_error(error)

    def _arrange(self) -> None:
        layout = column(self, spacing=8)
        layout.addWidget(self.news)
        for notice, buttons in ((self.broken, (self.show_line,)), (self.collision, (self.keep, self.take))):
            across = row(spacing=8)
            across.addWidget(notice, 1)
            for made in buttons:
                across.addWidget(made)
                made.hide()
            layout.addLayout(across)

    def _opened(self) -> None:
        self.news.hide()
        self._show_collision()
        self._show_broken()

    def _show_broken(self) -> None:
        session = self._session
        documents = (Document.TRAINING, Document.DATASET) if session.folder is not None else ()
        found = next((name for name in documents if session.reading(name).broken is not None), None)
        self.show_line.setVisible(found is not None)
        if found is None:
            self.broken.hide()
            return
        broken, path = session.reading(found).broken, session.source(found).path
        assert broken is not None
        hints = (spoken(problem.hint) for problem in session.problems if problem.file == path and problem.hint)
        if found is Document.TRAINING:
            rest = self.tr("The form is locked until that is corrected in the text; nothing overwrites it.")
        else:
            rest = self.tr("The data set cannot be shown until that is corrected in the text; nothing overwrites it.")
        self.broken.show_message(
            self.tr("{file}, line {line}: no valid TOML: {reason}.").format(
                file=path.name, line=broken.line, reason=spoken(broken.reason)
            ),
            f"{next(hints, '')} {rest}".strip(),
            "error",
        )

    def _show_line(self) -> None:
        session = self._session
        for name in (Document.TRAINING, Document.DATASET):
            broken = session.reading(name).broken
            if broken is not None:
                self.reveal_wanted.emit(session.source(name).path, broken.line, None)
                return

    def _merged(self, path: Path) -> None:
        self.news.show_message(
            self.tr("{file} was changed by another program.").format(file=path.name),
            self.tr("Its changes are here now; one undo takes them out again."),
        )

    def _recovered(self, paths: Sequence[Path]) -> None:
        self.news.show_message(
            self.tr("Changes that were not saved last time are here again: {files}.").format(
                files=", ".join(path.name for path in paths)
            ),
            self.tr("They are not saved yet; one undo takes them out."),
        )

    def _show_collision(self) -> None:
        self._asked = next(iter(self._session.outside.collisions), None)
        for made in (self.keep, self.take):
            made.setVisible(self._asked is not None)
        if self._asked is None:
            self.collision.hide()
            return
        self.collision.show_message(
            self.tr("{file} was changed by another program in the same lines as here.").format(file=self._asked.name),
            self.tr("Keep mine: the next save overwrites it. Take the file's: one undo brings yours back."),
            "warning",
        )

    def _keep(self) -> None:
        if self._asked is not None:
            self._session.outside.keep_mine(self._asked)
        self._show_collision()

    def _take(self) -> None:
        if self._asked is not None:
            self._session.outside.take_theirs(self._asked)
        self._show_collision()
