"""The runs that have written checkpoints, as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from gui.run_words import SEPARATOR, moment
from gui.widgets.two_lines import SECOND_LINE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.runs.controller import RunInfo

RUN_ID = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class RunModel(QAbstractListModel):
    """Rows keep their place when only what they say has changed."""

    def __init__(self) -> None:
        super().__init__()
        self._runs: tuple[RunInfo, ...] = ()

    def set_runs(self, runs: Sequence[RunInfo]) -> None:
        fresh = tuple(run for run in runs if run.summary.checkpoints)
        if [run.run_id for run in fresh] == [run.run_id for run in self._runs]:
            self._runs = fresh
            if fresh:
                self.dataChanged.emit(self.index(0), self.index(len(fresh) - 1))
            return
        self.beginResetModel()
        self._runs = fresh
        self.endResetModel()

    def run(self, row: int) -> RunInfo:
        return self._runs[row]

    def row_of(self, run_id: str) -> int:
        """-1 where the run is not listed."""
        return next((row for row, run in enumerate(self._runs) if run.run_id == run_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._runs)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        run = self._runs[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return run.name
        if role == RUN_ID:
            return run.run_id
        if role == SECOND_LINE:
            when = moment(run.record.created_at if run.record else None)
            return SEPARATOR.join((self.tr("{count} saved").format(count=run.summary.checkpoints), when))
        return None
