"""Removing an environment: by typing its name."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from gui.environments import Shown
from gui.widgets.parts import body, button, column, danger_button, label, row, strong


class RemoveQuestion(QDialog):
    """`confirmed` tells the name as it was typed; the button works only when it is right."""

    confirmed = Signal(str)

    def __init__(self, shown: Shown, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        environment = shown.environment
        name = environment.prefix.name
        self._name = name
        self.setWindowTitle(self.tr("Remove {name}?").format(name=name))
        self.setMinimumWidth(480)
        self.typed = QLineEdit()
        self.typed.setAccessibleName(self.tr("Its name"))
        self.remove = danger_button(self.tr("Remove it"))
        self.keep = button(self.tr("Keep it"))
        goes = self.tr("All of {folder} goes, with every package in it. Your models, data sets and runs stay.")
        trash = self.tr("This program did not make it: {folder} is moved to the trash.")
        text = (goes if shown.ours else trash).format(folder=environment.prefix)
        layout = column(self, margin=24, spacing=12)
        layout.addWidget(strong(self.windowTitle()))
        layout.addWidget(body(text))
        ask = label(self.tr("Type {name} to remove it:").format(name=name), "body")
        ask.setBuddy(self.typed)
        layout.addWidget(ask)
        layout.addWidget(self.typed)
        buttons = row(spacing=8)
        buttons.addStretch(1)
        buttons.addWidget(self.keep)
        buttons.addWidget(self.remove)
        layout.addLayout(buttons)
        self.remove.setEnabled(False)
        self.keep.setDefault(True)
        self.typed.textChanged.connect(lambda typed: self.remove.setEnabled(typed == self._name))
        self.keep.clicked.connect(self.reject)
        self.remove.clicked.connect(self._confirm)
        self.typed.setFocus()

    def _confirm(self) -> None:
        self.confirmed.emit(self.typed.text())
        self.accept()
