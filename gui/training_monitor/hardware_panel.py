"""What the training takes of the machine: memory and processor, and of each NVIDIA card what it tells."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from core.runs.store import HardwareColumns
from gui import formats
from gui.theme import Theme
from gui.training_monitor.sparkline import Sparkline
from gui.widgets import parts

SAMPLES_SHOWN = 180
"""Three minutes at a sample a second."""
_GIB = 2**30
_CARD = re.compile(r"gpu(\d+)\.")


class HardwareHistory:
    """The last three minutes of every column. Pure."""

    def __init__(self) -> None:
        self.columns: dict[str, NDArray[np.float64]] = {}

    def append(self, hardware: HardwareColumns) -> None:
        for name in dict.fromkeys((*self.columns, *hardware.columns)):
            old = self.columns.get(name, np.zeros(0))
            new = hardware.columns.get(name, np.full(len(hardware), math.nan))
            self.columns[name] = np.concatenate((old, new))[-SAMPLES_SHOWN:]

    @property
    def cards(self) -> list[int]:
        return sorted({int(match[1]) for name in self.columns if (match := _CARD.match(name))})

    def last(self, name: str) -> float:
        """The newest value; NaN where there is none."""
        values = self.columns.get(name)
        return float(values[-1]) if values is not None and len(values) else math.nan

    def values(self, name: str) -> NDArray[np.float64]:
        return self.columns.get(name, np.zeros(0))


@dataclass(slots=True)
class _Gauge:
    """A row: what, how much, and how it was lately."""

    name: QLabel
    value: QLabel
    line: Sparkline

    def show(self, text: str, values: NDArray[np.float64], highest: float) -> None:
        if self.value.text() != text:
            self.value.setText(text)
            self.line.setAccessibleName(f"{self.name.text()} {text}")
        self.line.show_values(values, 0.0, highest)


class HardwarePanel(QWidget):
    """One row for each figure; cards appear when there are samples of them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._history = HardwareHistory()
        self._gauges: dict[str, _Gauge] = {}
        self._titles: dict[int, QLabel] = {}
        card = parts.card()
        parts.column(self).addWidget(card)
        layout = parts.column(card, margin=12, spacing=6)
        layout.addWidget(parts.strong(self.tr("Machine")))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(2, 1)
        layout.addLayout(self._grid)
        self._no_card = parts.caption(self.tr("No NVIDIA card here: the training runs on the processor."), wrap=True)
        layout.addWidget(self._no_card)
        self._no_card.hide()
        theme.changed.connect(self._wear)
        self.clear()

    def clear(self) -> None:
        """Forget the run that was shown."""
        self._history = HardwareHistory()
        parts.clear(self._grid)
        self._gauges.clear()
        self._titles.clear()
        self._add("memory", self.tr("Memory"))
        self._add("cpu", self.tr("Processor"))
        self._no_card.hide()
        for gauge in self._gauges.values():
            gauge.show("–", np.zeros(0), 1.0)

    def add(self, hardware: HardwareColumns) -> None:
        """Take in new samples."""
        if not len(hardware):
            return
        self._history.append(hardware)
        history = self._history
        self._no_card.setVisible(not history.cards)
        memory, cpu = history.values("memory"), history.values("cpu")
        self._gauges["memory"].show(formats.memory(history.last("memory")), memory, _top(memory) * 1.15)
        cores = history.last("cpu")
        self._gauges["cpu"].show("–" if math.isnan(cores) else f"{cores * 100:.0f} %", cpu, max(_top(cpu), 1.0))
        for card in history.cards:
            self._show_card(card)

    def name_cards(self, names: Mapping[int, str]) -> None:
        """What the cards are called, where that is known."""
        for card, title in self._titles.items():
            title.setText(names.get(card, self.tr("Card {number}").format(number=card)))

    def _show_card(self, card: int) -> None:
        if card not in self._titles:
            self._add_card(card)
        history, prefix = self._history, f"gpu{card}."
        used, total = history.last(f"{prefix}memory_used"), history.last(f"{prefix}memory_total")
        text = f"{used / _GIB:.1f} / {formats.memory(total)}"
        self._gauges[f"{prefix}memory_used"].show(text, history.values(f"{prefix}memory_used"), total)
        for name, scale, unit, highest in (
            ("utilization", 100.0, "%", 1.0),
            ("temperature", 1.0, "°C", 100.0),
            ("power", 1.0, "W", max(_top(history.values(f"{prefix}power")) * 1.1, 1.0)),
        ):
            value = history.last(prefix + name)
            words = "–" if math.isnan(value) else f"{value * scale:.0f}\u00a0{unit}"
            self._gauges[prefix + name].show(words, history.values(prefix + name), highest)

    def _add_card(self, card: int) -> None:
        title = parts.weak(self.tr("Card {number}").format(number=card))
        self._titles[card] = title
        self._grid.addWidget(title, self._grid.rowCount(), 0, 1, 3)
        for name, words in (
            ("memory_used", self.tr("VRAM")),
            ("utilization", self.tr("Load")),
            ("temperature", self.tr("Temperature")),
            ("power", self.tr("Power")),
        ):
            self._add(f"gpu{card}.{name}", words)

    def _add(self, key: str, words: str) -> None:
        gauge = _Gauge(parts.weak(words), QLabel("–"), Sparkline())
        gauge.value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        gauge.line.set_colour(self._theme.palette.curves[0])
        row = self._grid.rowCount()
        for column, widget in enumerate((gauge.name, gauge.value, gauge.line)):
            self._grid.addWidget(widget, row, column)
        self._gauges[key] = gauge

    def _wear(self) -> None:
        for gauge in self._gauges.values():
            gauge.line.set_colour(self._theme.palette.curves[0])


def _top(values: NDArray[np.float64]) -> float:
    finite = values[np.isfinite(values)]
    return float(finite.max()) if len(finite) else 1.0
