"""A command or a piece of a document, to be copied."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QLabel, QToolButton, QWidget

from gui.icons import IconSet
from gui.theme import fixed_font
from gui.widgets.parts import row


class CommandLine(QFrame):
    """`text` in a fixed-width font, with a button that copies it."""

    def __init__(self, icons: IconSet, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "code")
        self.text = text
        shown = QLabel(text)
        shown.setTextFormat(Qt.TextFormat.PlainText)
        shown.setFont(fixed_font())
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copy = QToolButton()
        self.copy.setProperty("role", "flat")
        self.copy.setToolTip(self.tr("Copy"))
        self.copy.setAccessibleName(self.tr("Copy {text}").format(text=text.partition("\n")[0]))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text))
        icons.put(self.copy, "copy", "weak", 16)
        layout = row(self)
        layout.setContentsMargins(12, 6, 6, 6)
        layout.addWidget(shown, 1)
        layout.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)
