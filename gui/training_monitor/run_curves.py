"""What the plots draw of one run, in the theme's colours: its series, its smoothed loss, its markers."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from core.runs.events import CheckpointSaved, Message, RunEnded, SampleSaved
from core.runs.store import StepColumns, StoredEvent
from gui.core_texts import spoken
from gui.palette import Palette
from gui.tasks import Progress, run_task
from gui.training_monitor.curve_layer import CurveLayer, EpochLayer, Floats, Layer, faded
from gui.training_monitor.series import Axis, RunSeries, SmoothedSeries

DEFAULT_SMOOTHING = 0.98
RAW_OPACITY = 0.35
_SMOOTHED_AT_ONCE = 200_000


class MarkerKind(StrEnum):
    """What a mark on the loss curve stands for."""

    CHECKPOINT = "checkpoint"
    SAMPLE = "sample"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Marker:
    """A mark at a step; `text` is its tooltip."""

    kind: MarkerKind
    step: int
    text: str


class RunCurves(QObject):
    """The series of one run and the layers made of them. `resmoothed` fires when a new smoothing is ready."""

    resmoothed = Signal()

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self.axis = Axis.STEP
        self.series = RunSeries()
        self.smoothed = SmoothedSeries(DEFAULT_SMOOTHING)
        self.raw_layer = CurveLayer(self.positions, self.series.loss)
        self.smooth_layer = CurveLayer(self.positions, self.smoothed.curve, is_smooth=True)
        self.epoch_layer = EpochLayer(self.positions, self.series.epoch_means)
        self.rate_layers: dict[str, CurveLayer] = {}
        self.markers: list[Marker] = []
        self._wanted_weight = DEFAULT_SMOOTHING
        self._last_step = 0

    def positions(self) -> Floats:
        return self.series.x(self.axis)

    def reserve(self, length: int) -> None:
        """So many steps are about to come."""
        self.series.reserve(length)
        self.smoothed.curve.reserve(length)

    def append(self, steps: StepColumns) -> bool:
        """Take in new steps; True where a learning rate appeared that was not known before."""
        known = len(self.series.learning_rates)
        self.series.append(steps)
        self.smoothed.follow(self.series.loss.values)
        if len(steps):
            self._last_step = int(steps.step[-1])
        for name, rates in self.series.learning_rates.items():
            if name not in self.rate_layers:
                self.rate_layers[name] = CurveLayer(self.positions, rates, is_smooth=True)
        return len(self.series.learning_rates) != known

    def mark(self, events: tuple[StoredEvent, ...]) -> bool:
        """Take in what deserves a marker; True where something did."""
        before = len(self.markers)
        for stored in events:
            marker = self._marker_of(stored)
            if marker is not None:
                self.markers.append(marker)
        return len(self.markers) != before

    def _marker_of(self, stored: StoredEvent) -> Marker | None:
        event = stored.event
        if isinstance(event, CheckpointSaved):
            return Marker(MarkerKind.CHECKPOINT, event.step, event.path.replace("\\", "/").rsplit("/", 1)[-1])
        if isinstance(event, SampleSaved):
            return Marker(MarkerKind.SAMPLE, event.step, event.prompt)
        if isinstance(event, Message) and event.level in ("warning", "error"):
            return Marker(MarkerKind.PROBLEM, self._step_at(event.time), event.text)
        if isinstance(event, RunEnded) and event.reason and event.outcome not in ("finished", "stopped"):
            return Marker(MarkerKind.PROBLEM, self._step_at(event.time), spoken(event.reason))
        return None

    def _step_at(self, time: float) -> int:
        times = self.series.times
        if not len(times):
            return 0
        index = max(int(np.searchsorted(times, time, side="right")) - 1, 0)
        return int(self.series.steps[index])

    def smooth(self, weight: float) -> None:
        """Smooth with another weight; a long curve in a worker, and `resmoothed` fires when it is there."""
        self._wanted_weight = weight
        values = self.series.loss.values
        if len(values) <= _SMOOTHED_AT_ONCE:
            self._adopt(_smoothed(weight, values))
            return

        def work(_: Progress) -> SmoothedSeries:
            return _smoothed(weight, values)

        run_task(self, work, self._adopt)

    def _adopt(self, smoothed: SmoothedSeries) -> None:
        if smoothed.weight != self._wanted_weight:
            return
        smoothed.follow(self.series.loss.values)
        self.smoothed = smoothed
        self.smooth_layer.series = smoothed.curve
        self.resmoothed.emit()

    def loss_layers(self, *, alone: bool) -> list[Layer]:
        """From the bottom up; beside other runs only the smoothed curve is drawn."""
        return [self.raw_layer, self.epoch_layer, self.smooth_layer] if alone else [self.smooth_layer]

    def wear(self, palette: Palette, colour: str) -> None:
        self.raw_layer.item.setPen(pg.mkPen(faded(colour, RAW_OPACITY)))
        self.smooth_layer.item.setPen(pg.mkPen(colour, width=1.8))
        self.epoch_layer.item.setPen(pg.mkPen(palette.curves[2], width=2))
        for number, layer in enumerate(self.rate_layers.values()):
            layer.item.setPen(pg.mkPen(palette.curves[number % len(palette.curves)], width=1.4))

    def marker_places(self, kind: MarkerKind) -> tuple[list[Marker], NDArray[np.float64], NDArray[np.float64]]:
        """The markers of a kind, their x positions, and the smoothed loss there (the raw one where it has none)."""
        markers = [marker for marker in self.markers if marker.kind is kind]
        if not markers or not len(self.series):
            return [], np.zeros(0), np.zeros(0)
        steps = np.array([marker.step for marker in markers], dtype=float)
        places = np.clip(np.searchsorted(self.series.x(Axis.STEP), steps), 0, len(self.series) - 1)
        y = _last_numbers(self.smoothed.curve.values, places)
        return markers, self.positions()[places], y

    def smoothed_at(self, index: int) -> float:
        values = self.smoothed.curve.values
        return float(values[index]) if index < len(values) else math.nan


def _smoothed(weight: float, values: Floats) -> SmoothedSeries:
    smoothed = SmoothedSeries(weight)
    smoothed.follow(values)
    return smoothed


def _last_numbers(values: Floats, places: NDArray[np.int64]) -> Floats:
    """`values` at `places`; where that is not a number, the last number before."""
    found = values[np.minimum(places, len(values) - 1)]
    for number in np.flatnonzero(~np.isfinite(found)):
        before = values[: places[number]]
        finite = np.flatnonzero(np.isfinite(before[-100_000:]))
        if len(finite):
            found[number] = before[-100_000:][finite[-1]]
    return found
