"""Asks for a name."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from core.errors import AppError
from gui.core_texts import spoken
from gui.widgets.parts import body, button, column, primary_button, row, section_title, set_tone


class NameDialog(QDialog):
    """`use` is called with the name; where it raises an AppError, that is said and the dialog stays."""

    def __init__(
        self, title: str, action: str, name: str, use: Callable[[str], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._use = use
        self.edit = QLineEdit(name)
        self.edit.setAccessibleName(title)
        self.edit.selectAll()
        self.problem = body("")
        set_tone(self.problem, "error")
        self.problem.hide()
        self.apply = primary_button(action)
        self.apply.setDefault(True)
        self.apply.setEnabled(bool(name.strip()))
        self.edit.textChanged.connect(lambda text: self.apply.setEnabled(bool(text.strip())))
        self.apply.clicked.connect(self._finish)
        leave = button(self.tr("Cancel"))
        leave.clicked.connect(self.reject)
        layout = column(self, margin=24, spacing=12)
        layout.addWidget(section_title(title))
        layout.addWidget(self.edit)
        layout.addWidget(self.problem)
        buttons = row()
        buttons.addStretch(1)
        buttons.addWidget(leave)
        buttons.addWidget(self.apply)
        layout.addLayout(buttons)
        self.setMinimumWidth(380)

    def _finish(self) -> None:
        try:
            self._use(self.edit.text().strip())
        except AppError as error:
            self.problem.setText(spoken(f"{error.message} {error.hint}".strip()))
            self.problem.show()
            return
        self.accept()
