"""One checkpoint: its pictures, what its header says, and the way to the file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPixmap
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QToolButton, QWidget

from gui import formats
from gui.checkpoint_browser.reveal import reveal
from gui.core_texts import spoken
from gui.run_words import moment
from gui.services import Services
from gui.tasks import Latest
from gui.widgets.elided import ElidedLabel
from gui.widgets.parts import body, button, caption, chip, clear, column, row, weak
from gui.widgets.thumbnails import read_scaled

if TYPE_CHECKING:
    from pathlib import Path

    from core.checkpoints.library import CheckpointFile
    from core.checkpoints.metadata import CheckpointInfo

WIDTH = 292
_PICTURE = 258
_TAGS = 24


class CheckpointDetails(QFrame):
    """Empty until `show_file`."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setFixedWidth(WIDTH)
        self._services = services
        self._file: CheckpointFile | None = None
        self._sample = 0
        self._header = Latest(self)
        self._image = Latest(self)
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._which = caption("")
        self._name = ElidedLabel(role="strong", mode=Qt.TextElideMode.ElideMiddle)
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(16)
        self._facts.setVerticalSpacing(6)
        self._facts.setColumnStretch(1, 1)
        self._more = column(spacing=6)
        self.open_folder = button(self.tr("Show in folder"), compact=True)
        self.open_folder.clicked.connect(self._reveal)
        self.copy_path = button(self.tr("Copy path"), compact=True)
        self.copy_path.clicked.connect(self._copy)
        services.icons.put(self.open_folder, "folder", "text", 16)
        services.icons.put(self.copy_path, "copy", "text", 16)
        self._browse = QWidget()
        self._arrange(self._browse_buttons())
        self.show_file(None)

    def show_file(self, file: CheckpointFile | None) -> None:
        self._file = file
        self._sample = 0
        for widget in (self.open_folder, self.copy_path, self._name):
            widget.setVisible(file is not None)
        clear(self._facts)
        clear(self._more)
        self._show_sample()
        if file is None:
            self._more.addWidget(weak(self.tr("Choose a checkpoint to see what is in it."), wrap=True))
            self._header.cancel()
            return
        self._name.setText(file.path.name)
        self._show_known(file)
        if file.exists and file.path.suffix.lower() == ".safetensors":
            self._header.run(lambda _: _read_header(file.path), self._show_header, self._show_problem)
        elif not file.exists:
            self._more.addWidget(body(self.tr("The file is no longer where it was written:")))
            self._more.addWidget(caption(str(file.path.parent), wrap=True))

    def _arrange(self, browsing: QHBoxLayout) -> None:
        inside = QWidget()
        inside.setProperty("role", "page")
        layout = column(inside, margin=16, spacing=12)
        layout.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._picture)
        self._browse.setLayout(browsing)
        layout.addWidget(self._browse)
        layout.addWidget(self._name)
        buttons = row()
        buttons.addWidget(self.open_folder)
        buttons.addWidget(self.copy_path)
        buttons.addStretch(1)
        layout.addLayout(buttons)
        layout.addLayout(self._facts)
        layout.addLayout(self._more)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        column(self).addWidget(area)

    def _browse_buttons(self) -> QHBoxLayout:
        layout = row()
        for icon, text, way in (
            ("chevron-left", self.tr("Previous picture"), -1),
            ("chevron-right", self.tr("Next picture"), 1),
        ):
            made = QToolButton()
            made.setProperty("role", "flat")
            made.setToolTip(text)
            made.setAccessibleName(text)
            made.clicked.connect(lambda _=False, way=way: self._browse_samples(way))
            self._services.icons.put(made, icon, "text", 16)
            layout.addWidget(made)
            if way < 0:
                layout.addWidget(self._which, 1, Qt.AlignmentFlag.AlignCenter)
        return layout

    def _browse_samples(self, way: int) -> None:
        if self._file is not None and self._file.samples:
            self._sample = (self._sample + way) % len(self._file.samples)
            self._show_sample()

    def _show_sample(self) -> None:
        samples = () if self._file is None else self._file.samples
        self._browse.setVisible(len(samples) > 1)
        self._picture.setVisible(bool(samples))
        self._image.cancel()
        if samples:
            path, pixels = samples[self._sample], round(_PICTURE * self.devicePixelRatio())
            count = self.tr("{number} of {total}").format(number=self._sample + 1, total=len(samples))
            self._which.setText(count)
            self._image.run(lambda _: read_scaled(path, pixels), self._show_image, lambda _: self._picture.hide())

    def _show_image(self, image: QImage) -> None:
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(self.devicePixelRatio())
        self._picture.setPixmap(pixmap)

    def _show_known(self, file: CheckpointFile) -> None:
        if file.step is not None:
            self._fact(self.tr("Step"), f"{file.step:,}")
        if file.epoch is not None:
            self._fact(self.tr("Epoch"), f"{file.epoch:,}")
        if file.loss is not None:
            self._fact(self.tr("Loss"), formats.loss(file.loss))
        self._fact(self.tr("Size"), formats.size(file.size))
        self._fact(self.tr("Saved"), moment(file.saved_at))

    def _show_header(self, info: CheckpointInfo) -> None:
        said = info.metadata
        self._fact(self.tr("Rank"), "" if info.rank is None else str(info.rank))
        self._fact(self.tr("Alpha"), "" if info.alpha is None else f"{info.alpha:g}")
        self._fact(self.tr("Base model"), info.base_model or info.base_model_version or "")
        for name, key in (
            (self.tr("Learning rate"), "ss_learning_rate"),
            (self.tr("U-Net"), "ss_unet_lr"),
            (self.tr("Text encoder"), "ss_text_encoder_lr"),
        ):
            self._fact(name, _rate(said.get(key, "")))
        self._fact(self.tr("Optimizer"), _plain(said.get("ss_optimizer", "")).rpartition(".")[2])
        self._fact(self.tr("Images"), _plain(said.get("ss_num_train_images", "")))
        tags = top_tags(said.get("ss_tag_frequency", ""))
        if tags:
            self._more.addWidget(weak(self.tr("Tags")))
            self._more.addWidget(body(", ".join(tags)))

    def _show_problem(self, error: Exception) -> None:
        self._more.addWidget(chip(self.tr("unreadable"), "error"))
        self._more.addWidget(body(spoken(str(error))))

    def _fact(self, name: str, value: str) -> None:
        if value:
            line = self._facts.rowCount()
            shown = ElidedLabel(value, mode=Qt.TextElideMode.ElideMiddle)
            shown.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._facts.addWidget(weak(name), line, 0)
            self._facts.addWidget(shown, line, 1)

    def _reveal(self) -> None:
        if self._file is not None:
            reveal(self._file.path)

    def _copy(self) -> None:
        if self._file is not None:
            QGuiApplication.clipboard().setText(str(self._file.path))


def top_tags(frequency: str) -> list[str]:
    """The tags of `ss_tag_frequency`, the most frequent first; empty for a text that is not what sd-scripts writes."""
    try:
        folders = json.loads(frequency)
        counts: dict[str, int] = {}
        for tags in folders.values():
            for tag, count in tags.items():
                counts[tag.strip()] = counts.get(tag.strip(), 0) + int(count)
    except (AttributeError, TypeError, ValueError):
        return []
    return sorted(counts, key=lambda tag: (-counts[tag], tag))[:_TAGS]


def _read_header(path: Path) -> CheckpointInfo:
    from core.checkpoints.metadata import read_metadata

    return read_metadata(path)


def _plain(text: str) -> str:
    """What the metadata says; sd-scripts writes `None` for what was not set."""
    return "" if text == "None" else text


def _rate(text: str) -> str:
    try:
        return formats.learning_rate(float(_plain(text)))
    except ValueError:
        return _plain(text)
