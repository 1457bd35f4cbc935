"""A plan to read before it is begun: steps, sizes, folders, what stands in the way, the commands themselves."""

from __future__ import annotations

import dataclasses
import shlex

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QPlainTextEdit, QWidget

from core.config.quoting import Shell, command_line
from core.environment.plan import Command, InstallPlan, Obstacle, StepKind
from gui import formats
from gui.core_texts import spoken
from gui.icons import IconSet
from gui.setup_wizard.fields import Foldable
from gui.theme import fixed_font
from gui.widgets.elided import ElidedLabel
from gui.widgets.parts import body, button, caption, clear, column, label, row, rule, strong, weak

_RIGHT = Qt.AlignmentFlag.AlignRight


class PlanView(QWidget):
    """`edited` tells the plan with other commands, as they were typed here."""

    edited = Signal(object)

    def __init__(self, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self.plan: InstallPlan | None = None
        self._obstacles = column(spacing=8)
        self._steps = QGridLayout()
        self._steps.setHorizontalSpacing(24)
        self._steps.setVerticalSpacing(6)
        self._steps.setColumnStretch(0, 1)
        self._folders = QGridLayout()
        self._folders.setHorizontalSpacing(16)
        self._folders.setVerticalSpacing(6)
        self._folders.setColumnStretch(2, 1)
        self.commands = CommandEditor(icons)
        self.commands.edited.connect(self._take)
        layout = column(self, spacing=12)
        layout.addLayout(self._obstacles)
        layout.addLayout(self._steps)
        layout.addWidget(rule())
        layout.addLayout(self._folders)
        layout.addWidget(self.commands)

    def show_plan(self, plan: InstallPlan) -> None:
        self.plan = plan
        self._show_obstacles(plan.obstacles)
        self._show_steps(plan)
        self._show_folders(plan)
        self.commands.show_plan(plan)

    def _show_obstacles(self, obstacles: tuple[Obstacle, ...]) -> None:
        clear(self._obstacles)
        for obstacle in sorted(obstacles, key=lambda one: not one.blocks):
            icon = QLabel()
            name = "error" if obstacle.blocks else "warning"
            self._icons.put(icon, name, name, 18)
            texts = column(spacing=0)
            for role, text in (("strong", obstacle.message), ("body", obstacle.hint)):
                said = label(spoken(text), role, wrap=True)
                said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                texts.addWidget(said)
            line = row(spacing=8)
            line.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
            line.addLayout(texts, 1)
            self._obstacles.addLayout(line)

    def _show_steps(self, plan: InstallPlan) -> None:
        clear(self._steps)
        for place, text in enumerate((self.tr("Step"), self.tr("Download"), self.tr("On the disk"), self.tr("Time"))):
            self._steps.addWidget(caption(text), 0, place, _RIGHT if place else Qt.AlignmentFlag.AlignLeft)
        for line, step in enumerate(plan.steps, start=1):
            self._steps.addWidget(body(f"{line}.  {spoken(step.title)}"), line, 0)
            about = "≈ " if step.is_estimate and step.download_bytes else ""
            texts = (
                about + formats.size(step.download_bytes) if step.download_bytes else "–",
                about + formats.size(step.disk_bytes) if step.disk_bytes else "–",
                formats.duration(step.seconds),
            )
            for place, text in enumerate(texts, start=1):
                self._steps.addWidget(weak(text), line, place, _RIGHT)
        last = len(plan.steps) + 1
        total = (formats.size(plan.download_bytes), formats.size(plan.disk_bytes), formats.duration(plan.seconds))
        speed = self.tr("Together, at {speed} a second").format(speed=formats.size(plan.speed))
        self._steps.addWidget(strong(speed), last, 0)
        for place, text in enumerate(total, start=1):
            self._steps.addWidget(strong(text), last, place, _RIGHT)

    def _show_folders(self, plan: InstallPlan) -> None:
        clear(self._folders)
        roles = {
            "prefix": self.tr("Environment"),
            "sd-scripts": "sd-scripts",
            "temp": self.tr("Temporary files"),
            "cache": self.tr("Downloads"),
        }
        for line, folder in enumerate(plan.folders):
            icon = QLabel()
            name = "ok" if folder.fits else "error"
            self._icons.put(icon, name, name, 16)
            needed, free = formats.size(folder.needed_bytes), formats.size(folder.free_bytes)
            told = self.tr("{needed} of {free} free").format(needed=needed, free=free)
            self._folders.addWidget(icon, line, 0)
            self._folders.addWidget(weak(roles[str(folder.role)]), line, 1)
            self._folders.addWidget(ElidedLabel(str(folder.path), mode=Qt.TextElideMode.ElideMiddle), line, 2)
            self._folders.addWidget(weak(told), line, 3, _RIGHT)

    def _take(self, plan: InstallPlan) -> None:
        self.plan = plan
        self.edited.emit(plan)


class CommandEditor(QWidget):
    """The commands of one step at a time, a line each, quoted as bash quotes; they are taken on "Take over"."""

    edited = Signal(object)

    def __init__(self, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan: InstallPlan | None = None
        self.fold = Foldable(icons, self.tr("The commands, to read or to change"))
        self.step = QComboBox()
        self.step.setAccessibleName(self.tr("Step"))
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(self.tr("Commands"))
        self.text.setFont(fixed_font())
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(140)
        self.take = button(self.tr("Take over the change"), compact=True)
        self.trouble = label("", "body", wrap=True)
        for widget in (self.step, self.text, self.trouble):
            self.fold.inside.addWidget(widget)
        under = row()
        under.addWidget(self.take)
        under.addStretch(1)
        self.fold.inside.addLayout(under)
        column(self).addWidget(self.fold)
        self.step.currentIndexChanged.connect(self._show_step)
        self.text.textChanged.connect(self._compare)
        self.take.clicked.connect(self._take)

    def show_plan(self, plan: InstallPlan) -> None:
        kind = self.step.currentData()
        self._plan = plan
        self.step.blockSignals(True)
        self.step.clear()
        for number, step in enumerate(plan.steps, start=1):
            self.step.addItem(f"{number}.  {spoken(step.title)}", str(step.kind))
        self.step.setCurrentIndex(max(self.step.findData(kind), 0))
        self.step.blockSignals(False)
        self._show_step()

    def _commands(self) -> tuple[Command, ...]:
        kind = self.step.currentData()
        steps = () if self._plan is None else self._plan.steps
        return next((step.commands for step in steps if str(step.kind) == kind), ())

    def _show_step(self) -> None:
        self.text.setPlainText(_written(self._commands()))
        self.trouble.hide()
        self._compare()

    def _compare(self) -> None:
        self.take.setEnabled(self.text.toPlainText().strip() != _written(self._commands()).strip())

    def _take(self) -> None:
        before = self._commands()
        try:
            words = [shlex.split(line) for line in self.text.toPlainText().splitlines() if line.strip()]
        except ValueError as error:
            self.trouble.setText(self.tr("A quote is not closed ({error}).").format(error=error))
            self.trouble.show()
            return
        same = len(words) == len(before)
        pattern = before[-1] if before else Command(argv=())
        changed = tuple(
            dataclasses.replace(before[place] if same else pattern, argv=tuple(argv))
            for place, argv in enumerate(words)
        )
        if self._plan is not None:
            self.edited.emit(self._plan.with_commands(StepKind(self.step.currentData()), changed))


def _written(commands: tuple[Command, ...]) -> str:
    return "\n".join(command_line(command.argv, Shell.BASH) for command in commands)
