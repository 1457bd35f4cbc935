"""A project with real pictures, and the Dataset page with it open."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
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


def opened(qtbot: QtBot, page: DatasetPage, *paths: Path) -> DatasetPage:
    """Wait until the paths are open and read to the end, and the caption of the first image is in sight."""
    page.open_paths(paths)
    session, browser = page.session, page.browser
    qtbot.waitUntil(lambda: session.data is not None and session.complete, timeout=15000)
    qtbot.waitUntil(lambda: bool(browser.overview.tags) or not browser.model.rowCount(), timeout=15000)
    qtbot.waitUntil(lambda: browser.details.editor.draft is not None or not browser.model.rowCount(), timeout=15000)
    return page
