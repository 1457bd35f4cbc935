"""Loss above, learning rate below, one x axis: of one run, or the smoothed losses of several beside one another."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QPixmap
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from gui import formats
from gui.icons import IconSet
from gui.theme import Theme
from gui.training_monitor import ticks
from gui.training_monitor.legend import Legend, LegendEntry, marker_symbol
from gui.training_monitor.plot_axes import ValueAxis
from gui.training_monitor.plot_toolbar import PlotToolbar
from gui.training_monitor.run_curves import Marker, MarkerKind, RunCurves
from gui.training_monitor.run_plot import RunPlot
from gui.training_monitor.series import Axis
from gui.training_monitor.viewport import Viewport
from gui.widgets import parts

_SHAPES = {MarkerKind.CHECKPOINT: "diamond", MarkerKind.SAMPLE: "triangle", MarkerKind.PROBLEM: "dot"}
_RATE_PIXELS = 6
"""How far new steps have to reach before learning rates, which change slowly, are drawn again."""


class CurvesPanel(QWidget):
    """Shows `RunCurves`; call `data_grew` after appending to them, as often as redrawing is wanted."""

    image_wanted = Signal()
    table_wanted = Signal()

    def __init__(self, theme: Theme, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._runs: list[RunCurves] = []
        self._viewport = Viewport()
        self._axis = Axis.STEP
        self.toolbar = PlotToolbar(icons)
        self.loss_plot = RunPlot(ValueAxis(ticks.value_label))
        self.rate_plot = RunPlot(ValueAxis(lambda value, _spacing: formats.learning_rate(value)), y_from_zero=True)
        self._drawn = {self.loss_plot: math.nan, self.rate_plot: math.nan}
        self._loss_legend, self._rate_legend = Legend(), Legend()
        self._loss_readout, self._rate_readout = _Readout(self.loss_plot), _Readout(self.rate_plot)
        self._markers = {kind: self._make_markers(kind) for kind in MarkerKind}
        self._arrange()
        self._connect()
        self._wear()

    def _arrange(self) -> None:
        self.loss_plot.setAccessibleName(self.tr("Loss curve"))
        self.rate_plot.setAccessibleName(self.tr("Learning rate curve"))
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(_titled(self.tr("Loss"), self._loss_legend, self.loss_plot))
        splitter.addWidget(_titled(self.tr("Learning rate"), self._rate_legend, self.rate_plot))
        splitter.setStretchFactor(0, 5)
        splitter.setStretchFactor(1, 2)
        splitter.setSizes([500, 200])
        layout = parts.column(self, spacing=4)
        layout.addWidget(self.toolbar)
        layout.addWidget(splitter, 1)

    def _connect(self) -> None:
        toolbar = self.toolbar
        toolbar.axis_chosen.connect(self.set_axis)
        toolbar.smoothing_chosen.connect(self._smooth)
        toolbar.logarithmic_toggled.connect(self._set_logarithmic)
        toolbar.outliers_toggled.connect(self._set_outliers)
        toolbar.follow_toggled.connect(self._set_following)
        toolbar.reset_wanted.connect(self.reset_view)
        toolbar.image_wanted.connect(self.image_wanted)
        toolbar.table_wanted.connect(self.table_wanted)
        self.rate_plot.setXLink(self.loss_plot)
        for plot in (self.loss_plot, self.rate_plot):
            plot.moved.connect(self._on_moved)
            plot.reset_wanted.connect(self.reset_view)
            plot.pointed.connect(self.point_at)
        self.loss_plot.y_changed.connect(self.markers_changed)
        self._theme.changed.connect(self._wear)

    def _make_markers(self, kind: MarkerKind) -> pg.ScatterPlotItem:
        item = pg.ScatterPlotItem(symbol=marker_symbol(_SHAPES[kind]), size=11, hoverable=True, tip=_tooltip)
        item.setZValue(40)
        self.loss_plot.addItem(item, ignoreBounds=True)
        return item

    @property
    def runs(self) -> Sequence[RunCurves]:
        return self._runs

    def show_runs(self, runs: Sequence[RunCurves]) -> None:
        """Draw these runs; the first gives learning rates and markers, and is drawn in full where it is alone."""
        for run in self._runs:
            run.resmoothed.disconnect(self._on_resmoothed)
        self._runs = list(runs)
        for run in self._runs:
            run.axis = self._axis
            if run.smoothed.weight != self.toolbar.smoothing:
                run.smooth(self.toolbar.smoothing)
            run.resmoothed.connect(self._on_resmoothed)
        self._set_layers()
        self.reset_view()

    def _set_layers(self) -> None:
        alone = len(self._runs) == 1
        layers = [layer for run in reversed(self._runs) for layer in run.loss_layers(alone=alone)]
        self.loss_plot.set_layers(layers)
        self.rates_appeared()

    def rates_appeared(self) -> None:
        """A learning rate is there that was not known before."""
        self._wear()
        self.rate_plot.set_layers(list(self._runs[0].rate_layers.values()) if self._runs else [])

    def data_grew(self) -> None:
        """Bring the plots up to date where the new steps are wide enough to be seen."""
        first, newest = self._bounds()
        low, high = self.loss_plot.x_range()
        wanted = self._viewport.after_growth(low, high, first, newest)
        if wanted is not None:
            self._drawn = dict.fromkeys(self._drawn, newest)
            self.loss_plot.show_x(*wanted)
            return
        pixel = (high - low) / max(self.loss_plot.width(), 1)
        for plot, pixels in ((self.loss_plot, 1), (self.rate_plot, _RATE_PIXELS)):
            if not newest - self._drawn[plot] < pixels * pixel:
                self._drawn[plot] = newest
                plot.redraw()

    def markers_changed(self) -> None:
        """Put the markers where they belong: after new events, another axis or another smoothing."""
        for kind, item in self._markers.items():
            markers, x, y = self._runs[0].marker_places(kind) if self._runs else ([], np.zeros(0), np.zeros(0))
            if kind is MarkerKind.SAMPLE:
                y = np.full(len(x), self._foot())
            elif self.loss_plot.logarithmic:
                y = np.log10(np.where(y > 0, y, np.nan))
            item.setData(x=x, y=np.where(np.isfinite(y), y, 0.0), data=markers)

    def _foot(self) -> float:
        """Just above the lower edge of the loss plot: a sample and a checkpoint often share a step."""
        low, high = self.loss_plot.y_range()
        return low + (high - low) * 0.035

    def set_axis(self, axis: str) -> None:
        self._axis = Axis(axis)
        for run in self._runs:
            run.axis = self._axis
        for plot in (self.loss_plot, self.rate_plot):
            plot.position_axis.count(self._axis)
        self.reset_view()

    def reset_view(self) -> None:
        """The whole curve, following the newest step, y ranges chosen anew."""
        self._viewport.reset()
        self.toolbar.set_following(following=True)
        wanted = self._viewport.after_growth(math.inf, -math.inf, *self._bounds())
        if wanted is not None:
            self.loss_plot.show_x(*wanted)
        self.loss_plot.choose_y_again()
        self.rate_plot.choose_y_again()
        self.markers_changed()

    def point_at(self, x: float) -> None:
        """Read out the step nearest to a position; NaN ends it."""
        run = self._runs[0] if self._runs else None
        index = None if run is None or not math.isfinite(x) else run.series.nearest(self._axis, x)
        place = math.nan if run is None or index is None else float(run.positions()[index])
        for plot in (self.loss_plot, self.rate_plot):
            plot.show_crosshair(place)
        self._loss_readout.say("" if run is None or index is None else self._loss_words(run, index))
        self._rate_readout.say("" if run is None or index is None else _rate_words(run, index))

    def picture(self) -> QPixmap:
        return self.grab()

    def _loss_words(self, run: RunCurves, index: int) -> str:
        series = run.series
        words = [
            self.tr("step {step}").format(step=f"{int(series.steps[index]):,}"),
            self.tr("epoch {epoch}").format(epoch=f"{series.x(Axis.EPOCH)[index]:.2f}"),
            formats.stopwatch(series.x(Axis.TIME)[index]),
        ]
        if len(self._runs) == 1:
            words.append(self.tr("loss {loss}").format(loss=formats.loss(series.loss.values[index])))
            words.append(self.tr("smoothed {loss}").format(loss=formats.loss(run.smoothed_at(index))))
            return "  ·  ".join(words)
        x = float(run.positions()[index])
        for other in self._runs:
            at = other.series.nearest(self._axis, x)
            words.append(f"{other.name} {formats.loss(None if at is None else other.smoothed_at(at))}")
        return "  ·  ".join(words)

    def _bounds(self) -> tuple[float, float]:
        """First and newest position over all runs shown."""
        positions = [run.positions() for run in self._runs if len(run.series)]
        if not positions:
            return math.nan, math.nan
        return min(float(x[0]) for x in positions), max(float(x[-1]) for x in positions)

    def _smooth(self, weight: float) -> None:
        for run in self._runs:
            run.smooth(weight)

    def _on_resmoothed(self) -> None:
        self.loss_plot.redraw()
        self.markers_changed()

    def _set_logarithmic(self, logarithmic: bool) -> None:  # noqa: FBT001 - a toggle's slot
        self.loss_plot.set_logarithmic(logarithmic)
        self.markers_changed()

    def _set_outliers(self, shown: bool) -> None:  # noqa: FBT001 - a toggle's slot
        self.loss_plot.with_outliers = shown
        self.loss_plot.choose_y_again()

    def _set_following(self, following: bool) -> None:  # noqa: FBT001 - a toggle's slot
        if following:
            self._viewport.start_following(*self.loss_plot.x_range())
            self.data_grew()
        else:
            self._viewport.follow = False

    def _on_moved(self) -> None:
        bounds = self._bounds()
        if math.isfinite(bounds[0]):
            self._viewport.moved(*self.loss_plot.x_range(), *bounds)
            self.toolbar.set_following(following=self._viewport.follow)

    def _wear(self) -> None:
        palette = self._theme.palette
        for plot in (self.loss_plot, self.rate_plot):
            plot.wear(palette)
        for number, run in enumerate(self._runs):
            run.wear(palette, palette.curves[number % len(palette.curves)])
        colours = self._marker_colours()
        for kind, item in self._markers.items():
            item.setBrush(pg.mkBrush(colours[kind]))
            item.setPen(pg.mkPen(palette.surface, width=1))
        for readout in (self._loss_readout, self._rate_readout):
            readout.wear(palette.surface, palette.text, palette.border)
        self._loss_legend.set_entries(self._loss_entries())
        rates = self._runs[0].rate_layers if self._runs else {}
        self._rate_legend.set_entries(
            [LegendEntry(name, palette.curves[n % len(palette.curves)]) for n, name in enumerate(rates)]
        )

    def _marker_colours(self) -> dict[MarkerKind, str]:
        palette = self._theme.palette
        return {
            MarkerKind.CHECKPOINT: palette.curves[5],
            MarkerKind.SAMPLE: palette.curves[3],
            MarkerKind.PROBLEM: palette.error,
        }

    def _loss_entries(self) -> list[LegendEntry]:
        curves, marks = self._theme.palette.curves, self._marker_colours()
        if len(self._runs) > 1:
            return [LegendEntry(run.name, curves[n % len(curves)]) for n, run in enumerate(self._runs)]
        return [
            LegendEntry(self.tr("raw"), curves[0], "faint"),
            LegendEntry(self.tr("smoothed"), curves[0]),
            LegendEntry(self.tr("epoch average"), curves[2]),
            LegendEntry(self.tr("checkpoint"), marks[MarkerKind.CHECKPOINT], _SHAPES[MarkerKind.CHECKPOINT]),
            LegendEntry(self.tr("sample"), marks[MarkerKind.SAMPLE], _SHAPES[MarkerKind.SAMPLE]),
            LegendEntry(self.tr("problem"), marks[MarkerKind.PROBLEM], _SHAPES[MarkerKind.PROBLEM]),
        ]


class _Readout(QLabel):
    """A line of exact values in a plot's upper right corner, there only while something is pointed at."""

    def __init__(self, plot: RunPlot) -> None:
        super().__init__(plot)
        self._plot = plot
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.hide()

    def say(self, text: str) -> None:
        if text == self.text() and bool(text) == self.isVisible():
            return
        self.setText(text)
        if text:
            self.adjustSize()
            room = self._plot.width() - 16
            if self.width() > room:
                self.setText(QFontMetrics(self.font()).elidedText(text, Qt.TextElideMode.ElideRight, room - 16))
                self.adjustSize()
            self.move(self._plot.width() - self.width() - 12, 6)
        self.setVisible(bool(text))

    def wear(self, surface: str, text: str, border: str) -> None:
        self.setStyleSheet(
            f"background: {surface}; color: {text}; border: 1px solid {border}; border-radius: 4px;"
            "padding: 2px 6px; font-size: 11px;"
        )


def _titled(title: str, legend: Legend, plot: RunPlot) -> QWidget:
    card = parts.card()
    layout: QVBoxLayout = parts.column(card, spacing=0)
    layout.setContentsMargins(1, 6, 1, 4)
    head = parts.row(spacing=16)
    head.setContentsMargins(12, 0, 12, 0)
    head.addWidget(parts.strong(title))
    head.addWidget(legend, 1)
    layout.addLayout(head)
    layout.addWidget(plot, 1)
    plot.setMinimumHeight(70)
    return card


def _rate_words(run: RunCurves, index: int) -> str:
    rates = run.series.learning_rates
    return "  ·  ".join(f"{name} {formats.learning_rate(float(rate.values[index]))}" for name, rate in rates.items())


def _tooltip(x: float, y: float, data: Marker) -> str:  # noqa: ARG001 - pyqtgraph passes all three by name
    return f"{data.text}\n{data.step:,}"
