from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import threading
from pathlib import Path

import pytest

from core.engines.launch import Launch, TrainingRequest
from core.errors import FileError, RunError
from core.processes import is_alive, own_module
from core.runs.controller import RunController
from core.runs.events import Outcome, Wish, WishAnswered
from core.runs.folder import RunFolder
from core.runs.record import RunRecord, read_processes, read_record, write_record
from core.runs.store import RunStore
from core.runs.store_writer import StoreWriter
from core.runs.summary import RunState
from tests.children.engine import ChildEngine
from tests.children.runs import ChildRuns, wait_until
from tests.core.runs.test_store import started, step

LONG = ("--steps", "2000", "--seconds", "0.02")


def test_a_run_keeps_the_documents_as_they_were(child_runs: ChildRuns, tmp_path: Path) -> None:
    config = tmp_path / "mine.toml"
    config.write_bytes(b"\xef\xbb\xbf# \xe8\xa8\x93\r\nx = 1\r\n")
    request = TrainingRequest(name="Ein Lauf / 角色", cwd=tmp_path, training_config=config, arguments=("--steps", "1"))
    folder = child_runs.controller.start(request, ChildEngine())
    assert folder.training_config.read_bytes() == config.read_bytes()
    record = read_record(folder)
    assert (record.name, record.engine, record.cwd) == ("Ein Lauf / 角色", "child", str(tmp_path))
    assert "--config_file" in record.argv
    assert child_runs.ended(folder).summary.outcome is Outcome.FINISHED
    assert folder.root.parent == tmp_path / "runs"


def test_what_cannot_be_started_leaves_no_run_behind(child_runs: ChildRuns, tmp_path: Path) -> None:
    class Refusing(ChildEngine):
        def launch(self, request: TrainingRequest, folder: RunFolder) -> Launch:
            raise RunError(f"No {request.name} in {folder.root}.")

    controller = child_runs.controller
    with pytest.raises(RunError, match="No"):
        controller.start(TrainingRequest(name="a", cwd=tmp_path), Refusing())
    with pytest.raises(FileError, match=r"gone\.toml"):
        controller.start(TrainingRequest(name="a", cwd=tmp_path, training_config=tmp_path / "gone.toml"), ChildEngine())
    with pytest.raises(RunError, match="nowhere"):
        controller.start(TrainingRequest(name="a", cwd=tmp_path / "nowhere"), ChildEngine())
    assert controller.runs() == []


def test_a_wish_is_answered_while_the_training_goes_on(child_runs: ChildRuns) -> None:
    folder = child_runs.start(*LONG)
    child_runs.at_step(folder, 2)
    wish_id = child_runs.controller.wish(folder.run_id, Wish.SAVE)

    def answered() -> bool:
        with RunStore(folder) as store:
            events = [stored.event for stored in store.events_after()]
        return any(isinstance(event, WishAnswered) and event.wish_id == wish_id for event in events)

    wait_until(answered)
    info = child_runs.controller.info(folder.run_id)
    assert info.state is RunState.RUNNING
    assert info.summary.checkpoints == 1
    child_runs.controller.stop(folder.run_id, force=True)
    child_runs.ended(folder)
    with pytest.raises(RunError, match="is over"):
        child_runs.controller.wish(folder.run_id, Wish.SAVE)


def test_only_what_the_process_offers_can_be_wished(tmp_path: Path) -> None:
    controller = RunController(tmp_path)
    folder = made_run(tmp_path, "offers-nothing", host="elsewhere")
    with pytest.raises(RunError, match="pause"):
        controller.wish(folder.run_id, Wish.PAUSE)


def test_an_interrupted_run_is_resumed_from_its_newest_state(child_runs: ChildRuns) -> None:
    controller = child_runs.controller
    folder = child_runs.start(*LONG, "--state-at", "4", "--resume", "/an/older/state")
    child_runs.at_step(folder, 6)
    with pytest.raises(RunError, match="Stop it first"):
        controller.resume(folder.run_id, ChildEngine())
    child_runs.kill(child_runs.supervisor(folder))
    child_runs.kill(child_runs.trainer(folder))
    resumed = controller.resume(folder.run_id, ChildEngine())
    record = read_record(resumed)
    assert record.resumed_from == folder.run_id
    assert record.arguments == (*LONG, "--state-at", "4", "--resume", str(folder.root / "lora-step00000004-state"))
    child_runs.at_step(resumed, 1)
    controller.stop(resumed.run_id, force=True)
    child_runs.ended(resumed)


@pytest.mark.parametrize("supervised", [True, False])
def test_a_run_is_started_again_when_the_process_before_has_let_go_of_the_card(
    child_runs: ChildRuns, supervised: bool
) -> None:
    folder = child_runs.start("--steps", "3", "--linger", "3")
    wait_until(lambda: not child_runs.controller.info(folder.run_id).state.is_live)
    trainer, supervisor = child_runs.trainer(folder), child_runs.supervisor(folder)
    assert is_alive(trainer)
    if not supervised:
        child_runs.kill(supervisor)
    again = child_runs.controller.start_again(folder.run_id, ChildEngine())
    assert not is_alive(trainer)
    assert (child_runs.supervisor(folder) == supervisor) is supervised
    child_runs.ended(folder)
    child_runs.ended(again)


def test_without_a_state_a_run_can_only_be_started_again(child_runs: ChildRuns) -> None:
    folder = child_runs.start("--steps", "2", "--end", "exception")
    child_runs.ended(folder)
    with pytest.raises(RunError, match="no state"):
        child_runs.controller.resume(folder.run_id, ChildEngine())
    again = child_runs.controller.start_again(folder.run_id, ChildEngine())
    assert read_record(again).arguments == ("--steps", "2", "--end", "exception")
    assert child_runs.ended(again).summary.step == 2


def test_two_windows_that_look_at_once_make_one_supervisor(child_runs: ChildRuns) -> None:
    folder = child_runs.start(*LONG)
    child_runs.at_step(folder, 2)
    first = child_runs.supervisor(folder)
    child_runs.kill(first)
    controllers = [RunController(folder.root.parent) for _ in range(6)]
    barrier = threading.Barrier(len(controllers))
    failures: list[BaseException] = []

    def look(controller: RunController) -> None:
        barrier.wait()
        try:
            for _ in range(5):
                controller.runs()
        except BaseException as error:
            failures.append(error)
            raise

    threads = [threading.Thread(target=look, args=(controller,)) for controller in controllers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    wait_until(lambda: child_runs.supervisor(folder) != first)
    wait_until(lambda: folder.supervisor_log.read_text().count("trainer is") == 2)
    child_runs.controller.stop(folder.run_id, force=True)
    child_runs.ended(folder)
    steps = child_runs.steps(folder).step.tolist()
    assert steps == list(range(1, len(steps) + 1))
    assert folder.supervisor_log.read_text().count("concluded") == 1


def test_a_pid_that_was_given_anew_is_not_taken_for_the_trainer(child_runs: ChildRuns) -> None:
    folder = child_runs.start(*LONG)
    child_runs.at_step(folder, 2)
    child_runs.kill(child_runs.supervisor(folder))
    child_runs.kill(child_runs.trainer(folder))
    path = folder.root / "processes.json"
    values = json.loads(path.read_text())
    values["trainer"]["pid"] = values["supervisor"]["pid"] = os.getpid()
    path.write_text(json.dumps(values))
    assert child_runs.controller.info(folder.run_id).state is RunState.INTERRUPTED


def test_a_reboot_is_named(child_runs: ChildRuns) -> None:
    folder = child_runs.start(*LONG)
    child_runs.at_step(folder, 2)
    child_runs.kill(child_runs.supervisor(folder))
    child_runs.kill(child_runs.trainer(folder))
    path = folder.root / "processes.json"
    values = json.loads(path.read_text())
    values["trainer"]["boot"] = values["supervisor"]["boot"] = "before"
    path.write_text(json.dumps(values))
    assert "machine was started anew" in child_runs.controller.info(folder.run_id).summary.reason


def made_run(root: Path, run_id: str, *, created_at: float = 1e9, host: str | None = None) -> RunFolder:
    """A run that began and whose processes are gone."""
    folder = RunFolder(root / run_id)
    folder.root.mkdir(parents=True)
    record = RunRecord(
        id=run_id, name=run_id, engine="x", engine_version="1", argv=("x",), cwd=str(root), created_at=created_at
    )
    write_record(folder, record if host is None else dataclasses.replace(record, host=host))
    writer = StoreWriter(folder)
    with writer.transaction():
        writer.append([started(), step(1)])
    writer.close()
    return folder


def test_a_run_of_another_machine_is_shown_and_not_concluded(tmp_path: Path) -> None:
    folder = made_run(tmp_path, "foreign", host="elsewhere")
    assert RunController(tmp_path).info("foreign").state is RunState.RUNNING
    assert not folder.events.exists()


def test_an_abandoned_run_of_this_machine_is_concluded(tmp_path: Path) -> None:
    folder = made_run(tmp_path, "abandoned")
    (info,) = RunController(tmp_path).runs()
    assert info.state is RunState.INTERRUPTED
    assert read_processes(folder) is None
    assert b'"interrupted"' in folder.events.read_bytes()


@pytest.mark.parametrize("damage", ["no-record", "half-record", "list", "processes", "binary"])
def test_broken_folders_are_listed_as_broken(tmp_path: Path, damage: str) -> None:
    good = made_run(tmp_path, "good", host="elsewhere")
    folder = made_run(tmp_path, "bad")
    if damage == "no-record":
        folder.record.unlink()
    elif damage == "half-record":
        folder.record.write_text(folder.record.read_text()[:60])
    elif damage == "list":
        folder.record.write_text("[]")
    elif damage == "processes":
        (folder.root / "processes.json").write_text('{"trainer": 7}')
    else:
        folder.record.write_bytes(b"\xff\xfe\x00")
    infos = {info.run_id: info for info in RunController(tmp_path).runs()}
    assert infos["bad"].state is RunState.BROKEN
    assert "bad" in infos["bad"].problem
    assert infos[good.run_id].state is RunState.RUNNING


def test_runs_are_found_by_id_beginning_and_name(tmp_path: Path) -> None:
    for number, name in enumerate(("a-1", "a-2", "b")):
        made_run(tmp_path, name, created_at=1e9 + number, host="elsewhere")
    controller = RunController(tmp_path)
    assert controller.find("last").run_id == "b"
    assert controller.find("a-1").run_id == "a-1"
    assert controller.find("b").run_id == "b"
    with pytest.raises(RunError, match="2 runs"):
        controller.find("a-")
    with pytest.raises(RunError, match="No run"):
        controller.find("zzz")
    for outside in ("", "..", "../x", "a-1/.."):
        with pytest.raises(RunError, match="no run"):
            controller.info(outside)


def test_a_run_is_moved_to_the_trash(tmp_path: Path) -> None:
    folder = made_run(tmp_path / "runs", "old")
    argv, changes = own_module("core.cli.main")
    code = "import sys, pathlib, core.runs.controller as c; c.RunController(pathlib.Path(sys.argv[1])).discard('old')"
    env = {name: value for name, value in (os.environ | changes).items() if value is not None}
    env |= {"XDG_DATA_HOME": str(tmp_path / "home")}
    subprocess.run([argv[0], "-c", code, str(tmp_path / "runs")], env=env, cwd=tmp_path, check=True)
    assert not folder.root.exists()
    assert (tmp_path / "home" / "Trash" / "files" / "old" / "run.json").exists()


def test_a_live_run_is_not_discarded(tmp_path: Path) -> None:
    live = made_run(tmp_path, "live", host="elsewhere")
    with pytest.raises(RunError, match="still running"):
        RunController(tmp_path).discard("live")
    assert live.root.exists()


def test_hundreds_of_runs_are_listed_without_reading_them_again(tmp_path: Path) -> None:
    for number in range(12):
        made_run(tmp_path, f"run-{number:03}", created_at=1e9 + number)
    controller = RunController(tmp_path)
    first = controller.runs()
    assert [info.run_id for info in first] == [f"run-{number:03}" for number in reversed(range(12))]
    assert all(a is b for a, b in zip(first, controller.runs(), strict=True))


def test_a_finished_trainers_supervisor_goes_too(child_runs: ChildRuns) -> None:
    folder = child_runs.start("--steps", "2")
    supervisor = child_runs.supervisor(folder)
    child_runs.ended(folder)
    wait_until(lambda: not is_alive(supervisor))
    assert not [path for path in folder.root.glob("run.sqlite-wal") if path.stat().st_size]
