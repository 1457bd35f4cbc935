"""One plot of a run: pans and zooms along x, chooses its own y range, reads out the step under the pointer."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from gui.palette import Palette
from gui.training_monitor.curve_layer import Floats, Layer
from gui.training_monitor.plot_axes import PositionAxis, ValueAxis
from gui.training_monitor.viewport import settled, y_range

_WHEEL_KEY_STEP = 0.15
_ROOM_FOR_LABELS = 0.18
"""Of a plot that starts at zero: a label that would stick out is not drawn by pyqtgraph."""


class _AlongX(pg.ViewBox):  # type: ignore[misc]  # pyqtgraph is untyped
    """Wheel and drag over the curves move x alone; over an axis they move that axis."""

    def __init__(self) -> None:
        super().__init__(enableMenu=False)
        self.disableAutoRange()
        self.setDefaultPadding(0.0)

    def wheelEvent(self, ev: Any, axis: int | None = None) -> None:
        super().wheelEvent(ev, axis=0 if axis is None else axis)

    def mouseDragEvent(self, ev: Any, axis: int | None = None) -> None:
        if ev.button() == Qt.MouseButton.RightButton:
            ev.ignore()
            return
        super().mouseDragEvent(ev, axis=0 if axis is None else axis)


class RunPlot(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph is untyped
    """Draws layers. `moved` fires when the person panned or zoomed x, `pointed` with the x under the pointer (NaN when
    it left), `reset_wanted` on a double click or the Home key, `y_changed` when other y values came into view."""

    moved = Signal()
    pointed = Signal(float)
    reset_wanted = Signal()
    y_changed = Signal()

    def __init__(self, value_axis: ValueAxis, *, y_from_zero: bool = False, parent: QWidget | None = None) -> None:
        self.position_axis = PositionAxis()
        self.value_axis = value_axis
        self._view = _AlongX()
        super().__init__(
            parent=parent, viewBox=self._view, axisItems={"bottom": self.position_axis, "left": value_axis}
        )
        self.with_outliers = False
        self._y_from_zero = y_from_zero
        self._y_is_manual = False
        self._layers: list[Layer] = []
        self._crosshair = pg.InfiniteLine(angle=90, movable=False)
        self._crosshair.setZValue(50)
        self._crosshair.hide()
        self._prepare()

    def _prepare(self) -> None:
        self.hideButtons()
        self.setMenuEnabled(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setFrameShape(self.Shape.NoFrame)
        self.plotItem.setContentsMargins(0, 4, 8, 0)
        self.addItem(self._crosshair, ignoreBounds=True)
        self._view.sigXRangeChanged.connect(self.redraw)
        self._view.sigYRangeChanged.connect(lambda *_: self.y_changed.emit())
        self._view.sigResized.connect(self.redraw)
        self._view.sigRangeChangedManually.connect(self._on_moved)

    def wear(self, palette: Palette) -> None:
        self.setBackground(palette.surface)
        self.position_axis.wear(palette)
        self.value_axis.wear(palette)
        self._crosshair.setPen(pg.mkPen(palette.weak))

    def set_layers(self, layers: Sequence[Layer]) -> None:
        """What to draw, from the bottom up."""
        for layer in self._layers:
            self.removeItem(layer.item)
        self._layers = list(layers)
        for depth, layer in enumerate(self._layers):
            layer.item.setZValue(depth)
            self.addItem(layer.item, ignoreBounds=True)
        self.redraw()

    @property
    def logarithmic(self) -> bool:
        return self.value_axis.logarithmic

    def set_logarithmic(self, logarithmic: bool) -> None:  # noqa: FBT001 - a toggle's slot
        self.value_axis.logarithmic = logarithmic
        self.value_axis.picture = None
        self.choose_y_again()

    def x_range(self) -> tuple[float, float]:
        low, high = self._view.viewRange()[0]
        return float(low), float(high)

    def y_range(self) -> tuple[float, float]:
        low, high = self._view.viewRange()[1]
        return float(low), float(high)

    def show_x(self, low: float, high: float) -> None:
        self._view.setXRange(low, high, padding=0)

    def choose_y_again(self) -> None:
        """Give up a y range that the person chose."""
        self._y_is_manual = False
        self.redraw(choose_exactly=True)

    def redraw(self, *_: object, choose_exactly: bool = False) -> None:
        """Draw what the x range shows of the layers, and fit the y range to it."""
        low, high = self.x_range()
        columns = max(int(self._view.width()), 100)
        raw, smooth = [np.zeros(0)], [np.zeros(0)]
        for layer in self._layers:
            drawn = layer.draw(low, high, columns, logarithmic=self.logarithmic)
            (smooth if layer.is_smooth else raw).append(drawn)
        if not self._y_is_manual:
            self._fit_y(np.concatenate(raw), np.concatenate(smooth), exactly=choose_exactly)
        self.scene().prepareForPaint()

    def _fit_y(self, raw: Floats, smooth: Floats, *, exactly: bool) -> None:
        wanted = y_range(
            raw,
            smooth,
            with_outliers=self.with_outliers,
            logarithmic=self.logarithmic,
        )
        if wanted is None:
            return
        if self._y_from_zero and not self.logarithmic:
            height = max(wanted[1], 0.0)
            wanted = (min(0.0, wanted[0]) - height * _ROOM_FOR_LABELS, height * (1 + _ROOM_FOR_LABELS))
        if exactly or not settled(self.y_range(), wanted):
            self._view.setYRange(*wanted, padding=0)

    def show_crosshair(self, x: float) -> None:
        self._crosshair.setVisible(math.isfinite(x))
        if math.isfinite(x):
            self._crosshair.setPos(x)

    def mouseMoveEvent(self, ev: QMouseEvent) -> None:
        super().mouseMoveEvent(ev)
        place = self.mapToScene(ev.position().toPoint())
        inside = self._view.sceneBoundingRect().contains(place)
        self.pointed.emit(self._view.mapSceneToView(QPointF(place)).x() if inside else math.nan)

    def leaveEvent(self, ev: QEvent) -> None:
        super().leaveEvent(ev)
        self.pointed.emit(math.nan)

    def mouseDoubleClickEvent(self, ev: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(ev)
        self._y_is_manual = False
        self.reset_wanted.emit()

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        low, high = self.x_range()
        step = (high - low) * _WHEEL_KEY_STEP
        moves = {
            Qt.Key.Key_Left: (-step, -step),
            Qt.Key.Key_Right: (step, step),
            Qt.Key.Key_Plus: (step, -step),
            Qt.Key.Key_Equal: (step, -step),
            Qt.Key.Key_Minus: (-step, step),
        }
        move = moves.get(Qt.Key(ev.key()))
        if move is not None:
            self.show_x(low + move[0], high + move[1])
            self.moved.emit()
        elif ev.key() == Qt.Key.Key_Home:
            self._y_is_manual = False
            self.reset_wanted.emit()
        else:
            super().keyPressEvent(ev)

    def _on_moved(self, mask: Sequence[bool]) -> None:
        if mask[1] and not mask[0]:
            self._y_is_manual = True
        else:
            self.moved.emit()
