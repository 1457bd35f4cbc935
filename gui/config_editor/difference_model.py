"""The settings in which two trainings differ, as a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor, QFont

from core.config.diff import Difference
from core.config.groups import label_of
from core.config.settings_of import Setting
from gui.config_editor.field_words import value_words
from gui.theme import Theme

_INVALID = QModelIndex()
_DATASET = re.compile(r"dataset (\d+)(.*)", re.DOTALL)
STATE, SETTING, WHERE, BEFORE, AFTER = range(5)


class Change(StrEnum):
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """`label` is the setting's name in the window's language."""

    difference: Difference
    label: str

    @property
    def change(self) -> Change:
        """By who wrote it: what only the right side has written was added."""
        left, right = self.difference.left, self.difference.right
        if left is None or not left.written:
            return Change.ADDED
        return Change.REMOVED if right is None or not right.written else Change.CHANGED


class DifferenceModel(QAbstractTableModel):
    """Columns: what happened, the setting, where it counts, the value there, the value here."""

    def __init__(self, theme: Theme, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._language = language
        self._rows: list[DifferenceRow] = []
        self._names = ("", "")
        theme.changed.connect(self._repaint)

    @property
    def rows(self) -> Sequence[DifferenceRow]:
        return self._rows

    def show_differences(self, found: Sequence[Difference], before: str, after: str) -> None:
        """`before` and `after` are the names of the two sides."""
        self.beginResetModel()
        self._rows = [DifferenceRow(item, label_of(item.key, self._language)) for item in found]
        self._names = (before, after)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _INVALID) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _INVALID) -> int:
        return 0 if parent.isValid() else 5

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return ("", self.tr("Setting"), self.tr("Where"), *self._names)[section]

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.difference.key if index.column() == SETTING else self._text(row, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(self._text(row, column) for column in (STATE, SETTING, WHERE, BEFORE, AFTER))
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._brush(row, index.column())
        if role == Qt.ItemDataRole.FontRole and index.column() == AFTER:
            font = QFont()
            font.setWeight(QFont.Weight.DemiBold)
            return font
        return None

    def _text(self, row: DifferenceRow, column: int) -> str:
        if column == STATE:
            return {
                Change.CHANGED: self.tr("changed"),
                Change.ADDED: self.tr("added"),
                Change.REMOVED: self.tr("removed"),
            }[row.change]
        if column == SETTING:
            return row.label
        if column == WHERE:
            return self._where(row.difference.where)
        return self._value(row.difference.left if column == BEFORE else row.difference.right)

    def _where(self, where: str) -> str:
        """`dataset 1: images/cats` in the window's language."""
        found = _DATASET.fullmatch(where)
        return where if found is None else self.tr("dataset {number}").format(number=found[1]) + found[2]

    def _value(self, setting: Setting | None) -> str:
        if setting is None:
            return "–"
        words = value_words(setting.value) or self.tr("not set")
        return words if setting.written else self.tr("{value} (default)").format(value=words)

    def _brush(self, row: DifferenceRow, column: int) -> QBrush | None:
        palette = self._theme.palette
        if column == STATE:
            tones = {Change.CHANGED: palette.accent, Change.ADDED: palette.ok, Change.REMOVED: palette.error}
            return QBrush(QColor(tones[row.change]))
        side = row.difference.left if column == BEFORE else row.difference.right
        is_default = column in (BEFORE, AFTER) and (side is None or not side.written)
        return QBrush(QColor(palette.weak)) if is_default or column == WHERE else None

    def _repaint(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 4))
