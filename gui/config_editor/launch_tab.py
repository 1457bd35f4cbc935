"""How the project is trained: the command that does it, and below it the engine and its launch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from core.errors import MachineError
from gui.config_editor.command_box import CommandBox
from gui.config_editor.launch_form import LaunchForm
from gui.services import Services
from gui.tasks import Latest
from gui.widgets.parts import card, column, row, section_title, weak

if TYPE_CHECKING:
    from core.engines.launch import Launch
    from gui.config_editor.editing_session import EditingSession
    from gui.config_editor.launch_command import CommandRequest

_PAUSE_MS = 200


class LaunchTab(QWidget):
    """The command is worked out off the window's thread, a moment after the last change."""

    def __init__(self, session: EditingSession, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._latest = Latest(self)
        self.form = LaunchForm(session, services)
        self.command = CommandBox(services.icons)
        self._unsaved = weak("", wrap=True)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._ask)
        self._arrange()
        session.changed.connect(self._timer.start)
        session.opened.connect(self._ask)
        session.saved_state_changed.connect(self._show_unsaved)
        services.preferences.changed.connect(self._timer.start)
        self._ask()

    def _arrange(self) -> None:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        content = QWidget()
        content.setProperty("role", "page")
        inside = column(content, spacing=16)
        inside.setContentsMargins(0, 0, 12, 0)
        surface = card()
        below = column(surface, margin=16, spacing=8)
        below.addWidget(section_title(self.tr("Command line")))
        below.addWidget(weak(self.tr("Trains the project without this program, in a terminal."), wrap=True))
        below.addWidget(self._unsaved)
        below.addWidget(self.command)
        inside.addWidget(surface)
        inside.addWidget(self.form)
        inside.addStretch(1)
        scroll.setWidget(content)
        layout = row(self, spacing=0)
        layout.addWidget(scroll)

    def _ask(self) -> None:
        from gui.config_editor.launch_command import CommandRequest

        self._timer.stop()
        session = self._session
        self._show_unsaved()
        if session.folder is None:
            self._latest.cancel()
            return
        missing = self._missing()
        if missing is not None:
            self._latest.cancel()
            self.command.show_error(missing)
            return
        request = CommandRequest(session.folder, session.training, session.dataset, session.choice)
        self._latest.run(lambda _: _launch(request), self._take, self.command.show_error)

    def _missing(self) -> MachineError | None:
        """What sd-scripts cannot be started without."""
        choice = self._session.choice
        if choice.engine != "kohya" or (choice.sd_scripts and choice.python):
            return None
        if not choice.sd_scripts:
            message = self.tr("The folder of sd-scripts is not named yet.")
        else:
            message = self.tr("The Python interpreter of sd-scripts is not named yet.")
        return MachineError(message, self.tr("Name it below, or set up an environment on the page Setup."))

    def _take(self, launch: Launch) -> None:
        folder = self._session.folder
        self.command.show_launch(launch, "" if folder is None else folder.name)

    def _show_unsaved(self) -> None:
        unsaved = bool(self._session.unsaved)
        self._unsaved.setVisible(unsaved)
        self._unsaved.setText(
            self.tr("The documents have changes that are not saved: save them before you run this.") if unsaved else ""
        )


def _launch(request: CommandRequest) -> Launch:
    from gui.config_editor.launch_command import launch_for

    return launch_for(request)
