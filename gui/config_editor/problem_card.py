"""One problem beside the form: how bad, what, what to do, where, and the way out that can be taken at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from gui.config_editor.fix_words import fix_words
from gui.core_texts import spoken
from gui.icons import IconSet
from gui.widgets.parts import body, button, caption, column, row, rule

if TYPE_CHECKING:
    from core.config.edits import Fix
    from core.config.problem import Problem

_WIDEST = 280
_ICONS = {"error": ("error", "error"), "warning": ("warning", "warning"), "note": ("info", "weak")}


class ProblemCard(QWidget):
    """`shown` asks to see the place of the problem, `fixed` to take the way out."""

    shown = Signal()
    fixed = Signal()

    def __init__(self, icons: IconSet, problem: Problem, fix: Fix | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.problem = problem
        picture = QLabel()
        icons.put(picture, *_ICONS[problem.severity], 18)
        word = self._severity_words()[problem.severity]
        picture.setToolTip(word)
        self.setAccessibleName(f"{word}: {spoken(problem.message)}")
        self._rule = rule()
        outer = column(self, spacing=0)
        outer.addWidget(self._rule)
        layout = row(spacing=8)
        layout.setContentsMargins(0, 8, 0, 8)
        outer.addLayout(layout)
        layout.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        texts = column(spacing=2)
        message = body(spoken(problem.message))
        message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        texts.addWidget(message)
        if problem.hint:
            hint = body(spoken(problem.hint))
            hint.setProperty("role", "weak")
            texts.addWidget(hint)
        self.place = self._place(icons)
        if self.place is not None:
            texts.addWidget(self.place, 0, Qt.AlignmentFlag.AlignLeft)
        self.fix = self._fix(fix)
        if self.fix is not None and fix is not None:
            below = row(spacing=8)
            below.addWidget(self.fix, 0, Qt.AlignmentFlag.AlignTop)
            below.addWidget(caption(fix_words(fix), wrap=True), 1)
            texts.addLayout(below)
        layout.addLayout(texts, 1)

    def set_first(self, *, first: bool) -> None:
        """The first card has no line above it."""
        self._rule.setVisible(not first)

    def _severity_words(self) -> dict[str, str]:
        return {"error": self.tr("Error"), "warning": self.tr("Warning"), "note": self.tr("Note")}

    def _place(self, icons: IconSet) -> QToolButton | None:
        problem = self.problem
        name = problem.key or ""
        if problem.file is not None:
            name = problem.file.name if problem.line is None else f"{problem.file.name}:{problem.line}"
        if not name:
            return None
        made = QToolButton()
        made.setProperty("role", "flat")
        made.setMaximumWidth(_WIDEST)
        made.setText(made.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, _WIDEST - 36))
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setToolTip(self.tr("Show this place"))
        made.setAccessibleName(self.tr("Show {place}").format(place=name))
        made.clicked.connect(self.shown)
        icons.put(made, "arrow-right", "weak", 14)
        return made

    def _fix(self, fix: Fix | None) -> QWidget | None:
        if fix is None:
            return None
        made = button(self.tr("Fix"), compact=True)
        made.setToolTip(fix_words(fix))
        made.setAccessibleName(self.tr("Fix: {words}").format(words=fix_words(fix)))
        made.clicked.connect(self.fixed)
        return made
