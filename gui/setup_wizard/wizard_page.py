"""What all pages of the wizard have: a title, a sentence, a body that scrolls, the wizard they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget, QWizardPage

from gui.widgets.parts import body, column, page_title

if TYPE_CHECKING:
    from gui.setup_wizard.wizard import SetupWizard


class WizardPage(QWizardPage):
    """`name` stands at the wizard's side; `content` is the layout below the title, which scrolls where it must."""

    def __init__(self, wizard: SetupWizard, name: str, title: str, text: str = "") -> None:
        super().__init__(wizard)
        self.setup = wizard
        self.name = name
        self.setAccessibleName(title)
        self.heading = page_title(title)
        self.text = body(text)
        self.text.setVisible(bool(text))
        inside = QWidget()
        inside.setProperty("role", "page")
        self.content = column(inside, spacing=12)
        self.content.setContentsMargins(0, 0, 8, 0)
        self.content.setAlignment(Qt.AlignmentFlag.AlignTop)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        layout = column(self, spacing=8)
        layout.setContentsMargins(24, 16, 24, 8)
        layout.addWidget(self.heading)
        layout.addWidget(self.text)
        layout.addSpacing(8)
        layout.addWidget(area, 1)

    def say(self, text: str) -> None:
        """The sentence below the title."""
        self.text.setText(text)
        self.text.setVisible(bool(text))
