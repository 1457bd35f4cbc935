"""One image as large as there is room, to be zoomed, with the part of it that training keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QToolButton, QWidget

from core.dataset.image_facts import Trait
from core.errors import AppError
from gui.core_texts import spoken
from gui.dataset_browser.canvas import Canvas
from gui.dataset_browser.crop_bar import CropBar
from gui.dataset_browser.crop_frame import Frame
from gui.dataset_browser.crop_overlay import CropOverlay
from gui.dataset_browser.image_model import printable
from gui.dataset_browser.session import Session
from gui.icons import IconSet
from gui.tasks import Latest
from gui.theme import Theme
from gui.widgets.elided import ElidedLabel
from gui.widgets.parts import button, column, row, weak

if TYPE_CHECKING:
    from core.dataset.buckets import BucketAssignment
    from core.dataset.library import Library
    from gui.dataset_browser.opened import OpenedData

LARGEST = 4096
"""Pixels of the longer side that are decoded: more is not told apart on any screen, and fills the memory."""


class LargeView(QWidget):
    """`stepped`: to the image before (-1) or after (1). `closed`: back to all images. `crop_wanted` with the image and
    left, top, right and bottom of what is to be kept of it, in its pixels."""

    stepped = Signal(int)
    crop_wanted = Signal(int, object)
    closed = Signal()

    def __init__(self, session: Session, icons: IconSet, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._reading = Latest(self)
        self.image: int | None = None
        self.canvas = Canvas(theme)
        self.canvas.setAccessibleName(self.tr("Picture"))
        self.name = ElidedLabel(role="strong", mode=Qt.TextElideMode.ElideMiddle)
        self.zoom = weak("")
        self.fit = button(self.tr("Fit"), compact=True)
        self.whole = button(self.tr("100 %"), compact=True)
        self.crop = button(self.tr("Bucket"), compact=True)
        self.crop.setToolTip(self.tr("Show what its bucket keeps of it"))
        self.crop.setCheckable(True)
        self.crop.setChecked(True)
        icons.put(self.crop, "eye", "text", 16)
        self.draw = button(self.tr("Crop"), compact=True)
        self.draw.setCheckable(True)
        icons.put(self.draw, "crop", "text", 16)
        self.overlay = CropOverlay(self.canvas)
        self.bar = CropBar(icons)
        self.before = _arrow(icons, "chevron-left", self.tr("Image before (Left)"))
        self.after = _arrow(icons, "chevron-right", self.tr("Next image (Right)"))
        self.close_button = button(self.tr("Back to all"), compact=True)
        icons.put(self.close_button, "grid", "text", 16)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._arrange()
        self.fit.clicked.connect(self.canvas.fit)
        self.whole.clicked.connect(self._show_whole)
        self.crop.toggled.connect(self.canvas.set_show_crop)
        self.before.clicked.connect(lambda: self.stepped.emit(-1))
        self.after.clicked.connect(lambda: self.stepped.emit(1))
        self.close_button.clicked.connect(self.closed)
        self.canvas.zoomed.connect(self._show_zoom)
        self.draw.toggled.connect(self._draw)
        self.overlay.changed.connect(self._show_frame)
        self.bar.ratio_changed.connect(self.overlay.set_ratio)
        self.bar.cancelled.connect(lambda: self.draw.setChecked(False))
        self.bar.wanted.connect(self._write_crop)

    @property
    def drawing(self) -> bool:
        """Whether a crop is being drawn."""
        return self.overlay.isVisible()

    def crop_key(self, event: QKeyEvent) -> bool:
        """Whether the key means something to the crop that is being drawn."""
        if event.key() == Qt.Key.Key_Escape:
            self.draw.setChecked(False)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._write_crop()
        else:
            return self.overlay.nudge(event)
        return True

    def show_image(self, image: int | None) -> None:
        """Read it anew and show all of it."""
        data = self._session.data
        if image != self.image:
            self.draw.setChecked(False)
        self.image = image
        self.draw.setEnabled(False)
        if image is None or data is None:
            self._reading.cancel()
            self.canvas.show_words("")
            return
        self.name.setText(printable(data.library.name(image)))
        if not data.library.may_open(image):
            self.canvas.show_words(self.tr("A link that leads out of the folder: it is not followed."))
            return
        self._reading.run(lambda _: read_large(data, image), self._show, self._failed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.drawing and self.crop_key(event):
            return
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Up | Qt.Key.Key_PageUp:
                self.stepped.emit(-1)
            case Qt.Key.Key_Right | Qt.Key.Key_Down | Qt.Key.Key_PageDown:
                self.stepped.emit(1)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.canvas.zoom_by(1)
            case Qt.Key.Key_Minus:
                self.canvas.zoom_by(-1)
            case Qt.Key.Key_Escape:
                self.closed.emit()
            case _:
                super().keyPressEvent(event)

    def _show(self, read: tuple[QImage, tuple[int, int]]) -> None:
        data = self._session.data
        if data is None or self.image is None:
            return
        picture, size = read
        assignment = data.library.assignment(self.image)
        self.crop.setEnabled(assignment is not None)
        self._allow_drawing(data, self.image)
        self.canvas.fits = True
        self.canvas.show_image(picture, size, assignment)
        self.canvas.fit()

    def _failed(self, error: Exception) -> None:
        self.canvas.show_words(spoken(error.message if isinstance(error, AppError) else str(error)))
        self.zoom.setText("")

    def _allow_drawing(self, data: OpenedData, image: int) -> None:
        turned = bool(int(data.library.traits[image]) & Trait.ROTATED)
        self.draw.setEnabled(not turned)
        self.draw.setToolTip(
            self.tr("The EXIF data of this image turns it: convert it first, then crop the copy.")
            if turned
            else self.tr("Choose what to keep, and write it into a new file")
        )

    def _draw(self, on: bool) -> None:  # noqa: FBT001 - a slot
        data = self._session.data
        size = None if data is None or self.image is None else data.library.size(self.image)
        drawing = on and size is not None
        self.crop.setEnabled(not drawing and self.canvas.crop is not None)
        self.canvas.set_show_crop(self.crop.isChecked() and not drawing)
        if not drawing or size is None:
            self.overlay.hide()
            self.bar.hide()
            return
        self.bar.begin(size)
        kept = self.canvas.crop
        first = Frame(0, 0, *size) if kept is None else Frame(kept.left(), kept.top(), kept.right(), kept.bottom())
        self.overlay.begin(size, first)
        self.overlay.set_ratio(self.bar.ratio())
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_frame(self) -> None:
        data = self._session.data
        if data is None or self.image is None:
            return
        left, top, right, bottom = self.overlay.frame.pixels()
        size = (right - left, bottom - top)
        target = bucket_for(data.library, self.image, size)
        enlarged = target is not None and target.resized[0] > size[0]
        self.bar.show_size(size, None if target is None else target.bucket, enlarged=enlarged)

    def _write_crop(self) -> None:
        if self.image is not None and self.drawing:
            self.crop_wanted.emit(self.image, self.overlay.frame.pixels())
            self.draw.setChecked(False)

    def _show_whole(self) -> None:
        self.canvas.zoom_to(1.0 / self.devicePixelRatioF())

    def _show_zoom(self) -> None:
        self.zoom.setText(f"{self.canvas.scale * self.devicePixelRatioF() * 100:.0f} %")

    def _arrange(self) -> None:
        layout = column(self, spacing=8)
        head = row(spacing=6)
        first: tuple[QWidget, ...] = (self.close_button, self.before, self.after)
        last: tuple[QWidget, ...] = (self.zoom, self.fit, self.whole, self.crop, self.draw)
        for widget in first:
            head.addWidget(widget)
        head.addWidget(self.name, 1)
        for widget in last:
            head.addWidget(widget)
        layout.addLayout(head)
        layout.addWidget(self.canvas, 1)
        layout.addWidget(self.bar)
        for quiet in (self.canvas, *first[1:]):
            quiet.setFocusPolicy(Qt.FocusPolicy.NoFocus)


def read_large(data: OpenedData, image: int) -> tuple[QImage, tuple[int, int]]:
    """The picture as large as it is useful, and its whole size. For worker threads."""
    from gui.dataset_browser.opened import read_heads
    from gui.dataset_browser.pictures import read_picture

    if not data.library.facts_read[image]:
        read_heads(data, (image,))
    picture = read_picture(data.library.path(image), LARGEST)
    return picture, data.library.size(image) or (picture.width(), picture.height())


def bucket_for(library: Library, image: int, size: tuple[int, int]) -> BucketAssignment | None:
    """Where a picture of that size would go that lies beside the image; None where it fits no bucket."""
    from core.dataset.buckets import BucketError, assign_bucket

    try:
        return assign_bucket(size, library.opened(image).dataset.buckets)
    except BucketError:
        return None


def _arrow(icons: IconSet, icon: str, words: str) -> QToolButton:
    made = QToolButton()
    made.setProperty("role", "flat")
    made.setToolTip(words)
    made.setAccessibleName(words)
    icons.put(made, icon, "weak", 18)
    return made
