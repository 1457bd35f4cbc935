"""The table of changes, as bulk edits and automatic captions show them before anything is written."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from gui.dataset_browser.change_model import AFTER, BEFORE, NAME, ChangeDelegate, ChangeModel
from gui.theme import Theme

_ROW = 58


class ChangeTable(QTableView):
    """Rows of one height; the captions share the room."""

    def __init__(self, model: ChangeModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(ChangeDelegate(theme, self))
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.setAccessibleName(self.tr("Changes"))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(_ROW)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(NAME, 170)
        for section in (BEFORE, AFTER):
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.Stretch)
