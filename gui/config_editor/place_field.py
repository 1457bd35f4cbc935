"""A file or a folder: typed, picked, or dropped here."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from gui.icons import IconSet
from gui.widgets.parts import button, row


class PlaceField(QWidget):
    """`changed` fires with the text when the person has finished with it; `folder` tells what is picked."""

    changed = Signal(str)

    def __init__(self, icons: IconSet, name: str, *, folder: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._folder = folder
        self._last = ""
        self.edit = QLineEdit()
        self.edit.setAccessibleName(name)
        self.edit.setClearButtonEnabled(True)
        self.edit.editingFinished.connect(self._finished)
        self.pick = button(self.tr("Browse…"), compact=True)
        self.pick.setAccessibleName(self.tr("Browse: {name}").format(name=name))
        self.pick.clicked.connect(self._pick)
        icons.put(self.pick, "folder", "text", 16)
        self.setAcceptDrops(True)
        layout = row(self)
        layout.addWidget(self.edit, 1)
        layout.addWidget(self.pick)

    def show_place(self, text: str, otherwise: str = "") -> None:
        """`otherwise` is what counts while nothing is written here."""
        self._last = text
        if self.edit.text() != text:
            self.edit.setText(text)
        self.edit.setPlaceholderText(otherwise)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        places = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if places:
            self._take(places[0])
            event.acceptProposedAction()

    def _pick(self) -> None:
        start = self.edit.text() or self.edit.placeholderText()
        start = start if start and Path(start).exists() else ""
        if self._folder:
            chosen = QFileDialog.getExistingDirectory(self, self._name, start)
        else:
            chosen, _ = QFileDialog.getOpenFileName(self, self._name, start)
        if chosen:
            self._take(chosen)

    def _take(self, text: str) -> None:
        self.edit.setText(text)
        self._finished()

    def _finished(self) -> None:
        text = self.edit.text().strip()
        if text != self._last:
            self._last = text
            self.changed.emit(text)
