"""The line above the images: what is shown, in which order, how large."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QCompleter,
    QLineEdit,
    QSlider,
    QToolButton,
    QWidget,
)

from gui.core_texts import spoken
from gui.dataset_browser.popup import popup_of
from gui.dataset_browser.tile_painter import LARGEST, SMALLEST, USUAL
from gui.icons import IconSet
from gui.widgets.parts import button, column, label, row, set_tone

if TYPE_CHECKING:
    from core.dataset.query import Node

_PAUSE_MS = 140


class QueryField(QLineEdit):
    """A query with completion of the word at its end. `asked` fires with the text once typing pauses."""

    asked = Signal(str)
    left_for_images = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.values: Mapping[str, Mapping[str, int]] = {}
        self._words = QStringListModel(self)
        self._completer = QCompleter(self._words, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setWidget(self)
        self._completer.activated.connect(self._complete)
        self._start = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(lambda: self.asked.emit(self.text()))
        self.setClearButtonEnabled(True)
        self.setPlaceholderText(self.tr("Filter: a word, tag:smile, -tag:hat, w<768, problem:any …"))
        self.setAccessibleName(self.tr("Filter"))
        self.textEdited.connect(self._offer)
        self.textChanged.connect(lambda _: self._pause.start())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        popup = popup_of(self._completer)
        if popup.isVisible() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            if popup.currentIndex().isValid():
                self._complete(str(popup.currentIndex().data()))
            popup.hide()
            return
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left_for_images.emit()
            return
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pause.stop()
            self.asked.emit(self.text())
            self.left_for_images.emit()
            return
        super().keyPressEvent(event)

    def _offer(self, text: str) -> None:
        from core.dataset.completion import complete_query

        if self.cursorPosition() != len(text):
            popup_of(self._completer).hide()
            return
        found = complete_query(text, self.values)
        if not found or not text or text.endswith(" "):
            popup_of(self._completer).hide()
            return
        self._start = found[0].start
        self._words.setStringList([entry.text for entry in found])
        self._completer.complete()

    def _complete(self, text: str) -> None:
        end = "" if text.endswith((":", ">")) else " "
        self.setText(self.text()[: self._start] + text + end)
        if not end:
            self._offer(self.text())


class FilterBar(QWidget):
    """`changed` fires when another list is wanted; `node` and the sort say which. `sized`: another tile size."""

    changed = Signal()
    sized = Signal(int)
    table_wanted = Signal(bool)
    left_for_images = Signal()

    def __init__(self, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self.query = QueryField()
        self.count = label("", "weak")
        self.problem = label("", "caption")
        self.saved = button(self.tr("Saved filters"), compact=True)
        self.sort = QComboBox()
        self.descending = QToolButton()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.grid, self.table = QToolButton(), QToolButton()
        self._node: Node | None = None
        self._arrange()
        self._fill_sorts()
        self.query.asked.connect(self._read)
        self.query.left_for_images.connect(self.left_for_images)
        self.sort.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.descending.toggled.connect(self._turned)
        self.slider.valueChanged.connect(self.sized)
        self.table.toggled.connect(self.table_wanted)

    @property
    def node(self) -> Node:
        from core.dataset.query import EVERYTHING

        return EVERYTHING if self._node is None else self._node

    @property
    def key(self) -> str:
        return str(self.sort.currentData())

    def set_query(self, text: str) -> None:
        """Ask this at once."""
        self.query.setText(text)
        self.query.asked.emit(text)

    def show_count(self, shown: int, total: int) -> None:
        words = self.tr("{shown} of {total}") if shown != total else self.tr("{total} images")
        self.count.setText(words.format(shown=f"{shown:,}", total=f"{total:,}"))

    def _read(self, text: str) -> None:
        from core.dataset.query import QueryError, parse

        try:
            node = parse(text)
        except QueryError as error:
            self.problem.setText(spoken(f"{error.message} {error.hint}".strip()))
            self.problem.show()
            return
        self.problem.hide()
        if node != self._node:
            self._node = node
            self.changed.emit()

    def _turned(self, down: bool) -> None:  # noqa: FBT001 - a slot
        self._icons.put(self.descending, "sort-descending" if down else "sort-ascending", "weak", 18)
        self.changed.emit()

    def _arrange(self) -> None:
        down = column(self, spacing=4)
        across = row(spacing=8)
        self._icons.put(self.saved, "filter", "text", 16)
        across.addWidget(self.query, 1)
        across.addWidget(self.count)
        across.addWidget(self.saved)
        self.sort.setAccessibleName(self.tr("Sort by"))
        self.sort.setToolTip(self.tr("Sort by"))
        across.addWidget(self.sort)
        _flat(self.descending, self.tr("Largest first"))
        self.descending.setCheckable(True)
        self._icons.put(self.descending, "sort-ascending", "weak", 18)
        across.addWidget(self.descending)
        self.slider.setRange(SMALLEST, LARGEST)
        self.slider.setValue(USUAL)
        self.slider.setSingleStep(8)
        self.slider.setPageStep(48)
        self.slider.setFixedWidth(96)
        self.slider.setAccessibleName(self.tr("Size of the pictures"))
        self.slider.setToolTip(self.tr("Size of the pictures"))
        across.addWidget(self.slider)
        group = QButtonGroup(self)
        for tool, icon, words in (
            (self.grid, "grid", self.tr("Show pictures")),
            (self.table, "list", self.tr("Show a table")),
        ):
            _flat(tool, words)
            tool.setCheckable(True)
            self._icons.put(tool, icon, "weak", 18)
            group.addButton(tool)
            across.addWidget(tool)
        self.grid.setChecked(True)
        down.addLayout(across)
        set_tone(self.problem, "error")
        self.problem.hide()
        down.addWidget(self.problem)

    def _fill_sorts(self) -> None:
        for key, words in (
            ("name", self.tr("Name")),
            ("width", self.tr("Width")),
            ("height", self.tr("Height")),
            ("area", self.tr("Pixels")),
            ("ratio", self.tr("Ratio")),
            ("bucket", self.tr("Bucket")),
            ("caption", self.tr("Caption")),
            ("caption-length", self.tr("Caption length")),
            ("tokens", self.tr("Tokens")),
            ("tags", self.tr("Number of tags")),
            ("problems", self.tr("Number of problems")),
            ("rating", self.tr("Rating")),
            ("format", self.tr("Format")),
            ("changed", self.tr("Changed here")),
        ):
            self.sort.addItem(words, key)


def _flat(tool: QToolButton, words: str) -> None:
    tool.setProperty("role", "flat")
    tool.setToolTip(words)
    tool.setAccessibleName(words)
