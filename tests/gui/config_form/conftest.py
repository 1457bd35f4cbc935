from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.app import Program
from gui.config_editor.editing_session import EditingSession
from gui.config_editor.field_row import FieldRow
from gui.config_editor.page import ConfigPage
from gui.main_window import MainWindow
from tests.gui.config_plan.projects import write_project

Opened = Callable[[Path], ConfigPage]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project without an error, with the form that the guide gives it."""
    return write_project(tmp_path / "my_character")


@pytest.fixture
def session(qtbot: QtBot, program: Program) -> Iterator[EditingSession]:
    """With no project open, and no page around it."""
    made = EditingSession(program.services)
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def page(window: MainWindow) -> ConfigPage:
    """The page in sight, with no project open."""
    window.go("config")
    made = window.page("config")
    assert isinstance(made, ConfigPage)
    return made


@pytest.fixture
def opened(qtbot: QtBot, page: ConfigPage) -> Opened:
    """Opens a project on the page and waits until it is checked."""

    def open_(folder: Path) -> ConfigPage:
        with qtbot.waitSignal(page.session.checked, timeout=20_000):
            page.open_project(folder)
        return page

    return open_


@pytest.fixture
def editor(opened: Opened, project: Path) -> ConfigPage:
    """The page with the project open and checked."""
    return opened(project)


def field(page: ConfigPage, dest: str) -> FieldRow:
    """The row of a setting, brought into sight as a person does."""
    row = page.form.reveal(dest)
    assert isinstance(row, FieldRow)
    return row


def training(folder: Path) -> Path:
    return folder / "training_config.toml"


def changed_lines(before: bytes, after: bytes) -> list[tuple[bytes, bytes]]:
    """The lines that differ, of two texts with equally many lines."""
    old, new = before.split(b"\n"), after.split(b"\n")
    assert len(old) == len(new)
    return [(one, two) for one, two in zip(old, new, strict=True) if one != two]
