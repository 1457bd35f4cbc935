"""Fields of the wizard: a folder that can be typed or chosen, and a part that opens on demand."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QToolButton, QWidget

from gui.icons import IconSet
from gui.widgets.parts import button, column, row


class FolderField(QWidget):
    """`changed` fires with every letter."""

    changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.edit = QLineEdit()
        self.edit.setAccessibleName(name)
        self.browse = button(self.tr("Choose…"), compact=True)
        self.browse.setAccessibleName(self.tr("Choose {name}").format(name=name))
        layout = row(self)
        layout.addWidget(self.edit, 1)
        layout.addWidget(self.browse)
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(lambda _: self.changed.emit())
        self.browse.clicked.connect(self._browse)

    @property
    def path(self) -> Path | None:
        """None while nothing is typed."""
        text = self.edit.text().strip()
        return Path(text).expanduser() if text else None

    def set_path(self, path: Path | None) -> None:
        self.edit.setText("" if path is None else str(path))

    def _browse(self) -> None:
        dialog = QFileDialog(self, self._name, self.edit.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.edit.setText)
        dialog.open()


class Foldable(QWidget):
    """`inside` is the layout of what is hidden until the title is clicked."""

    def __init__(self, icons: IconSet, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self.toggle = QToolButton()
        self.toggle.setProperty("role", "flat")
        self.toggle.setText(title)
        self.toggle.setCheckable(True)
        self.toggle.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.box = QWidget()
        self.inside = column(self.box, spacing=8)
        self.inside.setContentsMargins(24, 0, 0, 0)
        layout = column(self, spacing=4)
        layout.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.box)
        self.toggle.toggled.connect(self.set_open)
        self.set_open(False)

    def set_open(self, is_open: bool) -> None:  # noqa: FBT001 - a slot
        self.toggle.setChecked(is_open)
        self._icons.put(self.toggle, "chevron-down" if is_open else "chevron-right", "weak", 16)
        self.box.setVisible(is_open)
