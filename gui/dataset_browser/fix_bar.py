"""Over the images, while they are filtered by one problem: what helps against it, for all of them at once."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.dataset.query import Comparison
from gui.dataset_browser.problem_list import BadgeMark
from gui.dataset_browser.problem_words import badge_of, problem_name
from gui.dataset_browser.terms import terms
from gui.theme import Theme
from gui.widgets.parts import button, card, clear, row, strong

BULK = ("to-utf8", "use-extension", "add-trigger", "compare", "trash-cache")
"""Remedies that can be taken for many images at once."""


class FixBar(QWidget):
    """`wanted` fires with the problem's code and the remedy."""

    wanted = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.code = ""
        self._remedy = ""
        frame = card()
        row(self).addWidget(frame)
        across = row(frame, spacing=8)
        across.setContentsMargins(12, 6, 8, 6)
        self._mark = row(spacing=0)
        self._words = strong("")
        self.apply = button("", compact=True)
        across.addLayout(self._mark)
        across.addWidget(self._words, 1)
        across.addWidget(self.apply)
        self.apply.clicked.connect(lambda: self.wanted.emit(self.code, self._remedy))
        self.hide()

    def show_query(self, text: str, count: int) -> None:
        """Appear where the query asks for exactly one problem that can be put right for many images."""
        from core.dataset.problem_kinds import KINDS

        codes = [part.value for part in terms(text) or () if isinstance(part, Comparison) and part.field == "problem"]
        kind = KINDS.get(codes[0]) if len(codes) == 1 else None
        if kind is None or str(kind.remedy) not in BULK or not count:
            self.code = ""
            self.hide()
            return
        if kind.code != self.code:
            clear(self._mark)
            self._mark.addWidget(BadgeMark(badge_of(kind.code), self._theme))
        self.code, self._remedy = kind.code, str(kind.remedy)
        words = self.tr("{name}: {count} images")
        self._words.setText(words.format(name=problem_name(kind.code), count=f"{count:,}"))
        self.apply.setText(
            {
                "to-utf8": self.tr("Make all captions UTF-8"),
                "use-extension": self.tr("Copy all captions to the right extension"),
                "add-trigger": self.tr("Add the trigger word to all"),
                "compare": self.tr("Compare them pair by pair"),
                "trash-cache": self.tr("Move the stale caches to the trash"),
            }[self._remedy]
        )
        self.show()
