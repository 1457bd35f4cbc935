"""The wizard's pages by name, at its side, with the one that is shown."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QLabel, QWidget

from gui.icons import IconSet
from gui.widgets.parts import column, label, row


class WizardSteps(QFrame):
    """Not to be clicked: the buttons lead from page to page."""

    def __init__(self, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._rows: dict[int, tuple[QLabel, QLabel]] = {}
        self.setFixedWidth(168)
        self._layout = column(self, margin=16, spacing=16)
        self._layout.addStretch(1)

    def add(self, which: int, name: str) -> None:
        icon, text = QLabel(), label(name, "weak", wrap=True)
        line = row(spacing=8)
        line.addWidget(icon)
        line.addWidget(text, 1)
        self._layout.insertLayout(self._layout.count() - 1, line)
        self._rows[which] = (icon, text)

    def show_current(self, current: int) -> None:
        for which, (icon, text) in self._rows.items():
            name, role = ("pending", "weak") if which > current else ("ok", "ok")
            if which == current:
                name, role = "arrow-right", "accent"
            self._icons.put(icon, name, role, 16)
            text.setProperty("role", "strong" if which == current else "weak")
            text.style().unpolish(text)
            text.style().polish(text)
