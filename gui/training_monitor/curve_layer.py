"""Curves that draw only what can be seen of a long series."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from gui.training_monitor.peaks import PeakSeries
from gui.training_monitor.series import EpochMeans

Floats = NDArray[np.float64]


class Layer(Protocol):
    """Something a plot draws."""

    item: pg.PlotCurveItem
    is_smooth: bool
    """Whether all of it has to be in sight; else outliers may leave the view."""

    def draw(self, low: float, high: float, columns: int, *, logarithmic: bool) -> Floats:
        """Draw what lies between two x positions in about `columns` columns; the y values drawn."""
        ...


class CurveLayer:
    """A series over the positions that `positions()` gives."""

    def __init__(self, positions: Callable[[], Floats], series: PeakSeries, *, is_smooth: bool = False) -> None:
        self.series = series
        self.is_smooth = is_smooth
        self.item = _curve(antialias=is_smooth)
        self._positions = positions

    def draw(self, low: float, high: float, columns: int, *, logarithmic: bool) -> Floats:
        x, values = self._positions(), self.series.values
        length = min(len(x), len(values))
        first = max(int(np.searchsorted(x[:length], low)) - 1, 0)
        last = min(int(np.searchsorted(x[:length], high, side="right")) + 1, length)
        chosen = self.series.select(first, last, columns)
        return _show(self.item, x[chosen], values[chosen], logarithmic=logarithmic)


class EpochLayer:
    """The mean of each epoch, as a level line from the epoch's first step to its last."""

    is_smooth = True

    def __init__(self, positions: Callable[[], Floats], means: EpochMeans) -> None:
        self.item = _curve(antialias=False)
        self._positions = positions
        self._means = means

    def draw(self, low: float, high: float, columns: int, *, logarithmic: bool) -> Floats:
        x = self._positions()
        first, last = (int(place) for place in np.searchsorted(x, (low, high)))
        starts, ends, means = self._means.select(first, min(last + 1, len(x)), columns // 2)
        places = np.column_stack((x[starts], x[ends])).ravel() if len(starts) else np.zeros(0)
        return _show(self.item, places, np.repeat(means, 2), logarithmic=logarithmic)


def _curve(*, antialias: bool) -> pg.PlotCurveItem:
    """Drawn line by line: as one path, a thick antialiased curve of 1,300 points takes 8 ms instead of 2."""
    item = pg.PlotCurveItem(connect="finite", antialias=antialias, skipFiniteCheck=True)
    item.setSegmentedLineMode("on")
    return item


def _show(item: pg.PlotCurveItem, x: Floats, y: Floats, *, logarithmic: bool) -> Floats:
    if logarithmic:
        y = np.log10(np.where(y > 0, y, np.nan))
    item.setData(x, np.where(np.isfinite(y), y, np.nan))
    return y


def faded(colour: str, opacity: float) -> QColor:
    made = QColor(colour)
    made.setAlphaF(opacity)
    return made
