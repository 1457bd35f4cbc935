"""What a training takes and leaves, against the rules of naming, the disk, and real run folders."""

from __future__ import annotations

import dataclasses
import math
import time
from pathlib import Path
from typing import Any

import pytest

from core.checkpoints.naming import SaveActionKind, SaveSchedule, planned_actions
from core.config.forecast import Experience, Forecast, forecast
from core.config.lint import check_training
from core.config.past_speed import past_speeds
from core.config.plan import TrainPlan
from core.config.schema import shipped_schema
from core.runs.events import RunStarted, Step
from core.runs.folder import RunFolder
from core.runs.record import RunRecord, write_record
from core.runs.store_writer import StoreWriter
from tests.core.config.folders import fill

TRAINING = """\
pretrained_model_name_or_path = "/models/sd15.safetensors"
output_dir = "output"
output_name = "knight"
network_module = "networks.lora"
network_dim = 16
learning_rate = 1e-4
max_train_epochs = 4
gradient_checkpointing = true
sdpa = true
save_precision = "fp16"
mixed_precision = "fp16"
"""
DATASET = """\
[[datasets]]
resolution = 512
batch_size = {batch}
[[datasets.subsets]]
image_dir = "images"
caption_extension = ".txt"
num_repeats = 3
"""


def project(folder: Path, extra: str = "", batch: int = 2) -> list[str]:
    fill(folder / "images", [(512, 512)] * 5)
    (folder / "training_config.toml").write_text(TRAINING + extra)
    (folder / "dataset_config.toml").write_text(DATASET.format(batch=batch))
    return [
        "--config_file",
        str(folder / "training_config.toml"),
        "--dataset_config",
        str(folder / "dataset_config.toml"),
    ]


def looked_at(folder: Path, experience: Experience = Experience(), extra: str = "", **words: Any) -> Forecast:  # noqa: B008
    checked = check_training(project(folder, extra, words.pop("batch", 2)), folder)
    assert checked.plan is not None
    return forecast(checked.plan, checked.blueprint, folder, experience, **words)


def past_run(root: Path, run_id: str, folder: Path, *, seconds: float, gpu: str = "", batch: int = 2) -> RunFolder:
    """A run of sd-scripts with 20 steps, as the supervisor leaves it."""
    run = RunFolder(root / run_id)
    run.root.mkdir(parents=True)
    project(folder, batch=batch)
    for name in ("training_config.toml", "dataset_config.toml"):
        (run.root / name).write_bytes((folder / name).read_bytes())
    argv = ("/usr/bin/python3", "hooks.py", "/sd-scripts/train_network.py")
    write_record(
        run, RunRecord(id=run_id, name=run_id, engine="kohya", engine_version="48d368fa", argv=argv, cwd=str(folder))
    )
    now = time.time()
    writer = StoreWriter(run)
    with writer.transaction():
        writer.append([_started()])
        writer.append(
            [
                Step(time=now, step=step, epoch=1, loss=0.1, average_loss=0.1, seconds=seconds, learning_rates={})
                for step in range(1, 21)
            ]
        )
        writer.note(gpus=(gpu,) if gpu else ())
    writer.close()
    return run


def _started() -> RunStarted:
    return RunStarted(
        engine="kohya", engine_version="1", pid=1, device="cuda", total_steps=32, total_epochs=4, batches_per_epoch=8,
        images=5, images_with_repeats=15, output_dir="output", output_name="knight",
    )  # fmt: skip


def counted(plan: TrainPlan) -> tuple[int, int]:
    """By going through the training step by step."""
    schedule = SaveSchedule.from_arguments(plan.args.values, plan.total_epochs)
    written, left = 0, set()
    for action in planned_actions(schedule, total_steps=plan.total_steps, steps_per_epoch=plan.steps_per_epoch):
        if action.kind is SaveActionKind.SAVE:
            written += 1
            left.add(action.name)
        elif action.kind is SaveActionKind.REMOVE:
            left.discard(action.name)
    return written, len(left)


@pytest.mark.parametrize(
    "extra",
    [
        "",
        "save_every_n_epochs = 1\n",
        "save_every_n_epochs = 1\nsave_last_n_epochs = 2\n",
        "save_every_n_steps = 5\nsave_last_n_steps = 10\n",
        "save_every_n_steps = 3\nsave_every_n_epochs = 2\n",
        "save_n_epoch_ratio = 2\n",
    ],
)
def test_checkpoints_are_those_of_the_training_itself(tmp_path: Path, extra: str) -> None:
    seen = looked_at(tmp_path, extra=extra)
    assert (seen.written, seen.kept) == counted(seen.plan)


def test_disk_memory_and_rates(tmp_path: Path) -> None:
    seen = looked_at(tmp_path)
    assert seen.checkpoint_bytes == pytest.approx((423_936 + 165_888) * 16 * 2, rel=0.02)
    assert seen.disk_needed == seen.checkpoint_bytes
    assert seen.disk_free is not None
    assert seen.disk_suffices
    assert not dataclasses.replace(seen, disk_free=1).disk_suffices
    assert seen.memory is not None
    assert seen.memory.low < seen.memory.expected < seen.memory.high
    assert seen.rates is not None
    assert list(seen.rates.rates) == ["unet", "text_encoder"]
    assert seen.seconds is None


def test_the_time_comes_from_a_run_of_the_same_kind(tmp_path: Path) -> None:
    runs, card = tmp_path / "runs", "NVIDIA GeForce RTX 5080"
    past_run(runs, "20260101-first", tmp_path / "a", seconds=9.0, gpu="NVIDIA GeForce RTX 3060")
    past_run(runs, "20260102-second", tmp_path / "b", seconds=2.0, gpu=card)
    (runs / "20260103-broken").mkdir()
    speeds = past_speeds(runs)
    assert [speed.name for speed in speeds] == ["20260102-second", "20260101-first"]
    seen = looked_at(tmp_path / "new", Experience(speeds=tuple(speeds)), card=card)
    assert seen.speed is not None
    assert (seen.speed.source, seen.speed.is_scaled) == ("20260102-second", False)
    assert seen.seconds == pytest.approx(2.0 * seen.plan.total_steps)
    assert seen.plan.total_steps == 4 * math.ceil(15 / 2)


def test_larger_steps_take_longer_and_other_kinds_tell_nothing(tmp_path: Path) -> None:
    past_run(tmp_path / "runs", "20260102-run", tmp_path / "b", seconds=2.0)
    experience = Experience(speeds=tuple(past_speeds(tmp_path / "runs")))
    twice = looked_at(tmp_path / "new", experience, batch=4)
    assert twice.speed is not None
    assert (twice.speed.seconds, twice.speed.is_scaled) == (pytest.approx(4.0), True)
    assert looked_at(tmp_path / "new", experience, batch=10).speed is None, "too far away"
    assert looked_at(tmp_path / "new", experience, extra="cache_latents = true\n").speed is None
    assert looked_at(tmp_path / "new", experience, engine="builtin").speed is None
    assert looked_at(tmp_path / "new", experience, card="another").speed is None


def test_what_is_not_known_is_not_told(tmp_path: Path) -> None:
    checked = check_training(project(tmp_path), tmp_path, shipped_schema("flux_train_network.py"))
    assert checked.plan is not None
    seen = forecast(checked.plan, checked.blueprint, tmp_path, Experience())
    assert seen.checkpoint_bytes is None
    assert seen.disk_needed is None
    drawn = looked_at(tmp_path, extra='lr_scheduler = "no_such_schedule"\n')
    assert drawn.rates is None


def test_a_speed_needs_steps(tmp_path: Path) -> None:
    assert past_speeds(tmp_path / "nothing") == []
