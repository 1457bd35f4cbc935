"""The configs that were found under a folder, as a table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor

from core.config.config_kinds import ConfigKind, FoundConfig
from gui.core_texts import spoken
from gui.theme import Theme

_INVALID = QModelIndex()


class FoundModel(QAbstractTableModel):
    """Columns: the file below the folder, and whose it is or why it cannot be read."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._folder = Path()
        self._found: list[FoundConfig] = []

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _INVALID) -> int:
        return 0 if parent.isValid() else len(self._found)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _INVALID) -> int:
        return 0 if parent.isValid() else 2

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("File"), self.tr("What it is"))[section]

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._found):
            return None
        found = self._found[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._place(found.path) if index.column() == 0 else self._words(found)
        if role == Qt.ItemDataRole.ToolTipRole:
            return str(found.path) if found.problem is None else f"{found.path}\n{spoken(found.problem)}"
        if role == Qt.ItemDataRole.ForegroundRole and found.problem is not None and index.column() == 1:
            return QBrush(QColor(self._theme.palette.error))
        return None

    def show_found(self, folder: Path, found: Sequence[FoundConfig]) -> None:
        self.beginResetModel()
        self._folder, self._found = folder, list(found)
        self.endResetModel()

    def found(self, row: int) -> FoundConfig | None:
        return self._found[row] if 0 <= row < len(self._found) else None

    def _place(self, path: Path) -> str:
        return str(path.relative_to(self._folder)) if path.is_relative_to(self._folder) else str(path)

    def _words(self, found: FoundConfig) -> str:
        if found.problem is not None:
            return self.tr("cannot be read: {reason}").format(reason=spoken(found.problem))
        return {
            ConfigKind.TRAINING: self.tr("training document of sd-scripts"),
            ConfigKind.DATASET: self.tr("dataset document of sd-scripts"),
            ConfigKind.KOHYA_SS: self.tr("saved by kohya_ss"),
            ConfigKind.EASY_SCRIPTS: self.tr("saved by LoRA_Easy_Training_Scripts"),
            ConfigKind.OTHER: "",
        }[found.kind]
