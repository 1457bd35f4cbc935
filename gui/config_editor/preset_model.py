"""The presets as a list: what suits this card, the program's own, and the person's."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from core.config.presets import Preset
from gui.widgets.two_lines import SECOND_LINE

_INVALID = QModelIndex()


class PresetModel(QAbstractListModel):
    """Rows in the order given; the second line is what the preset is for."""

    def __init__(self, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._presets: list[Preset] = []

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _INVALID) -> int:
        return 0 if parent.isValid() else len(self._presets)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._presets):
            return None
        preset = self._presets[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return preset.name_in(self._language)
        if role == SECOND_LINE:
            return self.tr("Your own") if preset.file is not None else preset.about_in(self._language)
        if role == Qt.ItemDataRole.ToolTipRole:
            return preset.about_in(self._language) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{preset.name_in(self._language)}. {preset.about_in(self._language)}".strip()
        return None

    def show_presets(self, presets: Sequence[Preset]) -> None:
        self.beginResetModel()
        self._presets = list(presets)
        self.endResetModel()

    def preset(self, row: int) -> Preset | None:
        return self._presets[row] if 0 <= row < len(self._presets) else None

    def row_of(self, key: str) -> int:
        """-1 where there is no such preset."""
        return next((row for row, preset in enumerate(self._presets) if preset.key == key), -1)
