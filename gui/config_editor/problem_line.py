"""A problem at its field: what is wrong, and the one click that puts it right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from gui.config_editor.fix_words import fix_words
from gui.core_texts import spoken
from gui.icons import IconSet
from gui.widgets.parts import button, column, label, row

if TYPE_CHECKING:
    from core.config.edits import Fix
    from core.config.problem import Problem

_ICONS = {"error": ("error", "error"), "warning": ("warning", "warning"), "note": ("info", "weak")}


class ProblemLine(QWidget):
    """`fixed` asks to take the way out. `fix` is the button, None where the program knows none."""

    fixed = Signal()

    def __init__(self, icons: IconSet, problem: Problem, fix: Fix | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        picture = QLabel()
        icons.put(picture, *_ICONS[problem.severity], 16)
        message = label(spoken(problem.message), "body", wrap=True)
        message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = row(self)
        layout.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        texts = column(spacing=2)
        texts.addWidget(message)
        if problem.hint:
            texts.addWidget(label(spoken(problem.hint), "caption", wrap=True))
        layout.addLayout(texts, 1)
        self.fix: QPushButton | None = None
        if fix is not None:
            self.fix = button(self.tr("Fix"), compact=True)
            self.fix.setToolTip(fix_words(fix))
            self.fix.setAccessibleName(self.tr("Fix: {what}").format(what=fix_words(fix)))
            self.fix.clicked.connect(self.fixed)
            layout.addWidget(self.fix, 0, Qt.AlignmentFlag.AlignTop)
