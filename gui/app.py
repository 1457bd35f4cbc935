"""The window's composition root: makes the services, hands them in, opens the window. Nothing here is a singleton."""

from __future__ import annotations

import gc
import locale
import os
import sys
from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from core.errors import AppError
from core.paths import AppPaths, app_paths
from gui.crash import CrashHandler
from gui.environments import EnvironmentsFeed
from gui.icons import IconSet
from gui.interrupts import Interrupts
from gui.main_window import MainWindow
from gui.runs_feed import RunsDoor, RunsFeed
from gui.services import MachineFeed, Preferences, Services
from gui.starter import Starter
from gui.theme import Theme, ThemeMode
from gui.translations import install_language

_OLD_WINDOW_MS = 2000
"""After a change of language the old window has gone by then."""


class Program(QObject):
    """Everything that lives as long as the program; the window is made anew when the language changes."""

    def __init__(self, application: QApplication, paths: AppPaths) -> None:
        """Raises FileError where the settings can neither be read nor be moved aside."""
        super().__init__(application)
        self._application = application
        self._frozen = False
        preferences = Preferences(paths.settings_file, self)
        theme = Theme(ThemeMode(preferences.settings.theme), self)
        theme.install()
        runs = RunsFeed(RunsDoor(paths.runs), self)
        self.services = Services(
            paths=paths,
            theme=theme,
            icons=IconSet(theme, self),
            preferences=preferences,
            runs=runs,
            machine=MachineFeed(self),
            starter=Starter(runs, paths, self),
            environments=EnvironmentsFeed(paths, preferences, self),
        )
        self._language = preferences.settings.language
        self._translators = install_language(application, self._language)
        self.window = self._made_window()
        preferences.changed.connect(self._preferences_changed)

    def close(self) -> None:
        """Close the window without a question, and stop reading; pages keep what is not saved."""
        self.window.ends = True
        self.services.runs.stop()
        self.services.machine.stop()
        self.services.environments.stop()
        self.window.close()
        gc.unfreeze()

    def _made_window(self) -> MainWindow:
        window = MainWindow(self.services)
        window.first_painted.connect(self._start_feeds)
        return window

    def _start_feeds(self) -> None:
        if not self._frozen:
            self._frozen = True
            gc.freeze()  # what is there stays: the collector need not walk through it, with the window standing still
        self.services.runs.start()
        self.services.machine.start()
        self.services.environments.start()

    def _preferences_changed(self) -> None:
        settings = self.services.preferences.settings
        self.services.theme.set_mode(ThemeMode(settings.theme))
        if settings.language != self._language:
            self._language = settings.language
            QTimer.singleShot(0, self, self._speak)

    def _speak(self) -> None:
        """Change the language: texts are set when a window is made, so it is made again."""
        for translator in self._translators:
            self._application.removeTranslator(translator)
        self._translators = install_language(self._application, self._language)
        old = self.window
        old.save_state()
        self.window = self._made_window()
        self.window.show()
        old.hide()
        old.deleteLater()
        gc.unfreeze()  # the old window is to go
        QTimer.singleShot(_OLD_WINDOW_MS, self, self._freeze_again)

    def _freeze_again(self) -> None:
        gc.collect()
        gc.freeze()


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window; returns when it is closed. The exit code is 1 where it cannot open."""
    application = QApplication(list(sys.argv if arguments is None else arguments))
    application.setApplicationName("kohya-studio")
    application.setApplicationDisplayName("Kohya Studio")
    application.setDesktopFileName("kohya-studio")
    locale.setlocale(locale.LC_NUMERIC, "C")
    paths = app_paths()
    crashes = CrashHandler(paths.data / "logs" / "window.log", application)
    crashes.install()
    try:
        program = Program(application, paths)
    except AppError as error:
        sys.stderr.write(f"{error}{os.linesep}")
        return 1
    interrupts = Interrupts(program.close, application)
    interrupts.install()
    program.window.show()
    try:
        return application.exec()
    finally:
        interrupts.remove()
        crashes.remove()


if __name__ == "__main__":
    sys.exit(main())
