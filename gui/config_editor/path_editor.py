"""A path: typed, chosen, or dropped onto the field."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMenu, QToolButton, QWidget

from gui.config_editor.field_kinds import FieldKind, Kind
from gui.config_editor.value_editors import LineEditor
from gui.icons import IconSet
from gui.widgets.parts import row, set_tone


class DropLine(QLineEdit):
    """Takes one file or folder of the right kind; says so by its colour while that is held above it."""

    def __init__(self, field: FieldKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = field
        self.setAcceptDrops(True)

    def fitting(self, data: QMimeData) -> str:
        """The path that is dragged, where it fits; empty otherwise."""
        urls = data.urls()
        path = urls[0].toLocalFile() if len(urls) == 1 else ""
        if not path:
            return ""
        place, kind = Path(path), self._field.kind
        if place.is_dir():
            return path if kind in (Kind.FOLDER, Kind.FILE_OR_FOLDER) else ""
        wanted = self._field.suffixes
        return path if kind is not Kind.FOLDER and (not wanted or place.suffix.lower() in wanted) else ""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not event.mimeData().hasUrls():
            super().dragEnterEvent(event)
        elif self.fitting(event.mimeData()):
            set_tone(self, "accent")
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: Any) -> None:
        set_tone(self, "")
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        set_tone(self, "")
        path = self.fitting(event.mimeData())
        if path:
            event.acceptProposedAction()
            self.setText(path)
            self.textEdited.emit(path)
        elif event.mimeData().hasUrls():
            event.ignore()
        else:
            super().dropEvent(event)


class PathEditor(LineEditor):
    """`base` tells the folder that relative paths are relative to."""

    def __init__(
        self, icons: IconSet, field: FieldKind, base: Callable[[], Path], parent: QWidget | None = None
    ) -> None:
        line = DropLine(field)
        super().__init__(line, parent)
        self._field = field
        self._base = base
        self.line.setMinimumWidth(160)
        self.browse = QToolButton()
        self.browse.setProperty("role", "flat")
        icons.put(self.browse, "folder", "weak", 18)
        if field.kind is Kind.FILE_OR_FOLDER:
            self._offer_both()
        elif field.kind is Kind.FOLDER:
            self._offer(self.tr("Choose a folder…"), self.choose_folder)
        else:
            self._offer(self.tr("Choose a file…"), self.choose_file)
        self.setFocusProxy(self.line)
        layout = row(self, spacing=4)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.browse)

    def takes(self, value: Any) -> bool:
        return isinstance(value, str) and value.isprintable()

    def name(self, label: str, description: str) -> None:
        super().name(label, description)
        self.browse.setAccessibleName(f"{label}: {self.browse.toolTip()}")

    def choose_file(self) -> None:
        names = " ".join(f"*{suffix}" for suffix in self._field.suffixes)
        kinds = [self.tr("Fitting files ({names})").format(names=names)] if names else []
        filters = ";;".join([*kinds, self.tr("All files (*)")])
        self._take(QFileDialog.getOpenFileName(self, self.tr("Choose a file"), self._start(), filters)[0])

    def choose_folder(self) -> None:
        self._take(QFileDialog.getExistingDirectory(self, self.tr("Choose a folder"), self._start()))

    def _take(self, path: str) -> None:
        if path:
            self.line.setText(path)
            self.proposed.emit(path)

    def _start(self) -> str:
        """The place of today's value, the nearest folder above it that is there, else the project's folder."""
        text = self.line.text().strip()
        base = self._base()
        place = base / text if text else base
        return str(next((near for near in (place, *place.parents) if near.exists()), base))

    def _offer(self, words: str, act: Any) -> None:
        self.browse.setToolTip(words)
        self.browse.clicked.connect(act)

    def _offer_both(self) -> None:
        self.browse.setToolTip(self.tr("Choose a file or a folder…"))
        menu = QMenu(self.browse)
        for words, act in (
            (self.tr("Choose a file…"), self.choose_file),
            (self.tr("Choose a folder…"), self.choose_folder),
        ):
            action = QAction(words, menu)
            action.triggered.connect(act)
            menu.addAction(action)
        self.browse.setMenu(menu)
        self.browse.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
