"""The projects opened last, with what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from gui.widgets.two_lines import SECOND_LINE

_INVALID = QModelIndex()


@dataclass(frozen=True, slots=True)
class RecentProject:
    """`state` says in a few words what became of it; `there` is False where the folder is gone."""

    path: Path
    state: str
    there: bool = True


class RecentModel(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._projects: list[RecentProject] = []

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _INVALID) -> int:
        return 0 if parent.isValid() else len(self._projects)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._projects):
            return None
        project = self._projects[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return project.path.name
        if role == SECOND_LINE:
            return f"{project.state} · {project.path}" if project.state else str(project.path)
        if role == Qt.ItemDataRole.ToolTipRole:
            return str(project.path)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{project.path.name}, {project.state}, {project.path}"
        return None

    def show_projects(self, projects: Sequence[RecentProject]) -> None:
        if list(projects) != self._projects:
            self.beginResetModel()
            self._projects = list(projects)
            self.endResetModel()

    def project(self, row: int) -> RecentProject | None:
        return self._projects[row] if 0 <= row < len(self._projects) else None
