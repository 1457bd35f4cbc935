"""Make the chosen images a subset of the config."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDialog, QGridLayout, QLineEdit, QProgressBar, QSpinBox, QWidget

from core.errors import AppError
from gui.dataset_browser.session import Session
from gui.tasks import Progress, Task, run_task
from gui.widgets.parts import body, button, caption, column, primary_button, row, set_tone, weak

if TYPE_CHECKING:
    from pathlib import Path

    from core.dataset.subset_folder import SubsetPlan
    from gui.dataset_browser.opened import OpenedData


class SubsetDialog(QDialog):
    """`added` fires with the config once the subset stands in it."""

    added = Signal(object)

    def __init__(self, session: Session, images: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._images = list(images)
        self._task: Task[Path] | None = None
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

    def _plan(self) -> SubsetPlan | None:
        from core.dataset.subset_folder import plan_subset

        data = self._session.data
        if data is None:
            return None
        try:
            plan = plan_subset(data.library, self._images, self.name.text())
        except AppError as error:
            self.problem.setText(str(error))
            self.problem.show()
            return None
        self.problem.hide()
        return plan

    def _show(self) -> None:
        plan = self._plan()
        self.add.setEnabled(plan is not None)
        if plan is None:
            return
        copied = bool(plan.copied)
        self.name.setVisible(copied)
        self._name_label.setVisible(copied)
        if copied:
            words = self.tr("{count} images are copied with their captions into {folder}; the originals stay.")
        else:
            words = self.tr("{folder} is used as it is: all of its images were chosen.")
        end = self.tr("{config} is made for it.") if plan.creates else self.tr("The subset is added to {config}.")
        self.words.setText(
            words.format(count=f"{len(plan.copied):,}", folder=plan.folder) + " " + end.format(config=plan.config.name)
        )

    def _add(self) -> None:
        plan, data = self._plan(), self._session.data
        if plan is None or data is None:
            return
        repeats, number = self.repeats.value(), int(self.dataset.currentData() or 0)
        self.add.setEnabled(False)
        self.progress.show()
        self._task = run_task(
            self,
            lambda progress: _add(data, plan, number, repeats, progress),
            self._added,
            self._failed,
            lambda done, total, _: self._show_progress(done, total),
        )

    def _added(self, config: Path) -> None:
        self._task = None
        self.added.emit(config)
        self.accept()

    def _failed(self, error: Exception) -> None:
        self._task = None
        self.progress.hide()
        self.add.setEnabled(True)
        self.problem.setText(str(error))
        self.problem.show()

    def _show_progress(self, done: int, total: int | None) -> None:
        self.progress.setRange(0, total or 0)
        self.progress.setValue(done)

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


def _add(data: OpenedData, plan: SubsetPlan, dataset: int, repeats: int, progress: Progress) -> Path:
    from core.dataset.subset_folder import add_subset

    return add_subset(
        data.library,
        plan,
        dataset=dataset,
        num_repeats=repeats,
        check=progress.check,
        report=progress.report,
    )
