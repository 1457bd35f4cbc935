"""Names with how often they occur, to be clicked: a click filters, a click with Ctrl excludes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui.dataset_browser.problem_words import Badge
from gui.dataset_browser.tile_painter import draw_badge
from gui.theme import TEXT, Theme, text_font

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
COUNT = Qt.ItemDataRole.UserRole
STATE = Qt.ItemDataRole.UserRole + 1
BADGE = Qt.ItemDataRole.UserRole + 2
ROW_HEIGHT = 26


@dataclass(frozen=True, slots=True)
class Entry:
    """`value` is what a query says, `name` what is shown."""

    value: str
    name: str
    count: int
    badge: Badge | None = None


class CountModel(QAbstractListModel):
    """`states` says of each value whether the query asks for it (1), excludes it (-1) or neither."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: tuple[Entry, ...] = ()
        self._states: Mapping[str, int] = {}

    def show(self, entries: Sequence[Entry]) -> None:
        if tuple(entries) == self.entries:
            return
        self.beginResetModel()
        self.entries = tuple(entries)
        self.endResetModel()

    def set_states(self, states: Mapping[str, int]) -> None:
        if states != self._states:
            self._states = states
            if self.entries:
                self.dataChanged.emit(self.index(0), self.index(len(self.entries) - 1))

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return entry.name
            case Qt.ItemDataRole.ToolTipRole:
                return self.tr("{name}: {count}. Click to filter, Ctrl+click to exclude.").format(
                    name=entry.name, count=f"{entry.count:,}"
                )
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{entry.name}, {entry.count:,}"
            case _ if role == COUNT:
                return entry.count
            case _ if role == STATE:
                return self._states.get(entry.value, 0)
            case _ if role == BADGE:
                return entry.badge
            case _:
                return None


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        return QSize(80, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        palette = self._theme.palette
        area: QRect = option.rect.adjusted(2, 1, -2, -1)
        state = int(index.data(STATE))
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(palette.accent)) if focused else Qt.PenStyle.NoPen)
        ground = {1: palette.accent_soft, -1: palette.error_soft}.get(state, palette.raised if hovered else "")
        painter.setBrush(QColor(ground) if ground else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        area.adjust(6, 0, -6, 0)
        badge = index.data(BADGE)
        if isinstance(badge, Badge):
            spot = QRectF(area.left(), area.center().y() - 5, 11, 11)
            draw_badge(painter, spot, badge.shape, getattr(palette, badge.tone))
            area.setLeft(area.left() + 18)
        font = text_font(TEXT)
        font.setStrikeOut(state == -1)
        count = f"{int(index.data(COUNT)):,}"
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(text_font(TEXT))
        painter.setPen(QColor(palette.weak))
        painter.drawText(area, middle | int(Qt.AlignmentFlag.AlignRight), count)
        area.setRight(area.right() - painter.fontMetrics().horizontalAdvance(count) - 8)
        painter.setFont(font)
        painter.setPen(QColor({1: palette.accent, -1: palette.error}.get(state, palette.text)))
        name = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, middle, name)
        painter.restore()


class CountList(QListView):
    """`chosen` fires with the value and whether it is to be excluded, `menu_wanted` with a value and a place."""

    chosen = Signal(str, bool)
    menu_wanted = Signal(str, QPoint)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.counts = CountModel()
        self.setModel(self.counts)
        self.setItemDelegate(_Delegate(theme, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setStyleSheet("QListView { background: transparent; border: 0; }")
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self._choose(index.row(), event.modifiers())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            place = self.viewport().mapToGlobal(self.visualRect(index).center()) if by_key else event.globalPos()
            self.menu_wanted.emit(self.counts.entries[index.row()].value, place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if event.key() in keys and self.currentIndex().isValid():
            self._choose(self.currentIndex().row(), event.modifiers())
            return
        super().keyPressEvent(event)

    def _choose(self, row: int, modifiers: Qt.KeyboardModifier) -> None:
        exclude = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        self.chosen.emit(self.counts.entries[row].value, exclude)
