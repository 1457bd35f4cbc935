"""Settings: looks, language, and where things lie."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from core.engines.builtin import program_version
from core.settings import Theme
from gui.services import Services
from gui.translations import LANGUAGES
from gui.widgets.elided import ElidedLabel
from gui.widgets.parts import body, button, caption, weak
from gui.widgets.scrolling import ScrollingPage


class SettingsPage(ScrollingPage):
    """Every choice takes effect at once."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Settings"), parent, width=880)
        self._services = services
        self.theme = _choice(
            self.tr("Appearance"),
            {
                Theme.SYSTEM: self.tr("Like the system"),
                Theme.LIGHT: self.tr("Light"),
                Theme.DARK: self.tr("Dark"),
            },
            services.preferences.settings.theme,
        )
        self.language = _choice(
            self.tr("Language"),
            {"": self.tr("Like the system"), **LANGUAGES},
            services.preferences.settings.language,
        )
        self._add_looks()
        self._add_folders()
        about = self.add_card(self.tr("About"))
        about.addWidget(body(self.tr("Kohya Studio {version}").format(version=program_version())))
        about.addWidget(caption(self.tr("Apache License 2.0. Sends nothing anywhere.")))
        self.theme.activated.connect(self._choose_theme)
        self.language.activated.connect(self._choose_language)
        services.preferences.changed.connect(self._show)

    def _show(self) -> None:
        settings = self._services.preferences.settings
        self.theme.setCurrentIndex(self.theme.findData(settings.theme))
        self.language.setCurrentIndex(self.language.findData(settings.language))

    def _choose_theme(self) -> None:
        self._services.preferences.update(theme=Theme(self.theme.currentData()))

    def _choose_language(self) -> None:
        self._services.preferences.update(language=self.language.currentData())

    def _add_looks(self) -> None:
        grid = _grid()
        self.add_card(self.tr("Looks")).addLayout(grid)
        for line, (name, choice) in enumerate(
            ((self.tr("Appearance"), self.theme), (self.tr("Language"), self.language))
        ):
            label = weak(name)
            label.setBuddy(choice)
            grid.addWidget(label, line, 0)
            grid.addWidget(choice, line, 1, Qt.AlignmentFlag.AlignLeft)

    def _add_folders(self) -> None:
        grid = _grid()
        paths = self._services.paths
        self.add_card(self.tr("Folders")).addLayout(grid)
        for line, (name, path) in enumerate(
            (
                (self.tr("Runs"), paths.runs),
                (self.tr("Demo"), paths.demo),
                (self.tr("Log files"), paths.data / "logs"),
                (self.tr("Settings"), paths.config),
            )
        ):
            shown = ElidedLabel(str(path), mode=Qt.TextElideMode.ElideMiddle)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            opener = button(self.tr("Open"), compact=True)
            opener.setAccessibleName(self.tr("Open the folder {name}").format(name=name))
            opener.clicked.connect(lambda _=False, path=path: _open_folder(path))
            grid.addWidget(weak(name), line, 0)
            grid.addWidget(shown, line, 1)
            grid.addWidget(opener, line, 2)


def _open_folder(path: Path) -> None:
    """The folder, made if nothing has been put there yet."""
    path.mkdir(parents=True, exist_ok=True)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _choice(name: str, options: dict[str, str], chosen: str) -> QComboBox:
    made = QComboBox()
    made.setMinimumWidth(200)
    made.setAccessibleName(name)
    for key, text in options.items():
        made.addItem(text, key)
    made.setCurrentIndex(max(0, made.findData(chosen)))
    return made


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(8)
    grid.setColumnMinimumWidth(0, 120)
    grid.setColumnStretch(1, 1)
    return grid
