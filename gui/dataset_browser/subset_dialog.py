"""Make the chosen images a subset of the config."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDialog, QGridLayout, QLineEdit, QProgressBar, QSpinBox, QWidget

from core.errors import AppError
from gui.core_texts import spoken
from gui.dataset_browser.session import Session
from gui.tasks import Progress, Task, run_task
from gui.widgets.parts import body, button, caption, column, primary_button, row, set_tone, weak

if TYPE_CHECKING:
    from gui.dataset_browser.opened import OpenedData


class SubsetDialog(QDialog):
    """`added` fires with the config once the subset stands in it."""

    added = Signal(object)

    def __init__(self, session: Session, images: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._images = list(images)
        self._task: Task[Path] | None = None
        self.whole = False
        self.setWindowTitle(self.tr("Add to the config as a subset"))
        self.setMinimumWidth(480)
        self.name = QLineEdit(self.tr("selection"))
        self.repeats = QSpinBox()
        self.dataset = QComboBox()
        self.words = body("")
        self.problem = caption("", wrap=True)
        self.progress = QProgressBar()
        self.add, self.cancel = primary_button(self.tr("Add subset")), button(self.tr("Cancel"))
        self._fields = QGridLayout()
        self._name_label = weak(self.tr("Name of the new folder"))
        self._arrange()
        self.name.textChanged.connect(lambda _: self._show())
        self.add.clicked.connect(self._add)
        self.cancel.clicked.connect(self.reject)
        self._show()

    def reject(self) -> None:
        if self._task is not None:
            self._task.cancel()
        super().reject()

    @property
    def folder(self) -> Path | None:
        """What the subset will name; None where it cannot be made. `whole` says that the images lie there already."""
        from core.dataset.subset_adding import whole_folder

        data = self._session.data
        if data is None or data.scope.config is None:
            return None
        found = whole_folder(data.library, self._images)
        known = {opened.path for opened in data.scope.folders}
        self.whole = found is not None and Path(found) not in known
        if self.whole and found is not None:
            return Path(found)
        name = self.name.text().strip()
        if not name or name in (".", "..") or any(sign in name for sign in '/\\:*?"<>|'):
            return None
        return data.scope.config.parent / name

    def _show(self) -> None:
        folder, data = self.folder, self._session.data
        config = None if data is None else data.scope.config
        taken = folder is not None and not self.whole and folder.exists()
        self.problem.setVisible(folder is None or taken)
        self.add.setEnabled(folder is not None and not taken)
        self.name.setVisible(not self.whole)
        self._name_label.setVisible(not self.whole)
        if config is None:
            self.problem.setText(self.tr("No dataset config is open: open a project, or make one on the Config page."))
        elif folder is None:
            self.problem.setText(self.tr("Write a name for the folder, without / and other signs."))
        elif taken:
            self.problem.setText(self.tr("{folder} is there already; choose another name.").format(folder=folder))
        if folder is None or config is None:
            return
        if self.whole:
            words = self.tr("{folder} is used as it is: all of its images were chosen.")
        else:
            words = self.tr("{count} images are copied with their captions into {folder}; the originals stay.")
        end = self.tr("The subset is added to {config}.").format(config=config.name)
        self.words.setText(words.format(count=f"{len(self._images):,}", folder=folder) + " " + end)

    def _add(self) -> None:
        folder, data = self.folder, self._session.data
        if folder is None or data is None:
            return
        images = [] if self.whole else self._images
        repeats, number = self.repeats.value(), int(self.dataset.currentData() or 0)
        self.add.setEnabled(False)
        self.progress.setRange(0, 0)
        self.progress.show()
        self._task = run_task(
            self, lambda progress: _add(data, folder, images, number, repeats, progress), self._added, self._failed
        )

    def _added(self, config: Path) -> None:
        self._task = None
        self.added.emit(config)
        self.accept()

    def _failed(self, error: Exception) -> None:
        self._task = None
        self.progress.hide()
        self.add.setEnabled(True)
        self.problem.setText(spoken(str(error)))
        self.problem.show()

    def _arrange(self) -> None:
        layout = column(self, margin=16, spacing=12)
        layout.addWidget(self.words)
        grid = self._fields
        grid.setSpacing(8)
        self.name.setAccessibleName(self._name_label.text())
        grid.addWidget(self._name_label, 0, 0)
        grid.addWidget(self.name, 0, 1)
        self.repeats.setRange(1, 1000)
        repeats = weak(self.tr("Repeats in each epoch"))
        self.repeats.setAccessibleName(repeats.text())
        grid.addWidget(repeats, 1, 0)
        grid.addWidget(self.repeats, 1, 1)
        data = self._session.data
        blueprint = None if data is None else data.scope.blueprint
        for number, dataset in enumerate(() if blueprint is None else blueprint.datasets):
            words = self.tr("{number}: {width} × {height}, batches of {batch}")
            self.dataset.addItem(
                words.format(
                    number=number + 1,
                    width=dataset.resolution[0],
                    height=dataset.resolution[1],
                    batch=dataset.batch_size,
                ),
                number,
            )
        if self.dataset.count() > 1:
            label = weak(self.tr("Dataset"))
            self.dataset.setAccessibleName(label.text())
            grid.addWidget(label, 2, 0)
            grid.addWidget(self.dataset, 2, 1)
        layout.addLayout(grid)
        set_tone(self.problem, "error")
        layout.addWidget(self.problem)
        self.problem.hide()
        self.progress.hide()
        self.progress.setTextVisible(False)
        layout.addWidget(self.progress)
        foot = row(spacing=8)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.add)
        layout.addLayout(foot)


def _add(data: OpenedData, folder: Path, images: Sequence[int], dataset: int, repeats: int, progress: Progress) -> Path:
    """Copy what has to be copied, then write the table; what was copied goes again where that fails."""
    from core.dataset.subset_adding import add_subset, copy_selection

    copies = copy_selection(data.library, images, folder, progress.check) if images else []
    values = {"num_repeats": repeats}
    if images:
        values["caption_extension"] = data.library.subset(images[0]).caption_extension  # type: ignore[assignment]
    try:
        add_subset(data.library, folder, dataset, values)
    except AppError:
        for copy in copies:
            Path(copy).unlink(missing_ok=True)
        if copies:
            folder.rmdir()
        raise
    return data.scope.config or folder
