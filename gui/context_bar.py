"""The bar above every page: project, what trains, the card, and the job that runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QProgressBar, QSizePolicy, QToolButton, QWidget

from core.engines.builtin import program_version
from core.monitoring.sample import GpuSample
from core.runs.events import Wish
from gui import formats
from gui.environment_words import start_hint, trust_word
from gui.run_words import fraction_done, progress_line, state_word
from gui.services import Services
from gui.tasks import run_task
from gui.widgets.elided import ElidedLabel
from gui.widgets.parts import button, row

if TYPE_CHECKING:
    from core.runs.controller import RunInfo

HEIGHT = 48
_MARKS = {"ok": "✓", "warning": "!", "error": "✕", "": "·"}


class ContextBar(QFrame):
    """Always in sight. `navigate` asks for a page, with an argument for it."""

    navigate = Signal(str, str)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setFixedHeight(HEIGHT)
        project, self._project, _ = _item(services, "folder")
        self._engine_part, self._engine, self._engine_icon = _item(services, "cpu")
        card, self._card, _ = _item(services, "card")
        self._project.setAccessibleName(self.tr("Project"))
        self._engine.setAccessibleName(self.tr("What trains"))
        self._card.setAccessibleName(self.tr("Graphics card"))
        self.job = JobPart(services, self)
        self.job.navigate.connect(self.navigate)
        self._services = services
        layout = row(self, spacing=16)
        layout.setContentsMargins(16, 0, 16, 0)
        for part in (project, self._engine_part, card):
            layout.addWidget(part)
        layout.addStretch(1)
        layout.addWidget(self.job)
        services.machine.changed.connect(self._show_machine)
        services.environments.changed.connect(self._show_engine)
        services.preferences.changed.connect(self._show_project)
        self._show_project()
        self._show_machine()
        self._show_engine()

    def _show_engine(self) -> None:
        """The environment that was set up for sd-scripts, with how far it is proven; else what trains without one."""
        chosen = self._services.environments.chosen
        environment = None if chosen is None else chosen.environment
        if chosen is None or environment is None:
            self._engine.setText(self.tr("Built-in engine {version}").format(version=program_version()))
            self._engine_part.setToolTip("")
            self._services.icons.put(self._engine_icon, "cpu", "weak", 18)
            return
        word, tone = trust_word(chosen.trust)
        self._engine.setText(f"{environment.name}  {_MARKS[tone]} {word}")
        self._engine_part.setToolTip(start_hint(chosen) or str(environment.prefix))
        self._services.icons.put(self._engine_icon, "setup", tone or "weak", 18)

    def _show_project(self) -> None:
        recent = self._services.preferences.settings.recent_projects
        self._project.setText(Path(recent[0]).name if recent else self.tr("No project"))
        self._project.setToolTip(recent[0] if recent else self.tr("Open a project folder on the Config page."))

    def _show_machine(self) -> None:
        machine = self._services.machine.machine
        if machine is None:
            self._card.setText("…")
        elif not machine.gpus:
            self._card.setText(self.tr("No NVIDIA card: training on the CPU"))
        else:
            self._card.setText(_card_line(machine.gpus[0]))
            self._card.setToolTip("\n".join(_card_line(gpu) for gpu in machine.gpus))


class JobPart(QWidget):
    """The running job: name, progress, and the ways to stop it; a quiet word while nothing runs."""

    navigate = Signal(str, str)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._run_id = ""
        self._name = QToolButton()
        self._name.setProperty("role", "flat")
        self._name.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._name.setToolTip(self.tr("Show this training. It goes on when the window is closed."))
        self._name.clicked.connect(lambda: self.navigate.emit("training", self._run_id))
        services.icons.put(self._name, "training", "accent", 18)
        self._bar = QProgressBar()
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(96)
        self._bar.setAccessibleName(self.tr("Progress of the training"))
        self._line = ElidedLabel(role="weak")
        self._idle = ElidedLabel(self.tr("Nothing is being trained"), "weak")
        self._stop = button(self.tr("Stop"), compact=True)
        self._stop.setProperty("menu", True)
        services.icons.put(self._stop, "stop", "text", 16)
        self._menu = QMenu(self._stop)
        self.stop_and_save = self._wish_action(self.tr("Stop and save"), Wish.STOP_AND_SAVE)
        self.stop_now = self._wish_action(self.tr("Stop now, without saving"), Wish.STOP)
        self._stop.setMenu(self._menu)
        layout = row(self)
        for widget in (self._idle, self._name, self._bar, self._line, self._stop):
            layout.addWidget(widget)
        services.runs.changed.connect(self._show)
        self._show()

    def _wish_action(self, text: str, wish: Wish) -> QAction:
        action = self._menu.addAction(text)
        action.triggered.connect(lambda: self._ask(wish))
        return action

    def _show(self) -> None:
        run = self._services.runs.live
        for widget in (self._name, self._bar, self._line, self._stop):
            widget.setVisible(run is not None)
        self._idle.setVisible(run is None)
        self._run_id = "" if run is None else run.run_id
        if run is not None:
            self._show_run(run)

    def _show_run(self, run: RunInfo) -> None:
        summary = run.summary
        done = fraction_done(summary)
        word, _ = state_word(summary)
        self._name.setText(self.fontMetrics().elidedText(run.name, Qt.TextElideMode.ElideRight, 200))
        self._name.setAccessibleName(f"{run.name}: {word}")
        self._bar.setValue(0 if done is None else round(done * 1000))
        self._line.setText(progress_line(summary))
        self.stop_and_save.setEnabled(Wish.STOP_AND_SAVE in summary.wishes and not summary.stopping)
        self.stop_now.setEnabled(not summary.stopping)

    def _ask(self, wish: Wish) -> None:
        door, run_id = self._services.runs.door, self._run_id
        if run_id:
            run_task(self, lambda _: door.open().wish(run_id, wish), lambda _: self._services.runs.refresh())


def _item(services: Services, icon: str) -> tuple[QWidget, ElidedLabel, QLabel]:
    part = QWidget()
    picture = QLabel()
    services.icons.put(picture, icon, "weak", 18)
    text = ElidedLabel()
    part.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
    layout = row(part, spacing=6)
    layout.addWidget(picture)
    layout.addWidget(text)
    return part, text, picture


def _card_line(gpu: GpuSample) -> str:
    used, total = formats.memory(gpu.memory_used), formats.memory(gpu.memory_total)
    return f"{gpu.name.removeprefix('NVIDIA ').removeprefix('GeForce ')}  {used.split()[0]} / {total}"
