"""The pages of the window in the order of work, and what makes each when it is first opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from gui.services import Services

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class PageSpec:
    """`make` imports the page's room: a room that nobody opens costs nothing."""

    key: str
    icon: str
    title: str
    shortcut: str
    make: Callable[[Services], QWidget]


def page_specs() -> tuple[PageSpec, ...]:
    """In the language in force. The last one stands apart, at the foot of the rail."""
    return (
        PageSpec("home", "home", translate("Pages", "Home"), "Ctrl+1", _home),
        PageSpec("setup", "setup", translate("Pages", "Setup"), "Ctrl+2", _setup),
        PageSpec("config", "config", translate("Pages", "Config"), "Ctrl+3", _config),
        PageSpec("dataset", "dataset", translate("Pages", "Dataset"), "Ctrl+4", _dataset),
        PageSpec("training", "training", translate("Pages", "Training"), "Ctrl+5", _training),
        PageSpec("checkpoints", "checkpoints", translate("Pages", "Checkpoints"), "Ctrl+6", _checkpoints),
        PageSpec("settings", "settings", translate("Pages", "Settings"), "Ctrl+,", _settings),
    )


def _home(services: Services) -> QWidget:
    from gui.home.page import HomePage

    return HomePage(services)


def _setup(services: Services) -> QWidget:
    from gui.setup_wizard.page import SetupPage

    return SetupPage(services)


def _config(services: Services) -> QWidget:
    from gui.config_editor.page import ConfigPage

    return ConfigPage(services)


def _dataset(services: Services) -> QWidget:
    from gui.dataset_browser.page import DatasetPage

    return DatasetPage(services)


def _training(services: Services) -> QWidget:
    from gui.training_monitor.page import TrainingPage

    return TrainingPage(services.runs.door.open(), services.theme, services.paths.settings_file)


def _checkpoints(services: Services) -> QWidget:
    from gui.checkpoint_browser.page import CheckpointsPage

    return CheckpointsPage(services)


def _settings(services: Services) -> QWidget:
    from gui.settings_page import SettingsPage

    return SettingsPage(services)
