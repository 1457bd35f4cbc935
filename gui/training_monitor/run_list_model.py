"""The runs as a list: ids and what `RunInfo` says of them; nothing is read from the disk in here."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from core.runs.controller import RunInfo
from core.runs.folder import RunFolder
from core.runs.store import RunStore
from gui import formats
from gui.run_words import SEPARATOR, fraction_done, moment, progress_line, state_word
from gui.training_monitor.smoothing import ExponentialAverage

InfoRole = Qt.ItemDataRole.UserRole + 1
SparklineRole = Qt.ItemDataRole.UserRole + 2
_POINTS = 48
_INVALID = QModelIndex()


class RunListModel(QAbstractListModel):
    """Rows in the order given. Sparklines are put in from outside, when they have been read."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runs: list[RunInfo] = []
        self._sparklines: dict[str, NDArray[np.float64]] = {}

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _INVALID) -> int:
        return 0 if parent.isValid() else len(self._runs)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._runs):
            return None
        info = self._runs[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return info.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join((info.name, second_line(info), str(info.folder.root)))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{info.name}, {state_word(info.summary)[0]}, {second_line(info)}"
        if role == InfoRole:
            return info
        if role == SparklineRole:
            return self._sparklines.get(info.run_id)
        return None

    def info(self, row: int) -> RunInfo:
        return self._runs[row]

    def row_of(self, run_id: str) -> int:
        """-1 where there is no such run."""
        return next((row for row, info in enumerate(self._runs) if info.run_id == run_id), -1)

    def set_runs(self, runs: Sequence[RunInfo]) -> None:
        """Rows that stay keep their selection; only those that differ are drawn anew."""
        wanted = {info.run_id for info in runs}
        for row in range(len(self._runs) - 1, -1, -1):
            if self._runs[row].run_id not in wanted:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._runs[row]
                self.endRemoveRows()
        for row, info in enumerate(runs):
            here = self.row_of(info.run_id)
            if here < 0:
                self.beginInsertRows(QModelIndex(), row, row)
                self._runs.insert(row, info)
                self.endInsertRows()
            elif here != row:
                self.beginMoveRows(QModelIndex(), here, here, QModelIndex(), row)
                del self._runs[here]
                self._runs.insert(row, info)
                self.endMoveRows()
            elif self._runs[row] != info:
                self._runs[row] = info
                self._changed(row)

    def set_sparkline(self, run_id: str, values: NDArray[np.float64]) -> None:
        self._sparklines[run_id] = values
        if (row := self.row_of(run_id)) >= 0:
            self._changed(row)

    def lacks_sparkline(self, row: int) -> bool:
        return self._runs[row].run_id not in self._sparklines

    def forget_sparkline(self, run_id: str) -> None:
        """It has become too old; the row keeps nothing until it is read again."""
        self._sparklines.pop(run_id, None)

    def _changed(self, row: int) -> None:
        index = self.index(row)
        self.dataChanged.emit(index, index)


def second_line(info: RunInfo) -> str:
    """How far a live run is, or the final loss and the day of one that is over."""
    summary = info.summary
    if summary.state.is_live:
        done = fraction_done(summary)
        if done is None:
            return progress_line(summary)
        words = [f"{done * 100:.0f}\u00a0%"]
        if summary.eta_seconds is not None:
            words.append(
                QCoreApplication.translate("RunList", "{time} left").format(time=formats.duration(summary.eta_seconds))
            )
        return SEPARATOR.join(words)
    created = info.record.created_at if info.record is not None else None
    words = [formats.loss(summary.average_loss)] if summary.average_loss is not None else []
    return SEPARATOR.join([*words, moment(summary.started_at or created)])


def read_sparkline(folder: RunFolder) -> NDArray[np.float64]:
    """The smoothed loss of a run in at most 48 points. Raises StoreError where it cannot be read."""
    with RunStore(folder) as store:
        losses = store.steps_after(0).loss
    smoothed = ExponentialAverage(0.9).extend(losses)
    places = np.unique(np.linspace(0, max(len(smoothed) - 1, 0), _POINTS).astype(np.int64))
    return smoothed[places] if len(smoothed) else smoothed
