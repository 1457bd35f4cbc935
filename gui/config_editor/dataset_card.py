"""One dataset: its size of pictures, batches and buckets, and its subsets as cards."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from gui.config_editor.calm_number import CalmNumber
from gui.config_editor.dataset_values import DatasetView, parse_resolution, resolution_text
from gui.config_editor.subset_card import SubsetCard
from gui.config_editor.value_editors import PageHistory
from gui.icons import IconSet
from gui.theme import Theme
from gui.widgets.parts import button, caption, card, column, row, section_title, set_tone, weak
from gui.widgets.thumbnails import Thumbnails

_LARGEST, _STEP = 8192, 64


class DatasetCard(QWidget):
    """`proposed` fires with a key and its value, `folders_wanted` with the folders that are to become subsets."""

    proposed = Signal(str, object)
    folders_wanted = Signal(list)
    removed = Signal()

    def __init__(self, icons: IconSet, theme: Theme, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons, self._theme, self._thumbnails = icons, theme, thumbnails
        self._history = PageHistory(self)
        self.title = section_title("")
        self.resolution = QLineEdit()
        self.resolution.setFixedWidth(96)
        self.batch_size = CalmNumber(1, 1024)
        self.enable_bucket = QCheckBox(self.tr("Sort pictures into buckets by their shape"))
        self.no_upscale = QCheckBox(self.tr("Never enlarge a picture"))
        self.smallest = CalmNumber(_STEP, _LARGEST, _STEP)
        self.largest = CalmNumber(_STEP, _LARGEST, _STEP)
        self.steps = CalmNumber(8, 512, 8)
        self.add = button(self.tr("Add a folder of images…"))
        icons.put(self.add, "plus", "text", 16)
        self.remove = button(self.tr("Remove this dataset"), compact=True)
        self.subsets: list[SubsetCard] = []
        self._subsets: QVBoxLayout = column(spacing=8)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        layout = column(self, spacing=8)
        head = row()
        head.addWidget(self.title, 1)
        head.addWidget(self.remove)
        layout.addLayout(head)
        surface = card()
        inside = column(surface, margin=12, spacing=8)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(4, 1)
        for line, place, words, widget in (
            (0, 0, self.tr("Resolution"), self.resolution),
            (0, 2, self.tr("Images a step"), self.batch_size),
            (2, 0, self.tr("Smallest side"), self.smallest),
            (2, 2, self.tr("Largest side"), self.largest),
            (3, 0, self.tr("Steps of a side"), self.steps),
        ):
            title = weak(words)
            title.setBuddy(widget)
            widget.setAccessibleName(words)
            grid.addWidget(title, line, place)
            grid.addWidget(widget, line, place + 1)
        grid.addWidget(self.enable_bucket, 1, 0, 1, 4)
        grid.addWidget(self.no_upscale, 3, 2, 1, 3)
        inside.addLayout(grid)
        layout.addWidget(surface)
        layout.addLayout(self._subsets)
        below = row()
        below.addWidget(self.add)
        below.addWidget(caption(self.tr("or drop folders here; 10_name brings its repeats and its name")))
        below.addStretch(1)
        layout.addLayout(below)

    def _connect(self) -> None:
        self.resolution.installEventFilter(self._history)
        self.resolution.textEdited.connect(self._type_resolution)
        self.batch_size.valueChanged.connect(lambda value: self.proposed.emit("batch_size", value))
        self.smallest.valueChanged.connect(lambda value: self.proposed.emit("min_bucket_reso", value))
        self.largest.valueChanged.connect(lambda value: self.proposed.emit("max_bucket_reso", value))
        self.steps.valueChanged.connect(lambda value: self.proposed.emit("bucket_reso_steps", value))
        self.enable_bucket.clicked.connect(lambda on: self.proposed.emit("enable_bucket", on))
        self.no_upscale.clicked.connect(lambda on: self.proposed.emit("bucket_no_upscale", on))
        self.add.clicked.connect(self._pick)
        self.remove.clicked.connect(self.removed)

    def make_subsets(self, count: int) -> list[SubsetCard]:
        """As many cards as there are subsets; those that are made anew are returned."""
        fresh = []
        while len(self.subsets) < count:
            made = SubsetCard(self._icons, self._theme, self._thumbnails)
            self.subsets.append(made)
            self._subsets.addWidget(made)
            fresh.append(made)
        while len(self.subsets) > count:
            gone = self.subsets.pop()
            self._subsets.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        return fresh

    def show_dataset(self, view: DatasetView, number: int, total: int) -> None:
        """What the document says; nobody is told."""
        table = view.table
        self.title.setText(self.tr("Dataset {number}").format(number=number + 1) if total > 1 else self.tr("Dataset"))
        self.remove.setVisible(total > 1)
        text = resolution_text(table.value("resolution"))
        if parse_resolution(self.resolution.text()) != parse_resolution(text) or not self.resolution.hasFocus():
            self.resolution.setText(text)
            set_tone(self.resolution, "")
        self.batch_size.show_number(table.value("batch_size"))
        for box, key in ((self.enable_bucket, "enable_bucket"), (self.no_upscale, "bucket_no_upscale")):
            box.setChecked(table.value(key) is True)
        bucketed = table.value("enable_bucket") is True
        for spin, key in (
            (self.smallest, "min_bucket_reso"),
            (self.largest, "max_bucket_reso"),
            (self.steps, "bucket_reso_steps"),
        ):
            spin.show_number(table.value(key))
            spin.setEnabled(bucketed)
        self.no_upscale.setEnabled(bucketed)
        last = len(view.subsets) - 1
        for place, (made, subset) in enumerate(zip(self.subsets, view.subsets, strict=True)):
            made.show_table(subset, first=place == 0, last=place == last)

    def _type_resolution(self, text: str) -> None:
        value = parse_resolution(text)
        set_tone(self.resolution, "error" if value is None else "")
        if value is not None:
            self.proposed.emit("resolution", value)

    def _pick(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Choose a folder of images"))
        if chosen:
            self.folders_wanted.emit([Path(chosen)])
