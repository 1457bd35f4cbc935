"""The shape of a short series in a few pixels."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget


class Sparkline(QWidget):
    """Values from `lowest` to `highest`, oldest left; gaps where they are not numbers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: NDArray[np.float64] = np.zeros(0)
        self._lowest, self._highest = 0.0, 1.0
        self._colour = QColor()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(72, 20)

    def show_values(self, values: NDArray[np.float64], lowest: float, highest: float) -> None:
        self._values, self._lowest, self._highest = values, lowest, highest
        self.update()

    def set_colour(self, colour: str) -> None:
        self._colour = QColor(colour)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = QRectF(self.rect()).adjusted(0.5, 2.5, -0.5, -1.5)
        draw_sparkline(painter, area, self._values, self._lowest, self._highest, self._colour, fill=True)
        painter.end()


def draw_sparkline(
    painter: QPainter,
    area: QRectF,
    values: NDArray[np.float64],
    lowest: float,
    highest: float,
    colour: QColor,
    *,
    fill: bool = False,
) -> None:
    """Draw `values` into `area`; nothing for fewer than two numbers."""
    places = np.flatnonzero(np.isfinite(values))
    if len(places) < 2:
        return
    span = (highest - lowest) or 1.0
    x = area.left() + places / max(len(values) - 1, 1) * area.width()
    y = area.bottom() - np.clip((values[places] - lowest) / span, 0, 1) * area.height()
    line = QPolygonF([QPointF(float(a), float(b)) for a, b in zip(x, y, strict=True)])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if fill:
        below = QPolygonF(line)
        below.append(QPointF(float(x[-1]), area.bottom()))
        below.append(QPointF(float(x[0]), area.bottom()))
        ground = QColor(colour)
        ground.setAlphaF(0.16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawPolygon(below)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, 1.2))
    painter.drawPolyline(line)
    painter.restore()
