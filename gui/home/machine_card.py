"""What this machine has to train with."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from core.monitoring.machine import Machine
from gui import formats
from gui.icons import IconSet
from gui.widgets.parts import body, caption, clear, column, section_title


class MachineCard(QFrame):
    """Empty until `show_machine`."""

    def __init__(self, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._icons = icons
        self._shown: Machine | None = None
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(12)
        self._grid.setColumnStretch(1, 1)
        self._advice = caption("", wrap=True)
        layout = column(self, margin=16, spacing=16)
        layout.addWidget(section_title(self.tr("This machine")))
        layout.addLayout(self._grid)
        layout.addWidget(self._advice)

    def show_machine(self, machine: Machine) -> None:
        if machine == self._shown:
            return
        self._shown = machine
        clear(self._grid)
        self._fact("cpu", machine.processor, self.tr("{cores} processor threads").format(cores=machine.cores))
        self._fact(
            "memory",
            self.tr("{size} of memory").format(size=formats.memory(machine.memory_total)),
            self.tr("{size} free").format(size=formats.memory(machine.memory_available)),
        )
        for gpu in machine.gpus:
            free = formats.memory(gpu.memory_total - gpu.memory_used)
            of_total = self.tr("{free} of {total} free").format(free=free, total=formats.memory(gpu.memory_total))
            self._fact("card", gpu.name, of_total)
        if not machine.gpus:
            self._fact("card", self.tr("No NVIDIA card"), self.tr("trains on the processor"))
        self._fact("terminal", machine.system, self.tr("operating system"))
        self._advice.setText(
            ""
            if machine.gpus
            else self.tr("The demo runs here. A LoRA for a real model wants an NVIDIA card with 8 GB or more.")
        )
        self._advice.setVisible(bool(self._advice.text()))

    def _fact(self, icon: str, value: str, detail: str) -> None:
        line = self._grid.rowCount()
        picture = QLabel()
        self._icons.put(picture, icon, "weak")
        texts = column(spacing=0)
        texts.addWidget(body(value))
        texts.addWidget(caption(detail))
        self._grid.addWidget(picture, line, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addLayout(texts, line, 1)
