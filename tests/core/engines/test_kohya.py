"""How sd-scripts is started: program, documents, environment, and what a run remembers of it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from core.config.command import LaunchMethod
from core.engines.accelerate_config import AccelerateOptions
from core.engines.kohya import ENGINE_FILE, KohyaEngine, checkout_version
from core.engines.launch import TrainingRequest
from core.errors import ConfigError, MachineError
from core.runs.folder import RunFolder
from tests.children.kohya_runs import SD_SCRIPTS

PYTHON = Path(sys.executable)


@pytest.fixture
def request_(tmp_path: Path) -> TrainingRequest:
    project = tmp_path / "角色 project"
    project.mkdir()
    (project / "training_config.toml").write_text('output_name = "名 前"\nmixed_precision = "bf16"\n', encoding="utf-8")
    (project / "dataset_config.toml").write_text("[general]\n", encoding="utf-8")
    return TrainingRequest(
        name="a", cwd=project, training_config=project / "training_config.toml",
        dataset_config=project / "dataset_config.toml", arguments=("--seed", "7"), project=project,
    )  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, request_: TrainingRequest) -> RunFolder:
    """With the documents as the controller copies them."""
    made = RunFolder(tmp_path / "run")
    made.root.mkdir()
    assert request_.training_config is not None
    assert request_.dataset_config is not None
    made.training_config.write_bytes(request_.training_config.read_bytes())
    made.dataset_config.write_bytes(request_.dataset_config.read_bytes())
    return made


def test_plain_python_runs_the_hooks_around_the_script(request_: TrainingRequest, folder: RunFolder) -> None:
    launch = KohyaEngine(python=PYTHON, folder=SD_SCRIPTS).launch(request_, folder)
    program, hooks, script, *arguments = launch.argv
    assert program == str(PYTHON)
    assert Path(hooks).name == "hooks.py"
    assert Path(hooks).is_file()
    assert script == str(SD_SCRIPTS / "train_network.py")
    assert arguments[arguments.index("--dataset_config") + 1] == str(folder.dataset_config)
    assert arguments[arguments.index("--output_name") + 1] == "名 前"
    assert arguments[arguments.index("--seed") + 1] == "7"
    assert launch.cwd == request_.cwd


def test_the_environment_that_sd_scripts_needs(request_: TrainingRequest, folder: RunFolder) -> None:
    env = KohyaEngine(python=PYTHON, folder=SD_SCRIPTS, environment={"X": "1", "PYTHONUTF8": "1"}).launch(
        request_, folder
    ).env  # fmt: skip
    wanted = {"PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1", "PYTHONNOUSERSITE": "1", "COLUMNS": "300", "X": "1"}
    assert {name: env[name] for name in wanted} == wanted
    assert (env["PYTHONPATH"], env["PYTHONHOME"]) == (None, None)
    assert env["KOHYA_STUDIO_RUN"] == str(folder.root)


def test_accelerate_gets_a_configuration_of_this_run_alone(request_: TrainingRequest, folder: RunFolder) -> None:
    options = AccelerateOptions(processes=2, gpus=(0, 1), threads_per_process=3)
    engine = KohyaEngine(python=PYTHON, folder=SD_SCRIPTS, method=LaunchMethod.CONFIG_FILE, accelerate=options)
    argv = engine.launch(request_, folder).argv
    assert argv[:4] == (str(PYTHON), "-m", "accelerate.commands.accelerate_cli", "launch")
    config = Path(argv[argv.index("--config_file") + 1])
    assert config.parent == folder.root
    text = config.read_text("utf-8")
    assert 'mixed_precision: "bf16"' in text, "the script's own, where the launcher's is left open"
    assert 'gpu_ids: "0,1"' in text
    assert argv[argv.index("--num_cpu_threads_per_process") + 1] == "3"
    assert str(folder.training_config) in argv


def test_a_run_notes_down_how_it_was_started(request_: TrainingRequest, folder: RunFolder) -> None:
    engine = KohyaEngine(python=PYTHON, folder=SD_SCRIPTS, accelerate=AccelerateOptions(gpus=(1,)))
    engine.launch(request_, folder)
    note = json.loads((folder.root / ENGINE_FILE).read_bytes())
    assert (note["engine"], note["python"], note["sd_scripts"]) == ("kohya", str(PYTHON), str(SD_SCRIPTS))
    assert note["accelerate"]["gpus"] == [1]


def test_the_command_by_hand_needs_neither_hooks_nor_a_run(request_: TrainingRequest) -> None:
    engine = KohyaEngine(python=PYTHON, folder=SD_SCRIPTS, accelerate=AccelerateOptions(cpu=True))
    launch = engine.command(request_)
    assert not [word for word in launch.argv if "hooks" in word]
    assert str(SD_SCRIPTS / "train_network.py") in launch.argv
    assert str(request_.dataset_config) in launch.argv
    assert "--cpu" in launch.argv
    assert launch.env["PYTHONUTF8"] == "1"
    assert "KOHYA_STUDIO_RUN" not in launch.env


@pytest.mark.parametrize(
    ("arguments", "step", "expected"),
    [
        ((), 43, ("--initial_step", "43", "--skip_until_initial_step")),
        ((), None, ("--skip_until_initial_step",)),
        (("--gradient_accumulation_steps", "2"), 43, ("--initial_step", "43")),
        (("--initial_epoch", "3"), 43, ()),
    ],
)
def test_a_resumed_run_skips_what_was_done(
    request_: TrainingRequest,
    folder: RunFolder,
    arguments: tuple[str, ...],
    step: int | None,
    expected: tuple[str, ...],
) -> None:
    import dataclasses

    resumed = dataclasses.replace(
        request_, arguments=(*arguments, "--resume", "/a/state"), resumed_from="before", resumed_step=step
    )
    argv = KohyaEngine(python=PYTHON, folder=SD_SCRIPTS).launch(resumed, folder).argv
    assert argv[len(argv) - len(expected) :] == expected
    assert ("--initial_step" in argv) == ("--initial_step" in expected)


def test_what_is_not_there_is_told_before_anything_starts(request_: TrainingRequest, folder: RunFolder) -> None:
    with pytest.raises(MachineError, match="no Python interpreter"):
        KohyaEngine(python=folder.root / "python", folder=SD_SCRIPTS).launch(request_, folder)
    with pytest.raises(MachineError, match=r"no sdxl_train_network\.py"):
        KohyaEngine(python=PYTHON, folder=SD_SCRIPTS, script="sdxl_train_network.py").launch(request_, folder)
    folder.training_config.write_text("max_train_step = 3\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"training_config\.toml, line 1: max_train_step"):
        KohyaEngine(python=PYTHON, folder=SD_SCRIPTS).launch(request_, folder)


def test_the_version_is_the_commit_that_is_checked_out(tmp_path: Path) -> None:
    git = tmp_path / ".git"
    (git / "refs" / "heads").mkdir(parents=True)
    assert checkout_version(tmp_path / "nowhere") == "unknown"
    (git / "HEAD").write_text("0123456789abcdef0123456789abcdef01234567\n")
    assert checkout_version(tmp_path) == "01234567"
    (git / "HEAD").write_text("ref: refs/heads/main\n")
    assert checkout_version(tmp_path) == "unknown"
    (git / "packed-refs").write_text("# pack-refs\nfedcba9876543210fedcba9876543210fedcba98 refs/heads/main\n")
    assert checkout_version(tmp_path) == "fedcba98"
    (git / "refs" / "heads" / "main").write_text("89abcdef0123456789abcdef0123456789abcdef\n")
    assert checkout_version(tmp_path) == "89abcdef"
