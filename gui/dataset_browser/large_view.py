"""One image as large as there is room, to be zoomed, with the part of it that training keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QToolButton, QWidget

from core.errors import AppError
from gui.core_texts import spoken
from gui.dataset_browser.canvas import Canvas
from gui.dataset_browser.image_model import printable
from gui.dataset_browser.session import Session
from gui.icons import IconSet
from gui.tasks import Latest
from gui.theme import Theme
from gui.widgets.elided import ElidedLabel
from gui.widgets.parts import button, column, row, weak

if TYPE_CHECKING:
    from gui.dataset_browser.opened import OpenedData

LARGEST = 4096
"""Pixels of the longer side that are decoded: more is not told apart on any screen, and fills the memory."""


class LargeView(QWidget):
    """`stepped`: to the image before (-1) or after (1). `closed`: back to all images."""

    stepped = Signal(int)
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
        self.crop = button(self.tr("Crop of its bucket"), compact=True)
        self.crop.setCheckable(True)
        self.crop.setChecked(True)
        icons.put(self.crop, "crop", "text", 16)
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

    def show_image(self, image: int | None) -> None:
        """Read it anew and show all of it."""
        data = self._session.data
        self.image = image
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
        self.canvas.fits = True
        self.canvas.show_image(picture, size, assignment)
        self.canvas.fit()

    def _failed(self, error: Exception) -> None:
        self.canvas.show_words(spoken(error.message if isinstance(error, AppError) else str(error)))
        self.zoom.setText("")

    def _show_whole(self) -> None:
        self.canvas.zoom_to(1.0 / self.devicePixelRatioF())

    def _show_zoom(self) -> None:
        self.zoom.setText(f"{self.canvas.scale * self.devicePixelRatioF() * 100:.0f} %")

    def _arrange(self) -> None:
        layout = column(self, spacing=8)
        head = row(spacing=6)
        first: tuple[QWidget, ...] = (self.close_button, self.before, self.after)
        last: tuple[QWidget, ...] = (self.zoom, self.fit, self.whole, self.crop)
        for widget in first:
            head.addWidget(widget)
        head.addWidget(self.name, 1)
        for widget in last:
            head.addWidget(widget)
        layout.addLayout(head)
        layout.addWidget(self.canvas, 1)
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


def _arrow(icons: IconSet, icon: str, words: str) -> QToolButton:
    made = QToolButton()
    made.setProperty("role", "flat")
    made.setToolTip(words)
    made.setAccessibleName(words)
    icons.put(made, icon, "weak", 18)
    return made
