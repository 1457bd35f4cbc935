"""A project with real pictures, and the Dataset page with it open."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from gui.app import Program
from gui.dataset_browser.page import DatasetPage
from tests.gui.dataset_browser.folders import add_problems, write_project

_PATIENCE_MS = 30_000


@pytest.fixture
def qtbot(qtbot: QtBot) -> QtBot:
    """Waits longer than usual: real files are read and written, on machines that have other things to do."""
    plain = qtbot.waitUntil
    qtbot.waitUntil = lambda condition, *, timeout=_PATIENCE_MS: plain(condition, timeout=max(timeout, _PATIENCE_MS))  # type: ignore[method-assign]
    return qtbot


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Drawn once."""
    return write_project(tmp_path_factory.mktemp("pictures") / "robot", count=14)


@pytest.fixture(scope="session")
def troubled_pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_project(tmp_path_factory.mktemp("troubled") / "robot", count=12)
    add_problems(folder)
    return folder


@pytest.fixture
def project(pictures: Path, tmp_path: Path) -> Path:
    """A copy that a test may change."""
    return Path(shutil.copytree(pictures, tmp_path / "robot"))


@pytest.fixture
def troubled(troubled_pictures: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(troubled_pictures, tmp_path / "troubled"))


@pytest.fixture
def empty_page(qtbot: QtBot, program: Program) -> Iterator[DatasetPage]:
    """The page with nothing open."""
    made = DatasetPage(program.services)
    made.resize(1320, 860)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    qtbot.waitUntil(lambda: not made.session.writing)
    made.close_data()
    made.close()
    made.deleteLater()
    qtbot.wait(1)


@pytest.fixture
def page(qtbot: QtBot, empty_page: DatasetPage, project: Path) -> DatasetPage:
    """The project is open, and everything of it has been read."""
    return opened(qtbot, empty_page, project)


@pytest.fixture
def trash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's trash of a person who has none yet."""
    home = tmp_path / "trash-home"
    monkeypatch.setenv("XDG_DATA_HOME", str(home))
    import send2trash.plat_other as plat

    monkeypatch.setattr(plat, "HOMETRASH_B", os.fsencode(home / "Trash"), raising=False)
    monkeypatch.setattr(plat, "HOMETRASH", str(home / "Trash"), raising=False)
    return home / "Trash"


def opened(qtbot: QtBot, page: DatasetPage, *paths: Path) -> DatasetPage:
    """Wait until the paths are open and read to the end, and the caption of the first image is in sight."""
    page.open_paths(paths)
    session, browser = page.session, page.browser
    qtbot.waitUntil(lambda: session.data is not None and session.complete, timeout=15000)
    qtbot.waitUntil(lambda: bool(browser.overview.tags) or not browser.model.rowCount(), timeout=15000)
    qtbot.waitUntil(lambda: browser.details.editor.draft is not None or not browser.model.rowCount(), timeout=15000)
    return page


def looked(qtbot: QtBot, page: DatasetPage) -> DatasetPage:
    """The close look has been taken and counted."""
    browser = page.browser
    qtbot.waitUntil(lambda: browser.finder.looked, timeout=20000)
    qtbot.waitUntil(lambda: bool(page.session.data and page.session.data.problems.masks), timeout=10000)
    return page


def answer(qtbot: QtBot, words: str) -> None:
    """Press the button with these words in the question that comes up."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            QTimer.singleShot(20, press)
            return
        next(button for button in box.buttons() if button.text() == words).click()

    QTimer.singleShot(20, press)
