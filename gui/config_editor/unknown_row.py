"""A key of the training document that the script does not take: as it is written, why, and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from core.config.fixes import fix_for
from gui.config_editor.editing_session import EditingSession
from gui.config_editor.field_state import FieldState
from gui.config_editor.field_words import literal
from gui.config_editor.problem_line import ProblemLine
from gui.config_editor.taking_fixes import take_fix
from gui.icons import IconSet
from gui.theme import fixed_font
from gui.widgets.parts import button, clear, column, label, row


class UnknownRow(QFrame):
    """Nothing here converts the value: it stays as it is until somebody decides."""

    revealed = Signal(str)

    def __init__(self, session: EditingSession, icons: IconSet, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self._session = session
        self._icons = icons
        self._state = FieldState()
        self._text = label("", "raw")
        self._text.setFont(fixed_font())
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._problems = column(spacing=4)
        self.problem_lines: list[ProblemLine] = []
        show = button(self.tr("Show in the text"), compact=True)
        show.clicked.connect(self._reveal)
        layout = column(self, spacing=4)
        layout.setContentsMargins(20, 10, 12, 10)
        across = row()
        across.addWidget(self._text, 1)
        across.addWidget(show)
        layout.addLayout(across)
        layout.addLayout(self._problems)

    def show_state(self, state: FieldState) -> None:
        if state == self._state:
            return
        self._state = state
        value = "" if state.written is None else literal(state.written.value)
        self._text.setText(f"{self.key} = {value}")
        clear(self._problems)
        self.problem_lines = []
        sources = (self._session.training, self._session.dataset)
        for problem in state.problems:
            line = ProblemLine(self._icons, problem, fix_for(problem, sources))
            line.fixed.connect(lambda problem=problem: take_fix(self._session, problem))
            self._problems.addWidget(line)
            self.problem_lines.append(line)

    def _reveal(self) -> None:
        if self._state.written is not None:
            self._session.reveal(self._session.training.path, self._state.written.line)
