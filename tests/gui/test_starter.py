"""Starting from a page: with the engine that the project, the page or the settings name."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.engines.choice import EngineChoice
from core.engines.launch import TrainingRequest
from core.errors import AppError
from core.processes import is_alive
from core.runs.folder import RunFolder
from core.runs.record import read_processes, read_record
from gui.app import Program
from tests.children.runs import wait_until

SCRIPT = "import sys\nsys.stdout.write('trained\\n')\n"


@pytest.fixture
def sd_scripts(tmp_path: Path) -> Path:
    """A folder with a training script that ends at once."""
    folder = tmp_path / "sd-scripts"
    folder.mkdir()
    (folder / "train_network.py").write_text(SCRIPT, encoding="utf-8")
    return folder


@pytest.fixture
def request_of_project(tmp_path: Path) -> TrainingRequest:
    project = tmp_path / "project"
    project.mkdir()
    (project / "training_config.toml").write_text("network_dim = 4\n", encoding="utf-8")
    return TrainingRequest(
        name="project", cwd=project, training_config=project / "training_config.toml", project=project
    )


def started_run(qtbot: QtBot, program: Program, request: TrainingRequest, choice: EngineChoice | None) -> RunFolder:
    with qtbot.waitSignal(program.services.starter.started, timeout=15000) as started:
        program.services.starter.start(request, choice)
    return program.services.runs.door.open().folder(str(started.args[0]))


def ended(folder: RunFolder) -> bool:
    processes = read_processes(folder)
    return processes is not None and processes.supervisor is not None and not is_alive(processes.supervisor)


def test_the_page_may_name_the_engine(
    qtbot: QtBot, program: Program, request_of_project: TrainingRequest, sd_scripts: Path
) -> None:
    choice = EngineChoice(engine="kohya", python=sys.executable, sd_scripts=str(sd_scripts))
    folder = started_run(qtbot, program, request_of_project, choice)
    record = read_record(folder)
    assert record.engine == "kohya"
    assert str(sd_scripts / "train_network.py") in record.argv
    wait_until(lambda: ended(folder))


def test_what_the_page_leaves_open_the_project_and_the_settings_say(
    qtbot: QtBot, program: Program, request_of_project: TrainingRequest, sd_scripts: Path
) -> None:
    program.services.preferences.update(kohya_python=sys.executable, sd_scripts=str(sd_scripts))
    assert request_of_project.project is not None
    note = request_of_project.project / "kohya_studio.toml"
    note.write_text('[engine]\nname = "kohya"\nmethod = "config_file"\n', encoding="utf-8")
    folder = started_run(qtbot, program, request_of_project, None)
    assert read_record(folder).engine == "kohya"
    assert "--config_file" in read_record(folder).argv
    wait_until(lambda: ended(folder))


def test_an_engine_that_cannot_be_found_is_told(
    qtbot: QtBot, program: Program, request_of_project: TrainingRequest, tmp_path: Path
) -> None:
    choice = EngineChoice(engine="kohya", python=str(tmp_path / "no python"), sd_scripts=str(tmp_path))
    with qtbot.waitSignal(program.services.starter.failed, timeout=15000) as failed:
        program.services.starter.start(request_of_project, choice)
    error = failed.args[0]
    assert isinstance(error, AppError)
    assert "no Python interpreter" in error.message
    assert program.services.runs.door.open().runs() == []
