"""Which engine trains a project or goes on with a run, and where it is."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from core.config.command import LaunchMethod
from core.engines.accelerate_config import AccelerateOptions
from core.engines.builtin import BuiltinEngine
from core.engines.choice import (
    EngineChoice,
    accelerate_options,
    choice_of_run,
    engine_for,
    engine_of_project,
    engine_of_run,
    project_choice,
    user_choice,
)
from core.engines.kohya import ENGINE_FILE, KohyaEngine
from core.errors import AppError, ConfigError, FileError, MachineError, RunError
from core.runs.folder import RunFolder
from core.runs.record import RunRecord, write_record
from core.settings import Settings, write_settings


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "a project"
    folder.mkdir()
    return folder


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KOHYA_STUDIO_PYTHON", raising=False)
    monkeypatch.delenv("KOHYA_STUDIO_SD_SCRIPTS", raising=False)


def write_project(project: Path, text: str) -> Path:
    (project / "kohya_studio.toml").write_text(text, encoding="utf-8")
    return project


def test_a_choice_lies_over_another_name_by_name() -> None:
    upper = EngineChoice(engine="kohya", method="config_file")
    lower = EngineChoice(engine="builtin", python="/a/python", accelerate={"processes": 2})
    assert upper.over(lower) == EngineChoice(
        engine="kohya", method="config_file", python="/a/python", accelerate={"processes": 2}
    )


def test_a_project_without_a_file_says_nothing(project: Path) -> None:
    assert project_choice(project) == project_choice(None) == EngineChoice()


def test_the_file_of_a_project(project: Path) -> None:
    write_project(
        project,
        '[engine]\nname = "kohya"\nscript = "sdxl_train_network.py"\nsd_scripts = "C:/工具/sd-scripts"\n'
        "[engine.accelerate]\nprocesses = 2\ngpus = [0, 1]\n",
    )
    assert project_choice(project) == EngineChoice(
        engine="kohya",
        script="sdxl_train_network.py",
        sd_scripts="C:/工具/sd-scripts",
        accelerate={"processes": 2, "gpus": [0, 1]},
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[engine\n", "cannot be read"),
        ("engine = 3\n", "must be a table"),
        ("[engine]\nspeed = 'high'\n", "no key 'speed'"),
        ("[engine]\nscript = 3\n", "script must be text"),
        ("[engine]\naccelerate = true\n", "accelerate must be a table"),
    ],
)
def test_what_the_file_of_a_project_cannot_say(project: Path, text: str, words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        project_choice(write_project(project, text))


def test_the_environment_wins_over_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(kohya_python="/settings/python", sd_scripts="/settings/sd")
    assert user_choice(settings) == EngineChoice(python="/settings/python", sd_scripts="/settings/sd")
    monkeypatch.setenv("KOHYA_STUDIO_PYTHON", "/environment/python")
    assert user_choice(settings) == EngineChoice(python="/environment/python", sd_scripts="/settings/sd")
    assert user_choice(Settings()) == EngineChoice(python="/environment/python")


def test_the_engine_that_a_choice_names(tmp_path: Path) -> None:
    assert isinstance(engine_for(EngineChoice()), BuiltinEngine)
    assert isinstance(engine_for(EngineChoice(engine="builtin", python="/x")), BuiltinEngine)
    engine = engine_for(
        EngineChoice(
            engine="kohya", python="/env/bin/python", sd_scripts=str(tmp_path), method="config_file",
            accelerate={"processes": 2, "gpus": [0, 1]},
        )
    )  # fmt: skip
    assert isinstance(engine, KohyaEngine)
    assert (engine.python, engine.folder, engine.script) == (Path("/env/bin/python"), tmp_path, "train_network.py")
    assert engine.method is LaunchMethod.CONFIG_FILE
    assert engine.accelerate == AccelerateOptions(processes=2, gpus=(0, 1))
    assert engine_for(EngineChoice(python="/p", sd_scripts="/s"), default="kohya").name == "kohya"


@pytest.mark.parametrize(
    ("choice", "kind", "words"),
    [
        (EngineChoice(engine="magic"), RunError, "no engine 'magic'"),
        (EngineChoice(engine="kohya"), MachineError, "folder of sd-scripts and its Python interpreter"),
        (EngineChoice(engine="kohya", python="/p"), MachineError, "the folder of sd-scripts"),
        (EngineChoice(engine="kohya", python="/p", sd_scripts="/s", method="telepathy"), ConfigError, "telepathy"),
        (EngineChoice(engine="kohya", python="/p", sd_scripts="/s", script="fly.py"), AppError, "fly.py"),
    ],
)
def test_a_choice_that_names_no_engine(choice: EngineChoice, kind: type[AppError], words: str) -> None:
    with pytest.raises(kind, match=words):
        engine_for(choice)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"warp": 9}, "no option 'warp'"),
        ({"processes": "2"}, "wrong type"),
        ({"processes": True}, "wrong type"),
        ({"gpus": ["0"]}, "wrong type"),
        ({"processes": 0}, "at least 1"),
    ],
)
def test_wrong_launcher_options(values: dict[str, object], words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        accelerate_options(values)


def test_a_project_is_trained_by_what_is_asked_then_its_file_then_the_settings(project: Path, tmp_path: Path) -> None:
    settings = tmp_path / "settings.json"
    write_settings(settings, Settings(kohya_python="/settings/python", sd_scripts=str(tmp_path)))
    assert engine_of_project(project, settings).name == "builtin"
    write_project(project, '[engine]\nname = "kohya"\nmethod = "command_line"\n')
    engine = engine_of_project(project, settings)
    assert isinstance(engine, KohyaEngine)
    assert (engine.python, engine.method) == (Path("/settings/python"), LaunchMethod.COMMAND_LINE)
    assert engine_of_project(project, settings, EngineChoice(engine="builtin")).name == "builtin"


def run_of(tmp_path: Path, engine: str, note: object = None) -> RunFolder:
    folder = RunFolder(tmp_path / "run")
    folder.root.mkdir()
    write_record(
        folder, RunRecord(id="run", name="run", engine=engine, engine_version="1", argv=("x",), cwd=str(tmp_path))
    )
    if note is not None:
        (folder.root / ENGINE_FILE).write_text(note if isinstance(note, str) else json.dumps(note), encoding="utf-8")
    return folder


def test_a_run_goes_on_with_the_engine_that_it_was_started_with(tmp_path: Path) -> None:
    started = KohyaEngine(
        python=Path(sys.executable), folder=tmp_path, script="sdxl_train_network.py", method=LaunchMethod.CONFIG_FILE,
        accelerate=AccelerateOptions(processes=2, gpus=(0, 1)),
    )  # fmt: skip
    folder = run_of(tmp_path, "kohya", started.to_json())
    assert engine_of_run(folder, tmp_path / "no settings.json") == started


def test_a_run_goes_on_where_its_environment_has_moved(tmp_path: Path) -> None:
    folder = run_of(tmp_path, "kohya", {"engine": "kohya", "python": "/gone/python", "sd_scripts": "/gone"})
    settings = tmp_path / "settings.json"
    write_settings(settings, Settings(kohya_python=sys.executable, sd_scripts=str(tmp_path)))
    engine = engine_of_run(folder, settings)
    assert isinstance(engine, KohyaEngine)
    assert (engine.python, engine.folder) == (Path(sys.executable), tmp_path)


def test_a_run_of_the_built_in_engine_has_no_note(tmp_path: Path) -> None:
    assert engine_of_run(run_of(tmp_path, "builtin"), tmp_path / "settings.json").name == "builtin"


def test_a_run_of_an_engine_unknown_here(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="no engine 'child'"):
        engine_of_run(run_of(tmp_path, "child"), tmp_path / "settings.json")


def test_a_damaged_note(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="cannot be read"):
        choice_of_run(run_of(tmp_path, "kohya", '{"engine"'))
