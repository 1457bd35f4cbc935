"""Speed and time left, from how long the last steps took. `gui.formats` writes them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

SPEED_WINDOW = 200
_TRIMMED = 0.1


def seconds_per_step(seconds: NDArray[np.float64]) -> float | None:
    """Mean of the last 200 steps without their slowest and fastest tenth, so that a saved checkpoint does not show.

    None where no step has a known duration.
    """
    window = seconds[-SPEED_WINDOW:]
    known = np.sort(window[np.isfinite(window) & (window > 0)])
    if not len(known):
        return None
    trimmed = int(len(known) * _TRIMMED)
    return float(known[trimmed : len(known) - trimmed].mean())


def seconds_left(seconds: NDArray[np.float64], step: int | None, total_steps: int | None) -> float | None:
    """How long the remaining steps take at the pace of the last 200, pauses to save and sample counted in.

    One step that took over a hundred times the usual (the machine slept, the run was paused) is left out.
    """
    usual = seconds_per_step(seconds)
    if usual is None or step is None or not total_steps:
        return None
    window = seconds[-SPEED_WINDOW:]
    pace = window[np.isfinite(window) & (window > 0) & (window <= 100 * usual)]
    return float(pace.mean()) * max(total_steps - step, 0)
