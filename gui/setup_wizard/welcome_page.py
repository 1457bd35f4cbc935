"""The wizard's first page: what it will do, and what was found here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QWidget

from gui.setup_wizard.found_list import FoundList
from gui.setup_wizard.setup_strip import SetupStrip
from gui.setup_wizard.wizard_page import WizardPage
from gui.widgets.parts import card, column, strong, weak

if TYPE_CHECKING:
    from gui.setup_wizard.wizard import SetupWizard


class WelcomePage(WizardPage):
    """Complete as soon as the machine was looked at: two seconds at most."""

    def __init__(self, wizard: SetupWizard) -> None:
        super().__init__(
            wizard,
            self.tr("Welcome"),
            self.tr("An environment for sd-scripts"),
            self.tr(
                "sd-scripts trains in a Python environment of its own. Here you choose one that is there or make a new "
                "one, and then it is proven: with a real 8-bit optimizer step and two steps of training. Nothing is "
                "touched before you have seen what will happen."
            ),
        )
        self.unfinished = SetupStrip(wizard.services.icons)
        self.unfinished.opened.connect(self._go_on)
        self.looking = weak(self.tr("Looking at this machine …"))
        self.found = FoundList(wizard.services.icons)
        self.content.addWidget(self.unfinished)
        self.content.addWidget(_framed(strong(self.tr("Found on this machine")), self.looking, self.found))
        wizard.services.environments.changed.connect(self._show)
        self._show()

    def isComplete(self) -> bool:
        return self.setup.services.environments.snapshot is not None

    def _show(self) -> None:
        snapshot = self.setup.services.environments.snapshot
        self.looking.setVisible(snapshot is None)
        if snapshot is not None:
            self.found.show_findings(snapshot.findings)
            unfinished = snapshot.unfinished
            if unfinished and not self.setup.services.environments.installing:
                self.unfinished.show_journal(unfinished[0])
            else:
                self.unfinished.hide()
        self.completeChanged.emit()

    def _go_on(self) -> None:
        snapshot = self.setup.services.environments.snapshot
        if snapshot is not None and snapshot.unfinished:
            self.setup.go_on_with(snapshot.unfinished[0])


def _framed(*widgets: QWidget) -> QFrame:
    frame = card()
    inside = column(frame, margin=16, spacing=12)
    for widget in widgets:
        inside.addWidget(widget)
    return frame
