"""A strip of pictures, as many as fit, read small and off the window's thread."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import Theme
from gui.widgets.thumbnails import Thumbnails

SIDE = 56
_GAP = 4


class ThumbnailStrip(QWidget):
    """`thumbnails` is shared by all strips of a page."""

    def __init__(self, theme: Theme, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._thumbnails = thumbnails
        self._paths: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        thumbnails.ready.connect(self._ready)
        theme.changed.connect(self.update)

    @property
    def shown(self) -> tuple[str, ...]:
        """The paths that fit."""
        room = max(1, (self.width() + _GAP) // (SIDE + _GAP))
        return self._paths[:room]

    def show_paths(self, paths: Sequence[str]) -> None:
        if tuple(paths) != self._paths:
            self._paths = tuple(paths)
            self.setVisible(bool(paths))
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(4 * (SIDE + _GAP), SIDE)

    def minimumSizeHint(self) -> QSize:
        return QSize(SIDE, SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, path in enumerate(self.shown):
            area = QRectF(number * (SIDE + _GAP), 0, SIDE, SIDE)
            shape = QPainterPath()
            shape.addRoundedRect(area, 4, 4)
            painter.setClipPath(shape)
            painter.fillRect(area, QColor(self._theme.palette.raised))
            picture = self._thumbnails.get(path)
            if picture is not None:
                ratio = picture.devicePixelRatio()
                wide, high = picture.width() / ratio, picture.height() / ratio
                scale = max(SIDE / wide, SIDE / high)
                size = QSize(round(wide * scale), round(high * scale))
                left = area.center().x() - size.width() / 2
                top = area.center().y() - size.height() / 2
                painter.drawPixmap(QRectF(left, top, size.width(), size.height()), picture, QRectF(picture.rect()))
        painter.end()
        event.accept()

    def _ready(self, path: str) -> None:
        if path in self._paths:
            self.update()


def shared_thumbnails(parent: QWidget) -> Thumbnails:
    """Twice as many pixels as the shorter side needs: a picture fills its square."""
    return Thumbnails(SIDE * 2, parent, scale=max(1, round(parent.devicePixelRatio())))
