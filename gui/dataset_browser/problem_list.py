"""What is wrong with the current image, in words, each with the button that helps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.core_texts import spoken
from gui.dataset_browser.problem_words import Badge, badge_of, problem_name
from gui.dataset_browser.tile_painter import draw_badge
from gui.theme import Theme
from gui.widgets.parts import button, caption, clear, column, row, strong

if TYPE_CHECKING:
    from core.dataset.problem_kinds import DatasetProblem


class BadgeMark(QWidget):
    """The badge of a problem, as on the pictures."""

    def __init__(self, badge: Badge, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._badge = badge
        self._theme = theme
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(16, 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self.rect().toRectF().adjusted(2, 4, -3, -3)
        draw_badge(painter, area, self._badge.shape, getattr(self._theme.palette, self._badge.tone))
        painter.end()
        event.accept()


class ProblemList(QWidget):
    """`fix_wanted` fires with the problem whose button was pressed."""

    fix_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: tuple[DatasetProblem, ...] = ()
        self._layout = column(self, spacing=8)

    @property
    def problems(self) -> tuple[DatasetProblem, ...]:
        return self._shown

    def show_problems(self, problems: Sequence[DatasetProblem]) -> None:
        if tuple(problems) == self._shown:
            return
        self._shown = tuple(problems)
        clear(self._layout)
        for problem in self._shown:
            self._layout.addWidget(self._line(problem))
        self.setVisible(bool(self._shown))

    def _line(self, problem: DatasetProblem) -> QWidget:
        made = QWidget()
        inside = column(made, spacing=2)
        head = row(spacing=6)
        head.addWidget(BadgeMark(badge_of(problem.code), self._theme))
        head.addWidget(strong(problem_name(problem.code)), 1)
        words = fix_words(str(problem.remedy))
        if words:
            fix = button(words, compact=True)
            fix.setAccessibleName(f"{words}: {problem_name(problem.code)}")
            fix.clicked.connect(lambda: self.fix_wanted.emit(problem))
            head.addWidget(fix)
        inside.addLayout(head)
        inside.addWidget(caption(spoken(f"{problem.message} {problem.hint}".strip()), wrap=True))
        return made


def fix_words(remedy: str) -> str:
    """What the button says, empty where the program has nothing to offer."""
    translate = QCoreApplication.translate
    return {
        "write-caption": translate("ProblemList", "Write it"),
        "shorten-caption": translate("ProblemList", "Edit it"),
        "choose-tag": translate("ProblemList", "Edit it"),
        "use-extension": translate("ProblemList", "Use it"),
        "to-utf8": translate("ProblemList", "Make it UTF-8"),
        "add-trigger": translate("ProblemList", "Add it"),
        "compare": translate("ProblemList", "Compare"),
        "crop": translate("ProblemList", "Crop"),
        "replace-image": translate("ProblemList", "Show file"),
        "convert-image": translate("ProblemList", "Convert"),
        "rename-image": translate("ProblemList", "Show file"),
        "trash": translate("ProblemList", "Trash it"),
        "trash-cache": translate("ProblemList", "Trash cache"),
        "show-file": translate("ProblemList", "Show file"),
        "edit-config": translate("ProblemList", "Open config"),
    }.get(remedy, "")
