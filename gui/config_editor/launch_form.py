"""What trains the project and how it is started; written into the project's own file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from core.config.edits import Edit, FileEdit, RemoveKey, SetValue
from core.errors import AppError
from gui.config_editor.accelerate_form import AccelerateForm
from gui.config_editor.editing_session import Document, EditingSession
from gui.config_editor.launch_words import engines, launchers, methods
from gui.config_editor.option_list import OptionList
from gui.config_editor.place_field import PlaceField
from gui.services import Services
from gui.widgets.notice import Notice
from gui.widgets.parts import caption, card, column, section_title, weak

if TYPE_CHECKING:
    from core.config.document_lines import KeyPath
    from core.engines.choice import EngineChoice

_ENGINE = "engine"


class LaunchForm(QWidget):
    """Every choice is a step of the session's history. What is left open comes from environment and settings."""

    def __init__(self, session: EditingSession, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._services = services
        self.notice = Notice(services.icons)
        self.engine = OptionList(self.tr("What trains"), engines())
        self.python = PlaceField(services.icons, self.tr("Python interpreter of its environment"), folder=False)
        self.sd_scripts = PlaceField(services.icons, self.tr("Folder of sd-scripts"), folder=True)
        self.script = QComboBox()
        self.script.setAccessibleName(self.tr("Training script"))
        self.script.setMinimumWidth(260)
        self._version = caption("")
        self.method = OptionList(self.tr("How the settings reach the script"), methods())
        self.launcher = OptionList(self.tr("How it is started"), launchers())
        self.accelerate = AccelerateForm()
        self._kohya: list[QWidget] = []
        self._arrange()
        self._connect()
        self._show()

    def _arrange(self) -> None:
        from core.config.schema import shipped_scripts

        for name in shipped_scripts():
            self.script.addItem(name, name)
        layout = column(self, spacing=16)
        layout.addWidget(self.notice)
        layout.addWidget(_card(self.tr("What trains"), self.engine))
        places = QWidget()
        grid = QGridLayout(places)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for line, (name, widget) in enumerate(
            (
                (self.tr("Folder of sd-scripts"), self.sd_scripts),
                (self.tr("Python interpreter"), self.python),
                (self.tr("Training script"), self.script),
            )
        ):
            grid.addWidget(weak(name), line, 0)
            left = Qt.AlignmentFlag.AlignLeft if widget is self.script else Qt.AlignmentFlag(0)
            grid.addWidget(widget, line, 1, left)
        grid.addWidget(self._version, 3, 1)
        started = QWidget()
        inside = column(started, spacing=12)
        inside.addWidget(self.launcher)
        inside.addWidget(self.accelerate)
        self._kohya = [
            _card(self.tr("Where sd-scripts is"), places),
            _card(self.tr("How the settings reach the script"), self.method),
            _card(self.tr("How it is started"), started),
        ]
        for widget in self._kohya:
            layout.addWidget(widget)

    def _connect(self) -> None:
        self.engine.chosen.connect(lambda key: self._write("name", key))
        self.python.changed.connect(lambda text: self._write("python", text or None))
        self.sd_scripts.changed.connect(lambda text: self._write("sd_scripts", text or None))
        self.script.activated.connect(lambda _: self._write("script", self.script.currentData()))
        self.method.chosen.connect(lambda key: self._write("method", key))
        self.launcher.chosen.connect(self._choose_launcher)
        self.accelerate.changed.connect(self._write_option)
        self._session.changed.connect(self._show)
        self._session.opened.connect(self._show)
        self._services.preferences.changed.connect(self._show)

    def _show(self) -> None:
        session = self._session
        self.setEnabled(session.folder is not None)
        choice = session.choice
        self.engine.select(choice.engine or "builtin")
        for widget in self._kohya:
            widget.setVisible(choice.engine == "kohya")
        own, user = self._own(), self._user()
        self.python.show_place(own.python or "", user.python or "")
        self.sd_scripts.show_place(own.sd_scripts or "", user.sd_scripts or "")
        self.script.setCurrentIndex(max(0, self.script.findData(choice.script or session.script)))
        self.method.select(choice.method or "dataset_config")
        self.launcher.select("python" if choice.accelerate is None else "accelerate")
        self.accelerate.setVisible(choice.accelerate is not None)
        self.accelerate.show_values(choice.accelerate or {})
        self._version.setText(self._version_words(choice))
        self._version.setVisible(bool(self._version.text()))

    def _version_words(self, choice: EngineChoice) -> str:
        from pathlib import Path

        from core.engines.kohya import checkout_version

        if not choice.sd_scripts:
            return ""
        version = checkout_version(Path(choice.sd_scripts).expanduser())
        return "" if version == "unknown" else self.tr("Commit {version}").format(version=version)

    def _own(self) -> EngineChoice:
        """What the project's file says alone."""
        from core.engines.choice import EngineChoice
        from gui.config_editor.session_files import choice_in

        if self._session.folder is None:
            return EngineChoice()
        return choice_in(self._session.reading(Document.PROJECT))

    def _user(self) -> EngineChoice:
        from core.engines.choice import user_choice

        return user_choice(self._services.preferences.settings)

    def _choose_launcher(self, key: str) -> None:
        path = (_ENGINE, "accelerate")
        if key == "accelerate":
            self._apply([SetValue((*path, "processes"), 1)], "accelerate launch")
        else:
            self._apply([RemoveKey(path)] if self._has(path) else [], "python")

    def _write_option(self, name: str, value: object) -> None:
        self._write(name, value, under="accelerate")

    def _write(self, key: str, value: object, under: str = "") -> None:
        path: KeyPath = (_ENGINE, under, key) if under else (_ENGINE, key)
        if value is not None:
            self._apply([SetValue(path, value)], key)
        elif self._has(path):
            keeps_table = under and len(self._session.choice.accelerate or {}) == 1
            self._apply([SetValue(path, 1)] if keeps_table and key == "processes" else [RemoveKey(path)], key)

    def _has(self, path: KeyPath) -> bool:
        data: object = self._session.reading(Document.PROJECT).data
        for part in path:
            if not isinstance(data, dict) or part not in data:
                return False
            data = data[part]
        return True

    def _apply(self, edits: list[Edit], what: str) -> None:
        self.notice.hide()
        try:
            file = self._session.source(Document.PROJECT).path
            label = self.tr("Launch: {what}").format(what=what)
            self._session.apply([FileEdit(file, edit) for edit in edits], label, typing=f"launch:{what}")
        except AppError as error:
            self.notice.show_error(error)
        self._show()


def _card(title: str, inside: QWidget) -> QWidget:
    made = card()
    layout = column(made, margin=16, spacing=8)
    layout.addWidget(section_title(title))
    layout.addWidget(inside)
    return made
