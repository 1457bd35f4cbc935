"""Setup: what trains today, and what will be set up here."""

from __future__ import annotations

import sys
from importlib import metadata

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from gui.services import Services
from gui.tasks import Progress, run_task
from gui.widgets.elided import ElidedLabel
from gui.widgets.parts import body, chip, row, strong, weak
from gui.widgets.scrolling import ScrollingPage

_PACKAGES = ("torch", "diffusers", "accelerate", "peft", "transformers", "bitsandbytes", "safetensors")


class SetupPage(ScrollingPage):
    """Shows the environment that the built-in engine trains in, as it is installed."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:  # noqa: ARG002 (as all pages)
        super().__init__(self.tr("Setup"), parent, width=880)
        inside = self.add_card()
        heading = row()
        heading.addWidget(strong(self.tr("Built-in engine")))
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
        coming = self.add_card(self.tr("What will come here"))
        for text in (
            self.tr(
                "Environments for the real sd-scripts: made by conda, uv or venv, with a torch that fits the card."
            ),
            self.tr(
                "A checklist that proves an environment before it is used: CUDA, bf16, 8-bit optimizers, one step."
            ),
            self.tr("Repair and update, with the size and the time of each step told beforehand."),
        ):
            coming.addWidget(body(f"•  {text}"))
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
