from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.paths import app_paths
from core.runs.controller import RunController
from gui.icons import IconSet
from gui.theme import Theme, ThemeMode
from gui.training_monitor.page import TrainingPage


@pytest.fixture
def theme(qtbot: QtBot) -> Theme:
    return Theme(ThemeMode.LIGHT)


@pytest.fixture
def icons(theme: Theme) -> IconSet:
    return IconSet(theme)


@pytest.fixture
def controller(runs_root: Path) -> RunController:
    runs_root.mkdir(parents=True, exist_ok=True)
    return RunController(runs_root)


@pytest.fixture
def page(qtbot: QtBot, controller: RunController, theme: Theme) -> Iterator[TrainingPage]:
    """The page as a window of its own."""
    made = TrainingPage(controller, theme, app_paths().settings_file)
    qtbot.addWidget(made)
    made.resize(1208, 756)
    yield made
    made.run_view.close_run()
