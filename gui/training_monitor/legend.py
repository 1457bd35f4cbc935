"""A row of what the lines and marks of a plot stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import CAPTION, text_font

_SWATCH, _GAP, _BETWEEN, _HEIGHT = 14, 5, 14, 20
_SHAPES = {
    "diamond": ((0.0, -5.0), (5.0, 0.0), (0.0, 5.0), (-5.0, 0.0)),
    "triangle": ((0.0, -5.0), (5.0, 4.0), (-5.0, 4.0)),
}


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """`shape`: line, faint (a raw line), diamond, triangle or dot."""

    text: str
    colour: str
    shape: str = "line"


def marker_symbol(shape: str) -> QPainterPath:
    """The shape of an entry as a mark on a curve, one unit wide."""
    path = QPainterPath()
    if shape in _SHAPES:
        path.addPolygon(QPolygonF([QPointF(x / 10, y / 10) for x, y in _SHAPES[shape]]))
        path.closeSubpath()
    else:
        path.addEllipse(QPointF(0, 0), 0.4, 0.4)
    return path


class Legend(QWidget):
    """Paints its entries in one row; what does not fit is left out from the right, then elided."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[LegendEntry, ...] = ()
        self.setFont(text_font(CAPTION))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_entries(self, entries: Sequence[LegendEntry]) -> None:
        if tuple(entries) != self._entries:
            self._entries = tuple(entries)
            names = ", ".join(entry.text for entry in entries)
            self.setAccessibleName(names)
            self.setToolTip(names)
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        width = sum(_SWATCH + _GAP + _BETWEEN + metrics.horizontalAdvance(entry.text) for entry in self._entries)
        return QSize(int(width) + 2, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetricsF(self.font())
        x, middle = 0.0, self.height() / 2
        for entry in self._entries:
            space = self.width() - x - _SWATCH - _GAP
            if space < 30:
                break
            _draw_swatch(painter, QPointF(x + _SWATCH / 2, middle), entry)
            text = metrics.elidedText(entry.text, Qt.TextElideMode.ElideRight, space)
            painter.setPen(self.palette().color(self.palette().ColorRole.PlaceholderText))
            width = metrics.horizontalAdvance(text)
            place = QRectF(x + _SWATCH + _GAP, 0, width + 2, self.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
            x += _SWATCH + _GAP + width + _BETWEEN
        painter.end()


def _draw_swatch(painter: QPainter, centre: QPointF, entry: LegendEntry) -> None:
    colour = QColor(entry.colour)
    if entry.shape in ("line", "faint"):
        colour.setAlphaF(0.45 if entry.shape == "faint" else 1.0)
        painter.setPen(QPen(colour, 1.4 if entry.shape == "faint" else 2.4))
        painter.drawLine(centre - QPointF(_SWATCH / 2, 0), centre + QPointF(_SWATCH / 2, 0))
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    if entry.shape in _SHAPES:
        painter.drawPolygon(QPolygonF([centre + QPointF(*corner) for corner in _SHAPES[entry.shape]]))
    else:
        painter.drawEllipse(centre, 4.0, 4.0)
