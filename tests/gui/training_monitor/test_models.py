"""Every item model, under pytest-qt's model tester while it changes."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from core.runs.controller import RunController, RunInfo
from core.runs.events import CheckpointRemoved, CheckpointSaved, Outcome, RunEnded
from gui.training_monitor.checkpoints_list import CheckpointModel
from gui.training_monitor.event_list import EventListModel, TimeRole, ToneRole
from gui.training_monitor.event_words import EventLine
from gui.training_monitor.run_list import command_line
from gui.training_monitor.run_list_model import RunListModel, SparklineRole, read_sparkline, second_line
from tests.gui.training_monitor.run_folders import write_run


def infos(root: Path, *names: str) -> list[RunInfo]:
    root.mkdir(parents=True, exist_ok=True)
    for number, name in enumerate(names):
        ending = RunEnded(outcome=Outcome.FINISHED)
        write_run(root, name, name=f"run {name}", steps=40, total_steps=40, epochs=4, ending=ending, age=number * 100.0)
    return RunController(root).runs()


def saved(path: str, step: int) -> CheckpointSaved:
    return CheckpointSaved(path=path, step=step, epoch=1, size=151_000_000, reason="step")


def names(model: RunListModel) -> list[object]:
    return [model.index(row).data() for row in range(model.rowCount())]


def test_runs_come_go_move_and_change(qtmodeltester: ModelTester, runs_root: Path, qtbot: QtBot) -> None:
    first, second, third = infos(runs_root, "a", "b", "c")
    model = RunListModel()
    qtmodeltester.check(model)
    for runs in ([second], [first, second, third], [third, first], [], [third, second, first]):
        model.set_runs(runs)
        assert names(model) == [run.name for run in runs]
        qtmodeltester.check(model)
    renamed = dataclasses.replace(second, summary=dataclasses.replace(second.summary, average_loss=0.5))
    with qtbot.waitSignal(model.dataChanged):
        model.set_runs([third, renamed, first])
    assert second_line(renamed).startswith("0.5000")


def test_a_sparkline_is_put_in_later(qtmodeltester: ModelTester, runs_root: Path) -> None:
    (run,) = infos(runs_root, "a")
    model = RunListModel()
    model.set_runs([run])
    assert model.lacks_sparkline(0)
    values = read_sparkline(run.folder)
    assert 10 < len(values) <= 48
    assert np.isfinite(values).all()
    model.set_sparkline("a", values)
    assert model.index(0).data(SparklineRole) is values
    qtmodeltester.check(model)


def test_events_grow(qtmodeltester: ModelTester) -> None:
    model = EventListModel()
    qtmodeltester.check(model)
    model.add([EventLine(0.0, "one"), EventLine(1.0, "two", "error", is_problem=True)])
    model.add([])
    qtmodeltester.check(model)
    assert [model.index(row).data() for row in range(2)] == ["one", "two"]
    assert model.index(1).data(ToneRole) == "error"
    assert len(str(model.index(0).data(TimeRole))) == 8
    model.clear()
    assert model.rowCount() == 0


def test_checkpoints_are_listed_newest_first_and_removed_ones_go(qtmodeltester: ModelTester) -> None:
    model = CheckpointModel()
    qtmodeltester.check(model)
    model.take_in([saved("/o/a-1.safetensors", 10), saved("/o/a-2.safetensors", 20), saved("/o/a-3.safetensors", 30)])
    model.take_in([CheckpointRemoved(path="/o/a-1.safetensors"), saved("/o/a-2.safetensors", 40)])
    qtmodeltester.check(model)
    cells = [[model.index(row, column).data() for column in range(3)] for row in range(model.rowCount())]
    assert cells == [["a-2", "40", "151\u00a0MB"], ["a-3", "30", "151\u00a0MB"]]
    model.clear()
    assert model.rowCount() == 0


def test_the_command_line_can_be_pasted_into_a_shell() -> None:
    assert command_line(("/opt/py thon", "-m", "core.trainer", "--x", "it's")) == (
        "'/opt/py thon' -m core.trainer --x 'it'\"'\"'s'"
    )
