"""What a change would do to the documents, to be looked at before it is made."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QWidget

from gui.config_editor.text_diff import TextDiffView, TextPair
from gui.theme import Theme
from gui.widgets.parts import body, button, column, primary_button, row, section_title, weak


class DiffDialog(QDialog):
    """`accepted` where the person wants the change. `action` is what the button says."""

    def __init__(
        self, theme: Theme, title: str, note: str, pairs: Sequence[TextPair], action: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.view = TextDiffView(theme)
        self.view.show_pairs(pairs)
        self.apply = primary_button(action)
        self.apply.setDefault(True)
        self.apply.setEnabled(bool(self.view.lines))
        self.apply.clicked.connect(self.accept)
        self.leave = button(self.tr("Leave it as it is"))
        self.leave.clicked.connect(self.reject)
        layout = column(self, margin=24, spacing=12)
        layout.addWidget(section_title(title))
        if note:
            layout.addWidget(body(note))
        if self.view.lines:
            layout.addWidget(self.view, 1)
        else:
            layout.addWidget(weak(self.tr("Nothing would change: the documents say this already."), wrap=True))
            layout.addStretch(1)
        buttons = row()
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.apply)
        layout.addLayout(buttons)

    def sizeHint(self) -> QSize:
        return QSize(760, 520 if self.view.lines else 200)
