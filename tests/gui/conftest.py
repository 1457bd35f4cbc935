"""The window's tests: offscreen, a home folder of their own, Qt's messages as errors."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.paths import app_paths
from core.processes import KILL_LADDER, is_alive, processes_with, stop_group
from core.runs.controller import RunController
from core.runs.folder import RUN_VARIABLE, RunFolder
from core.runs.record import read_processes
from gui.app import Program
from gui.main_window import MainWindow
from tests.children.runs import ChildRuns

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def studio_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folder with nothing in it."""
    home = tmp_path / "home"
    monkeypatch.setenv("KOHYA_STUDIO_HOME", str(home))
    return home


@pytest.fixture(autouse=True)
def own_language(qapp: QApplication) -> Iterator[None]:
    """No test inherits the language that another one has chosen."""
    before = QLocale()
    yield
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.setParent(None)
    QLocale.setDefault(before)


@pytest.fixture
def runs_root(studio_home: Path) -> Iterator[Path]:
    """Where the program keeps its runs; no process that works there outlives the test."""
    root = app_paths().runs
    yield root
    for folder in root.iterdir() if root.exists() else ():
        processes = read_processes(RunFolder(folder)) if (folder / "run.json").exists() else None
        if processes is not None and processes.supervisor is not None and is_alive(processes.supervisor):
            stop_group(processes.supervisor, KILL_LADDER)
        for process in processes_with(RUN_VARIABLE, str(folder)):
            stop_group(process, KILL_LADDER)


@pytest.fixture
def child_runs(runs_root: Path, tmp_path: Path) -> ChildRuns:
    """Starts real, tiny training processes where the window looks for runs."""
    return ChildRuns(RunController(runs_root), tmp_path)


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication, runs_root: Path) -> Iterator[Program]:
    """The whole program as `gui.app` makes it, its window not yet shown."""
    made = Program(qapp, app_paths())
    yield made
    made.close()
    made.window.deleteLater()
    made.deleteLater()
    qtbot.wait(1)


@pytest.fixture
def window(qtbot: QtBot, program: Program) -> MainWindow:
    """The program's window in sight, with its runs read once."""
    program.window.resize(1280, 800)
    with qtbot.waitActive(program.window):
        program.window.show()
        program.window.activateWindow()
    qtbot.waitUntil(lambda: program.services.runs.known and program.services.machine.machine is not None)
    return program.window
