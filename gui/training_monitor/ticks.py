"""Round places for an axis's labels, and how they are written."""

from __future__ import annotations

import math

from gui import formats
from gui.training_monitor.series import Axis

_CLOCK_STEPS = (
    *(1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400),
    *(2 * 86_400, 7 * 86_400, 30 * 86_400),
)


def linear(low: float, high: float, count: int, *, smallest: float = 0.0) -> tuple[float, list[float]]:
    """About `count` multiples of 1, 2 or 5 times a power of ten between two values, and their spacing."""
    span = high - low
    if not (math.isfinite(span) and span > 0):
        return 1.0, []
    rough = max(span / max(count, 1), smallest)
    unit = 10.0 ** math.floor(math.log10(rough))
    spacing = unit * next(factor for factor in (1, 2, 5, 10) if factor * unit >= rough * 0.999)
    return spacing, _multiples(low, high, spacing)


def clock(low: float, high: float, count: int) -> tuple[float, list[float]]:
    """About `count` round durations (seconds) between two values, and their spacing."""
    span = high - low
    if not (math.isfinite(span) and span > 0):
        return 1.0, []
    rough = span / max(count, 1)
    spacing = float(next((step for step in _CLOCK_STEPS if step >= rough), _CLOCK_STEPS[-1]))
    return spacing, _multiples(low, high, spacing)


def logarithmic(low: float, high: float, count: int) -> list[float]:
    """Round values for an axis that shows log10, as logarithms: decades, then 1-2-5, else evenly spaced values."""
    if not (math.isfinite(high - low) and high > low):
        return []
    exponents = range(math.floor(low), math.ceil(high) + 1)
    for factors in ((1,), (1, 2, 5), tuple(range(1, 10))):
        places = [exponent + math.log10(factor) for exponent in exponents for factor in factors]
        places = [place for place in places if low <= place <= high]
        if len(places) >= min(count, 3):
            stride = max(1, math.ceil(len(places) / (2 * max(count, 1))))
            return places[::stride]
    _, values = linear(10.0**low, 10.0**high, count)
    return [math.log10(value) for value in values if value > 0]


def position_label(axis: Axis, value: float, spacing: float) -> str:
    """`12,500` for steps, `3` or `3.25` for epochs, `1:12:05` for time."""
    if axis is Axis.TIME:
        return formats.stopwatch(value)
    return f"{value:,.{_digits(spacing)}f}"


def value_label(value: float, spacing: float) -> str:
    """Plain digits, as many as the spacing needs; scientific where that would take more than six."""
    digits = _digits(spacing)
    if digits > 6 or abs(value) >= 1e6:
        return formats.learning_rate(value)
    return f"{value:.{digits}f}"


def _multiples(low: float, high: float, spacing: float) -> list[float]:
    first, last = math.ceil(low / spacing - 1e-9), math.floor(high / spacing + 1e-9)
    return [number * spacing for number in range(first, min(last, first + 1000) + 1)]


def _digits(spacing: float) -> int:
    return max(0, -math.floor(math.log10(spacing) + 1e-9)) if spacing > 0 else 0
