"""The small parts that pages are made of; their looks come from the theme's style sheet, by role."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QLayout, QPushButton, QVBoxLayout, QWidget

_Layout = TypeVar("_Layout", bound=QBoxLayout)


def label(text: str, role: str, *, wrap: bool = False) -> QLabel:
    """A line of text in one of the roles of the style sheet; `wrap` makes it a paragraph."""
    made = QLabel(text)
    made.setProperty("role", role)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    return made


def page_title(text: str) -> QLabel:
    """22 px, one a page."""
    return label(text, "page-title")


def section_title(text: str) -> QLabel:
    """16 px, above a group."""
    return label(text, "section")


def strong(text: str) -> QLabel:
    return label(text, "strong")


def body(text: str) -> QLabel:
    """A paragraph."""
    return label(text, "body", wrap=True)


def weak(text: str, *, wrap: bool = False) -> QLabel:
    """13 px in the weaker colour: units, what can wait."""
    return label(text, "weak", wrap=wrap)


def caption(text: str, *, wrap: bool = False) -> QLabel:
    """11 px in the weaker colour."""
    return label(text, "caption", wrap=wrap)


def figure(text: str) -> QLabel:
    """A number that stands for itself: 16 px."""
    return label(text, "figure")


def chip(text: str, tone: str = "") -> QLabel:
    """A word on a coloured ground; `tone`: ok, warning, error, accent or none."""
    made = label(text, "chip")
    set_tone(made, tone)
    return made


def set_tone(widget: QWidget, tone: str) -> None:
    """Colour `widget` by ok, warning, error or accent; an empty tone takes the colour away."""
    if widget.property("tone") != tone:
        widget.setProperty("tone", tone)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def primary_button(text: str) -> QPushButton:
    """The one thing to do on a page: at most one of these is in sight."""
    return _button(text, "primary")


def button(text: str, *, compact: bool = False) -> QPushButton:
    made = _button(text, "")
    made.setProperty("compact", compact)
    return made


def danger_button(text: str) -> QPushButton:
    """For what cannot be taken back."""
    return _button(text, "danger")


def card() -> QFrame:
    """A surface with a border; give it a layout with `column(card)` or `row(card)`."""
    return _frame("card")


def rule() -> QFrame:
    """A horizontal line of one pixel."""
    line = _frame("rule")
    line.setFixedHeight(1)
    return line


def column(owner: QWidget | None = None, *, margin: int = 0, spacing: int = 8) -> QVBoxLayout:
    """A vertical layout on the grid; without an owner it goes into another layout."""
    return _spaced(QVBoxLayout(owner) if owner is not None else QVBoxLayout(), margin, spacing)


def row(owner: QWidget | None = None, *, margin: int = 0, spacing: int = 8) -> QHBoxLayout:
    return _spaced(QHBoxLayout(owner) if owner is not None else QHBoxLayout(), margin, spacing)


def clear(layout: QLayout) -> None:
    """Remove everything from `layout` and delete the widgets that were in it."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


def _button(text: str, role: str) -> QPushButton:
    made = QPushButton(text)
    made.setProperty("role", role)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAutoDefault(False)
    return made


def _frame(role: str) -> QFrame:
    made = QFrame()
    made.setProperty("role", role)
    return made


def _spaced(layout: _Layout, margin: int, spacing: int) -> _Layout:
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(spacing)
    return layout
