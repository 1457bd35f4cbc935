"""A page that scrolls when the window is too small for it: a title, and cards under one another."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from gui.widgets.parts import caption, card, column, page_title, section_title


class ScrollingPage(QWidget):
    """`content` is the layout below the title; what is in it is as wide as the window, `width` pixels at most."""

    def __init__(self, title: str, parent: QWidget | None = None, *, width: int = 0) -> None:
        super().__init__(parent)
        body = QWidget()
        body.setProperty("role", "page")
        self.content = column(body, margin=24, spacing=16)
        self.content.setAlignment(Qt.AlignmentFlag.AlignTop)
        if width:
            body.setMaximumWidth(width)
        self.content.addWidget(page_title(title))
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(body)
        column(self).addWidget(self._area)

    def add_card(self, title: str = "", note: str = "") -> QVBoxLayout:
        """A card at the end of the page, and the layout inside it."""
        frame = card()
        inside = column(frame, margin=16, spacing=8)
        if title:
            inside.addWidget(section_title(title))
        if note:
            inside.addWidget(caption(note, wrap=True))
        self.content.addWidget(frame)
        return inside
