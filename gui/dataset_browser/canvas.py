"""A picture that can be zoomed and moved, with the part of it that training keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import Theme

if TYPE_CHECKING:
    from core.dataset.buckets import BucketAssignment

_STEP = 1.2
_LARGEST = 16.0


class Canvas(QWidget):
    """Shows an image of `full` pixels, of which fewer may have been read. `zoomed`: the zoom has changed.

    `scale` is screen pixels by image pixels; while `fits` it follows the widget's size.
    """

    zoomed = Signal()
    clicked = Signal()
    moved = Signal()

    def __init__(self, theme: Theme, *, still: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._still = still
        self._image = QImage()
        self._full = QSizeF()
        self._crop: QRectF | None = None
        self._words = ""
        self._grip: QPointF | None = None
        self.fits = True
        self.scale = 1.0
        self.centre = QPointF(0.5, 0.5)
        self.show_crop = True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(not still)

    @property
    def empty(self) -> bool:
        return self._image.isNull()

    @property
    def crop(self) -> QRectF | None:
        """What training keeps, in pixels of the image."""
        return self._crop

    def show_image(self, image: QImage, full: tuple[int, int], assignment: BucketAssignment | None) -> None:
        self._image = image
        self._full = QSizeF(*full)
        self._words = ""
        self._crop = crop_of(full, assignment)
        self._fit()
        self.update()

    def show_words(self, words: str) -> None:
        """Instead of a picture."""
        self._image = QImage()
        self._words = words
        self._crop = None
        self.update()

    def set_show_crop(self, shown: bool) -> None:  # noqa: FBT001 - a slot
        self.show_crop = shown
        self.update()

    def fit(self) -> None:
        """As large as there is room for."""
        self.fits = True
        self.centre = QPointF(0.5, 0.5)
        self._fit()
        self.update()
        self.zoomed.emit()

    def zoom_to(self, scale: float, at: QPointF | None = None) -> None:
        """Show the image at `scale`; the point of it under `at` (in this widget) stays where it is."""
        if self.empty:
            return
        place = at if at is not None else QPointF(self.width() / 2, self.height() / 2)
        before = self._to_image(place)
        self.fits = False
        self.scale = min(max(scale, self._fitting() / 4), _LARGEST)
        after = self._to_image(place)
        self._move(before - after)
        self.update()
        self.zoomed.emit()

    def zoom_by(self, steps: float, at: QPointF | None = None) -> None:
        self.zoom_to(self.scale * _STEP**steps, at)

    def look_like(self, other: Canvas) -> None:
        """The same part of the picture at the same size on the screen."""
        self.fits, self.centre = other.fits, QPointF(other.centre)
        self._fit()
        if not other.fits and self._full.width():
            self.scale = other.scale * other._full.width() / self._full.width()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, 240)

    def area(self) -> QRectF:
        """Where the whole image lies in this widget."""
        size = self._full * self.scale
        left = self.width() / 2 - self.centre.x() * size.width()
        top = self.height() / 2 - self.centre.y() * size.height()
        return QRectF(left, top, size.width(), size.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it
        painter = QPainter(self)
        palette = self._theme.palette
        if self.empty:
            painter.setPen(QColor(palette.weak))
            flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(self.rect().adjusted(12, 12, -12, -12), flags, self._words)
            painter.end()
            return
        area = self.area()
        ratio = self.scale * self._full.width() / max(self._image.width(), 1)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, ratio < 3)
        painter.drawImage(area, self._image)
        if self.show_crop and self._crop is not None:
            self._paint_crop(painter, area, self._crop)
        painter.end()

    def _paint_crop(self, painter: QPainter, area: QRectF, crop: QRectF) -> None:
        """What falls away is darkened, what stays is framed."""
        kept = QRectF(
            area.left() + crop.left() * self.scale,
            area.top() + crop.top() * self.scale,
            crop.width() * self.scale,
            crop.height() * self.scale,
        )
        outside = QPainterPath()
        outside.addRect(area)
        inside = QPainterPath()
        inside.addRect(kept)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(outside.subtracted(inside), QColor(0, 0, 0, 140))
        painter.setPen(QPen(QColor(0, 0, 0, 160), 3))
        painter.drawRect(kept)
        painter.setPen(QPen(QColor("#FFFFFF"), 1.2, Qt.PenStyle.DashLine))
        painter.drawRect(kept)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._still:
            super().wheelEvent(event)
            return
        self.zoom_by(event.angleDelta().y() / 120, event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self._still:
            self.clicked.emit()
            return
        self._grip = event.position()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is None or self.empty:
            return
        self._move((self._grip - event.position()) / self.scale)
        self._grip = event.position()
        self.fits = False
        self.update()
        self.moved.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002 - any button
        self._grip = None
        if not self._still:
            self.unsetCursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._still or self.empty:
            return
        if self.fits:
            self.zoom_to(1.0, event.position())
        else:
            self.fit()

    def _fit(self) -> None:
        if self.fits:
            self.scale = self._fitting()

    def _fitting(self) -> float:
        if not self._full.width() or not self._full.height():
            return 1.0
        scale = min(self.width() / self._full.width(), self.height() / self._full.height())
        return max(min(scale, 4.0), 1e-4)

    def _to_image(self, place: QPointF) -> QPointF:
        area = self.area()
        return QPointF((place.x() - area.left()) / self.scale, (place.y() - area.top()) / self.scale)

    def _move(self, by: QPointF) -> None:
        x = self.centre.x() + by.x() / max(self._full.width(), 1)
        y = self.centre.y() + by.y() / max(self._full.height(), 1)
        self.centre = QPointF(min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0))


def crop_of(full: tuple[int, int], assignment: BucketAssignment | None) -> QRectF | None:
    """What training keeps of an image, in its own pixels; None where it is not trained."""
    if assignment is None or not assignment.resized[0] or not assignment.resized[1]:
        return None
    across = full[0] / assignment.resized[0]
    down = full[1] / assignment.resized[1]
    left, top = assignment.crop_px
    width, height = assignment.bucket
    return QRectF(left * across, top * down, width * across, height * down).intersected(QRectF(0, 0, *full))
