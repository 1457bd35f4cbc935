"""Which part of a growing curve is shown: following the newest step, or where the person put it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_HEADROOM = 1.08
_NEWEST_AT = 0.92
_LOWEST_PERCENTILE, _HIGHEST_PERCENTILE = 2.0, 98.0
_KEEP = 0.06


@dataclass(slots=True)
class Viewport:
    """The x range of the plots. While following, `span` is the width that slides along; None shows everything.

    The range moves in leaps (the newest step travels from 92 % to the right edge), so that axes do not crawl.
    """

    follow: bool = True
    span: float | None = None

    def reset(self) -> None:
        self.follow, self.span = True, None

    def start_following(self, low: float, high: float) -> None:
        """Follow from here on, as wide as the view is now."""
        self.follow, self.span = True, max(high - low, 0.0) or None

    def moved(self, low: float, high: float, first: float, newest: float) -> None:
        """The person panned or zoomed: with the newest step in sight the view keeps following, else it stays."""
        self.follow = low <= newest <= high
        self.span = None if self.follow and low <= first else high - low

    def after_growth(self, low: float, high: float, first: float, newest: float) -> tuple[float, float] | None:
        """The range to show now that steps from `first` to `newest` are known; None to leave it."""
        if not self.follow or not math.isfinite(newest - first):
            return None
        if self.span is None:
            length = max(newest - first, 1e-9)
            fits = low <= first and newest <= high and high - first <= length * 1.3 and first - low <= length * 0.05
            return None if fits else (first - length * 0.01, first + length * _HEADROOM)
        if low <= newest <= high and math.isclose(high - low, self.span, rel_tol=0.01):
            return None
        return newest - self.span * _NEWEST_AT, newest + self.span * (1 - _NEWEST_AT)


def y_range(
    raw: NDArray[np.float64], smooth: NDArray[np.float64], *, with_outliers: bool, logarithmic: bool
) -> tuple[float, float] | None:
    """The y range for what is in view: all of the smooth curves, and of the raw ones the middle 96 %.

    `with_outliers` takes in everything. For a logarithmic axis the values are log10 already. None without numbers.
    """
    raw, smooth = raw[np.isfinite(raw)], smooth[np.isfinite(smooth)]
    if len(raw) and not with_outliers:
        raw = np.percentile(raw, (_LOWEST_PERCENTILE, _HIGHEST_PERCENTILE))
    values = np.concatenate((raw, smooth))
    if not len(values):
        return None
    low, high = float(values.min()), float(values.max())
    margin = (high - low) * 0.07 or (0.05 if logarithmic else abs(high) * 0.1 or 1.0)
    return low - margin, high + margin


def settled(shown: tuple[float, float], wanted: tuple[float, float]) -> bool:
    """Whether the shown range is near enough to the wanted one to stay: axes that tremble cannot be read."""
    span = wanted[1] - wanted[0]
    near = all(abs(old - new) <= span * _KEEP for old, new in zip(shown, wanted, strict=True))
    return near and shown[0] <= wanted[0] + span * 0.03 and shown[1] >= wanted[1] - span * 0.03
