"""A command in the words of one shell, to be copied or kept as a script."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QPlainTextEdit, QWidget

from core.config.quoting import SUFFIXES, Shell, command_line, script
from core.errors import AppError
from core.files import write_bytes
from gui.icons import IconSet
from gui.theme import fixed_font
from gui.widgets.notice import Notice
from gui.widgets.parts import button, column, row

if TYPE_CHECKING:
    from core.engines.launch import Launch

_MOST_LINES = 16
_NAMES = {Shell.BASH: "bash", Shell.POWERSHELL: "PowerShell", Shell.CMD: "cmd"}


class CommandBox(QWidget):
    """`exported` fires with the path of the script that was written."""

    exported = Signal(object)

    def __init__(self, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._launch: Launch | None = None
        self._name = "train"
        self._shell = _own_shell()
        self._group = QButtonGroup(self)
        self.shells = {shell: button(name, compact=True) for shell, name in _NAMES.items()}
        top = row(spacing=4)
        for shell, made in self.shells.items():
            made.setCheckable(True)
            made.setAccessibleName(self.tr("For {name}").format(name=_NAMES[shell]))
            made.clicked.connect(lambda _=False, shell=shell: self.show_shell(shell))
            self._group.addButton(made)
            top.addWidget(made)
        top.addStretch(1)
        self.copy = button(self.tr("Copy"), compact=True)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text))
        icons.put(self.copy, "copy", "text", 16)
        self.export = button(self.tr("Export as script…"), compact=True)
        self.export.clicked.connect(self._export)
        icons.put(self.export, "save", "text", 16)
        top.addWidget(self.copy)
        top.addWidget(self.export)
        self.notice = Notice(icons)
        self._view = _CommandText()
        self._view.setReadOnly(True)
        self._view.setFont(fixed_font())
        self._view.setAccessibleName(self.tr("Command line"))
        self._view.setTabChangesFocus(True)
        layout = column(self)
        layout.addLayout(top)
        layout.addWidget(self.notice)
        layout.addWidget(self._view, 1)
        self.show_shell(self._shell)

    @property
    def text(self) -> str:
        return self._view.toPlainText()

    def show_launch(self, launch: Launch, name: str) -> None:
        """`name` is that of the project, for the script's file."""
        self._launch, self._name = launch, name
        self.notice.hide()
        self._show()

    def show_error(self, error: Exception) -> None:
        """There is no command: why, in words."""
        self._launch = None
        self.notice.show_error(error)
        self._show()

    def show_shell(self, shell: Shell) -> None:
        self._shell = shell
        self.shells[shell].setChecked(True)
        self._show()

    def _show(self) -> None:
        text = ""
        if self._launch is not None:
            self.notice.hide()
            launch = self._launch
            try:
                text = command_line(launch.argv, self._shell, launch.cwd, launch.env)
            except AppError as error:
                self.notice.show_error(error)
        self._view.setPlainText(text)
        self._view.setVisible(bool(text))
        self.copy.setEnabled(bool(text))
        self.export.setEnabled(self._launch is not None)

    def _export(self) -> None:
        if self._launch is None:
            return
        suffix = SUFFIXES[self._shell]
        start = self._launch.cwd / f"train_{self._name}{suffix}"
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Export as script"), str(start), f"*{suffix}")
        if chosen:
            self.write(Path(chosen))

    def write(self, path: Path) -> None:
        """Write the script, for the shell that is chosen."""
        assert self._launch is not None
        launch = self._launch
        try:
            write_bytes(path, script(launch.argv, self._shell, launch.cwd, launch.env))
            if self._shell is Shell.BASH:
                path.chmod(path.stat().st_mode | 0o111)
        except (AppError, OSError) as error:
            self.notice.show_error(error)
            return
        self.notice.show_message(self.tr("Wrote {path}").format(path=path), tone="ok")
        self.exported.emit(path)


class _CommandText(QPlainTextEdit):
    """As high as its text, within reason."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def setPlainText(self, text: str) -> None:
        super().setPlainText(text)
        self._fit()

    def _fit(self) -> None:
        lines = max(2, min(_MOST_LINES, round(self.document().size().height())))
        height = lines * self.fontMetrics().lineSpacing() + 24
        if height != self.height():
            self.setFixedHeight(height)


def _own_shell() -> Shell:
    """That of this system; Windows is untested."""
    import os

    return Shell.POWERSHELL if os.name == "nt" else Shell.BASH
