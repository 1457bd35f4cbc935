"""Checkpoints and states ahead of time: names as the oracle has them, room for the most that lies there at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.config.plan import TrainPlan
from core.config.project import ProjectChecker
from core.config.saved_files import checkpoint_bytes, latent_bytes, saved_files, state_bytes
from tests.core.config.projects import DATASET, TRAINING, make_project


def planned(folder: Path, *lines: str, dataset: str = DATASET) -> TrainPlan:
    text = TRAINING.replace("max_train_epochs = 3", "max_train_epochs = 6") + "".join(f"{line}\n" for line in lines)
    checked = ProjectChecker(folder).check(
        {folder / "training_config.toml": text, folder / "dataset_config.toml": dataset}
    )
    assert checked.plan is not None
    return checked.plan


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_project(tmp_path)


def test_files_in_the_order_in_which_they_are_written(folder: Path) -> None:
    files = saved_files(planned(folder)).files
    assert [file.name for file in files] == [
        *(f"cat-{epoch:06}.safetensors" for epoch in range(1, 6)),
        "cat.safetensors",
    ]
    assert [file.step for file in files] == [3, 6, 9, 12, 15, 18]
    assert all(file.kept and not file.is_state for file in files)


def test_what_is_removed_again_needs_room_for_a_while(folder: Path) -> None:
    plan = planned(folder, "save_last_n_epochs = 2")
    found = saved_files(plan)
    size = checkpoint_bytes(plan.args)
    assert [file.name for file in found.checkpoints] == [
        "cat-000004.safetensors", "cat-000005.safetensors", "cat.safetensors"
    ]  # fmt: skip
    assert sum(not file.kept for file in found.files) == 3
    assert found.disk == 3 * size


def test_states_are_counted_with_what_the_optimizer_keeps(folder: Path) -> None:
    plan = planned(folder, "save_state = true", "save_last_n_epochs_state = 1")
    found = saved_files(plan)
    states = [file for file in found.files if file.is_state]
    assert [file.name for file in states if file.kept] == ["cat-000005-state", "cat-state"]
    assert found.disk == 6 * checkpoint_bytes(plan.args) + 2 * state_bytes(plan.args)
    small = planned(folder, 'optimizer_type = "AdamW8bit"')
    assert state_bytes(small.args) < state_bytes(plan.args)


def test_the_latents_beside_the_images(folder: Path) -> None:
    assert latent_bytes(planned(folder)) == 0
    plan = planned(folder, "cache_latents_to_disk = true")
    assert latent_bytes(plan) == 5 * 4 * 4 * (64 // 8) ** 2
    flipped = planned(folder, "cache_latents_to_disk = true", dataset=f"{DATASET}  flip_aug = true\n")
    assert latent_bytes(flipped) == 2 * latent_bytes(plan)


def test_nothing_is_promised_where_saving_cannot_work(folder: Path) -> None:
    plan = planned(folder, "save_every_n_steps = 0")
    assert saved_files(plan).files == ()


@pytest.mark.parametrize(
    "line", ["", "save_every_n_steps = 1", "save_every_n_epochs = 1", "save_every_n_steps = 100000"]
)
def test_a_slip_of_the_finger_holds_nothing_up(line: str, folder: Path) -> None:
    text = TRAINING.replace(
        "max_train_epochs = 3\nsave_every_n_epochs = 1\n", f"max_train_steps = 4294967296\n{line}\n"
    )
    checked = ProjectChecker(folder).check({folder / "training_config.toml": text})
    assert checked.plan is not None
    found = saved_files(checked.plan)
    assert found.disk >= checkpoint_bytes(checked.args)
    assert len(found.files) <= 1
