"""One edit for many captions: what it is, every change it would make, then doing it, with a way out at any moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QProgressBar, QWidget

from core.errors import AppError
from gui.core_texts import spoken
from gui.dataset_browser.bulk_form import BulkForm
from gui.dataset_browser.change_model import ChangeModel
from gui.dataset_browser.change_table import ChangeTable
from gui.dataset_browser.session import EditStopped, Session, Writing
from gui.icons import IconSet
from gui.tasks import Latest, Progress
from gui.theme import Theme
from gui.widgets.parts import button, column, label, primary_button, row, set_tone, weak

if TYPE_CHECKING:
    from core.dataset.edits import CaptionChange, CaptionEdit
    from core.dataset.journal import Outcome
    from gui.dataset_browser.opened import OpenedData

_PAUSE_MS = 250
_DRAIN_MS = 40
_AT_ONCE = 400


class BulkDialog(QDialog):
    """`done_with` fires with the outcome once the edit has been made, `stopped` once it has been taken back."""

    done_with = Signal(object)
    stopped = Signal(object)

    def __init__(
        self, session: Session, images: Sequence[int], icons: IconSet, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._images = list(images)
        self._working = Latest(self)
        self._found: list[CaptionChange] = []
        self._seen = 0
        self._ready = False
        self._writing: Writing | None = None
        self.model = ChangeModel(theme)
        self.table = ChangeTable(self.model, theme)
        self.form = BulkForm()
        self.summary = weak("")
        self.problem = label("", "caption", wrap=True)
        self.progress = QProgressBar()
        self.apply = primary_button(self.tr("Apply"))
        self.cancel = button(self.tr("Cancel"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._drain = QTimer(self)
        self._drain.setInterval(_DRAIN_MS)
        self.setWindowTitle(self.tr("Edit {count} captions").format(count=f"{len(self._images):,}"))
        self.resize(980, 640)
        icons.put(self.apply, "check", "on_accent", 16)
        self._arrange()
        self._connect()
        self.preview()

    def set_completions(self, tags: Mapping[str, int]) -> None:
        self.form.set_completions(tags)

    @property
    def previewed(self) -> bool:
        """Whether every change is in sight."""
        return self._ready and self._seen == len(self._found)

    def preview(self) -> None:
        """Work out anew what the edit would do."""
        self._pause.stop()
        data = self._session.data
        self._working.cancel()
        self._ready, self._seen, self._found = False, 0, []
        self.apply.setEnabled(False)
        self.problem.hide()
        if data is None:
            return
        self.model.begin(data)
        try:
            edit = self.form.edit()
        except AppError as error:
            self._tell(error)
            return
        if edit is None:
            self.summary.setText(self.form.missing())
            return
        found, images = self._found, self._images
        self.summary.setText(self.tr("Working out what would change…"))
        self._working.run(lambda progress: _preview(data, images, edit, found, progress), self._previewed, self._tell)
        self._drain.start()

    def apply_edit(self) -> None:
        """Make the changes that are in sight."""
        changes = [entry for entry in self._found if entry.change is not None]
        edit = self.form.edit()
        if not changes or edit is None:
            return
        self._lock(on=True)
        self.progress.setRange(0, len(changes))
        self._writing = self._session.write(
            edit.label,
            lambda _: (entry.change for entry in changes if entry.change is not None),
            [entry.image for entry in changes],
            self._done,
            self._failed,
            lambda done, total, _: self._show_progress(done, total),
        )
        if self._writing is None:
            self._lock(on=False)
            self._tell(AppError(self.tr("Another edit is being written."), self.tr("Try again in a moment.")))

    def reject(self) -> None:
        """Closing while captions are written gives the edit up: what was written so far is taken back."""
        if self._writing is not None and not self._writing.finished:
            self._writing.stop()
            self.summary.setText(self.tr("Taking back what has been written…"))
            self.cancel.setEnabled(False)
            return
        self._working.cancel()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._writing is not None and not self._writing.finished:
            event.ignore()
            self.reject()
            return
        self._working.cancel()
        super().closeEvent(event)

    def _previewed(self, _: None) -> None:
        self._ready = True
        self._take()

    def _take(self) -> None:
        """A few hundred rows at a time, so that the window goes on."""
        fresh = self._found[self._seen : self._seen + _AT_ONCE]
        self._seen += len(fresh)
        self.model.add(fresh)
        if self.previewed:
            self._drain.stop()
        changes = sum(entry.change is not None for entry in self._found)
        problems = len(self._found) - changes
        words = self.tr("{changes} of {count} captions change.").format(
            changes=f"{changes:,}", count=f"{len(self._images):,}"
        )
        if problems:
            words += " " + self.tr("{count} cannot be changed; the list says why.").format(count=f"{problems:,}")
        self.summary.setText(words)
        self.apply.setEnabled(self.previewed and changes > 0)

    def _done(self, outcome: Outcome) -> None:
        self._writing = None
        self.done_with.emit(outcome)
        self.accept()

    def _failed(self, error: Exception) -> None:
        self._writing = None
        self._lock(on=False)
        if isinstance(error, EditStopped):
            self.stopped.emit(error)
            super().reject()
            return
        self.preview()
        self._tell(error)

    def _tell(self, error: Exception) -> None:
        self.problem.setText(spoken(str(error)))
        self.problem.show()
        self.summary.setText("")

    def _show_progress(self, done: int, total: int | None) -> None:
        self.progress.setRange(0, total or 0)
        self.progress.setValue(done)

    def _lock(self, *, on: bool) -> None:
        self.form.setEnabled(not on)
        self.apply.setEnabled(not on)
        self.progress.setVisible(on)
        self.cancel.setText(self.tr("Stop and take back") if on else self.tr("Cancel"))

    def _connect(self) -> None:
        self.form.changed.connect(self._pause.start)
        self._pause.timeout.connect(self.preview)
        self._drain.timeout.connect(self._take)
        self.apply.clicked.connect(self.apply_edit)
        self.cancel.clicked.connect(self.reject)

    def _arrange(self) -> None:
        layout = column(self, margin=16, spacing=12)
        layout.addWidget(self.form)
        set_tone(self.problem, "error")
        self.problem.hide()
        layout.addWidget(self.problem)
        layout.addWidget(self.table, 1)
        self.progress.hide()
        self.progress.setTextVisible(False)
        layout.addWidget(self.progress)
        foot = row(spacing=8)
        foot.addWidget(self.summary, 1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.apply)
        layout.addLayout(foot)


def _preview(
    data: OpenedData, images: Sequence[int], edit: CaptionEdit, found: list[CaptionChange], progress: Progress
) -> None:
    import time

    from core.dataset.edits import preview

    check: Callable[[], None] = progress.check
    for number, entry in enumerate(preview(data.library, images, edit)):
        check()
        found.append(entry)
        if number % 24 == 0:
            time.sleep(0.0004)
