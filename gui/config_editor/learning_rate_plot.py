"""The learning rate over the steps of a training that has not begun."""

from __future__ import annotations

import bisect
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from core.config.lr_curve import LrCurve
from gui import formats
from gui.palette import Palette
from gui.theme import CAPTION, Theme, text_font

_HEIGHT = 132
_ROOM_ABOVE = 1.08


class _Axis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph is untyped
    """Few, quiet labels: learning rates are scientific, steps have their thousands parted."""

    def __init__(self, orientation: str) -> None:
        super().__init__(orientation, maxTickLength=0)
        self.enableAutoSIPrefix(False)
        self.setStyle(tickFont=text_font(CAPTION), tickTextOffset=4, autoExpandTextSpace=False)
        self._is_rate = orientation == "left"
        if self._is_rate:
            self.setWidth(44)
        else:
            self.setHeight(18)

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[float]]]:  # noqa: N803
        levels = super().tickValues(max(0.0, minVal), maxVal, size)
        return list(levels[:1])

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:  # noqa: ARG002
        if self._is_rate:
            return [formats.learning_rate(round(value, 12)) for value in values]
        return [f"{value:,.0f}" for value in values]

    def wear(self, palette: Palette) -> None:
        self.setPen(pg.mkPen(palette.border))
        self.setTextPen(pg.mkPen(palette.weak))
        self.setGrid(120)


class LearningRatePlot(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph is untyped
    """One line for each part that trains. `pointed` tells the step under the pointer, -1 when it has left."""

    pointed = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._axes = (_Axis("bottom"), _Axis("left"))
        super().__init__(parent=parent, axisItems={"bottom": self._axes[0], "left": self._axes[1]})
        self._theme = theme
        self._curve: LrCurve | None = None
        self._lines: list[Any] = []
        self._pointer = pg.InfiniteLine(angle=90, movable=False)
        self._pointer.hide()
        self.addItem(self._pointer, ignoreBounds=True)
        self.setFixedHeight(_HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(self.Shape.NoFrame)
        self.setMouseEnabled(x=False, y=False)
        self.setMenuEnabled(False)
        self.hideButtons()
        self.setMouseTracking(True)
        self.plotItem.setContentsMargins(0, 4, 8, 0)
        theme.changed.connect(self._dress)
        self._dress()

    def show_curve(self, curve: LrCurve | None, total_steps: int) -> None:
        self._curve = curve
        rates = curve.rates.values() if curve is not None else ()
        top = max((rate for values in rates for rate in values), default=0.0) or 1e-9
        self.plotItem.vb.setRange(xRange=(0, max(1, total_steps)), yRange=(0.0, top * _ROOM_ABOVE), padding=0)
        self._draw()

    def rates_at(self, step: int) -> dict[str, float]:
        """The rate of each part at that step."""
        if self._curve is None:
            return {}
        place = min(bisect.bisect_left(self._curve.steps, step), len(self._curve.steps) - 1)
        return {part: rates[place] for part, rates in self._curve.rates.items()}

    def wheelEvent(self, ev: Any) -> None:
        """The page scrolls, not the plot."""
        ev.ignore()

    def mouseMoveEvent(self, ev: QMouseEvent) -> None:
        super().mouseMoveEvent(ev)
        view = self.plotItem.vb
        place = self.mapToScene(ev.position().toPoint())
        inside = self._curve is not None and view.sceneBoundingRect().contains(place)
        step = round(view.mapSceneToView(QPointF(place)).x()) if inside else -1
        self._pointer.setVisible(inside)
        if inside:
            self._pointer.setPos(step)
        self.pointed.emit(step)

    def leaveEvent(self, ev: QEvent) -> None:
        super().leaveEvent(ev)
        self._pointer.hide()
        self.pointed.emit(-1)

    def _draw(self) -> None:
        for line in self._lines:
            self.removeItem(line)
        colours = dict(zip(("unet", "text_encoder"), self._theme.palette.curves, strict=False))
        self._lines = []
        if self._curve is None:
            return
        steps = list(self._curve.steps)
        for part, rates in self._curve.rates.items():
            style = Qt.PenStyle.SolidLine if part == "unet" else Qt.PenStyle.DashLine
            pen = pg.mkPen(colours[part], width=2, style=style)
            self._lines.append(self.plot(steps, list(rates), pen=pen, antialias=True))

    def _dress(self) -> None:
        palette = self._theme.palette
        self.setBackground(None)
        for axis in self._axes:
            axis.wear(palette)
        self._pointer.setPen(pg.mkPen(palette.weak))
        self._draw()
