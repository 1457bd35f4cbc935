"""What a page says while it has nothing to show: a sentence, and the one button that helps."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from gui.icons import IconSet
from gui.widgets.parts import column, label, primary_button, row, section_title


class EmptyState(QWidget):
    """An icon, a title and a paragraph in the middle of the space; `button` is None where no click would help."""

    def __init__(
        self, icons: IconSet, icon: str, title: str, text: str, action: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        picture = QLabel()
        icons.put(picture, icon, "weak", 40)
        heading = section_title(title)
        paragraph = label(text, "weak", wrap=True)
        paragraph.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        paragraph.setFixedWidth(440)
        self.button: QPushButton | None = primary_button(action) if action else None
        layout = column(self, margin=24, spacing=8)
        layout.addStretch(2)
        middle = Qt.AlignmentFlag.AlignHCenter
        layout.addWidget(picture, 0, middle)
        layout.addSpacing(8)
        layout.addWidget(heading, 0, middle)
        across = row(spacing=0)
        across.addStretch(1)
        across.addWidget(paragraph)
        across.addStretch(1)
        layout.addLayout(across)
        if self.button is not None:
            layout.addSpacing(8)
            layout.addWidget(self.button, 0, middle)
        layout.addStretch(3)
