"""One subset of a dataset as a card: its pictures, how many there are, and how they are used."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QWidget,
)

from core.dataset.subset_facts import CAPTION_EXTENSIONS, SubsetFacts
from gui.config_editor.calm_number import CalmNumber
from gui.config_editor.dataset_values import TableView
from gui.config_editor.thumbnail_strip import ThumbnailStrip
from gui.config_editor.value_editors import CalmComboBox, PageHistory
from gui.icons import IconSet
from gui.theme import Theme
from gui.widgets.elided import ElidedLabel
from gui.widgets.parts import button, chip, column, row, set_tone, weak
from gui.widgets.thumbnails import Thumbnails

_MOST_REPEATS = 10_000


class SubsetCard(QFrame):
    """`proposed` fires with a key and its new value, None to take it out."""

    proposed = Signal(str, object)
    moved = Signal(int)
    """-1 up, 1 down."""
    removed = Signal()

    def __init__(self, icons: IconSet, theme: Theme, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._icons = icons
        self._table: TableView | None = None
        self._history = PageHistory(self)
        self.name = ElidedLabel(role="strong")
        self.place = ElidedLabel(role="caption", mode=Qt.TextElideMode.ElideMiddle)
        self.images = chip("")
        self.captions = chip("")
        self.use_other = button("", compact=True)
        self.strip = ThumbnailStrip(theme, thumbnails)
        self.repeats = CalmNumber(0, _MOST_REPEATS)
        self.class_tokens = QLineEdit()
        self.extension: QComboBox = CalmComboBox()
        self.is_reg = QCheckBox(self.tr("Regularisation images"))
        self.shuffle = QCheckBox(self.tr("Shuffle tags"))
        self.flip = QCheckBox(self.tr("Flip at random"))
        self.up = self._tool("chevron-up", self.tr("Move up"))
        self.down = self._tool("chevron-down", self.tr("Move down"))
        self.pick = self._tool("folder", self.tr("Choose another folder"))
        self.remove = self._tool("trash", self.tr("Remove this subset; the images stay"))
        self._other = ""
        self._arrange()
        self._connect()

    def _tool(self, icon: str, words: str) -> QToolButton:
        made = QToolButton()
        made.setProperty("role", "flat")
        made.setToolTip(words)
        self._icons.put(made, icon, "weak", 16)
        return made

    def _arrange(self) -> None:
        layout = column(self, margin=12, spacing=8)
        head = row(spacing=8)
        titles = column(spacing=0)
        titles.addWidget(self.name)
        titles.addWidget(self.place)
        head.addLayout(titles, 1)
        for tool in (self.up, self.down, self.pick, self.remove):
            head.addWidget(tool, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(head)
        layout.addWidget(self.strip)
        facts = row(spacing=8)
        facts.addWidget(self.images)
        facts.addWidget(self.captions)
        facts.addWidget(self.use_other)
        facts.addStretch(1)
        layout.addLayout(facts)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(3, 1)
        for line, column_number, words, widget in (
            (0, 0, self.tr("Repeats"), self.repeats),
            (0, 2, self.tr("Class tokens"), self.class_tokens),
            (1, 0, self.tr("Captions in"), self.extension),
        ):
            title = weak(words)
            title.setBuddy(widget)
            widget.setAccessibleName(words)
            grid.addWidget(title, line, column_number)
            grid.addWidget(widget, line, column_number + 1)
        self.extension.setEditable(True)
        self.extension.setFixedWidth(96)
        self.extension.addItems(CAPTION_EXTENSIONS)
        self.class_tokens.setPlaceholderText(self.tr("used for images without a caption"))
        switches = row(spacing=16)
        for box in (self.is_reg, self.shuffle, self.flip):
            switches.addWidget(box)
        switches.addStretch(1)
        grid.addLayout(switches, 2, 0, 1, 4)
        layout.addLayout(grid)

    def _connect(self) -> None:
        self.repeats.valueChanged.connect(lambda value: self.proposed.emit("num_repeats", value))
        self.class_tokens.installEventFilter(self._history)
        self.class_tokens.textEdited.connect(lambda text: self.proposed.emit("class_tokens", text or None))
        line = self.extension.lineEdit()
        if line is not None:
            line.installEventFilter(self._history)
            line.editingFinished.connect(self._propose_extension)
        self.extension.activated.connect(lambda _: self._propose_extension())
        self.is_reg.clicked.connect(lambda on: self._propose_flag("is_reg", on))
        self.shuffle.clicked.connect(lambda on: self._propose_flag("shuffle_caption", on))
        self.flip.clicked.connect(lambda on: self._propose_flag("flip_aug", on))
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down.clicked.connect(lambda: self.moved.emit(1))
        self.remove.clicked.connect(self.removed)
        self.pick.clicked.connect(self._pick)
        self.use_other.clicked.connect(lambda: self.proposed.emit("caption_extension", self._other))

    def show_table(self, table: TableView, *, first: bool, last: bool) -> None:
        """What the document says; nobody is told."""
        self._table = table
        folder = table.folder
        name = Path(folder).name or self.tr("No folder")
        self.name.setText(name)
        self.place.setText(folder)
        self.up.setEnabled(not first)
        self.down.setEnabled(not last)
        for tool, words in (
            (self.up, self.tr("Move {name} up")),
            (self.down, self.tr("Move {name} down")),
            (self.pick, self.tr("Choose another folder for {name}")),
            (self.remove, self.tr("Remove {name}")),
        ):
            tool.setAccessibleName(words.format(name=name))
        self.repeats.show_number(table.value("num_repeats"))
        tokens = str(table.value("class_tokens") or "")
        if self.class_tokens.text() != tokens:
            self.class_tokens.setText(tokens)
        self.extension.setEditText(str(table.value("caption_extension") or ""))
        self.is_reg.setChecked(table.value("is_reg") is True)
        self.shuffle.setChecked(table.value("shuffle_caption") is True)
        self.flip.setChecked(table.value("flip_aug") is True)

    def show_facts(self, facts: SubsetFacts | None) -> None:
        """What lies in the folder; None while that is being looked at."""
        self._other = ""
        if facts is None:
            _show_chip(self.images, self.tr("counting…"), "")
            self.captions.hide()
            self.use_other.hide()
            return
        if facts.problem or not facts.images:
            words = self.tr("no images") if not facts.problem else self.tr("no folder: {reason}")
            _show_chip(self.images, words.format(reason=facts.problem), "error")
            self.captions.hide()
            self.use_other.hide()
            self.strip.show_paths(())
            return
        words = self.tr("1 image") if facts.images == 1 else self.tr("{count} images")
        _show_chip(self.images, words.format(count=f"{facts.images:,}"), "accent")
        self.captions.show()
        if not facts.missing:
            _show_chip(self.captions, self.tr("all with a caption"), "ok")
        elif not facts.captioned:
            _show_chip(self.captions, self.tr("no captions found"), "warning")
        else:
            words = self.tr("{count} without a caption").format(count=f"{facts.missing:,}")
            _show_chip(self.captions, words, "warning")
        best = max(facts.beside, key=lambda known: facts.beside[known], default="")
        if best and facts.beside[best] > facts.captioned:
            self._other = best
            self.use_other.setText(
                self.tr("Use the {count} {extension} files").format(count=f"{facts.beside[best]:,}", extension=best)
            )
        self.use_other.setVisible(bool(self._other))
        self.strip.show_paths(facts.first)

    def _propose_extension(self) -> None:
        text = self.extension.currentText().strip()
        if self._table is not None and text and text != self._table.value("caption_extension"):
            self.proposed.emit("caption_extension", text)

    def _propose_flag(self, key: str, on: bool) -> None:  # noqa: FBT001 - a slot
        self.proposed.emit(key, on)

    def _pick(self) -> None:
        start = "" if self._table is None else self._table.folder
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Choose a folder of images"), start)
        if chosen:
            self.proposed.emit("image_dir", chosen)


def _show_chip(label: QLabel, text: str, tone: str) -> None:
    label.setText(text)
    set_tone(label, tone)
