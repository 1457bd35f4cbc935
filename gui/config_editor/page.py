"""Config: open a project, see what it would do and what is wrong with it, and train it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QGridLayout, QVBoxLayout, QWidget

from core.errors import AppError
from gui.config_editor.problem_row import ProblemRow
from gui.services import Services
from gui.tasks import Latest
from gui.widgets.elided import ElidedLabel
from gui.widgets.notice import Notice
from gui.widgets.parts import (
    body,
    button,
    caption,
    card,
    clear,
    column,
    figure,
    primary_button,
    row,
    rule,
    section_title,
    weak,
)
from gui.widgets.scrolling import ScrollingPage

if TYPE_CHECKING:
    from core.config.plan import TrainPlan
    from gui.config_editor.project import CheckedProject

_SHOWN_PROBLEMS = 50


class ConfigPage(ScrollingPage):
    """Trains with the built-in engine; `open_project` is what the folder chooser does."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Config"), parent, width=880)
        self._services = services
        self._folder: Path | None = None
        self._checked: CheckedProject | None = None
        self._checking = Latest(self)
        self._name = section_title(self.tr("Train a project"))
        self._path = ElidedLabel(role="weak", mode=Qt.TextElideMode.ElideMiddle)
        self.choose = button(self.tr("Open a project folder…"))
        self.choose.clicked.connect(self._choose)
        services.icons.put(self.choose, "folder", "text", 18)
        self.check_again = button(self.tr("Check again"))
        self.check_again.clicked.connect(self._check_again)
        services.icons.put(self.check_again, "refresh", "text", 18)
        self.start = primary_button(self.tr("Start training"))
        self.start.clicked.connect(self._start)
        services.starter.busy_changed.connect(self._can_start)
        self.notice = Notice(services.icons)
        self._figures = QGridLayout()
        self._result = card()
        self._problems: QVBoxLayout = column(spacing=0)
        self._arrange()
        recent = services.preferences.settings.recent_projects
        self._show_nothing()
        if recent and Path(recent[0]).is_dir():
            self.open_project(Path(recent[0]))

    def open_project(self, folder: Path) -> None:
        """Check the project in `folder` off the window's thread, then show it."""
        self._folder = folder
        self._checked = None
        self._can_start()
        self.check_again.setVisible(True)
        self.notice.hide()
        self._name.setText(folder.name)
        self._path.setText(str(folder))
        self._checking.run(lambda _: _check(folder), self._show, self._failed)

    def _arrange(self) -> None:
        head = self.add_card()
        head.addWidget(self._name)
        head.addWidget(self._path)
        head.addWidget(self.notice)
        buttons = row()
        for widget in (self.start, self.choose, self.check_again):
            buttons.addWidget(widget)
        buttons.addStretch(1)
        head.addSpacing(4)
        head.addLayout(buttons)
        inside = column(self._result, margin=16, spacing=8)
        inside.addWidget(section_title(self.tr("What will happen")))
        self._figures.setHorizontalSpacing(32)
        inside.addLayout(self._figures)
        inside.addSpacing(8)
        inside.addLayout(self._problems)
        self.content.addWidget(self._result)
        coming = self.add_card(self.tr("What will come here"))
        coming.addWidget(
            body(
                self.tr(
                    "Today the documents are edited in a text editor. An editor for every setting will stand here, "
                    "with its default, its help, and what it changes in the plan."
                )
            )
        )

    def _show_nothing(self) -> None:
        self.start.setVisible(False)
        self.check_again.setVisible(False)
        self._result.setVisible(False)
        self._path.setText(
            self.tr("A folder with training_config.toml and dataset_config.toml, as sd-scripts reads them.")
        )

    def _choose(self) -> None:
        before = "" if self._folder is None else str(self._folder.parent)
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Open a project folder"), before)
        if chosen:
            self.open_project(Path(chosen))

    def _check_again(self) -> None:
        if self._folder is not None:
            self.open_project(self._folder)

    def _show(self, checked: CheckedProject) -> None:
        self._checked = checked
        recent = self._services.preferences.settings.with_project(checked.request.cwd).recent_projects
        self._services.preferences.update(recent_projects=recent)
        self.start.setVisible(True)
        self._can_start()
        self.start.setToolTip("" if checked.can_start else self.tr("The errors below have to be put right first."))
        self._result.setVisible(True)
        clear(self._figures)
        if checked.plan is not None:
            self._show_plan(checked.plan)
        self._show_problems(checked)

    def _show_plan(self, plan: TrainPlan) -> None:
        for place, (name, number) in enumerate(
            (
                (self.tr("Images"), plan.images),
                (self.tr("With repeats"), plan.images_with_repeats),
                (self.tr("Batches an epoch"), plan.batches_per_epoch),
                (self.tr("Epochs"), plan.total_epochs),
                (self.tr("Steps"), plan.total_steps),
            )
        ):
            self._figures.addWidget(caption(name), 0, place)
            self._figures.addWidget(figure(f"{number:,}"), 1, place)
        self._figures.setColumnStretch(5, 1)

    def _show_problems(self, checked: CheckedProject) -> None:
        clear(self._problems)
        if not checked.problems:
            self._problems.addWidget(weak(self.tr("No problems found.")))
        for problem in checked.problems[:_SHOWN_PROBLEMS]:
            self._problems.addWidget(rule())
            self._problems.addWidget(ProblemRow(self._services.icons, problem))
        more = len(checked.problems) - _SHOWN_PROBLEMS
        if more > 0:
            self._problems.addWidget(weak(self.tr("… and {count} more").format(count=more)))

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, AppError | OSError):
            raise error
        self._result.setVisible(False)
        self.start.setVisible(False)
        self.notice.show_error(error)

    def _start(self) -> None:
        if self._checked is not None:
            self._services.starter.start(self._checked.request)

    def _can_start(self) -> None:
        checked = self._checked
        self.start.setEnabled(checked is not None and checked.can_start and not self._services.starter.busy)


def _check(folder: Path) -> CheckedProject:
    from gui.config_editor.project import check_project

    return check_project(folder)
