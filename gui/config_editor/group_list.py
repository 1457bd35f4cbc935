"""The groups of the form, each with what is written in it and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gui.theme import CAPTION, Theme, text_font

_Index = QModelIndex | QPersistentModelIndex
_COUNT = Qt.ItemDataRole.UserRole + 1
_TONE = Qt.ItemDataRole.UserRole + 2
_HEIGHT = 34


@dataclass(frozen=True, slots=True)
class GroupEntry:
    """`written` settings of the group stand in the document; `tone` is that of the worst problem, empty without one."""

    key: str
    name: str
    written: int = 0
    tone: str = ""
    description: str = ""


class GroupModel(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[GroupEntry, ...] = ()

    @property
    def entries(self) -> tuple[GroupEntry, ...]:
        return self._entries

    def set_entries(self, entries: Sequence[GroupEntry]) -> None:
        """Rows stay where only their figures change."""
        before, fresh = self._entries, tuple(entries)
        if [entry.key for entry in before] != [entry.key for entry in fresh]:
            self.beginResetModel()
            self._entries = fresh
            self.endResetModel()
            return
        self._entries = fresh
        for number, (old, new) in enumerate(zip(before, fresh, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(number), self.index(number))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._entries):
            return None
        entry = self._entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.name
        if role in (Qt.ItemDataRole.AccessibleDescriptionRole, Qt.ItemDataRole.ToolTipRole):
            return entry.description or None
        return {_COUNT: entry.written, _TONE: entry.tone}.get(role)


class _Delegate(QStyledItemDelegate):
    """The name left; how much is written in the weaker colour, and a dot for problems, right."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        return QSize(120, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        self.initStyleOption(option, index)
        name, option.text = option.text, ""
        QApplication.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        palette = self._theme.palette
        area: QRect = option.rect.adjusted(12, 0, -12, 0)
        tone, count = str(index.data(_TONE) or ""), int(index.data(_COUNT) or 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if tone:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(getattr(palette, tone)))
            painter.drawEllipse(QPointF(area.right() - 3, area.center().y() + 1), 3.5, 3.5)
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        if count:
            painter.setPen(QColor(palette.weak))
            painter.setFont(text_font(CAPTION))
            painter.drawText(area.adjusted(0, 0, -14, 0), middle | int(Qt.AlignmentFlag.AlignRight), str(count))
        taken = 20 + (painter.fontMetrics().horizontalAdvance(str(count)) if count else 0)
        painter.setFont(text_font())
        painter.setPen(QColor(palette.text))
        shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, area.width() - taken)
        painter.drawText(area, middle | int(Qt.AlignmentFlag.AlignLeft), shown)
        painter.restore()


class GroupList(QListView):
    """`chosen` fires with the key of the group that the person wants."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries = GroupModel(self)
        self.setModel(self.entries)
        self.setItemDelegate(_Delegate(theme, self))
        self.setProperty("role", "groups")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentChanged.connect(self._tell)

    @property
    def current(self) -> str:
        number = self.currentIndex().row()
        return self.entries.entries[number].key if number >= 0 else ""

    def set_current(self, key: str) -> None:
        """Without `chosen`; nothing is marked where there is no such group."""
        numbers = [number for number, entry in enumerate(self.entries.entries) if entry.key == key]
        blocked = self.selectionModel().blockSignals(True)
        self.setCurrentIndex(self.entries.index(numbers[0]) if numbers else QModelIndex())
        self.selectionModel().blockSignals(blocked)
        self.viewport().update()

    def _tell(self, current: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self.entries.entries[current.row()].key)
