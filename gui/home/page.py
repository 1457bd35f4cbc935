"""Home: what was going on, and the one thing to do next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from gui.home.hero import Hero, NextStep
from gui.home.machine_card import MachineCard
from gui.home.recent_projects import RecentProjects
from gui.home.run_row import PICTURE, RunRow
from gui.services import Services
from gui.tasks import run_task
from gui.widgets.parts import body, column, page_title, row, rule, section_title
from gui.widgets.thumbnails import Thumbnails

if TYPE_CHECKING:
    from core.runs.controller import RunInfo
    from core.runs.folder import RunFolder

SHOWN_RUNS = 6
_SIDE_WIDTH = 300


class HomePage(QWidget):
    """`navigate` asks for a page, with an argument for it."""

    navigate = Signal(str, str)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._rows: dict[str, RunRow] = {}
        self._order: tuple[str, ...] | None = None
        self._samples_seen: dict[str, int] = {}
        self._pictures: dict[str, str] = {}
        self._thumbnails = Thumbnails(PICTURE * 2, self)
        self._thumbnails.ready.connect(self._show_pictures)
        self.hero = Hero(services.icons)
        self.hero.chosen.connect(self._do)
        self.hero.project_wanted.connect(lambda: self.navigate.emit("config", ""))
        self._machine = MachineCard(services.icons)
        self._runs_card, self._runs_layout = _runs_card()
        self._nothing = body(self.tr("No training yet. The first one will be listed here, with its newest picture."))
        self._nothing.setProperty("role", "weak")
        self._nothing.setContentsMargins(16, 16, 16, 16)
        self.projects = RecentProjects(services.icons)
        self.projects.opened.connect(lambda path: self.navigate.emit("config", path))
        self._projects_title = section_title(self.tr("Projects"))
        self._arrange()
        services.starter.busy_changed.connect(self.hero.set_busy)
        services.runs.changed.connect(self._show_runs)
        services.machine.changed.connect(self._show_machine)
        services.preferences.changed.connect(self._show_projects)
        self._show_projects()
        self._show_runs()
        self._show_machine()

    @property
    def rows(self) -> list[RunRow]:
        """The last runs as they are shown, the newest first."""
        return [self._rows[run_id] for run_id in self._order or ()]

    def _arrange(self) -> None:
        content = QWidget()
        content.setProperty("role", "page")
        layout = column(content, margin=24, spacing=16)
        layout.addWidget(page_title(self.tr("Home")))
        across = row(spacing=16)
        left = column(spacing=16)
        left.addWidget(self.hero)
        left.addSpacing(8)
        left.addWidget(self._projects_title)
        left.addWidget(self.projects)
        left.addSpacing(8)
        left.addWidget(section_title(self.tr("Last runs")))
        left.addWidget(self._runs_card)
        left.addStretch(1)
        across.addLayout(left, 1)
        self._machine.setFixedWidth(_SIDE_WIDTH)
        across.addWidget(self._machine, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(across, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(content)
        column(self).addWidget(scroll)

    def _show_machine(self) -> None:
        machine = self._services.machine.machine
        self._machine.setVisible(machine is not None)
        if machine is not None:
            self._machine.show_machine(machine)

    def _show_projects(self) -> None:
        recent = self._services.preferences.settings.recent_projects
        self.projects.show_projects(recent)
        self.projects.setVisible(bool(recent))
        self._projects_title.setVisible(bool(recent))

    def _show_runs(self) -> None:
        feed = self._services.runs
        runs = feed.runs[:SHOWN_RUNS]
        self.hero.show_runs(feed.runs)
        self._runs_card.setVisible(feed.known)
        order = tuple(run.run_id for run in runs)
        if order != self._order:
            self._order = order
            self._lay_out_rows(order)
        for run in runs:
            self._rows[run.run_id].show_run(run)
            self._look_for_picture(run)

    def _lay_out_rows(self, order: tuple[str, ...]) -> None:
        while (item := self._runs_layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and not isinstance(widget, RunRow) and widget is not self._nothing:
                widget.deleteLater()
        for run_id in set(self._rows) - set(order):
            self._rows.pop(run_id).deleteLater()
        self._nothing.setVisible(not order)
        if not order:
            self._runs_layout.addWidget(self._nothing)
        for number, run_id in enumerate(order):
            if number:
                self._runs_layout.addWidget(rule())
            self._runs_layout.addWidget(self._rows.get(run_id) or self._new_row(run_id))

    def _new_row(self, run_id: str) -> RunRow:
        made = RunRow(self._services.icons)
        made.opened.connect(lambda opened: self.navigate.emit("training", opened))
        self._rows[run_id] = made
        return made

    def _look_for_picture(self, run: RunInfo) -> None:
        """Read the store only when the run has drawn something since the last look."""
        if run.summary.samples == self._samples_seen.get(run.run_id, 0):
            return
        self._samples_seen[run.run_id] = run.summary.samples
        folder, run_id = run.folder, run.run_id
        run_task(self, lambda _: _newest_sample(folder), lambda path: self._picture_found(run_id, path))

    def _picture_found(self, run_id: str, path: Path | None) -> None:
        if path is not None:
            self._pictures[run_id] = str(path)
            self._show_pictures()

    def _show_pictures(self) -> None:
        for run_id, path in self._pictures.items():
            picture = self._thumbnails.get(path)
            if picture is not None and run_id in self._rows:
                self._rows[run_id].show_picture(picture)

    def _do(self, step: str, run_id: str) -> None:
        if step == NextStep.WATCH:
            self.navigate.emit("training", run_id)
        elif step == NextStep.RESUME:
            self._services.starter.resume(run_id)
        else:
            self._services.starter.start_demo()


def _runs_card() -> tuple[QFrame, QVBoxLayout]:
    made = QFrame()
    made.setProperty("role", "card")
    return made, column(made, spacing=0)


def _newest_sample(folder: RunFolder) -> Path | None:
    from core.checkpoints.library import newest_sample

    return newest_sample(folder)
