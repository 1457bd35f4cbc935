"""A choice of a few ways, each with a sentence about what it means."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from gui.config_editor.launch_words import Option
from gui.widgets.parts import caption, column


class OptionList(QWidget):
    """`chosen` fires with the key when the person picks another way."""

    chosen = Signal(str)

    def __init__(self, name: str, options: Sequence[Option], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QRadioButton] = {}
        layout = column(self, spacing=2)
        for number, option in enumerate(options):
            if number:
                layout.addSpacing(6)
            made = QRadioButton(option.name)
            made.setAccessibleDescription(option.about)
            about = caption(option.about, wrap=True)
            about.setContentsMargins(24, 0, 0, 0)
            layout.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
            layout.addWidget(about)
            self._group.addButton(made)
            self.buttons[option.key] = made
            made.clicked.connect(lambda _=False, key=option.key: self.chosen.emit(key))

    @property
    def current(self) -> str:
        return next((key for key, made in self.buttons.items() if made.isChecked()), "")

    def select(self, key: str) -> None:
        """Show this one as chosen, without telling anybody; nothing where there is no such way."""
        if key in self.buttons:
            self.buttons[key].setChecked(True)
