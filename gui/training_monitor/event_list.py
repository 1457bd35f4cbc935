"""Problems and events as lists: the newest last, a time and a sentence each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui.theme import Theme, text_font
from gui.training_monitor.event_words import EventLine

ToneRole = Qt.ItemDataRole.UserRole + 1
TimeRole = Qt.ItemDataRole.UserRole + 2
_ROW_HEIGHT, _PADDING = 26, 10
_INVALID = QModelIndex()


class EventListModel(QAbstractListModel):
    """Lines that only ever grow, until they are cleared."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[EventLine] = []

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _INVALID) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return line.text
        if role == TimeRole:
            return datetime.fromtimestamp(line.time).astimezone().strftime("%H:%M:%S")
        if role == ToneRole:
            return line.tone
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{index.data(TimeRole)} {line.tone} {line.text}"
        return None

    def add(self, lines: Iterable[EventLine]) -> None:
        new = list(lines)
        if new:
            self.beginInsertRows(QModelIndex(), len(self._lines), len(self._lines) + len(new) - 1)
            self._lines += new
            self.endInsertRows()

    def clear(self) -> None:
        self.beginResetModel()
        self._lines.clear()
        self.endResetModel()


class EventListView(QListView):
    """Follows the newest line while it is in sight; Ctrl+C copies the chosen lines."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = EventListModel(self)
        self.setModel(self.lines)
        self.setItemDelegate(_LineDelegate(theme, self))
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("QListView { border: 0; }")

    def add(self, lines: Iterable[EventLine]) -> None:
        bar = self.verticalScrollBar()
        at_end = bar.value() >= bar.maximum() - _ROW_HEIGHT
        self.lines.add(lines)
        if at_end:
            self.scrollToBottom()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            chosen = sorted(self.selectedIndexes(), key=QModelIndex.row)
            QGuiApplication.clipboard().setText(
                "\n".join(f"{index.data(TimeRole)}  {index.data()}" for index in chosen)
            )
            return
        super().keyPressEvent(event)


class _LineDelegate(QStyledItemDelegate):
    """Time in the weaker colour, a dot in the tone's colour, the sentence elided."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._font = text_font()
        self._time_width = QFontMetrics(self._font).horizontalAdvance("00:00:00")

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, _ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        palette = self._theme.palette
        rect = option.rect
        painter.save()
        painter.setFont(self._font)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(palette.accent_soft))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(palette.weak))
        painter.drawText(rect.adjusted(_PADDING, 0, 0, 0), middle, str(index.data(TimeRole)))
        left = _PADDING + self._time_width + 12
        tone = str(index.data(ToneRole))
        if tone:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(getattr(palette, tone)))
            painter.drawEllipse(rect.left() + left, rect.center().y() - 3, 7, 7)
        painter.setPen(QColor(getattr(palette, tone) if tone in ("error", "warning") else palette.text))
        place = rect.adjusted(left + 16, 0, -_PADDING, 0)
        text = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, middle, text)
        painter.restore()
