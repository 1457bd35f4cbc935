"""What must hold when processes die, hang, resist and when disks are full: with real processes throughout."""

from __future__ import annotations

import contextlib
import signal
import sqlite3
from pathlib import Path

import psutil
import pytest

from core.processes import is_alive, processes_with
from core.runs.events import Outcome, RunEnded
from core.runs.folder import RUN_VARIABLE, RunFolder
from core.runs.store import RunStore
from core.runs.summary import RunState
from tests.children.runs import ChildRuns, wait_until

LONG = ("--steps", "2000", "--seconds", "0.02")


def test_a_run_is_told_from_its_first_step_to_its_end(child_runs: ChildRuns) -> None:
    folder = child_runs.start("--steps", "30")
    info = child_runs.ended(folder)
    assert info.state is RunState.ENDED
    assert info.summary.outcome is Outcome.FINISHED
    assert (info.summary.step, info.summary.total_steps) == (30, 30)
    steps = child_runs.steps(folder)
    assert steps.step.tolist() == list(range(1, 31))
    assert steps.loss.tolist() == [1.0 / step for step in range(1, 31)]
    assert set(steps.learning_rates) == {"unet", "textencoder"}
    with RunStore(folder) as store:
        assert len(store.hardware_after()) >= 1
    assert b"steps: 100%" in folder.console.read_bytes()


@pytest.mark.parametrize(
    ("end", "outcome", "said"),
    [
        ("exception", Outcome.CRASHED, "ValueError: the children's picture is upside down"),
        ("memory", Outcome.OUT_OF_MEMORY, "CUDA out of memory"),
        ("3", Outcome.CRASHED, "exit code 3"),
        ("SIGKILL", Outcome.KILLED, "SIGKILL"),
        ("SIGTERM", Outcome.KILLED, "SIGTERM"),
        ("SIGSEGV", Outcome.CRASHED, "SIGSEGV"),
    ],
)
def test_every_end_is_told_truthfully(child_runs: ChildRuns, end: str, outcome: Outcome, said: str) -> None:
    folder = child_runs.start("--steps", "3", "--end", end)
    summary = child_runs.ended(folder).summary
    assert summary.outcome is outcome
    assert said in summary.reason
    assert summary.step == 3
    if outcome is Outcome.CRASHED and end == "exception":
        assert summary.last_lines[-1] == summary.reason
        assert not any("it/s" in line for line in summary.last_lines)


def test_exit_code_0_without_a_last_event_is_finished_and_says_so(child_runs: ChildRuns) -> None:
    summary = child_runs.ended(child_runs.start("--steps", "3", "--silent-end")).summary
    assert summary.outcome is Outcome.FINISHED
    assert "exit code 0" in summary.reason


def test_a_killed_trainer_is_told_within_two_seconds(child_runs: ChildRuns) -> None:
    folder = child_runs.start(*LONG)
    child_runs.at_step(folder, 5)
    child_runs.kill(child_runs.trainer(folder))
    seconds = wait_until(lambda: not child_runs.controller.info(folder.run_id).state.is_live)
    summary = child_runs.ended(folder).summary
    assert seconds < 2
    assert summary.outcome is Outcome.KILLED
    assert "out-of-memory killer" in summary.hint


def test_a_killed_supervisor_is_replaced_without_gap_or_double(child_runs: ChildRuns) -> None:
    folder = child_runs.start("--steps", "90", "--seconds", "0.02")
    trainer, first = child_runs.trainer(folder), child_runs.supervisor(folder)
    child_runs.at_step(folder, 10)
    child_runs.kill(first)
    assert is_alive(trainer)
    child_runs.at_step(folder, 60)
    assert child_runs.supervisor(folder) != first
    info = child_runs.ended(folder)
    assert info.summary.outcome is Outcome.FINISHED
    assert child_runs.steps(folder).step.tolist() == list(range(1, 91))


def test_a_trainer_that_dies_after_its_adoption_is_told_from_what_it_left(child_runs: ChildRuns) -> None:
    folder = child_runs.start("--steps", "60", "--seconds", "0.02", "--end", "exception")
    child_runs.at_step(folder, 3)
    child_runs.kill(child_runs.supervisor(folder))
    child_runs.controller.adopt(folder.run_id)
    summary = child_runs.ended(folder).summary
    assert summary.outcome is Outcome.CRASHED
    assert "upside down" in summary.reason
    assert summary.exit_code is None


def test_all_killed_is_interrupted_and_complete_up_to_the_last_whole_line(child_runs: ChildRuns) -> None:
    folder = child_runs.start(*LONG, "--state-at", "4")
    child_runs.at_step(folder, 8)
    child_runs.kill(child_runs.supervisor(folder))
    child_runs.kill(child_runs.trainer(folder))
    with folder.events.open("a") as stream:
        stream.write('{"type":"step","step":9')
    info = child_runs.controller.info(folder.run_id)
    assert info.state is RunState.INTERRUPTED
    assert info.summary.outcome is Outcome.INTERRUPTED
    assert info.can_resume
    steps = child_runs.steps(folder).step.tolist()
    assert steps == list(range(1, len(steps) + 1))
    assert len(steps) == info.summary.step


def test_a_trainer_whose_pid_was_never_noted_is_found_by_its_environment(child_runs: ChildRuns) -> None:
    folder = child_runs.start(*LONG)
    trainer = child_runs.trainer(folder)
    child_runs.kill(child_runs.supervisor(folder))
    (folder.root / "processes.json").unlink()
    record = folder.record.read_text()
    created = child_runs.controller.info(folder.run_id).record
    assert created is not None
    folder.record.write_text(record.replace(str(created.created_at), str(created.created_at - 60)))
    wait_until(lambda: child_runs.controller.info(folder.run_id) and (folder.root / "processes.json").exists())
    assert child_runs.trainer(folder) == trainer
    child_runs.controller.stop(folder.run_id, force=True)
    assert child_runs.ended(folder).summary.outcome is Outcome.STOPPED


def test_stop_ends_a_trainer_that_resists(child_runs: ChildRuns) -> None:
    folder = child_runs.start(*LONG, "--ignore", "SIGINT,SIGTERM")
    child_runs.at_step(folder, 2)
    child_runs.controller.stop(folder.run_id)
    wait_until(lambda: child_runs.controller.info(folder.run_id).summary.stopping)
    assert is_alive(child_runs.trainer(folder))
    child_runs.controller.stop(folder.run_id, force=True)
    summary = child_runs.ended(folder).summary
    assert summary.outcome is Outcome.STOPPED
    assert summary.exit_code == -signal.SIGKILL


def test_stop_takes_a_polite_trainer_by_sigint(child_runs: ChildRuns) -> None:
    folder = child_runs.start(*LONG)
    child_runs.at_step(folder, 2)
    child_runs.controller.stop(folder.run_id)
    assert child_runs.ended(folder).summary.outcome is Outcome.STOPPED
    assert b"KeyboardInterrupt" in folder.console.read_bytes()


@pytest.mark.parametrize("kind", ["group", "own-session"])
def test_no_child_outlives_a_run(child_runs: ChildRuns, kind: str) -> None:
    folder = child_runs.start(*LONG, "--child", kind, "--child-ignores", "SIGTERM")
    child_runs.at_step(folder, 2)
    child = int((folder.root / "child.pid").read_text())
    wait_until((folder.root / f"hanging-{child}").exists)
    child_runs.kill(child_runs.trainer(folder))
    summary = child_runs.ended(folder).summary
    assert summary.outcome is Outcome.KILLED
    assert processes_with(RUN_VARIABLE, str(folder.root)) == []


def test_nobody_is_left_as_a_zombie(child_runs: ChildRuns) -> None:
    folder = child_runs.start("--steps", "2")
    supervisor = child_runs.supervisor(folder)
    child_runs.ended(folder)
    wait_until(lambda: not psutil.pid_exists(supervisor.pid))
    zombies = [process for process in psutil.Process().children() if process.status() == psutil.STATUS_ZOMBIE]
    assert zombies == []


def test_a_full_disk_costs_neither_the_run_nor_a_step(child_runs: ChildRuns) -> None:
    folder = child_runs.start("--steps", "70", "--seconds", "0.03")
    child_runs.at_step(folder, 5)
    supervisor = psutil.Process(child_runs.supervisor(folder).pid)
    supervisor.rlimit(psutil.RLIMIT_FSIZE, (1, -1))
    wait_until(lambda: b"Could not write" in folder.supervisor_log.read_bytes() or _stalled(folder))
    supervisor.rlimit(psutil.RLIMIT_FSIZE, (-1, -1))
    info = child_runs.ended(folder)
    assert info.summary.outcome is Outcome.FINISHED
    assert child_runs.steps(folder).step.tolist() == list(range(1, 71))


def _stalled(folder: RunFolder) -> bool:
    """The log cannot be written either; then the events run ahead of the store."""
    with RunStore(folder) as store:
        return folder.events.read_bytes().count(b"\n") > 40 > (store.summary().step or 0)


def test_a_store_damaged_under_the_supervisor_is_made_anew(child_runs: ChildRuns) -> None:
    folder = child_runs.start("--steps", "60", "--seconds", "0.02")
    child_runs.at_step(folder, 5)
    child_runs.kill(child_runs.supervisor(folder))
    for path in folder.root.glob("run.sqlite-*"):
        path.unlink()
    folder.store.write_bytes(b"\x00garbage" * 5000)
    info = child_runs.ended(folder)
    assert info.summary.outcome is Outcome.FINISHED
    assert child_runs.steps(folder).step.tolist() == list(range(1, 61))


def test_a_cut_last_line_of_a_crash_does_not_hide_the_end(child_runs: ChildRuns) -> None:
    folder = child_runs.start("--steps", "3", "--cut-line", "--end", "exception")
    assert child_runs.ended(folder).summary.outcome is Outcome.CRASHED
    with RunStore(folder) as store:
        ends = [stored.event for stored in store.events_after() if isinstance(stored.event, RunEnded)]
    assert len(ends) == 1
    assert child_runs.steps(folder).step.tolist() == [1, 2, 3]


def test_a_program_that_is_not_there_is_told(child_runs: ChildRuns, tmp_path: Path) -> None:
    folder = child_runs.start("--steps", "1")
    child_runs.ended(folder)
    broken = RunFolder(folder.root.with_name("never"))
    broken.root.mkdir()
    text = folder.record.read_text().replace(folder.run_id, "never")
    broken.record.write_text(text.replace('"cwd": "', '"cwd": "/nowhere'))
    from core.runs.supervisor import main

    handlers = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    try:
        assert main([str(broken.root)]) == 1
    finally:
        signal.signal(signal.SIGTERM, handlers[0])
        signal.signal(signal.SIGINT, handlers[1])
    summary = child_runs.controller.info("never").summary
    assert summary.outcome is Outcome.CRASHED
    assert "/nowhere" in summary.reason


def test_a_flood_of_events_is_taken_in_whole(child_runs: ChildRuns) -> None:
    folder = child_runs.start("--steps", "4500")
    info = child_runs.ended(folder)
    assert info.summary.step == 4500
    steps = child_runs.steps(folder)
    assert len(steps) == 4500
    assert steps.step.tolist() == steps.row.tolist()
    with contextlib.closing(sqlite3.connect(folder.store)) as connection:
        assert connection.execute("SELECT count(*) FROM step_block").fetchone()[0] == 1


def test_an_end_on_a_full_disk_is_told_when_there_is_room_again(child_runs: ChildRuns) -> None:
    folder = child_runs.start(*LONG)
    child_runs.at_step(folder, 3)
    supervisor = psutil.Process(child_runs.supervisor(folder).pid)
    supervisor.rlimit(psutil.RLIMIT_FSIZE, (1, -1))
    stored = len(child_runs.steps(folder))
    wait_until(lambda: folder.events.read_bytes().count(b"\n") > stored + 20)
    child_runs.kill(child_runs.trainer(folder))
    with RunStore(folder) as store:
        assert store.summary().state is RunState.RUNNING
    supervisor.rlimit(psutil.RLIMIT_FSIZE, (-1, -1))
    summary = child_runs.ended(folder).summary
    assert summary.outcome is Outcome.KILLED
    assert summary.step == len(child_runs.steps(folder)) > stored
