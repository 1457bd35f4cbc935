"""Two epochs by every method and launcher; what is told of them is what sd-scripts itself has written down."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from safetensors import safe_open

from core.config.command import LaunchMethod
from core.engines.accelerate_config import AccelerateOptions
from core.runs.events import CheckpointSaved, EpochStarted, Outcome, SampleSaved, StateSaved
from core.runs.folder import RunFolder
from core.runs.tensorboard_scalars import ScalarReader
from tests.children.runs import wait_until
from tests.kohya.conftest import SECONDS, RealRuns

STEPS = list(range(1, 25))
"""Six pictures, twice, for two epochs."""
ONE = AccelerateOptions(cpu=True)
TWO = AccelerateOptions(processes=2, cpu=True)


def tensors_of(path: Path) -> dict[str, np.ndarray]:
    with safe_open(str(path), "numpy") as file:
        return {key: file.get_tensor(key) for key in file.keys()}  # noqa: SIM118 - no mapping


def logged(real: RealRuns, name: str, tag: str) -> dict[int, float]:
    scalars = ScalarReader(real.lab.root / name / "logs").poll()
    return {scalar.step: scalar.value for scalar in scalars if scalar.tag == tag}


def test_three_methods_by_plain_python_give_the_same_training(real: RealRuns) -> None:
    losses = {}
    for method in LaunchMethod:
        name = f"plain-{method}"
        folder = real.controller.start(
            real.request(name, prompts=True, sample_every_n_epochs=1, save_state=True), real.engine(method)
        )
        summary = real.ended(folder).summary
        assert (summary.outcome, summary.reason) == (Outcome.FINISHED, "")
        assert (summary.images, summary.images_with_repeats, summary.total_steps) == (6, 12, 24)
        assert summary.missing == {}
        steps = real.steps(folder)
        assert steps.step.astype(int).tolist() == STEPS
        losses[method] = steps.loss.tolist()
        assert logged(real, name, "loss/current") == dict(zip(STEPS, np.float32(steps.loss).tolist(), strict=True))
        assert logged(real, name, "loss/average") == dict(
            zip(STEPS, np.float32(steps.average_loss).tolist(), strict=True)
        )
        for rate in ("unet", "textencoder"):
            assert logged(real, name, f"lr/{rate}") == dict(
                zip(STEPS, np.float32(steps.learning_rates[rate]).tolist(), strict=True)
            )
        check_files(real, folder, name)
    assert losses[LaunchMethod.DATASET_CONFIG] == losses[LaunchMethod.CONFIG_FILE]
    assert losses[LaunchMethod.DATASET_CONFIG] == losses[LaunchMethod.COMMAND_LINE]


def check_files(real: RealRuns, folder: RunFolder, name: str) -> None:
    events = real.events(folder)
    output = real.lab.root / name / "output"
    saved = [(Path(event.path), event.step, event.reason) for event in events if isinstance(event, CheckpointSaved)]
    assert saved == [(output / "tiny-000001.safetensors", 12, "epoch"), (output / "tiny.safetensors", 24, "final")]
    assert all(path.stat().st_size > 100_000 for path, _, _ in saved)
    assert len(tensors_of(saved[-1][0])) == (192 + 12) * 3
    states = [(Path(event.path), event.step) for event in events if isinstance(event, StateSaved)]
    assert states == [(output / "tiny-000001-state", 12), (output / "tiny-state", 24)]
    pictures = [(event.step, event.prompt_index, event.prompt) for event in events if isinstance(event, SampleSaved)]
    prompts = [(0, "a knight"), (1, '"night", 夜')]
    assert pictures == [(step, *prompt) for step in (12, 24) for prompt in prompts]
    assert [event.epoch for event in events if isinstance(event, EpochStarted)] == [1, 2]


@pytest.mark.parametrize("method", LaunchMethod)
def test_by_accelerate(real: RealRuns, method: LaunchMethod) -> None:
    folder = real.controller.start(real.request(f"accelerate-{method}"), real.engine(method, ONE))
    summary = real.ended(folder).summary
    assert summary.outcome is Outcome.FINISHED
    assert real.steps(folder).step.astype(int).tolist() == STEPS
    wait_until(lambda: not real.processes(folder), SECONDS)


def test_by_accelerate_in_two_processes(real: RealRuns) -> None:
    """Through gloo, without a GPU. Twelve batches are six steps of two processes."""
    request = real.request("two", prompts=True, sample_every_n_epochs=1, save_state=True, max_data_loader_n_workers=1)
    folder = real.controller.start(request, real.engine(accelerate=TWO))
    summary = real.ended(folder).summary
    assert (summary.outcome, summary.reason) == (Outcome.FINISHED, "")
    steps = real.steps(folder)
    assert steps.step.astype(int).tolist() == list(range(1, 13))
    assert logged(real, "two", "loss/current") == dict(zip(range(1, 13), np.float32(steps.loss).tolist(), strict=True))
    events = real.events(folder)
    assert [event.step for event in events if isinstance(event, CheckpointSaved)] == [6, 12]
    assert len([event for event in events if isinstance(event, SampleSaved)]) == 4
    wait_until(lambda: not real.processes(folder), SECONDS)


def test_without_hooks_tensorboard_tells_the_same_curve(real: RealRuns) -> None:
    folder = real.controller.start(real.request("bare", save_state=True), real.engine(hooks=False))
    summary = real.ended(folder).summary
    assert summary.outcome is Outcome.FINISHED
    steps = real.steps(folder)
    assert steps.step.astype(int).tolist() == STEPS
    assert dict(zip(STEPS, steps.loss.tolist(), strict=True)) == logged(real, "bare", "loss/current")
    assert set(steps.learning_rates) == {"unet", "textencoder"}
    events = real.events(folder)
    assert [event.step for event in events if isinstance(event, CheckpointSaved)] == [12, 24]
    assert [event.step for event in events if isinstance(event, StateSaved)] == [12, 24]


def test_without_hooks_and_tensorboard_the_console_tells_its_averages(real: RealRuns) -> None:
    request = real.request("console", logging_dir=None, max_train_epochs=1)
    folder = real.controller.start(request, real.engine(hooks=False))
    assert real.ended(folder).summary.outcome is Outcome.FINISHED
    steps = real.steps(folder)
    assert steps.step.astype(int).tolist() == STEPS[:12]
    assert all(0.5 < loss < 2.0 for loss in steps.loss)


def test_a_training_that_becomes_nan(real: RealRuns) -> None:
    request = real.request("nan", learning_rate=1e30, unet_lr=1e30, text_encoder_lr=1e30, max_grad_norm=0.0)
    folder = real.controller.start(request, real.engine())
    assert real.ended(folder).summary.outcome is Outcome.FINISHED_NAN


def test_a_training_on_nothing(real: RealRuns, tmp_path: Path) -> None:
    request = real.request("nothing")
    assert request.dataset_config is not None
    (tmp_path / "empty").mkdir()
    text = request.dataset_config.read_text("utf-8").replace(str(real.lab.images), str(tmp_path / "empty"))
    request.dataset_config.write_text(text, encoding="utf-8")
    folder = real.controller.start(request, real.engine())
    assert real.ended(folder).summary.outcome is Outcome.NO_DATA
