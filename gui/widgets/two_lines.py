"""A row of a list in two lines: what it is, and in the weaker colour what there is to know about it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gui.theme import CAPTION, Theme, text_font

SECOND_LINE = Qt.ItemDataRole.UserRole + 1
_PADDING = 8
_HEIGHT = 48


class TwoLineDelegate(QStyledItemDelegate):
    """The first line is the display role, the second `SECOND_LINE`."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: ARG002
        return QSize(120, _HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        self.initStyleOption(option, index)
        first, option.text = option.text, ""
        style = QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        area: QRect = option.rect.adjusted(_PADDING, 6, -_PADDING, -6)
        half = area.height() // 2
        palette = self._theme.palette
        painter.save()
        _line(painter, QRect(area.left(), area.top(), area.width(), half), first, palette.text)
        painter.setFont(text_font(CAPTION))
        second = QRect(area.left(), area.top() + half, area.width(), half)
        _line(painter, second, str(index.data(SECOND_LINE) or ""), palette.weak)
        painter.restore()


def _line(painter: QPainter, area: QRect, text: str, colour: str) -> None:
    painter.setPen(QColor(colour))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
