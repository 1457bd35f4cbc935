"""Save, sample, pause, stop and resume, on the real loop; and what dies with what."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from core.engines.accelerate_config import AccelerateOptions
from core.processes import is_alive
from core.runs.events import CheckpointSaved, Outcome, SampleSaved, StateSaved, Wish
from core.runs.record import read_processes
from core.runs.summary import RunState
from tests.children.runs import wait_until
from tests.kohya.conftest import PYTHON, SD_SCRIPTS, SECONDS, RealRuns
from tests.kohya.test_training import ONE, TWO, tensors_of

EPOCHS = 6
STEPS = 12 * EPOCHS


def test_save_and_sample_now_while_training_goes_on(real: RealRuns) -> None:
    folder = real.controller.start(real.request("now", prompts=True, save_every_n_epochs=None), real.engine())
    real.at_step(folder, 3)
    assert real.answered(folder, Wish.SAVE) == "done"
    assert real.answered(folder, Wish.SAMPLE) == "done"
    assert real.controller.info(folder.run_id).state is RunState.RUNNING
    assert real.ended(folder).summary.outcome is Outcome.FINISHED
    events = real.events(folder)
    saved = [event for event in events if isinstance(event, CheckpointSaved)]
    assert [event.reason for event in saved] == ["wish", "final"]
    assert len(tensors_of(Path(saved[0].path))) == (192 + 12) * 3
    assert len([event for event in events if isinstance(event, SampleSaved)]) == 2
    assert not [event for event in events if isinstance(event, StateSaved)]
    assert real.steps(folder).step.astype(int).tolist() == list(range(1, 25))


def test_pause_and_go_on(real: RealRuns) -> None:
    folder = real.controller.start(real.request("pause"), real.engine())
    real.at_step(folder, 3)
    assert real.answered(folder, Wish.PAUSE) == "done"
    wait_until(lambda: real.controller.info(folder.run_id).state is RunState.PAUSED)
    held = real.controller.info(folder.run_id).summary.step
    time.sleep(3.0)  # a dozen steps, were it not paused
    assert real.controller.info(folder.run_id).summary.step == held
    assert real.answered(folder, Wish.RESUME) == "done"
    assert real.ended(folder).summary.outcome is Outcome.FINISHED
    assert real.steps(folder).step.astype(int).tolist() == list(range(1, 25))


@pytest.mark.parametrize("accelerate", [None, ONE, TWO], ids=["plain", "accelerate", "two processes"])
def test_stop_and_save_in_the_middle_of_an_epoch_then_resume_to_the_end(
    real: RealRuns, accelerate: AccelerateOptions | None
) -> None:
    name = f"stop-{accelerate.processes if accelerate else 'plain'}"
    engine = real.engine(accelerate=accelerate)
    per_epoch = 12 // (accelerate.processes if accelerate else 1)
    folder = real.controller.start(real.request(name, max_train_epochs=EPOCHS), engine)
    real.at_step(folder, per_epoch + 2)
    real.controller.wish(folder.run_id, Wish.STOP_AND_SAVE)
    info = real.ended(folder)
    done = info.summary.step or 0
    assert info.summary.outcome is Outcome.STOPPED
    assert (info.summary.newest_state_step, info.can_resume) == (done, True)
    wait_until(lambda: not real.processes(folder), SECONDS)
    saved = [event for event in real.events(folder) if isinstance(event, CheckpointSaved)]
    assert len(tensors_of(Path(saved[-1].path))) == (192 + 12) * 3
    again = real.controller.resume(folder.run_id, engine)
    summary = real.ended(again).summary
    assert (summary.outcome, summary.reason) == (Outcome.FINISHED, "")
    assert (summary.first_step, summary.total_steps) == (done, per_epoch * EPOCHS)
    assert real.steps(again).step.astype(int).tolist() == list(range(done + 1, per_epoch * EPOCHS + 1))


def test_a_resumed_run_resumed(real: RealRuns) -> None:
    """sd-scripts itself begins to count anew in the state of a resumed run."""
    folder = real.controller.start(real.request("twice", max_train_epochs=EPOCHS), real.engine())
    real.at_step(folder, 14)
    real.controller.wish(folder.run_id, Wish.STOP_AND_SAVE)
    first = real.ended(folder).summary.step or 0
    again = real.controller.resume(folder.run_id, real.engine())
    real.at_step(again, first + 14)
    real.controller.wish(again.run_id, Wish.STOP_AND_SAVE)
    second = real.ended(again).summary.step or 0
    assert real.steps(again).step.astype(int).tolist() == list(range(first + 1, second + 1))
    last = real.controller.resume(again.run_id, real.engine())
    assert real.ended(last).summary.outcome is Outcome.FINISHED
    assert real.steps(last).step.astype(int).tolist() == list(range(second + 1, STEPS + 1))


def test_stop_leaves_no_process_with_launcher_and_workers(real: RealRuns) -> None:
    request = real.request("orphans", max_train_epochs=50, max_data_loader_n_workers=2)
    folder = real.controller.start(request, real.engine(accelerate=TWO))
    real.at_step(folder, 2)
    there = real.processes(folder)
    assert len(there) >= 3 + 4, "a launcher, two trainers, two workers each"
    real.controller.stop(folder.run_id)
    assert real.ended(folder).summary.outcome is Outcome.STOPPED
    wait_until(lambda: not [process for process in there if is_alive(process)], SECONDS)
    wait_until(lambda: not real.processes(folder), SECONDS)


def test_a_killed_launcher_leaves_no_orphan(real: RealRuns) -> None:
    folder = real.controller.start(real.request("launcher", max_train_epochs=50), real.engine(accelerate=ONE))
    real.at_step(folder, 2)
    processes = read_processes(folder)
    assert processes is not None
    assert processes.trainer is not None
    os.kill(processes.trainer.pid, signal.SIGKILL)
    assert real.ended(folder).summary.outcome is Outcome.KILLED
    wait_until(lambda: not real.processes(folder), SECONDS)


@pytest.mark.skipif(sys.platform == "win32", reason="the interpreter is wrapped by a shell script")
def test_killing_the_command_that_follows_changes_nothing(real: RealRuns, tmp_path: Path) -> None:
    """`kohya-studio train --follow`, killed; the run ends as if nobody had looked."""
    request = real.request("followed")
    python = tmp_path / "python"
    settings = " ".join(f"{name}='{value}'" for name, value in real.lab.environment.items())
    python.write_text(f"#!/bin/sh\n{settings} exec '{PYTHON}' \"$@\"\n", encoding="utf-8")
    python.chmod(0o755)
    home = tmp_path / "home"
    env = {**os.environ, "KOHYA_STUDIO_HOME": str(home)}
    command = [sys.executable, "-m", "core.cli.main", "train", str(request.project), "--engine", "kohya"]
    command += ["--python", str(python), "--sd-scripts", SD_SCRIPTS, "--follow"]
    here = Path(__file__).resolve().parents[2]
    process = subprocess.Popen(command, env=env, cwd=here, start_new_session=True)
    controller = type(real.controller)(home / "data" / "runs")
    moved = type(real)(real.lab, controller)
    wait_until(controller.runs, 60)
    (run,) = controller.runs()
    moved.at_step(run.folder, 3)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert moved.ended(run.folder).summary.outcome is Outcome.FINISHED
    assert moved.steps(run.folder).step.astype(int).tolist() == list(range(1, 25))
