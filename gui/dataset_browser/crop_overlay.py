"""Lies over a canvas while a crop is drawn by hand: the frame, its grips, and the part that falls away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget

from gui.dataset_browser.canvas import Canvas
from gui.dataset_browser.crop_frame import (
    WHOLE,
    Frame,
    Grip,
    Size,
    drawn,
    grip_at,
    moved,
    pulled,
    with_ratio,
)

_REACH = 9.0
"""Pixels of the screen around an edge that take hold of it."""
_GRIP = 7.0
_CURSORS = {
    (0, 0): Qt.CursorShape.SizeAllCursor,
    (1, 1): Qt.CursorShape.SizeFDiagCursor,
    (1, -1): Qt.CursorShape.SizeBDiagCursor,
    (1, 0): Qt.CursorShape.SizeHorCursor,
    (0, 1): Qt.CursorShape.SizeVerCursor,
}
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class CropOverlay(QWidget):
    """`changed` fires when the frame is another one. The wheel still zooms, the right button moves the picture."""

    changed = Signal()

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._size = Size(1.0, 1.0)
        self._ratio: float | None = None
        self._grip: Grip | None = None
        self._start = QPointF()
        self._before = Frame(0, 0, 1, 1)
        self.frame = Frame(0, 0, 1, 1)
        self.setMouseTracking(True)
        self.hide()
        canvas.installEventFilter(self)
        canvas.zoomed.connect(self.update)
        canvas.moved.connect(self.update)

    def begin(self, size: tuple[int, int], frame: Frame) -> None:
        """For a picture of `size`, with a first frame."""
        self._size, self.frame = Size(*size), frame
        self.setGeometry(self._canvas.rect())
        self.show()
        self.raise_()
        self.set_ratio(self._ratio)

    def set_ratio(self, ratio: float | None) -> None:
        """Width by height from now on; None leaves it free."""
        self._ratio = ratio
        self._show(with_ratio(self.frame, ratio, self._size))

    def nudge(self, event: QKeyEvent) -> bool:
        """Arrow keys move the frame by a pixel, with Shift by ten, with Ctrl they move its right or lower edge."""
        by = _ARROWS.get(Qt.Key(event.key()))
        if by is None:
            return False
        far = 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            grip = Grip(abs(by[0]), abs(by[1]))
            to = (self.frame.right + by[0] * far, self.frame.bottom + by[1] * far)
            self._show(pulled(self.frame, grip, to, self._size, self._ratio))
        else:
            self._show(moved(self.frame, by[0] * far, by[1] * far, self._size))
        return True

    def place(self, frame: Frame) -> QRectF:
        """Where it lies on the screen."""
        area, scale = self._canvas.area(), self._canvas.scale
        return QRectF(
            area.left() + frame.left * scale,
            area.top() + frame.top * scale,
            frame.width * scale,
            frame.height * scale,
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._canvas.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        kept = self.place(self.frame)
        outside, inside = QPainterPath(), QPainterPath()
        outside.addRect(self._canvas.area())
        inside.addRect(kept)
        painter.fillPath(outside.subtracted(inside), QColor(0, 0, 0, 150))
        painter.setPen(QPen(QColor(255, 255, 255, 90), 1))
        for part in (1 / 3, 2 / 3):
            x, y = kept.left() + kept.width() * part, kept.top() + kept.height() * part
            painter.drawLine(QPointF(x, kept.top()), QPointF(x, kept.bottom()))
            painter.drawLine(QPointF(kept.left(), y), QPointF(kept.right(), y))
        painter.setPen(QPen(QColor(0, 0, 0, 170), 3))
        painter.drawRect(kept)
        painter.setPen(QPen(QColor("#FFFFFF"), 1.4))
        painter.drawRect(kept)
        painter.setBrush(QColor("#FFFFFF"))
        painter.setPen(QPen(QColor(0, 0, 0, 170), 1))
        for x in (kept.left(), kept.center().x(), kept.right()):
            for y in (kept.top(), kept.center().y(), kept.bottom()):
                if (x, y) != (kept.center().x(), kept.center().y()):
                    painter.drawRect(QRectF(x - _GRIP / 2, y - _GRIP / 2, _GRIP, _GRIP))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._start, self._before = event.position(), self.frame
        self._grip = self._grip_under(event.position())
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not event.buttons() & Qt.MouseButton.LeftButton:
            self._show_cursor(self._grip_under(event.position()))
            event.ignore()
            return
        here, start = self._in_picture(event.position()), self._in_picture(self._start)
        if self._grip is None:
            self._show(drawn(start, here, self._size, self._ratio))
        elif self._grip == WHOLE:
            self._show(moved(self._before, here[0] - start[0], here[1] - start[1], self._size))
        else:
            self._show(pulled(self._before, self._grip, here, self._size, self._ratio))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()  # the canvas would zoom

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._canvas.zoom_by(event.angleDelta().y() / 120, event.position())
        event.accept()

    def _show(self, frame: Frame) -> None:
        self.frame = frame
        self.update()
        self.changed.emit()

    def _show_cursor(self, grip: Grip | None) -> None:
        if grip is None:
            self.setCursor(Qt.CursorShape.CrossCursor)
            return
        across, down = (grip.across, grip.down) if grip.across > 0 else (-grip.across, -grip.down)
        self.setCursor(_CURSORS[across, abs(down) if not across else down])

    def _grip_under(self, place: QPointF) -> Grip | None:
        x, y = self._in_picture(place)
        return grip_at(self.frame, x, y, _REACH / self._canvas.scale)

    def _in_picture(self, place: QPointF) -> tuple[float, float]:
        area, scale = self._canvas.area(), self._canvas.scale
        return (place.x() - area.left()) / scale, (place.y() - area.top()) / scale
