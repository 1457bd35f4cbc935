"""`kohya-studio train` and `command`, as a shell starts them, on the small sd-scripts."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.cli.main import main
from core.engines.choice import choice_of_run
from core.processes import is_alive
from core.runs.controller import RunController
from core.runs.events import Outcome
from core.runs.record import read_processes, read_record
from tests.children.kohya_runs import SD_SCRIPTS
from tests.children.runs import wait_until

ROOT = Path(__file__).resolve().parents[3]
KOHYA = ("--engine", "kohya", "--python", sys.executable, "--sd-scripts", str(SD_SCRIPTS))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RunController]:
    """The runs of a person's folder with nothing in it; nothing that works there outlives the test."""
    monkeypatch.setenv("KOHYA_STUDIO_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("LAB_END", raising=False)
    controller = RunController(tmp_path / "home" / "data" / "runs")
    yield controller
    for run in controller.runs():
        if run.state.is_live:
            controller.stop(run.run_id, force=True)
        wait_until(lambda run=run: supervisor_is_gone(run.folder))  # type: ignore[misc]


def supervisor_is_gone(folder: object) -> bool:
    processes = read_processes(folder)  # type: ignore[arg-type]
    return processes is None or processes.supervisor is None or not is_alive(processes.supervisor)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "my 角色"
    folder.mkdir()
    (folder / "training_config.toml").write_text(
        f'output_dir = "{folder.as_posix()}/output"\noutput_name = "small"\nmax_train_epochs = 2\n', encoding="utf-8"
    )
    return folder


@pytest.mark.parametrize(
    ("end", "code", "words"),
    [
        ("", 0, "finished"),
        ("nan", 6, "finished nan"),
        ("no data", 5, "no data"),
        ("memory", 7, "out of memory"),
        ("exception", 8, "image file is truncated"),
    ],
)
def test_the_exit_code_tells_the_end(
    home: RunController, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    end: str, code: int, words: str,
) -> None:  # fmt: skip
    monkeypatch.setenv("LAB_END", end)
    assert main(["train", str(project), *KOHYA, "--follow"]) == code
    printed = capsys.readouterr().out
    assert words in printed
    assert "Started " in printed
    if not end:
        assert "epoch 2/2" in printed
        assert "saved small.safetensors at step 16" in printed
    (run,) = home.runs()
    assert (run.name, run.record.engine if run.record else "") == ("my 角色", "kohya")


def test_without_follow_it_returns_at_once_and_attach_tells_the_end(
    home: RunController, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["train", str(project), *KOHYA, "--name", "mine", "--", "--max_train_epochs", "3"]) == 0
    assert "kohya-studio attach" in capsys.readouterr().out
    assert main(["attach", "mine"]) == 0
    printed = capsys.readouterr().out
    assert "mine: finished at step 24/24" in printed
    assert read_record(home.runs()[0].folder).arguments == ("--max_train_epochs", "3")


def test_the_other_commands_reach_a_run_of_sd_scripts(
    home: RunController, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LAB_SECONDS", "0.05")
    assert main(["train", str(project), *KOHYA, "--", "--max_train_epochs", "40"]) == 0
    wait_until(lambda: (home.runs()[0].summary.step or 0) >= 2)
    for command, words in (("save", "save done"), ("pause", "pause done"), ("resume", "resume done")):
        assert main([command]) == 0
        assert words in capsys.readouterr().out
    assert main(["sample"]) == 1
    assert "no file of sample prompts" in capsys.readouterr().out
    assert main(["stop", "--save"]) == 0
    assert "stopped" in capsys.readouterr().out
    stopped = home.runs()[0].summary
    monkeypatch.setenv("LAB_SECONDS", "0")
    assert main(["resume", "--follow"]) == 0
    assert "finished at step 320/320" in capsys.readouterr().out
    assert home.runs()[0].summary.first_step == stopped.step


def test_a_killed_follower_changes_nothing(home: RunController, project: Path) -> None:
    env = {**os.environ, "LAB_SECONDS": "0.05"}
    command = [sys.executable, "-m", "core.cli.main", "train", str(project), *KOHYA, "--follow"]
    process = subprocess.Popen(command, env=env, cwd=ROOT, start_new_session=True, stdout=subprocess.DEVNULL)
    wait_until(home.runs)
    wait_until(lambda: (home.runs()[0].summary.step or 0) >= 2)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    wait_until(lambda: not home.runs()[0].state.is_live)
    summary = home.runs()[0].summary
    assert (summary.outcome, summary.step) == (Outcome.FINISHED, 16)


def test_the_project_may_name_its_engine(
    home: RunController, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note = f'[engine]\nname = "kohya"\npython = "{Path(sys.executable).as_posix()}"\n'
    note += f'sd_scripts = "{SD_SCRIPTS.as_posix()}"\nmethod = "command_line"\n'
    (project / "kohya_studio.toml").write_text(note, encoding="utf-8")
    assert main(["train", str(project / "training_config.toml"), "--follow"]) == 0
    assert "finished at step 16/16" in capsys.readouterr().out
    record = home.runs()[0].record
    assert record is not None
    assert choice_of_run(home.runs()[0].folder).method == "command_line"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--engine", "kohya"), "not known where to find"),
        ((*KOHYA, "--gpu-ids", "a"), "no GPU ids"),
        ((*KOHYA, "--num-processes", "2", "--gpu-ids", "0"), "need 2 GPUs"),
        ((*KOHYA, "--script", "sing.py"), "sing.py"),
    ],
)
def test_what_cannot_be_started_is_told_and_leaves_nothing(
    home: RunController, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...], words: str,
) -> None:  # fmt: skip
    monkeypatch.delenv("KOHYA_STUDIO_PYTHON", raising=False)
    monkeypatch.delenv("KOHYA_STUDIO_SD_SCRIPTS", raising=False)
    assert main(["train", str(project), *arguments]) == 1
    assert words in capsys.readouterr().err
    assert home.runs() == []


def test_the_command_by_hand_can_be_pasted(
    home: RunController, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["command", str(project), *KOHYA[2:]]) == 0
    line = capsys.readouterr().out
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert (project / "output" / "small.safetensors").is_file()
    assert "saving checkpoint" in done.stdout
    assert home.runs() == []


@pytest.mark.parametrize(
    ("name", "start"), [("train it.sh", b"#!"), ("train.ps1", b"\xef\xbb\xbf"), ("train.bat", b"@echo off\r\n")]
)
def test_a_script_to_keep(
    home: RunController, project: Path, capsys: pytest.CaptureFixture[str], name: str, start: bytes
) -> None:
    path = project / name
    assert main(["command", str(project), *KOHYA[2:], "--accelerate", "--cpu", "--export", str(path)]) == 0
    assert str(path) in capsys.readouterr().out
    data = path.read_bytes()
    assert data.startswith(start)
    assert b"accelerate.commands.accelerate_cli" in data
    assert (os.access(path, os.X_OK)) == name.endswith(".sh")
    assert home.runs() == []
