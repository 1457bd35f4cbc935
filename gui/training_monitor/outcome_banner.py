"""How a run ended: in a sentence, with what to do, the end of its log, and the buttons that help."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from core.runs.events import Outcome
from core.runs.summary import RunState, RunSummary
from gui import formats
from gui.core_texts import spoken
from gui.icons import IconSet
from gui.theme import fixed_font
from gui.training_monitor.event_words import outcome_name, outcome_tone, state_icon
from gui.widgets import parts

_MOST_LINES = 6


class OutcomeBanner(QWidget):
    """Hidden while the run lives."""

    resume_wanted = Signal()
    restart_wanted = Signal()
    folder_wanted = Signal()
    checkpoints_wanted = Signal()

    def __init__(self, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._shown: tuple[RunSummary, bool] | None = None
        self._frame = parts.card()
        self._frame.setProperty("role", "notice")
        self._icon = QLabel()
        self._title = parts.label("", "strong", wrap=True)
        self._hint = parts.label("", "body", wrap=True)
        self._lines = QPlainTextEdit()
        self.resume_button = parts.primary_button(self.tr("Resume"))
        self.restart_button = parts.button(self.tr("Train again"), compact=True)
        self.folder_button = parts.button(self.tr("Open folder"), compact=True)
        self.checkpoints_button = parts.button(self.tr("Show checkpoints"), compact=True)
        self._arrange()
        self.hide()

    def _arrange(self) -> None:
        outer = parts.column(self)
        outer.addWidget(self._frame)
        layout = parts.column(self._frame, spacing=6)
        layout.setContentsMargins(12, 8, 12, 8)
        top = parts.row(spacing=10)
        top.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        words = parts.column(spacing=2)
        for text in (self._title, self._hint):
            text.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            words.addWidget(text)
        top.addLayout(words, 1)
        self.resume_button.setProperty("compact", True)
        self.resume_button.setToolTip(self.tr("Go on from the newest saved training state, as a new run"))
        self.restart_button.setToolTip(self.tr("Start from the beginning with the same settings, as a new run"))
        for button, signal in (
            (self.checkpoints_button, self.checkpoints_wanted),
            (self.folder_button, self.folder_wanted),
            (self.restart_button, self.restart_wanted),
            (self.resume_button, self.resume_wanted),
        ):
            button.clicked.connect(signal)
            top.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(top)
        self._lines.setReadOnly(True)
        self._lines.setFont(fixed_font(12))
        self._lines.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._lines.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self._lines.setStyleSheet("QPlainTextEdit { background: transparent; border: 0; }")
        self._lines.setAccessibleName(self.tr("The last lines of the log"))
        layout.addWidget(self._lines)

    def show_summary(self, summary: RunSummary, *, can_start: bool) -> None:
        """`can_start`: whether the run's engine is one that this program can start."""
        if self._shown == (summary, can_start):
            return
        self._shown = (summary, can_start)
        ended = not summary.state.is_live
        self.setVisible(ended)
        if not ended:
            return
        outcome = summary.outcome or Outcome.INTERRUPTED
        broken = summary.state is RunState.BROKEN
        tone = "error" if broken else outcome_tone(outcome)
        parts.set_tone(self._frame, tone)
        self._icons.put(self._icon, state_icon(summary), tone or "accent")
        title = self.tr("This run cannot be read") if broken else self._title_words(outcome, summary)
        self._title.setText(title)
        self._hint.setText(_sentences(summary))
        self._hint.setVisible(bool(self._hint.text()))
        self._show_lines(summary.last_lines if tone in ("error", "warning") else ())
        self.resume_button.setVisible(can_start and bool(summary.newest_state) and outcome is not Outcome.FINISHED)
        self.restart_button.setVisible(can_start and not broken)
        self.checkpoints_button.setVisible(summary.checkpoints > 0)
        self.setAccessibleName(f"{title}. {self._hint.text()}")

    def _title_words(self, outcome: Outcome, summary: RunSummary) -> str:
        words = outcome_name(outcome)
        if summary.step and outcome is not Outcome.FINISHED:
            words = self.tr("{outcome} at step {step}").format(outcome=words, step=f"{summary.step:,}")
        if summary.started_at is not None and summary.ended_at is not None:
            took = formats.duration(summary.ended_at - summary.started_at)
            words = self.tr("{outcome} after {time}").format(outcome=words, time=took)
        return words

    def _show_lines(self, lines: tuple[str, ...]) -> None:
        self._lines.setVisible(bool(lines))
        self._lines.setPlainText("\n".join(lines))
        height = self._lines.fontMetrics().lineSpacing() * min(len(lines), _MOST_LINES)
        self._lines.setFixedHeight(height + 2 * round(self._lines.document().documentMargin()) + 4)
        bar = self._lines.verticalScrollBar()
        bar.setValue(bar.maximum())


def _sentences(summary: RunSummary) -> str:
    return " ".join(spoken(part) for part in (summary.reason, summary.hint) if part)
