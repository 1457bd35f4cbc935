"""One problem of a project: how bad, what, what to do, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from gui.core_texts import spoken
from gui.icons import IconSet
from gui.widgets.parts import body, caption, column, row

if TYPE_CHECKING:
    from core.config.problem import Problem

_ICONS = {"error": ("error", "error"), "warning": ("warning", "warning"), "note": ("info", "weak")}


class ProblemRow(QWidget):
    def __init__(self, icons: IconSet, problem: Problem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        picture = QLabel()
        icons.put(picture, *_ICONS[problem.severity])
        layout = row(self, spacing=12)
        layout.setContentsMargins(0, 8, 0, 8)
        layout.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        texts = column(spacing=2)
        message = body(spoken(problem.message))
        message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        texts.addWidget(message)
        if problem.hint:
            hint = body(spoken(problem.hint))
            hint.setProperty("role", "weak")
            texts.addWidget(hint)
        place = _place(problem)
        if place:
            texts.addWidget(caption(place))
        layout.addLayout(texts, 1)


def _place(problem: Problem) -> str:
    if problem.file is None:
        return ""
    return problem.file.name if problem.line is None else f"{problem.file.name}:{problem.line}"
