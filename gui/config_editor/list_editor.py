"""Lists of a document as small tables: `name=value` pairs in two columns, anything else in one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolButton,
    QWidget,
)

from gui.config_editor.value_editors import UNWRITTEN, ValueEditor
from gui.icons import IconSet
from gui.widgets.parts import column, row

_Index = QModelIndex | QPersistentModelIndex
_ROW_HEIGHT = 28
_SHOWN_ROWS = 6


class ListModel(QAbstractTableModel):
    """The items, and an empty row at the end in which a new one is written. `edited` fires after a person's change."""

    edited = Signal()

    def __init__(self, headers: Sequence[str], hint: str, parent: QObject | None = None) -> None:
        """One header for plain items, two for pairs; `hint` stands in the empty row."""
        super().__init__(parent)
        self._headers = tuple(headers)
        self._hint = hint
        self._items: list[str] = []

    @property
    def items(self) -> list[str]:
        return list(self._items)

    def set_items(self, items: Sequence[str]) -> None:
        if list(items) != self._items:
            self.beginResetModel()
            self._items = list(items)
            self.endResetModel()

    def remove(self, number: int) -> None:
        """Take one item out, as a person's change."""
        if 0 <= number < len(self._items):
            self.beginRemoveRows(QModelIndex(), number, number)
            del self._items[number]
            self.endRemoveRows()
            self.edited.emit()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._items) + 1

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._headers)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        shown = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self._headers[section] if shown and section < len(self._headers) else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        plain = super().flags(index)
        if not index.isValid():
            return plain
        written = index.row() < len(self._items)
        return plain | Qt.ItemFlag.ItemIsEditable if written or index.column() == 0 else plain

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if index.row() >= len(self._items):
            if role == Qt.ItemDataRole.EditRole:
                return ""
            return self._hint if role == Qt.ItemDataRole.DisplayRole and index.column() == 0 else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._part(self._items[index.row()], index.column())
        return None

    def is_hint(self, index: _Index) -> bool:
        return index.row() >= len(self._items)

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        text, number = str(value).strip(), index.row()
        if number >= len(self._items):
            return self._add(text)
        fresh = self._with_part(self._items[number], index.column(), text)
        if fresh == self._items[number]:
            return True
        self._items[number] = fresh
        self.dataChanged.emit(self.index(number, 0), self.index(number, self.columnCount() - 1))
        self.edited.emit()
        return True

    def _add(self, text: str) -> bool:
        if not text:
            return False
        number = len(self._items)
        self.beginInsertRows(QModelIndex(), number, number)
        self._items.append(text if len(self._headers) == 1 or "=" in text else f"{text}=")
        self.endInsertRows()
        self.edited.emit()
        return True

    def _part(self, item: str, place: int) -> str:
        if len(self._headers) == 1:
            return item
        name, _, value = item.partition("=")
        return value if place else name

    def _with_part(self, item: str, place: int, text: str) -> str:
        if len(self._headers) == 1:
            return text
        name, mark, value = item.partition("=")
        return f"{name}={text}" if place else f"{text}{mark}{value}"


class _Delegate(QStyledItemDelegate):
    """Suggests names in the first column, and shows the empty row's hint in the weaker colour."""

    def __init__(self, suggestions: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self._suggestions = list(suggestions)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:  # noqa: ARG002
        line = QLineEdit(parent)
        line.setFrame(False)
        line.setProperty("role", "cell")
        if index.column() == 0 and self._suggestions:
            completer = QCompleter(self._suggestions, line)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            line.setCompleter(completer)
        return line

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        super().initStyleOption(option, index)
        model = index.model()
        if isinstance(model, ListModel) and model.is_hint(index):
            palette = option.palette
            palette.setColor(palette.ColorRole.Text, palette.color(palette.ColorRole.PlaceholderText))
            option.palette = palette


class ListEditor(ValueEditor):
    """A table that is as high as it needs to be."""

    def __init__(
        self,
        icons: IconSet,
        headers: Sequence[str],
        hint: str,
        suggestions: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.model = ListModel(headers, hint, self)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setItemDelegate(_Delegate(suggestions, self.table))
        self.remove = QToolButton()
        self.remove.setProperty("role", "flat")
        self.remove.setToolTip(self.tr("Remove the chosen row"))
        self.remove.setAccessibleName(self.remove.toolTip())
        icons.put(self.remove, "trash", "weak", 16)
        self.remove.clicked.connect(self._remove)
        self.setFocusProxy(self.table)
        self._arrange(two=len(headers) > 1)
        self.model.edited.connect(self._edited)
        self.model.modelReset.connect(self._fit)
        self.model.rowsInserted.connect(self._fit)
        self.model.rowsRemoved.connect(self._fit)
        self._fit()

    def show_value(self, value: Any) -> None:
        self.model.set_items([] if value is UNWRITTEN else list(value))

    def takes(self, value: Any) -> bool:
        return isinstance(value, list) and all(isinstance(item, str) for item in value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Delete:
            self._remove()
            return True
        return super().eventFilter(watched, event)

    def _arrange(self, *, two: bool) -> None:
        table = self.table
        table.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
            | QAbstractItemView.EditTrigger.CurrentChanged
        )
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        table.setShowGrid(False)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = table.horizontalHeader()
        header.setVisible(two)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        table.installEventFilter(self)
        layout = row(self, spacing=4)
        layout.addWidget(table, 1)
        side = column()
        side.addWidget(self.remove)
        side.addStretch(1)
        layout.addLayout(side)

    def _fit(self) -> None:
        rows = min(self.model.rowCount(), _SHOWN_ROWS)
        header = self.table.horizontalHeader()
        height = header.sizeHint().height() if not header.isHidden() else 0
        self.table.setFixedHeight(rows * _ROW_HEIGHT + height + 4)

    def _remove(self) -> None:
        self.model.remove(self.table.currentIndex().row())

    def _edited(self) -> None:
        items = self.model.items
        self.proposed.emit(items if items else UNWRITTEN)
