"""The head of a run: what it is, how far it is, and what can be asked of it."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QMenu, QProgressBar, QPushButton, QToolButton, QWidget

from core.runs.events import Stage, Wish
from core.runs.summary import RunState, RunSummary
from gui import formats
from gui.icons import IconSet
from gui.run_words import fraction_done, state_word
from gui.training_monitor.event_words import capitalised, stage_name, state_icon
from gui.training_monitor.wishes import RunWishes
from gui.widgets import parts
from gui.widgets.elided import ElidedLabel

_FINE = 1000


class RunHeader(QWidget):
    """Shows a `RunSummary`; buttons are enabled only for the wishes that the process says it obeys."""

    wished = Signal(Wish)
    stop_wanted = Signal()
    kill_wanted = Signal()

    def __init__(self, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._summary = RunSummary()
        self._wishes: RunWishes | None = None
        self._name = ElidedLabel(role="section")
        self._icon = QLabel()
        self._shown_icon = ("", "")
        self._chip = parts.chip("")
        self._feedback = ElidedLabel(role="caption")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, _FINE)
        self._bar.setAccessibleName(self.tr("Progress of the training"))
        self._stage = ElidedLabel(role="weak")
        self._figures: dict[str, QLabel] = {}
        self._buttons: dict[Wish, QPushButton] = {}
        self._tips: dict[Wish, str] = {}
        self._stop_menu = QToolButton()
        self._arrange()

    def _arrange(self) -> None:
        layout = parts.column(self, spacing=8)
        top = parts.row(spacing=8)
        top.addWidget(self._name)
        top.addWidget(self._icon)
        top.addWidget(self._chip)
        top.addWidget(self._feedback, 1)
        for button in self._make_buttons():
            top.addWidget(button)
        layout.addLayout(top)
        layout.addWidget(self._bar)
        figures = parts.row(spacing=24)
        for key, words in (
            ("epoch", self.tr("Epoch")),
            ("step", self.tr("Step")),
            ("speed", self.tr("Speed")),
            ("elapsed", self.tr("Elapsed")),
            ("left", self.tr("Time left")),
            ("engine", self.tr("Engine")),
        ):
            cell = parts.column(spacing=0)
            cell.addWidget(parts.caption(words))
            self._figures[key] = QLabel("–")
            self._figures[key].setAccessibleName(words)
            cell.addWidget(self._figures[key])
            figures.addLayout(cell)
        figures.addStretch(1)
        self._stage.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        figures.addWidget(self._stage, 4)
        layout.addLayout(figures)

    def _make_buttons(self) -> list[QWidget]:
        made: list[QWidget] = []
        for wish, words, icon, key, tip in (
            (Wish.SAVE, self.tr("Save now"), "save", "F6", self.tr("Save a checkpoint and go on training")),
            (Wish.SAMPLE, self.tr("Sample"), "sample", "F7", self.tr("Draw the sample images now")),
            (Wish.PAUSE, self.tr("Pause"), "pause", "F8", self.tr("Hold the training, or let it go on")),
            (
                Wish.STOP_AND_SAVE,
                self.tr("Stop and save"),
                "stop",
                "F9",
                self.tr("Save a checkpoint and the training state, then end"),
            ),
        ):
            button = parts.button(words, compact=True)
            button.setShortcut(QKeySequence(key))
            self._tips[wish] = f"{tip} ({key})"
            button.setToolTip(self._tips[wish])
            self._icons.put(button, icon, "text", 16)
            button.clicked.connect(lambda _=False, asked=wish: self._on_clicked(asked))
            self._buttons[wish] = button
            made.append(button)
        menu = QMenu(self)
        menu.addAction(self.tr("Stop without saving…"), self.stop_wanted.emit)
        menu.addAction(self.tr("End the process at once…"), self.kill_wanted.emit)
        self._stop_menu.setMenu(menu)
        self._stop_menu.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._stop_menu.setProperty("role", "flat")
        self._stop_menu.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        self._stop_menu.setToolTip(self.tr("Other ways to stop"))
        self._stop_menu.setAccessibleName(self.tr("Other ways to stop"))
        self._icons.put(self._stop_menu, "chevron-down", "weak", 16)
        made.append(self._stop_menu)
        return made

    def button(self, wish: Wish) -> QPushButton:
        """The button of a wish; Continue shares the one of Pause."""
        return self._buttons[Wish.PAUSE if wish is Wish.RESUME else wish]

    def show_run(self, name: str, wishes: RunWishes) -> None:
        """Begin with another run."""
        self._name.setText(name)
        self._wishes = wishes
        wishes.changed.connect(self._show_wishes)
        self._show_wishes()

    def show_summary(self, summary: RunSummary, seconds_per_step: float | None, seconds_left: float | None) -> None:
        """Bring everything up to date; None keeps the summary's own figure."""
        self._summary = summary
        words, tone = state_word(summary)
        self._set(self._chip, capitalised(words))
        parts.set_tone(self._chip, tone)
        icon = (state_icon(summary), tone or "weak")
        if icon != self._shown_icon:
            self._shown_icon = icon
            self._icons.put(self._icon, *icon, 16)
        self._show_figures(summary, seconds_per_step, seconds_left)
        fraction = fraction_done(summary)
        self._bar.setRange(0, 0 if fraction is None and summary.state is RunState.STARTING else _FINE)
        self._bar.setValue(round((fraction or 0.0) * _FINE))
        self._set(self._stage, self._stage_words(summary))
        self._show_wishes()

    def _show_figures(self, summary: RunSummary, seconds_per_step: float | None, left: float | None) -> None:
        speed = seconds_per_step if seconds_per_step is not None else summary.seconds_per_step
        left = left if left is not None else summary.eta_seconds
        end = summary.ended_at if not summary.state.is_live else time.time()
        elapsed = None if summary.started_at is None or end is None else end - summary.started_at
        counts_down = summary.state is RunState.RUNNING and left is not None
        for key, text in (
            ("epoch", _part(summary.epoch, summary.total_epochs)),
            ("step", _part(summary.step, summary.total_steps)),
            ("speed", formats.speed(speed)),
            ("elapsed", "–" if elapsed is None else formats.duration(elapsed)),
            ("left", formats.duration(left) if counts_down and left is not None else "–"),
            ("engine", self._engine_words(summary)),
        ):
            self._set(self._figures[key], text)

    def _engine_words(self, summary: RunSummary) -> str:
        names = {"builtin": self.tr("Built-in"), "kohya": "sd-scripts"}
        words = [names.get(summary.engine, summary.engine), summary.device]
        return " · ".join(word for word in words if word) or "–"

    def _stage_words(self, summary: RunSummary) -> str:
        if not summary.state.is_live or summary.stage is None or summary.stage is Stage.TRAINING:
            return ""
        words = stage_name(summary.stage)
        if summary.stage_total:
            words = f"{words} {summary.stage_done:,}/{summary.stage_total:,}"
        return f"{words} · {summary.stage_detail}" if summary.stage_detail else words

    def _show_wishes(self) -> None:
        summary, wishes = self._summary, self._wishes
        live = summary.state.is_live
        paused = summary.state is RunState.PAUSED
        pause = self._buttons[Wish.PAUSE]
        words = self.tr("Continue") if paused else self.tr("Pause")
        if pause.text() != words:
            shortcut = pause.shortcut()
            pause.setText(words)
            pause.setShortcut(shortcut)
            self._icons.put(pause, "play" if paused else "pause", "text", 16)
        for wish, button in self._buttons.items():
            asked = Wish.RESUME if wish is Wish.PAUSE and paused else wish
            pending = wishes is not None and wishes.is_pending(asked)
            button.setEnabled(live and asked in summary.wishes and not pending and not summary.stopping)
            button.setVisible(live)
            self._tell_why(button, wish, summary)
        self._stop_menu.setVisible(live)
        if wishes is not None:
            self._set(self._feedback, wishes.words)
            parts.set_tone(self._feedback, wishes.tone)

    def _tell_why(self, button: QPushButton, wish: Wish, summary: RunSummary) -> None:
        """A button that is off because the installed version cannot do it says so."""
        why = summary.missing.get(wish)
        tip = self._tips[wish] if why is None else self.tr("Not possible in this run. {reason}").format(reason=why)
        if button.toolTip() != tip:
            button.setToolTip(tip)
            button.setAccessibleDescription("" if why is None else tip)

    def _on_clicked(self, wish: Wish) -> None:
        if wish is Wish.PAUSE and self._summary.state is RunState.PAUSED:
            wish = Wish.RESUME
        self.wished.emit(wish)

    @staticmethod
    def _set(label: QLabel, text: str) -> None:
        if label.text() != text:
            label.setText(text)


def _part(done: int | None, total: int | None) -> str:
    if done is None:
        return "–"
    return f"{done:,} / {total:,}" if total else f"{done:,}"
