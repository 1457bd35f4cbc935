"""Runs of sd-scripts from start to end: hooks, then TensorBoard, then the console, on a small imitation of its loop.

`tests/kohya` does the same with the real one.
"""

from __future__ import annotations

import itertools
import time
from pathlib import Path

import pytest

from core.runs.controller import RunInfo
from core.runs.events import (
    AbilityMissing,
    CheckpointSaved,
    EpochStarted,
    Event,
    Outcome,
    RunStarted,
    SampleSaved,
    StateSaved,
    Wish,
    WishAnswered,
)
from core.runs.folder import RunFolder
from core.runs.summary import RunState
from tests.children.kohya_runs import KohyaRuns
from tests.children.runs import ChildRuns, wait_until

STEPS = list(range(1, 17))
LOSSES = [1.0 + epoch + step / 16 for epoch, step in itertools.product(range(2), range(8))]
RATES = {"textencoder", "unet"}
SLOW = {"LAB_SECONDS": "0.05"}


@pytest.fixture
def kohya(child_runs: ChildRuns, tmp_path: Path) -> KohyaRuns:
    return KohyaRuns(child_runs, tmp_path)


def curve(kohya: KohyaRuns, folder: RunFolder) -> tuple[list[int], list[float], set[str]]:
    steps = kohya.runs.steps(folder)
    return steps.step.astype(int).tolist(), steps.loss.tolist(), set(steps.learning_rates)


def only(events: list[Event], kind: type[Event]) -> list[Event]:
    return [event for event in events if isinstance(event, kind)]


def saved_files(events: list[Event]) -> list[tuple[str, int, str]]:
    saved = [event for event in events if isinstance(event, CheckpointSaved)]
    return [(Path(event.path).name, event.step, event.reason) for event in saved]


def test_hooks_tell_every_step_exactly_and_nothing_is_told_twice(kohya: KohyaRuns) -> None:
    """With TensorBoard on and the console full, which say the same."""
    folder = kohya.start(logging_dir="logs", save_every_n_epochs=1, save_state=True)
    summary = kohya.runs.ended(folder).summary
    assert summary.outcome is Outcome.FINISHED
    assert (summary.images, summary.images_with_repeats, summary.engine) == (4, 8, "kohya")
    assert summary.missing == {}
    assert set(summary.wishes) == {"save", "sample", "pause", "resume", "stop_and_save"}
    assert curve(kohya, folder) == (STEPS, LOSSES, RATES)
    events = kohya.events(folder)
    assert [event.epoch for event in events if isinstance(event, EpochStarted)] == [1, 2]
    assert saved_files(events) == [("small-000001.safetensors", 8, "epoch"), ("small.safetensors", 16, "final")]
    assert [event.step for event in events if isinstance(event, StateSaved)] == [8]
    assert len(only(events, RunStarted)) == 1


def test_without_hooks_tensorboard_tells_the_curve(kohya: KohyaRuns) -> None:
    folder = kohya.start(hooks=False, logging_dir="logs", save_every_n_epochs=1, save_state=True)
    summary = kohya.runs.ended(folder).summary
    assert summary.outcome is Outcome.FINISHED
    assert (summary.step, summary.total_steps, summary.epoch, summary.total_epochs) == (16, 16, 2, 2)
    assert summary.wishes == ()
    assert {"losses", "save", "pause", "stop_and_save"} <= set(summary.missing)
    assert curve(kohya, folder) == (STEPS, LOSSES, RATES)
    events = kohya.events(folder)
    assert [event.epoch for event in events if isinstance(event, EpochStarted)] == [1, 2]
    assert saved_files(events) == [("small-000001.safetensors", 8, "epoch"), ("small.safetensors", 16, "final")]
    assert [event.step for event in events if isinstance(event, StateSaved)] == [8]
    assert summary.newest_state.endswith("small-000001-state")
    assert len(only(events, RunStarted)) == len(only(events, AbilityMissing)) == 1


def test_without_hooks_and_tensorboard_the_console_tells_its_averages(kohya: KohyaRuns) -> None:
    folder = kohya.start(hooks=False)
    summary = kohya.runs.ended(folder).summary
    assert summary.outcome is Outcome.FINISHED
    steps, losses, rates = curve(kohya, folder)
    assert (steps, rates) == (STEPS, set())
    averages = [float(f"{sum(LOSSES[:count]) / count:.3g}") for count in range(1, 9)]
    assert losses[:8] == averages


def test_tensorboard_files_of_other_runs_are_not_ours(kohya: KohyaRuns) -> None:
    first = kohya.start(hooks=False, logging_dir="logs")
    kohya.runs.ended(first)
    second = kohya.start(hooks=False, logging_dir="logs")
    kohya.runs.ended(second)
    assert curve(kohya, second) == (STEPS, LOSSES, RATES)


def test_a_supervisor_that_takes_over_goes_on_with_the_same_curve(kohya: KohyaRuns) -> None:
    folder = kohya.start(hooks=False, logging_dir="logs", environment=SLOW, save_every_n_epochs=1)
    kohya.runs.at_step(folder, 4)
    kohya.runs.kill(kohya.runs.supervisor(folder))
    kohya.runs.controller.adopt(folder.run_id)
    kohya.runs.ended(folder)
    assert curve(kohya, folder) == (STEPS, LOSSES, RATES)
    events = kohya.events(folder)
    assert len(only(events, CheckpointSaved)) == 2
    assert [event.epoch for event in events if isinstance(event, EpochStarted)] == [1, 2]


@pytest.mark.parametrize("logging_dir", ["logs", ""])
def test_a_version_without_a_place_to_hold_on_to(kohya: KohyaRuns, logging_dir: str) -> None:
    """No `LossRecorder.add`: files are still told at once, losses come from elsewhere, and the page can say why."""
    settings = {"logging_dir": logging_dir} if logging_dir else {}
    folder = kohya.start(environment={"LAB_WITHOUT": "LossRecorder.add"}, save_every_n_epochs=1, **settings)
    summary = kohya.runs.ended(folder).summary
    assert summary.outcome is Outcome.FINISHED
    assert summary.wishes == ()
    assert set(summary.missing) == {"losses", "save", "sample", "pause", "resume", "stop_and_save"}
    assert "LossRecorder.add" in summary.missing["save"]
    assert summary.images == 4
    steps, losses, _ = curve(kohya, folder)
    assert steps == STEPS
    assert not logging_dir or losses == LOSSES
    assert len(only(kohya.events(folder), CheckpointSaved)) == 2


def test_a_place_that_behaves_otherwise_costs_its_ability_only(kohya: KohyaRuns) -> None:
    """`moving_average` raises in the hook: the training goes on, and the losses come from TensorBoard."""
    folder = kohya.start(environment={"LAB_WITHOUT": "moving_average"}, logging_dir="logs")
    summary = kohya.runs.ended(folder).summary
    assert summary.outcome is Outcome.FINISHED
    assert "after_step" in summary.missing["losses"]
    assert summary.wishes == ()
    assert curve(kohya, folder) == (STEPS, LOSSES, RATES)


def test_without_sample_images_wishes_are_granted_a_step_later(kohya: KohyaRuns) -> None:
    folder = kohya.start(environment={"LAB_WITHOUT": "sample_images", **SLOW})
    kohya.runs.at_step(folder, 2)
    assert answered(kohya, folder, Wish.SAVE) == "done"
    summary = kohya.runs.ended(folder).summary
    assert (summary.outcome, summary.checkpoints) == (Outcome.FINISHED, 2)
    assert curve(kohya, folder) == (STEPS, LOSSES, RATES)


def answered(kohya: KohyaRuns, folder: RunFolder, wish: Wish) -> str:
    wish_id = kohya.runs.controller.wish(folder.run_id, wish)

    def answers() -> list[str]:
        events = [event for event in kohya.events(folder) if isinstance(event, WishAnswered)]
        return [event.answer for event in events if event.wish_id == wish_id and event.answer != "taken"]

    wait_until(answers)
    return answers()[0]


def test_save_and_sample_while_the_training_goes_on(kohya: KohyaRuns) -> None:
    prompts = kohya.folder / "prompts.txt"
    prompts.write_text("a knight\n夜\n", encoding="utf-8")
    folder = kohya.start(environment=SLOW, sample_prompts=str(prompts))
    kohya.runs.at_step(folder, 2)
    assert answered(kohya, folder, Wish.SAVE) == "done"
    assert answered(kohya, folder, Wish.SAMPLE) == "done"
    assert kohya.runs.controller.info(folder.run_id).state is RunState.RUNNING
    summary = kohya.runs.ended(folder).summary
    assert summary.outcome is Outcome.FINISHED
    assert curve(kohya, folder) == (STEPS, LOSSES, RATES)
    events = kohya.events(folder)
    assert [event.reason for event in events if isinstance(event, CheckpointSaved)] == ["wish", "final"]
    assert [event.prompt for event in events if isinstance(event, SampleSaved)] == ["a knight", "夜"]
    assert summary.newest_state == ""


def test_a_paused_run_waits_and_goes_on(kohya: KohyaRuns) -> None:
    folder = kohya.start(environment=SLOW)
    kohya.runs.at_step(folder, 2)
    assert answered(kohya, folder, Wish.PAUSE) == "done"
    wait_until(lambda: kohya.runs.controller.info(folder.run_id).state is RunState.PAUSED)
    held = kohya.runs.controller.info(folder.run_id).summary.step
    time.sleep(0.5)  # ten steps, were it not paused
    assert kohya.runs.controller.info(folder.run_id).summary.step == held
    assert answered(kohya, folder, Wish.SAVE) == "done", "a paused run can be saved"
    assert answered(kohya, folder, Wish.RESUME) == "done"
    assert kohya.runs.ended(folder).summary.outcome is Outcome.FINISHED
    assert curve(kohya, folder) == (STEPS, LOSSES, RATES)
    assert max(kohya.runs.steps(folder).seconds) < 0.4, "a pause is no training"


def test_stop_and_save_then_resume_counts_on(kohya: KohyaRuns) -> None:
    """Twice: sd-scripts itself loses count when a resumed run is resumed."""
    total, slow = 400, kohya.engine(SLOW)
    info = stopped_and_saved(kohya, kohya.start(environment=SLOW, max_train_epochs=total // 8), 2)
    first = info.summary.step or 0
    assert (info.summary.newest_state_step, info.can_resume) == (first, True)
    again = kohya.runs.controller.resume(info.run_id, slow)
    info = stopped_and_saved(kohya, again, first + 10)
    second = info.summary.step or 0
    assert curve(kohya, again)[0] == list(range(first + 1, second + 1))
    assert (info.summary.first_step, info.summary.total_steps) == (first, total)
    assert info.summary.newest_state_step == second
    last = kohya.runs.controller.resume(info.run_id, kohya.engine())
    assert kohya.runs.ended(last).summary.outcome is Outcome.FINISHED
    steps, losses, _ = curve(kohya, last)
    assert steps == list(range(second + 1, total + 1))
    assert losses == [1.0 + (step - 1) // 8 + (step - 1) % 8 / 16 for step in steps]


def stopped_and_saved(kohya: KohyaRuns, folder: RunFolder, step: int) -> RunInfo:
    kohya.runs.at_step(folder, step)
    kohya.runs.controller.wish(folder.run_id, Wish.STOP_AND_SAVE)
    info = kohya.runs.ended(folder)
    assert info.summary.outcome is Outcome.STOPPED
    return info


@pytest.mark.parametrize("logging_dir", ["logs", ""])
def test_a_resumed_run_without_hooks_counts_on_too(kohya: KohyaRuns, logging_dir: str) -> None:
    settings = {"logging_dir": logging_dir} if logging_dir else {}
    folder = kohya.start(environment={"LAB_END": "exception"}, save_every_n_steps=5, save_state=True, **settings)
    assert kohya.runs.ended(folder).summary.newest_state_step == 5
    again = kohya.runs.controller.resume(folder.run_id, kohya.engine(hooks=False))
    summary = kohya.runs.ended(again).summary
    assert (summary.outcome, summary.first_step, summary.step) == (Outcome.FINISHED, 5, 16)
    steps, losses, _ = curve(kohya, again)
    assert steps == list(range(6, 17))
    assert not logging_dir or losses == LOSSES[5:]


@pytest.mark.parametrize("hooks", [True, False])
@pytest.mark.parametrize(
    ("end", "outcome", "words"),
    [
        ("", Outcome.FINISHED, ""),
        ("nan", Outcome.FINISHED_NAN, "NaN"),
        ("no data", Outcome.NO_DATA, "No data found"),
        ("memory", Outcome.OUT_OF_MEMORY, "OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB."),
        ("exception", Outcome.CRASHED, "OSError: image file is truncated"),
        ("3", Outcome.CRASHED, ""),
    ],
)
def test_the_end_is_told_truthfully(kohya: KohyaRuns, end: str, outcome: Outcome, words: str, *, hooks: bool) -> None:
    folder = kohya.start(environment={"LAB_END": end}, hooks=hooks)
    summary = kohya.runs.ended(folder).summary
    assert summary.outcome is outcome
    assert words in summary.reason
    assert bool(summary.hint) == (outcome is not Outcome.FINISHED)


def test_a_run_that_is_stopped_or_killed(kohya: KohyaRuns) -> None:
    stopped = kohya.start(environment={"LAB_SECONDS": "0.2"})
    killed = kohya.start(environment={"LAB_SECONDS": "0.2"})
    kohya.runs.at_step(stopped, 1)
    kohya.runs.controller.stop(stopped.run_id)
    assert kohya.runs.ended(stopped).summary.outcome is Outcome.STOPPED
    kohya.runs.at_step(killed, 1)
    kohya.runs.kill(kohya.runs.trainer(killed))
    assert kohya.runs.ended(killed).summary.outcome is Outcome.KILLED
