"""Exponential smoothing of a growing series, debiased as TensorBoard does it."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

_SMALLEST_POWER = 1e-200
_LONGEST_BLOCK = 4096


class ExponentialAverage:
    """Smooths values as they arrive; feeding them in any portions gives the same curve.

    `weight` (0 to 1, 1 excluded) is how much of the past is kept. The first values are divided by `1 - weight^n`, so
    that the curve starts at the first value and not at zero (TensorBoard, `vz_line_chart2/line-chart.ts`). Values that
    are not finite give NaN and leave the average as it was.
    """

    def __init__(self, weight: float) -> None:
        if not 0.0 <= weight < 1.0:
            raise ValueError(f"weight {weight} is outside 0 <= weight < 1")
        self.weight = weight
        self._average = 0.0
        self._count = 0
        self._powers = _powers(weight)
        self._unbiased_from = math.ceil(math.log(1e-17) / math.log(weight)) if weight else 0

    def extend(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """The smoothed curve at `values`, of the same length."""
        finite = np.isfinite(values)
        if finite.all():
            return self._extend_finite(values)
        smoothed = np.full(len(values), math.nan)
        smoothed[finite] = self._extend_finite(values[finite])
        return smoothed

    def _extend_finite(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        if self.weight == 0.0 or not len(values):
            return values
        averages = np.empty(len(values))
        block = len(self._powers)
        for start in range(0, len(values), block):
            part = values[start : start + block]
            powers = self._powers[: len(part)]
            sums = np.cumsum(part / powers) * (1.0 - self.weight)
            averages[start : start + block] = powers * (sums + self._average * self.weight)
            self._average = float(averages[start + len(part) - 1])
        biased = max(0, min(len(values), self._unbiased_from - self._count))
        counts = np.arange(self._count + 1, self._count + biased + 1)
        averages[:biased] /= -np.expm1(counts * math.log(self.weight))
        self._count += len(values)
        return averages


def _powers(weight: float) -> NDArray[np.float64]:
    """`weight` to the power 0, 1, 2 … as far as their reciprocals stay representable."""
    if weight == 0.0:
        return np.ones(1)
    length = int(math.log(_SMALLEST_POWER) / math.log(weight))
    return weight ** np.arange(min(max(length, 1), _LONGEST_BLOCK), dtype=np.float64)
