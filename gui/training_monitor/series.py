"""The curves of one run as they grow: losses, learning rates, epoch averages, and where they lie on an x axis."""

from __future__ import annotations

import math
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from core.runs.store import StepColumns
from gui.training_monitor.peaks import GrowingArray, PeakSeries
from gui.training_monitor.smoothing import ExponentialAverage


class Axis(StrEnum):
    """What the plots' x axis counts."""

    STEP = "step"
    EPOCH = "epoch"
    TIME = "time"


def cut(columns: StepColumns, start: int, stop: int) -> StepColumns:
    """The steps `start` to `stop` (excluded) of a portion, as views."""
    part = slice(start, stop)
    return StepColumns(
        row=columns.row[part],
        step=columns.step[part],
        epoch=columns.epoch[part],
        time=columns.time[part],
        loss=columns.loss[part],
        average_loss=columns.average_loss[part],
        seconds=columns.seconds[part],
        learning_rates={name: rates[part] for name, rates in columns.learning_rates.items()},
    )


class EpochMeans:
    """Mean loss of each epoch, losses that are not numbers left out; the epoch still going on comes last."""

    def __init__(self) -> None:
        self._epoch: float | None = None
        self._sum, self._count, self._length = 0.0, 0, 0
        self._done = PeakSeries()
        self._ends = GrowingArray(np.int64)

    def append(self, epochs: NDArray[np.float64], losses: NDArray[np.float64]) -> None:
        starts = np.flatnonzero(np.diff(epochs, prepend=math.nan) != 0)
        if not len(starts):
            return
        finite = np.isfinite(losses)
        sums = np.add.reduceat(np.where(finite, losses, 0.0), starts)
        counts = np.add.reduceat(finite.astype(np.int64), starts)
        ends = np.append(starts[1:], len(epochs)) + self._length - 1
        if self._epoch == epochs[0]:
            sums[0] += self._sum
            counts[0] += self._count
        elif self._epoch is not None:
            sums, counts = np.insert(sums, 0, self._sum), np.insert(counts, 0, self._count)
            ends = np.insert(ends, 0, self._length - 1)
        self._ends.append(ends[:-1])
        self._done.append(_means(sums[:-1], counts[:-1]))
        self._epoch, self._sum, self._count = float(epochs[-1]), float(sums[-1]), int(counts[-1])
        self._length += len(epochs)

    def select(
        self, first: int, last: int, buckets: int
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
        """First sample, last sample and mean of the epochs to draw for samples `first` to `last` (excluded)."""
        if not self._length:
            return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0)
        ends = self._ends.values
        low, high = int(np.searchsorted(ends, first)), int(np.searchsorted(ends, last)) + 1
        chosen = self._done.select(low, high, buckets)
        starts = np.where(chosen > 0, ends[chosen - 1] + 1, 0) if len(ends) else np.zeros(0, np.int64)
        if last <= (ends[-1] if len(ends) else -1):
            return starts, ends[chosen], self._done.values[chosen]
        current = int(ends[-1]) + 1 if len(ends) else 0
        mean = _means(np.array([self._sum]), np.array([self._count]))
        return (
            np.append(starts, current),
            np.append(ends[chosen], self._length - 1),
            np.append(self._done.values[chosen], mean),
        )


class RunSeries:
    """Everything the plots of one run draw. Arrays handed out are views; appending leaves older views as they are."""

    def __init__(self) -> None:
        self.loss = PeakSeries()
        self.learning_rates: dict[str, PeakSeries] = {}
        self.epoch_means = EpochMeans()
        self.seconds = GrowingArray(np.float64)
        self._steps = GrowingArray(np.float64)
        self._epochs = GrowingArray(np.float64)
        self._times = GrowingArray(np.float64)
        self._positions = {axis: GrowingArray(np.float64) for axis in Axis}
        self._origin = math.nan
        self._expected = 0
        self._planned_steps_per_epoch = 0.0
        self._measured_steps_per_epoch = 0.0

    def __len__(self) -> int:
        return len(self._steps)

    @property
    def times(self) -> NDArray[np.float64]:
        return self._times.values

    @property
    def steps(self) -> NDArray[np.float64]:
        return self._steps.values

    @property
    def epochs(self) -> NDArray[np.float64]:
        return self._epochs.values

    def plan(self, total_steps: int | None, total_epochs: int | None) -> None:
        """How long an epoch is expected to be, until the first one has been seen to end."""
        if total_steps and total_epochs and not self._measured_steps_per_epoch:
            planned = total_steps / total_epochs
            if planned != self._planned_steps_per_epoch:
                self._planned_steps_per_epoch = planned
                self._place_epochs_again()

    def reserve(self, length: int) -> None:
        """Make room for so many steps, so that a long run which comes in portions is not copied again and again."""
        self._expected = length
        for array in (self.seconds, self._steps, self._epochs, self._times, *self._positions.values()):
            array.reserve(length)
        for series in (self.loss, *self.learning_rates.values()):
            series.reserve(length)

    def append(self, portion: StepColumns) -> None:
        if not len(portion):
            return
        if not len(self):
            self._origin = float(portion.time[0] - np.nan_to_num(portion.seconds[0]))
        self._append_rates(portion)
        for array, values in (
            (self._steps, portion.step.astype(np.float64)),
            (self._epochs, portion.epoch.astype(np.float64)),
            (self._times, portion.time),
            (self.seconds, portion.seconds),
        ):
            array.append(values)
        self.loss.append(portion.loss)
        self.epoch_means.append(self.epochs[len(self) - len(portion) :], portion.loss)
        start = len(self) - len(portion)
        self._append_positions(Axis.STEP, start)
        self._append_positions(Axis.TIME, start)
        if self._measure_epoch(max(start - 1, 0)):
            self._place_epochs_again()
        else:
            self._append_positions(Axis.EPOCH, start)

    def x(self, axis: Axis) -> NDArray[np.float64]:
        """Positions of all steps, never falling: step number, epochs done, or seconds since training began."""
        return self._positions[axis].values

    def locate(self, axis: Axis, step: float) -> float:
        """Where on the axis the step with this number lies; NaN before the first step is known."""
        if not len(self):
            return math.nan
        index = min(int(np.searchsorted(self.x(Axis.STEP), step)), len(self) - 1)
        return float(self.x(axis)[index])

    def nearest(self, axis: Axis, x: float) -> int | None:
        """Index of the step nearest to a position."""
        positions = self.x(axis)
        if not len(positions):
            return None
        after = min(int(np.searchsorted(positions, x)), len(positions) - 1)
        before = max(after - 1, 0)
        return before if x - positions[before] < positions[after] - x else after

    def _append_rates(self, portion: StepColumns) -> None:
        for name in portion.learning_rates:
            if name not in self.learning_rates:
                self.learning_rates[name] = PeakSeries()
                self.learning_rates[name].reserve(self._expected)
                self.learning_rates[name].append(np.full(len(self), math.nan))
        for name, series in self.learning_rates.items():
            rates = portion.learning_rates.get(name)
            series.append(np.full(len(portion), math.nan) if rates is None else rates)

    def _measure_epoch(self, start: int) -> bool:
        """Learn the epochs' length where the first one ends: that step's number over that epoch's."""
        if self._measured_steps_per_epoch:
            return False
        changes = np.flatnonzero(np.diff(self.epochs[start:]))
        if not len(changes):
            return False
        last = start + int(changes[0])
        measured = float(self.steps[last] / max(self.epochs[last], 1.0))
        changed = measured != self._planned_steps_per_epoch
        self._measured_steps_per_epoch = measured
        return changed

    def _place_epochs_again(self) -> None:
        self._positions[Axis.EPOCH] = GrowingArray(np.float64)
        self._positions[Axis.EPOCH].reserve(self._expected)
        self._append_positions(Axis.EPOCH, 0)

    def _append_positions(self, axis: Axis, start: int) -> None:
        steps, epochs = self.steps[start:], self.epochs[start:]
        if axis is Axis.STEP:
            places = steps
        elif axis is Axis.TIME:
            places = self._times.values[start:] - self._origin
        else:
            length = self._measured_steps_per_epoch or self._planned_steps_per_epoch or math.inf
            places = epochs - 1 + np.clip(steps / length - (epochs - 1), 0.0, 1.0)
        positions = self._positions[axis]
        floor = float(positions.values[-1]) if len(positions) else -math.inf
        positions.append(np.maximum(np.maximum.accumulate(places), floor) if len(places) else places)


class SmoothedSeries:
    """The smoothed companion of a curve, brought up to date on demand."""

    def __init__(self, weight: float) -> None:
        self.curve = PeakSeries()
        self._average = ExponentialAverage(weight)

    @property
    def weight(self) -> float:
        return self._average.weight

    def follow(self, values: NDArray[np.float64]) -> None:
        """Smooth what `values` has got since the last call."""
        if len(values) > len(self.curve):
            self.curve.append(self._average.extend(values[len(self.curve) :]))


def _means(sums: NDArray[np.float64], counts: NDArray[np.int64]) -> NDArray[np.float64]:
    means: NDArray[np.float64] = np.where(counts > 0, sums / np.maximum(counts, 1), math.nan)
    return means
