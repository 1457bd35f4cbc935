"""The commands against real runs of the tiny child program."""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.cli.exit_codes import DETACHED, EXIT_CODES
from core.cli.following import duration
from core.cli.main import main
from core.cli.project import request_for
from core.errors import ConfigError
from core.paths import app_paths
from core.processes import own_module
from core.runs.controller import RunController
from core.runs.events import Outcome
from core.runs.summary import RunState
from tests.children.runs import ChildRuns, wait_until

LONG = ("--steps", "20000", "--seconds", "0.02")


@pytest.fixture
def home_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ChildRuns]:
    monkeypatch.setenv("KOHYA_STUDIO_HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "200")
    runs = ChildRuns(RunController(app_paths().runs), tmp_path)
    yield runs
    for info in runs.controller.runs():
        if info.state.is_live:
            runs.controller.stop(info.run_id, force=True)
            runs.ended(info.folder)


def command(*arguments: str) -> subprocess.Popen[str]:
    argv, changes = own_module("core.cli.main")
    env = {name: value for name, value in (os.environ | changes).items() if value is not None}
    return subprocess.Popen([*argv, *arguments], env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def test_runs_are_listed(home_runs: ChildRuns, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["runs"]) == 0
    assert "No runs yet" in capsys.readouterr().out
    folder = home_runs.start("--steps", "4", "--end", "memory", name="memory hog")
    home_runs.ended(folder)
    broken = folder.root.parent / "broken"
    broken.mkdir()
    assert main(["runs"]) == 0
    said = capsys.readouterr().out
    assert "out of memory" in said
    assert "4/4" in said
    assert folder.run_id in said
    assert "broken" in said
    assert main(["runs", "--json"]) == 0
    listed = {run["id"]: run for run in json.loads(capsys.readouterr().out)}
    assert listed[folder.run_id]["outcome"] == "out_of_memory"
    assert listed[folder.run_id]["step"] == 4
    assert listed["broken"]["state"] == "broken"
    assert main(["runs", "--live", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_save_and_stop(home_runs: ChildRuns, capsys: pytest.CaptureFixture[str]) -> None:
    folder = home_runs.start(*LONG, name="mine")
    home_runs.at_step(folder, 2)
    assert main(["save", "mine"]) == 0
    assert "save done" in capsys.readouterr().out
    assert home_runs.controller.info(folder.run_id).summary.checkpoints == 1
    assert main(["stop"]) == 0
    assert "Stopped on request" in capsys.readouterr().out
    assert home_runs.controller.info(folder.run_id).state is RunState.ENDED
    assert main(["save", "mine"]) == 1
    assert "is over" in capsys.readouterr().err


@pytest.mark.parametrize(("end", "outcome"), [("0", Outcome.FINISHED), ("exception", Outcome.CRASHED)])
def test_attach_follows_to_the_end_and_tells_the_outcome(
    home_runs: ChildRuns, capsys: pytest.CaptureFixture[str], end: str, outcome: Outcome
) -> None:
    home_runs.start("--steps", "10", "--seconds", "0.02", "--state-at", "3", "--end", end)
    assert main(["attach"]) == EXIT_CODES[outcome]
    said = capsys.readouterr().out
    assert f"{outcome} at step 10/10" in said
    assert "saved state lora-step00000003-state at step 3" in said
    assert ("ValueError: the children's picture is upside down" in said) is (end == "exception")


def test_ctrl_c_only_detaches(home_runs: ChildRuns) -> None:
    folder = home_runs.start(*LONG, "--state-at", "2")
    home_runs.at_step(folder, 3)
    attached = command("attach", folder.run_id)
    assert attached.stdout is not None
    with attached.stdout as output:
        assert "saved state" in output.readline()
        attached.send_signal(signal.SIGINT)
        said = output.read()
    assert attached.wait() == DETACHED
    assert "the training goes on" in said
    before = home_runs.controller.info(folder.run_id).summary.step or 0
    wait_until(lambda: (home_runs.controller.info(folder.run_id).summary.step or 0) > before)


def test_a_project_becomes_a_request(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = tmp_path / "my character"
    project.mkdir()
    options = argparse.Namespace(project=project, name=None, further=["--max_train_steps", "3"])
    with pytest.raises(ConfigError, match=r"training_config\.toml"):
        request_for(options)
    (project / "training_config.toml").write_text("")
    monkeypatch.chdir(tmp_path)
    request = request_for(options)
    assert (request.name, request.cwd, request.dataset_config) == ("my character", tmp_path, None)
    assert request.arguments == ("--max_train_steps", "3")
    (project / "dataset_config.toml").write_text("")
    options.project = project / "training_config.toml"
    assert request_for(options).dataset_config == project / "dataset_config.toml"


def test_a_duration_is_short() -> None:
    assert (duration(59.6), duration(3661), duration(float("nan"))) == ("1:00", "1:01:01", "?")


def test_every_outcome_has_an_exit_code() -> None:
    assert set(EXIT_CODES) == set(Outcome)
    assert [outcome for outcome, code in EXIT_CODES.items() if code == 0] == [Outcome.FINISHED]
