"""The images as a table, over the same model and the same selection as the grid."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from gui.dataset_browser.image_model import CAPTION, ImageModel
from gui.widgets.tables import show_rows

_ROW = 28
_WIDTHS = (112, 100, 56, 100, 180, 60, 128, 92)
_LEAST_CAPTION = 180


class ImageTable(QTableView):
    """Only rows in sight are asked for; a row is as high as any other."""

    def __init__(self, model: ImageModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        show_rows(self, _ROW)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        header = self.horizontalHeader()
        header.setMinimumSectionSize(48)
        for section, width in enumerate(_WIDTHS):
            header.resizeSection(section, width)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The caption takes what the others leave, and never too little to be read."""
        super().resizeEvent(event)
        header = self.horizontalHeader()
        others = header.length() - header.sectionSize(CAPTION)
        header.resizeSection(CAPTION, max(self.viewport().width() - others, _LEAST_CAPTION))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters are for the page, not for looking up names."""
        if event.text() and event.text().isprintable() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        super().keyPressEvent(event)
