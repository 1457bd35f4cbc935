"""Video memory as a bar: what a training will take, from low to high, against what the card has and what is free."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import formats
from gui.theme import CAPTION, Theme, text_font

_TRACK, _LABELS = 18, 18
_ROOM = 1.06
"""So much longer than what is drawn is the track where the card is too small or unknown."""


@dataclass(frozen=True, slots=True)
class MemoryRange:
    """Bytes. `total` and `free` are those of the card, None where there is none."""

    low: int
    expected: int
    high: int
    total: int | None = None
    free: int | None = None

    @property
    def tone(self) -> str:
        """error: more than the card has; warning: it may be more than is free; ok: it fits whatever happens."""
        if self.total is None:
            return ""
        if self.expected > self.total:
            return "error"
        return "ok" if self.high <= (self.total if self.free is None else self.free) else "warning"


class MemoryBar(QWidget):
    """The range is a block, the expected value a line in it; what other programs hold is hatched at the end."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._range: MemoryRange | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_range(self, shown: MemoryRange | None) -> None:
        self._range = shown
        self.setAccessibleName("" if shown is None else self._words(shown))
        self.setToolTip(self.accessibleName())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, _TRACK + _LABELS)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _words(self, shown: MemoryRange) -> str:
        words = self.tr("Video memory: {low} to {high}, expected {expected}").format(
            low=formats.memory(shown.low), high=formats.memory(shown.high), expected=formats.memory(shown.expected)
        )
        if shown.total is None:
            return words
        if shown.free is None:
            return self.tr("{range}, of {total}").format(range=words, total=formats.memory(shown.total))
        return self.tr("{range}, of {total}, {free} free now").format(
            range=words, total=formats.memory(shown.total), free=formats.memory(shown.free)
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._range is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_track(painter, self._range)
        self._draw_block(painter, self._range)
        self._draw_labels(painter, self._range)
        painter.end()
        event.accept()

    def _x(self, value: float) -> float:
        assert self._range is not None
        whole = float(self._range.total or 0)
        if self._range.high > whole:
            whole = self._range.high * _ROOM
        return 0.5 + (self.width() - 1.0) * min(value / whole, 1.0)

    def _draw_track(self, painter: QPainter, shown: MemoryRange) -> None:
        palette = self._theme.palette
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.raised))
        painter.drawRoundedRect(QRectF(0.5, 0.5, self.width() - 1.0, _TRACK - 1.0), 4, 4)
        if shown.total is not None and shown.free is not None and shown.free < shown.total:
            left, right = self._x(shown.free), self._x(shown.total)
            painter.setBrush(QBrush(QColor(palette.outline), Qt.BrushStyle.BDiagPattern))
            painter.drawRect(QRectF(left, 0.5, right - left, _TRACK - 1.0))

    def _draw_block(self, painter: QPainter, shown: MemoryRange) -> None:
        colour = QColor(getattr(self._theme.palette, shown.tone or "accent"))
        soft = QColor(colour)
        soft.setAlphaF(0.35)
        left, right = self._x(shown.low), self._x(shown.high)
        painter.setBrush(soft)
        painter.setPen(QPen(colour, 1))
        painter.drawRoundedRect(QRectF(left, 0.5, max(3.0, right - left), _TRACK - 1.0), 3, 3)
        painter.setPen(QPen(colour, 2.5))
        middle = round(self._x(shown.expected))
        painter.drawLine(middle, 3, middle, _TRACK - 3)

    def _draw_labels(self, painter: QPainter, shown: MemoryRange) -> None:
        palette = self._theme.palette
        painter.setFont(text_font(CAPTION))
        painter.setPen(QColor(palette.weak))
        area = QRectF(0, _TRACK + 2, self.width(), _LABELS - 2)
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, "0")
        if shown.total is None:
            return
        end = self._x(shown.total)
        if end < self.width() - 2:
            painter.setPen(QPen(QColor(palette.text), 1, Qt.PenStyle.DashLine))
            painter.drawLine(round(end), 0, round(end), _TRACK + 3)
            painter.setPen(QColor(palette.weak))
        text = formats.memory(shown.total)
        wide = painter.fontMetrics().horizontalAdvance(text) + 2.0
        left = min(max(0.0, end - wide / 2), self.width() - wide)
        painter.drawText(QRectF(left, area.top(), wide, area.height()), Qt.AlignmentFlag.AlignCenter, text)
