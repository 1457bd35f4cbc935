"""The moving average, states on disk, the event log."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import FileError
from core.runs import events
from core.runs.folder import RunFolder
from core.trainer.loss_record import LossRecord
from core.trainer.reporting import EventLog, Reporter
from core.trainer.states import read_progress, remove_state

losses = st.lists(st.floats(0.001, 2.0), min_size=1, max_size=40)


@given(losses, st.integers(1, 9))
def test_the_average_is_over_the_last_epochs_worth_of_batches(values: list[float], batches: int) -> None:
    record = LossRecord()
    for number, loss in enumerate(values):
        record.add(number // batches + 1, number % batches, loss)
        window = values[max(0, number + 1 - batches) : number + 1]
        assert record.average == pytest.approx(sum(window) / len(window))


@given(losses, losses)
def test_a_record_goes_on_bit_by_bit(first: list[float], second: list[float]) -> None:
    whole = LossRecord()
    for number, loss in enumerate(first):
        whole.add(1, number, loss)
    again = LossRecord(whole.losses, whole.total)
    for number, loss in enumerate(second):
        whole.add(2, number, loss)
        again.add(2, number, loss)
        assert whole.average == again.average


def test_nothing_recorded_is_zero() -> None:
    assert LossRecord().average == 0


@pytest.mark.parametrize(
    ("files", "wanted"),
    [
        ({}, "not a state"),
        ({"train_state.json": "{}"}, "sd-scripts"),
        ({"kohya_studio.json": "{"}, "damaged"),
        ({"kohya_studio.json": '{"format": 1}'}, "damaged"),
        ({"kohya_studio.json": '{"format": 2}'}, "newer"),
        ({"kohya_studio.json": "[]"}, "damaged"),
    ],
)
def test_what_is_no_state_is_refused(tmp_path: Path, files: dict[str, str], wanted: str) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    with pytest.raises(FileError, match=wanted):
        read_progress(tmp_path)


def test_removing_a_state_that_is_not_there_does_nothing(tmp_path: Path) -> None:
    assert not remove_state(tmp_path / "none")
    (tmp_path / "some").mkdir()
    assert remove_state(tmp_path / "some")
    assert not (tmp_path / "some").exists()


def test_events_are_whole_lines_at_once(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path / "run")
    reporter = Reporter(EventLog(folder))
    reporter.message("warning", "größer\nals")
    (line,) = folder.events.read_text("utf-8").splitlines()
    assert json.loads(line)["text"] == "größer\nals"
    reporter.ended(events.Outcome.CRASHED, "why", "do", 1)
    ended = events.decode(folder.events.read_bytes().splitlines()[-1])
    assert isinstance(ended, events.RunEnded)
    assert (ended.outcome, ended.reason, ended.hint, ended.exit_code) == (events.Outcome.CRASHED, "why", "do", 1)
