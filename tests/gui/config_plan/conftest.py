from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.app import Program
from gui.config_editor.editing_session import EditingSession
from gui.services import Services
from tests.gui.config_plan.projects import write_project


@pytest.fixture
def services(program: Program) -> Services:
    return program.services


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_project(tmp_path / "my_character")


@pytest.fixture
def session(qtbot: QtBot, services: Services) -> Iterator[EditingSession]:
    """With no project open."""
    made = EditingSession(services)
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def opened(qtbot: QtBot, session: EditingSession, project: Path) -> EditingSession:
    """With the project open and checked."""
    with qtbot.waitSignal(session.checked, timeout=20_000):
        session.open(project)
    return session
