"""Captions by a tagger that the person has: which model, how sure, what it would write, then writing it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QFileDialog,
    QGridLayout,
    QLineEdit,
    QProgressBar,
    QWidget,
)

from core.errors import AppError
from gui.core_texts import spoken
from gui.dataset_browser.change_model import ChangeModel
from gui.dataset_browser.change_table import ChangeTable
from gui.dataset_browser.session import EditStopped, Session, Writing
from gui.services import Services
from gui.tasks import Progress, Task, run_task
from gui.widgets.parts import button, caption, column, primary_button, row, set_tone, weak

if TYPE_CHECKING:
    from core.dataset.edits import CaptionChange
    from core.dataset.journal import Outcome
    from core.dataset.tagging.onnx_tagger import TaggerSettings
    from gui.dataset_browser.opened import OpenedData

SETTING = "tagger"
_DRAIN_MS = 60


class TaggerDialog(QDialog):
    """`done_with` fires with the outcome once captions have been written."""

    done_with = Signal(object)

    def __init__(
        self, session: Session, images: Sequence[int], services: Services, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._services = services
        self._images = list(images)
        self._task: Task[None] | None = None
        self._writing: Writing | None = None
        self._found: list[CaptionChange] = []
        self._seen = 0
        self.model = ChangeModel(services.theme)
        self.folder, self.choose = QLineEdit(), button(self.tr("Choose…"), compact=True)
        self.general, self.character = QDoubleSpinBox(), QDoubleSpinBox()
        self.mode = QComboBox()
        self.in_front, self.excluded = QLineEdit(), QLineEdit()
        self.problem = caption("", wrap=True)
        self.summary = weak("")
        self.progress = QProgressBar()
        self.start = button(self.tr("Look at the pictures"))
        self.apply = primary_button(self.tr("Write captions"))
        self.cancel = button(self.tr("Cancel"))
        self._drain = QTimer(self)
        self._drain.setInterval(_DRAIN_MS)
        self.setWindowTitle(self.tr("Caption {count} images automatically").format(count=f"{len(self._images):,}"))
        self.resize(1000, 680)
        self._arrange()
        self._recall()
        self._connect()
        self._show_state()

    @property
    def running(self) -> bool:
        return self._task is not None and not self._task.finished and not self._task.progress.cancelled

    def run(self) -> None:
        """Have the model look at the pictures; nothing is written yet."""
        from core.dataset.tagging.captioner import WriteMode
        from core.dataset.tagging.onnx_tagger import OnnxTagger

        data = self._session.data
        if data is None or self.running:
            return
        self.problem.hide()
        try:
            tagger = OnnxTagger(Path(self.folder.text()).expanduser(), self._settings())
        except AppError as error:
            self._tell(error)
            return
        self._remember()
        self._found, self._seen = [], 0
        self.model.begin(data)
        mode, front = WriteMode(str(self.mode.currentData())), self._tags(self.in_front)
        found, images = self._found, self._images
        self._task = run_task(
            self,
            lambda progress: _look(data, tagger, images, mode, front, found, progress),
            lambda _: self._ended(),
            self._failed,
            lambda done, total, _: self._show_progress(done, total),
        )
        self._drain.start()
        self._show_state()

    def apply_captions(self) -> None:
        """Write what is in sight, as one entry of the journal."""
        changes = [entry for entry in self._found if entry.change is not None]
        if not changes:
            return
        label = self.tr("caption automatically with {model}").format(model=Path(self.folder.text()).name)
        self._writing = self._session.write(
            label,
            lambda _: (entry.change for entry in changes if entry.change is not None),
            [entry.image for entry in changes],
            self._written,
            self._not_written,
            lambda done, total, _: self._show_progress(done, total),
        )
        if self._writing is None:
            self._tell(AppError(self.tr("Another edit is being written."), self.tr("Try again in a moment.")))
        self._show_state()

    def reject(self) -> None:
        """While the model looks: stop it. While captions are written: take them back. Else close."""
        if self._writing is not None and not self._writing.finished:
            self._writing.stop()
            return
        if self.running and self._task is not None:
            self._task.cancel()
            self._ended()
            return
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.running or (self._writing is not None and not self._writing.finished):
            event.ignore()
            self.reject()
            return
        super().closeEvent(event)

    def _settings(self) -> TaggerSettings:
        from core.dataset.tagging.onnx_tagger import TaggerSettings

        return TaggerSettings(
            general=self.general.value(), character=self.character.value(), excluded=self._tags(self.excluded)
        )

    def _tags(self, field: QLineEdit) -> tuple[str, ...]:
        from core.dataset.tags import split_tags

        return tuple(split_tags(field.text()))

    def _take(self) -> None:
        fresh = self._found[self._seen :]
        self._seen += len(fresh)
        self.model.add(fresh)
        if not self.running:
            self._drain.stop()
        changes = sum(entry.change is not None for entry in self._found)
        problems = len(self._found) - changes
        words = self.tr("{count} captions would be written.").format(count=f"{changes:,}")
        if problems:
            words += " " + self.tr("{count} cannot be; the list says why.").format(count=f"{problems:,}")
        self.summary.setText(words)
        self._show_state()

    def _ended(self) -> None:
        self._task = None
        self._take()

    def _failed(self, error: Exception) -> None:
        self._task = None
        self._take()
        self._tell(error)

    def _written(self, outcome: Outcome) -> None:
        self.done_with.emit(outcome)
        self.accept()

    def _not_written(self, error: Exception) -> None:
        self._show_state()
        if not isinstance(error, EditStopped):
            self._tell(error)

    def _tell(self, error: Exception) -> None:
        self.problem.setText(spoken(str(error)))
        self.problem.show()

    def _show_progress(self, done: int, total: int | None) -> None:
        self.progress.setRange(0, total or 0)
        self.progress.setValue(done)

    def _show_state(self) -> None:
        writing = self._writing is not None and not self._writing.finished
        busy = self.running or writing
        for field in (self.folder, self.choose, self.general, self.character, self.mode, self.in_front, self.excluded):
            field.setEnabled(not busy)
        self.start.setEnabled(not busy and bool(self.folder.text().strip()))
        self.apply.setEnabled(not busy and any(entry.change is not None for entry in self._found))
        self.progress.setVisible(busy)
        self.cancel.setText(self.tr("Stop") if busy else self.tr("Cancel"))

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, self.tr("Choose the folder of a tagger (model.onnx, selected_tags.csv)"), self.folder.text()
        )
        if chosen:
            self.folder.setText(chosen)

    def _recall(self) -> None:
        found: Any = self._services.preferences.settings.other.get(SETTING, {})
        values: dict[str, Any] = found if isinstance(found, dict) else {}
        self.folder.setText(str(values.get("folder", "")))
        for field, name, usual in ((self.general, "general", 0.35), (self.character, "character", 0.85)):
            value = values.get(name, usual)
            field.setValue(value if isinstance(value, int | float) else usual)
        self.excluded.setText(str(values.get("excluded", "")))
        data = self._session.data
        if data is not None and self._images:
            self.in_front.setText(data.problems.triggers.get(data.library.opened_number(self._images[0]), ""))

    def _remember(self) -> None:
        other = dict(self._services.preferences.settings.other)
        other[SETTING] = {
            "folder": self.folder.text(),
            "general": self.general.value(),
            "character": self.character.value(),
            "excluded": self.excluded.text(),
        }
        self._services.preferences.update(other=other)

    def _connect(self) -> None:
        self.choose.clicked.connect(self._choose)
        self.start.clicked.connect(self.run)
        self.apply.clicked.connect(self.apply_captions)
        self.cancel.clicked.connect(self.reject)
        self.folder.textChanged.connect(lambda _: self._show_state())
        self._drain.timeout.connect(self._take)

    def _arrange(self) -> None:
        layout = column(self, margin=16, spacing=12)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        across = row(spacing=8)
        across.addWidget(self.folder, 1)
        across.addWidget(self.choose)
        self.folder.setPlaceholderText(self.tr("A folder with model.onnx and selected_tags.csv (WD14-style)"))
        for field in (self.general, self.character):
            field.setRange(0.0, 1.0)
            field.setSingleStep(0.05)
        for mode, words in (
            ("missing", self.tr("Only where there is no caption")),
            ("append", self.tr("Add to the captions there are")),
            ("replace", self.tr("Replace the captions")),
        ):
            self.mode.addItem(words, mode)
        self.in_front.setPlaceholderText(self.tr("for example the trigger word"))
        self.excluded.setPlaceholderText(self.tr("tags that are never written"))
        fields: tuple[tuple[str, QWidget], ...] = (
            (self.tr("Tagger"), self.folder),
            (self.tr("Write"), self.mode),
            (self.tr("At the front"), self.in_front),
            (self.tr("How sure of what is seen"), self.general),
            (self.tr("How sure of characters"), self.character),
            (self.tr("Leave out"), self.excluded),
        )
        for number, (words, entry) in enumerate(fields):
            entry.setAccessibleName(words)
            line, place = (0, 0) if number == 0 else (1 + (number - 1) % 3, 0 if number <= 3 else 2)
            grid.addWidget(weak(words), line, place)
            if number == 0:
                grid.addLayout(across, 0, 1, 1, 3)
            else:
                grid.addWidget(entry, line, place + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        layout.addLayout(grid)
        set_tone(self.problem, "error")
        self.problem.hide()
        layout.addWidget(self.problem)
        layout.addWidget(ChangeTable(self.model, self._services.theme), 1)
        self.progress.setTextVisible(False)
        layout.addWidget(self.progress)
        foot = row(spacing=8)
        foot.addWidget(self.summary, 1)
        for widget in (self.cancel, self.start, self.apply):
            foot.addWidget(widget)
        layout.addLayout(foot)
        self.setTabOrder(self.folder, self.choose)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)


def _look(
    data: OpenedData,
    tagger: Any,
    images: Sequence[int],
    mode: Any,
    in_front: Sequence[str],
    found: list[CaptionChange],
    progress: Progress,
) -> None:
    """One picture after another; `found` grows as suggestions come."""
    from core.dataset.tagging.captioner import images_to_caption, suggested_changes

    wanted = images_to_caption(data.library, images, mode)
    progress.report(0, len(wanted))
    paths = [data.library.path(image) for image in wanted]
    for number, suggestion in enumerate(tagger.suggestions(paths, progress.check)):
        progress.check()
        found.extend(suggested_changes(data.library, {wanted[number]: suggestion}, mode, in_front=in_front))
        progress.report(number + 1, len(wanted))
