"""pyqtgraph's axes with our ticks: no SI prefixes, scientific learning rates, times as a clock shows them."""

from __future__ import annotations

from collections.abc import Callable

import pyqtgraph as pg

from gui.palette import Palette
from gui.theme import CAPTION, text_font
from gui.training_monitor import ticks
from gui.training_monitor.series import Axis

_VALUE_AXIS_WIDTH = 58
_PIXELS_A_POSITION, _PIXELS_A_VALUE = 110, 30


class _QuietAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph is untyped
    """Short ticks, small type, a grid as faint as the theme's borders."""

    def __init__(self, orientation: str) -> None:
        super().__init__(orientation, maxTickLength=0)
        self.enableAutoSIPrefix(False)
        self.setStyle(
            tickFont=text_font(CAPTION), tickTextOffset=6, autoExpandTextSpace=False, hideOverlappingLabels=False
        )

    def wear(self, palette: Palette) -> None:
        self.setPen(pg.mkPen(palette.border))
        self.setTickPen(pg.mkPen(palette.border))
        self.setTextPen(pg.mkPen(palette.weak))
        self.setGrid(160)


class PositionAxis(_QuietAxis):
    """The x axis: steps, epochs or time, as `axis` says."""

    def __init__(self) -> None:
        super().__init__("bottom")
        self.axis = Axis.STEP
        self.setHeight(24)

    def count(self, axis: Axis) -> None:
        self.axis = axis
        self.picture = None
        self.update()

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[float]]]:  # noqa: N803
        number = max(int(size / _PIXELS_A_POSITION), 2)
        low, high = max(minVal, 0.0), maxVal
        if self.axis is Axis.TIME:
            return [ticks.clock(low, high, number)]
        return [ticks.linear(low, high, number, smallest=1.0 if self.axis is Axis.STEP else 0.0)]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:  # noqa: ARG002
        return [ticks.position_label(self.axis, value, spacing) for value in values]


class ValueAxis(_QuietAxis):
    """A y axis whose labels `write(value, spacing)` makes; logarithmic where the curves are drawn as log10."""

    def __init__(self, write: Callable[[float, float], str]) -> None:
        super().__init__("left")
        self.logarithmic = False
        self._write = write
        self.setWidth(_VALUE_AXIS_WIDTH)

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[float]]]:  # noqa: N803
        number = max(int(size / _PIXELS_A_VALUE), 2)
        if self.logarithmic:
            return [(0.0, ticks.logarithmic(minVal, maxVal, number))]
        return [ticks.linear(minVal, maxVal, number)]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:  # noqa: ARG002
        if not self.logarithmic:
            return [self._write(value, spacing) for value in values]
        linear = [10.0**value for value in values]
        return [self._write(value, value * 0.1) for value in linear]
