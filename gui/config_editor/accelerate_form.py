"""How `accelerate launch` starts the processes of a training: how many, where, and in which precision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QSpinBox, QWidget

from core.engines.accelerate_config import DYNAMO_BACKENDS, MIXED_PRECISIONS, AccelerateOptions
from gui.widgets.parts import caption, weak

_DEFAULTS = AccelerateOptions()
_MOST_PORTS = 65_535
_WIDTH = 180


class AccelerateForm(QWidget):
    """`changed` fires with the name of an option of `AccelerateOptions` and its value, None for its default."""

    changed = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(24, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(2, 1)
        self.processes = self._number("processes", self.tr("Processes"), 1, 1024)
        self._note(self.tr("Of all machines together: one for each card."))
        self.gpus = self._text("gpus", self.tr("GPU ids"), self.tr("all"))
        self._note(self.tr("Of this machine, such as 0,1."))
        self.machines = self._number("machines", self.tr("Machines"), 1, 256)
        self.machine_rank = self._number("machine_rank", self.tr("Rank of this machine"), 0, 255)
        self._note(self.tr("The first machine is 0."))
        self.main_ip = self._text("main_ip", self.tr("Address of the first machine"), "192.168.0.10")
        self.main_port = self._number("main_port", self.tr("Port of the first machine"), 0, _MOST_PORTS)
        self.main_port.setSpecialValueText(self.tr("any free one"))
        self.mixed_precision = self._choice("mixed_precision", self.tr("Mixed precision"), MIXED_PRECISIONS)
        self.mixed_precision.setItemText(0, self.tr("as the training says"))
        self.dynamo_backend = self._choice("dynamo_backend", self.tr("Dynamo backend"), DYNAMO_BACKENDS)
        self.threads = self._number("threads_per_process", self.tr("CPU threads a process"), 1, 1024)
        self.cpu = QCheckBox(self.tr("Without a graphics card"))
        self.cpu.clicked.connect(lambda on: self.changed.emit("cpu", True if on else None))
        self._grid.addWidget(self.cpu, self._grid.rowCount(), 1, 1, 2)

    def show_values(self, values: Mapping[str, Any]) -> None:
        """What the project's file says; the rest is at its default. Nobody is told."""
        for name, widget in (
            ("processes", self.processes),
            ("machines", self.machines),
            ("machine_rank", self.machine_rank),
            ("main_port", self.main_port),
            ("threads_per_process", self.threads),
        ):
            value = values.get(name, getattr(_DEFAULTS, name))
            widget.blockSignals(True)
            widget.setValue(value if type(value) is int else 0)
            widget.blockSignals(False)
        for name, choice in (("mixed_precision", self.mixed_precision), ("dynamo_backend", self.dynamo_backend)):
            choice.setCurrentIndex(choice.findData(values.get(name, getattr(_DEFAULTS, name))))
        gpus = values.get("gpus")
        self._show_text(self.gpus, ",".join(map(str, gpus)) if isinstance(gpus, list | tuple) else "")
        self._show_text(self.main_ip, str(values.get("main_ip", "")))
        self.cpu.setChecked(values.get("cpu") is True)

    def _show_text(self, edit: QLineEdit, text: str) -> None:
        edit.setProperty("last", text)
        if edit.text() != text and not edit.hasFocus():
            edit.setText(text)

    def _number(self, option: str, name: str, low: int, high: int) -> QSpinBox:
        made = QSpinBox()
        made.setRange(low, high)
        made.setKeyboardTracking(False)
        made.lineEdit().setTextMargins(6, 0, 0, 0)
        default = getattr(_DEFAULTS, option) or 0

        def tell(value: int) -> None:
            self.changed.emit(option, None if value == default else value)

        made.valueChanged.connect(tell)
        self._add(name, made)
        return made

    def _text(self, option: str, name: str, otherwise: str) -> QLineEdit:
        made = QLineEdit()
        made.setPlaceholderText(otherwise)

        def tell() -> None:
            text = made.text().strip()
            if text != made.property("last"):
                made.setProperty("last", text)
                self.changed.emit(option, _ids(text) if option == "gpus" else text or None)

        made.editingFinished.connect(tell)
        self._add(name, made)
        return made

    def _choice(self, option: str, name: str, values: tuple[str, ...]) -> QComboBox:
        made = QComboBox()
        for value in values:
            made.addItem(value, value)

        def tell() -> None:
            value = made.currentData()
            self.changed.emit(option, None if value == getattr(_DEFAULTS, option) else value)

        made.activated.connect(tell)
        self._add(name, made)
        return made

    def _add(self, name: str, widget: QWidget) -> None:
        line = self._grid.rowCount()
        title = weak(name)
        title.setBuddy(widget)
        widget.setAccessibleName(name)
        widget.setFixedWidth(_WIDTH)
        self._grid.addWidget(title, line, 0)
        self._grid.addWidget(widget, line, 1, Qt.AlignmentFlag.AlignLeft)

    def _note(self, text: str) -> None:
        self._grid.addWidget(caption(text), self._grid.rowCount() - 1, 2)


def _ids(text: str) -> list[int] | None:
    """`0, 1` as numbers; what is no number is left out. None for all of them."""
    found = [int(part) for part in text.replace(" ", ",").split(",") if part.strip().isdecimal()]
    return found or None
