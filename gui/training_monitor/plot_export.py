"""The plots of a run as files: a table of every step. Pure; written through `core.files`."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.files import replacing
from gui.training_monitor.series import Axis, RunSeries
from gui.training_monitor.smoothing import ExponentialAverage

_ROWS_AT_ONCE = 20_000


class StepTable:
    """The columns of a run as they are now: later steps do not change it, so a worker may write it."""

    def __init__(self, series: RunSeries, smoothing: float) -> None:
        self._smoothing = smoothing
        self._loss = series.loss.values
        self._whole = {"step": series.steps, "epoch": series.epochs}
        self._fractions = {
            "seconds_since_start": series.x(Axis.TIME),
            "loss": self._loss,
            **{f"lr_{name}": rates.values for name, rates in series.learning_rates.items()},
        }

    def write(self, path: Path) -> None:
        """Write a CSV file with one row for each step; an empty cell is what is not a number.

        Raises:
            FileError: the file cannot be written.
        """
        smoothed = ExponentialAverage(self._smoothing).extend(self._loss)
        columns = {**self._whole, **self._fractions, "loss_smoothed": smoothed}
        with replacing(path) as stream:
            stream.write((",".join(columns) + "\n").encode())
            for start in range(0, len(self._loss), _ROWS_AT_ONCE):
                part = {name: values[start : start + _ROWS_AT_ONCE] for name, values in columns.items()}
                stream.write("".join(self._rows(part)).encode())

    def _rows(self, columns: dict[str, NDArray[np.float64]]) -> Iterator[str]:
        cells = [
            [str(int(value)) for value in values]
            if name in self._whole
            else [_cell(value) for value in values.tolist()]
            for name, values in columns.items()
        ]
        for row in zip(*cells, strict=True):
            yield ",".join(row) + "\n"


def _cell(value: float) -> str:
    return f"{value:.9g}" if math.isfinite(value) else ""
