"""The checkpoints that a run has written and not removed since, the newest first."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from core.runs.events import CheckpointRemoved, CheckpointSaved
from gui import formats
from gui.training_monitor.event_words import file_name
from gui.widgets import parts

_INVALID = QModelIndex()
_ROW_HEIGHT = 24


class CheckpointModel(QAbstractTableModel):
    """File, step and size."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._checkpoints: list[CheckpointSaved] = []

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _INVALID) -> int:
        return 0 if parent.isValid() else len(self._checkpoints)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _INVALID) -> int:
        return 0 if parent.isValid() else 3

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        checkpoint = self._checkpoints[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            cells = (
                file_name(checkpoint.path).removesuffix(".safetensors"),
                f"{checkpoint.step:,}",
                formats.size(checkpoint.size),
            )
            return cells[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return checkpoint.path
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return (
                Qt.AlignmentFlag.AlignRight if section else Qt.AlignmentFlag.AlignLeft
            ) | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("File"), self.tr("Step"), self.tr("Size"))[section]

    def take_in(self, events: Iterable[CheckpointSaved | CheckpointRemoved]) -> None:
        """Saved ones come first; one that is saved again moves up, one that is removed goes."""
        for event in events:
            for row, known in enumerate(self._checkpoints):
                if known.path == event.path:
                    self.beginRemoveRows(QModelIndex(), row, row)
                    del self._checkpoints[row]
                    self.endRemoveRows()
                    break
            if isinstance(event, CheckpointSaved):
                self.beginInsertRows(QModelIndex(), 0, 0)
                self._checkpoints.insert(0, event)
                self.endInsertRows()

    def clear(self) -> None:
        self.beginResetModel()
        self._checkpoints.clear()
        self.endResetModel()


class CheckpointsPanel(QWidget):
    """`opened` fires when the person wants to see more of them."""

    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.checkpoints = CheckpointModel(self)
        card = parts.card()
        parts.column(self).addWidget(card)
        layout = parts.column(card, margin=12, spacing=6)
        head = parts.row(spacing=4)
        head.addWidget(parts.strong(self.tr("Checkpoints")))
        head.addStretch(1)
        more = parts.button(self.tr("Show all"), compact=True)
        more.clicked.connect(self.opened)
        head.addWidget(more)
        layout.addLayout(head)
        self._table = self._make_table()
        layout.addWidget(self._table, 1)
        self._empty = parts.caption(self.tr("None saved yet."))
        layout.addWidget(self._empty)
        self.checkpoints.rowsInserted.connect(self._show)
        self.checkpoints.rowsRemoved.connect(self._show)
        self.checkpoints.modelReset.connect(self._show)
        self._show()

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.checkpoints)
        table.setAccessibleName(self.tr("Checkpoints of this run"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setShowGrid(False)
        table.setFrameShape(QTableView.Shape.NoFrame)
        table.setStyleSheet("QTableView { border: 0; } QHeaderView::section { padding: 0 8px; }")
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        header = table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        header.setHighlightSections(False)
        table.activated.connect(lambda _: self.opened.emit())
        header.setFixedHeight(_ROW_HEIGHT)
        table.setMinimumHeight(4 * _ROW_HEIGHT)
        return table

    def _show(self) -> None:
        some = self.checkpoints.rowCount() > 0
        self._table.setVisible(some)
        self._empty.setVisible(not some)
