"""The environment of the built-in engine, as it is installed."""

from __future__ import annotations

import sys
from importlib import metadata

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from gui.tasks import Progress, run_task
from gui.widgets.elided import ElidedLabel
from gui.widgets.parts import body, chip, column, row, section_title, weak

_PACKAGES = ("torch", "diffusers", "accelerate", "peft", "transformers", "bitsandbytes", "safetensors")


class BuiltinCard(QFrame):
    """It needs no setup: this program runs in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        inside = column(self, margin=16, spacing=8)
        heading = row()
        heading.addWidget(section_title(self.tr("Built-in engine")))
        heading.addWidget(chip(self.tr("ready"), "ok"))
        heading.addStretch(1)
        inside.addLayout(heading)
        inside.addWidget(
            body(
                self.tr(
                    "Trains SD1.x LoRAs in the Python environment that this program runs in, from the same files as "
                    "Kohya's sd-scripts. Nothing has to be set up for it."
                )
            )
        )
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        inside.addSpacing(8)
        inside.addLayout(self._grid)
        self._fact(self.tr("Environment"), sys.prefix)
        self._fact("Python", ".".join(str(part) for part in sys.version_info[:3]))
        run_task(self, _versions, self._show_versions)

    def _show_versions(self, versions: dict[str, str]) -> None:
        for name, version in versions.items():
            self._fact(name, version or self.tr("not installed"))

    def _fact(self, name: str, value: str) -> None:
        line = self._grid.rowCount()
        shown = ElidedLabel(value, mode=Qt.TextElideMode.ElideMiddle)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._grid.addWidget(weak(name), line, 0)
        self._grid.addWidget(shown, line, 1)


def _versions(_: Progress) -> dict[str, str]:
    found = {}
    for name in _PACKAGES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = ""
    return found
