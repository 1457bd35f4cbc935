"""The card at the top of Home: the one thing to do next."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from gui.icons import IconSet
from gui.run_words import fraction_done, progress_line, state_word
from gui.widgets.parts import body, button, caption, column, primary_button, row, section_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.runs.controller import RunInfo


class NextStep(StrEnum):
    WATCH = "watch"
    RESUME = "resume"
    DEMO = "demo"


def next_step(runs: Sequence[RunInfo]) -> tuple[NextStep, RunInfo | None]:
    """What helps most now: see the training that runs, take up the newest one that was cut off, or try the demo."""
    live = next((run for run in runs if run.state.is_live), None)
    if live is not None:
        return NextStep.WATCH, live
    if runs and str(runs[0].state) == "interrupted" and runs[0].can_resume:
        return NextStep.RESUME, runs[0]
    return NextStep.DEMO, None


class Hero(QFrame):
    """`chosen` fires with a NextStep and the run that it is about (empty for the demo)."""

    chosen = Signal(str, str)
    project_wanted = Signal()

    def __init__(self, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._step, self._run_id = NextStep.DEMO, ""
        self._title = section_title("")
        self._text = body("")
        self._note = caption("", wrap=True)
        self._bar = QProgressBar()
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress of the training"))
        self.primary = primary_button("")
        self.primary.clicked.connect(lambda: self.chosen.emit(self._step, self._run_id))
        self.project = button(self.tr("Train a project folder…"))
        self.project.clicked.connect(self.project_wanted)
        icons.put(self.project, "folder", "text", 18)
        layout = column(self, margin=20, spacing=8)
        layout.addWidget(self._title)
        layout.addWidget(self._text)
        layout.addWidget(self._bar)
        layout.addWidget(self._note)
        layout.addSpacing(8)
        buttons = row()
        buttons.addWidget(self.primary)
        buttons.addWidget(self.project)
        buttons.addStretch(1)
        layout.addLayout(buttons)
        self.show_runs(())

    def show_runs(self, runs: Sequence[RunInfo]) -> None:
        self._step, run = next_step(runs)
        self._run_id = "" if run is None else run.run_id
        done = None if run is None else fraction_done(run.summary)
        self._bar.setVisible(done is not None)
        self._bar.setValue(round((done or 0) * 1000))
        if run is None:
            self._show_demo()
        elif self._step is NextStep.WATCH:
            self._title.setText(self.tr("{name} is under way").format(name=run.name))
            self._text.setText(f"{state_word(run.summary)[0]}  ·  {progress_line(run.summary)}")
            self._note.setText(self.tr("The training goes on when this window is closed."))
            self.primary.setText(self.tr("Watch the training"))
        else:
            self._title.setText(self.tr("{name} was interrupted").format(name=run.name))
            self._text.setText(progress_line(run.summary))
            self._note.setText(
                self.tr("It can be taken up from the state saved at step {step}.").format(
                    step=f"{run.summary.newest_state_step or 0:,}"
                )
            )
            self.primary.setText(self.tr("Continue the training"))

    def set_busy(self, busy: bool) -> None:  # noqa: FBT001 - a slot
        """While what was asked for is being started."""
        self.primary.setEnabled(not busy)

    def _show_demo(self) -> None:
        self._title.setText(self.tr("See a LoRA being trained"))
        self._text.setText(
            self.tr(
                "The demo makes a small base model and a handful of drawn pictures on this computer, then trains a "
                "LoRA on them with the built-in engine. It takes about a minute, needs no network and no graphics card."
            )
        )
        self._note.setText(
            self.tr(
                "The model is far smaller than Stable Diffusion: the demo shows that everything works, "
                "not what a good LoRA looks like."
            )
        )
        self.primary.setText(self.tr("Train the demo LoRA"))
