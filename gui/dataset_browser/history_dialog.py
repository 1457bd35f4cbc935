"""The journal: every edit there has been, and what one caption has held, from which it can be restored."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QDialog, QListView, QPlainTextEdit, QTabWidget, QWidget

from gui.dataset_browser.image_model import printable
from gui.dataset_browser.session import Session
from gui.run_words import moment
from gui.tasks import Latest
from gui.theme import Theme
from gui.widgets.parts import button, caption, column, row, weak
from gui.widgets.two_lines import SECOND_LINE, TwoLineDelegate

if TYPE_CHECKING:
    from core.dataset.journal import Edit, Version
    from gui.dataset_browser.opened import OpenedData

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_SHOWN = 500


class EditModel(QAbstractListModel):
    """The newest edit first."""

    def __init__(self) -> None:
        super().__init__()
        self.edits: tuple[Edit, ...] = ()

    def show(self, edits: Sequence[Edit]) -> None:
        self.beginResetModel()
        self.edits = tuple(edits)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.edits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        edit = self.edits[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return printable(edit.label)
        if role == SECOND_LINE:
            words = self.tr("{when} · {count} captions · {state}")
            return words.format(when=moment(edit.time), count=f"{edit.files:,}", state=self._state(str(edit.state)))
        return None

    def _state(self, state: str) -> str:
        return {
            "done": self.tr("done"),
            "undone": self.tr("taken back"),
            "interrupted": self.tr("interrupted"),
            "dropped": self.tr("taken back for good"),
        }.get(state, self.tr("being written"))


class VersionModel(QAbstractListModel):
    """What one caption held before each edit, and what it holds since the newest."""

    def __init__(self) -> None:
        super().__init__()
        self.versions: tuple[Version, ...] = ()

    def show(self, versions: Sequence[Version]) -> None:
        self.beginResetModel()
        self.versions = tuple(versions)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.versions)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        version = self.versions[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return printable(shown(version.before)) or self.tr("no caption")
        if role == SECOND_LINE:
            return self.tr("before “{label}”, {when}").format(
                label=printable(version.edit.label), when=moment(version.edit.time)
            )
        return None


class HistoryDialog(QDialog):
    """`restore_wanted` with an image and the bytes its caption file is to hold again (None: no file)."""

    restore_wanted = Signal(int, object)
    undo_wanted = Signal()
    redo_wanted = Signal()
    finish_wanted = Signal()

    def __init__(self, session: Session, image: int | None, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._image = image
        self._reading = Latest(self)
        self.edits, self.versions = EditModel(), VersionModel()
        self.edit_list, self.version_list = QListView(), QListView()
        self.preview = QPlainTextEdit()
        self.undo = button(self.tr("Undo"), compact=True)
        self.redo = button(self.tr("Redo"), compact=True)
        self.finish = button(self.tr("Write the rest"), compact=True)
        self.restore = button(self.tr("Restore this caption"), compact=True)
        self.tabs = QTabWidget()
        self.setWindowTitle(self.tr("History of the captions"))
        self.resize(720, 560)
        self._arrange(theme)
        self.restore.clicked.connect(self._restore)
        self.undo.clicked.connect(self.undo_wanted)
        self.redo.clicked.connect(self.redo_wanted)
        self.finish.clicked.connect(self.finish_wanted)
        self.version_list.selectionModel().currentChanged.connect(lambda index, _: self._show_version(index))
        session.journal_changed.connect(self.read)
        self.read()

    def read(self) -> None:
        """Read the journal anew."""
        data, image = self._session.data, self._image
        if data is not None:
            self._reading.run(lambda _: _history(data, image), self._show)

    def _show(self, found: tuple[list[Edit], list[Version], bool, bool]) -> None:
        edits, versions, can_undo, can_redo = found
        self.edits.show(edits)
        self.versions.show(versions)
        self.undo.setEnabled(can_undo)
        self.redo.setEnabled(can_redo)
        newest = next((edit for edit in edits if str(edit.state) in ("done", "interrupted")), None)
        self.finish.setVisible(newest is not None and str(newest.state) == "interrupted")
        self.restore.setEnabled(False)
        if versions:
            self.version_list.setCurrentIndex(self.versions.index(0))
        else:
            self.preview.setPlainText("")

    def _show_version(self, index: QModelIndex) -> None:
        self.restore.setEnabled(index.isValid())
        if index.isValid():
            self.preview.setPlainText(shown(self.versions.versions[index.row()].before))

    def _restore(self) -> None:
        index = self.version_list.currentIndex()
        if index.isValid() and self._image is not None:
            self.restore_wanted.emit(self._image, self.versions.versions[index.row()].before)

    def _arrange(self, theme: Theme) -> None:
        layout = column(self, margin=16, spacing=12)
        for view, model, name in (
            (self.edit_list, self.edits, self.tr("Edits")),
            (self.version_list, self.versions, self.tr("Versions")),
        ):
            view.setModel(model)
            view.setItemDelegate(TwoLineDelegate(theme, view))
            view.setUniformItemSizes(True)
            view.setAccessibleName(name)
        whole = QWidget()
        inside = column(whole, margin=8, spacing=8)
        inside.addWidget(self.edit_list, 1)
        buttons = row(spacing=8)
        for widget in (self.undo, self.redo, self.finish):
            buttons.addWidget(widget)
        buttons.addStretch(1)
        buttons.addWidget(caption(self.tr("Undo always takes back the newest edit, redo the one taken back last.")))
        inside.addLayout(buttons)
        self.tabs.addTab(whole, self.tr("All edits"))
        one = QWidget()
        inside = column(one, margin=8, spacing=8)
        data = self._session.data
        name = "" if data is None or self._image is None else printable(data.library.name(self._image))
        inside.addWidget(weak(self.tr("What the caption of {name} has held").format(name=name)))
        inside.addWidget(self.version_list, 1)
        self.preview.setReadOnly(True)
        self.preview.setFixedHeight(96)
        self.preview.setAccessibleName(self.tr("The caption as it was"))
        inside.addWidget(self.preview)
        inside.addWidget(self.restore, 0, Qt.AlignmentFlag.AlignLeft)
        self.tabs.addTab(one, self.tr("This caption"))
        self.tabs.setTabEnabled(1, self._image is not None)
        layout.addWidget(self.tabs)


def shown(content: bytes | None) -> str:
    """What a file held, as text."""
    from core.dataset.caption_text import decode_caption

    return "" if content is None else decode_caption(content).text


def _history(data: OpenedData, image: int | None) -> tuple[list[Edit], list[Version], bool, bool]:
    with data.lock:
        journal = data.journal
        versions = [] if image is None else journal.versions(data.library.caption_target(image))
        return journal.edits(_SHOWN), versions, journal.undoable() is not None, journal.redoable() is not None
