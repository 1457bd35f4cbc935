"""Trainings with a tiny model: what must come out the same, and what must end how."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from safetensors import safe_open
from safetensors.torch import load_file

from core.runs import events
from tests.core.trainer.conftest import Run

Train = Callable[..., Run]
pytestmark = pytest.mark.slow


def test_a_fixed_seed_gives_the_same_losses_twice_and_another_seed_others(train_here: Train) -> None:
    first, second, other = train_here(), train_here(), train_here("--seed", "8")
    assert first.exit_code == 0
    assert len(first.losses) == 8
    assert first.losses == second.losses
    assert all(first.losses[step] != other.losses[step] for step in first.losses)


@pytest.mark.parametrize("batch_threads", ["0", "2"])
def test_threads_that_prepare_batches_change_nothing(train_here: Train, batch_threads: str) -> None:
    assert train_here().losses == train_here("--max_data_loader_n_workers", batch_threads).losses


@pytest.mark.parametrize("step", [3, 4, 6])
def test_a_resumed_run_goes_on_exactly(train_here: Train, tmp_path: Path, step: int) -> None:
    options = ["--save_every_n_steps", "1", "--save_state", "--lr_scheduler", "cosine", "--network_dropout", "0.2"]
    options += ["--multires_noise_iterations", "2", "--gradient_accumulation_steps", "2", "--max_train_epochs", "4"]
    options += ["--optimizer_type", "AdamW8bit", "--cache_latents"]
    whole = train_here(*options)
    assert whole.exit_code == 0, whole.ended
    final = load_file(whole.output / "tiny.safetensors")
    state = whole.output / f"tiny-step{step:08d}-state"
    rest = train_here(*options, "--resume", str(state), "--output_dir", str(tmp_path / "resumed"))
    assert list(rest.losses) == list(range(step + 1, 9))
    assert rest.losses == {number: whole.losses[number] for number in rest.losses}
    rates = {event.step: event.learning_rates for event in whole.of(events.Step)}
    assert all(event.learning_rates == rates[event.step] for event in rest.of(events.Step))
    assert rest.of(events.RunStarted)[0].first_step == step
    again = load_file(tmp_path / "resumed" / "tiny.safetensors")
    assert all((final[key] == again[key]).all() for key in final)


def test_a_state_at_the_end_has_nothing_left(train_here: Train) -> None:
    run = train_here("--save_state_on_train_end")
    again = train_here("--resume", str(run.output / "tiny-state"))
    assert again.exit_code == 2
    assert again.ended.outcome is events.Outcome.REFUSED
    assert "step 8" in again.ended.reason
    longer = train_here("--resume", str(run.output / "tiny-state"), "--max_train_epochs", "3")
    assert list(longer.losses) == [9, 10, 11, 12]


def test_a_single_file_trains_like_its_folder(train_here: Train, tiny_file: Path, tiny_model: Path) -> None:
    folder = train_here()
    single = train_here("--pretrained_model_name_or_path", str(tiny_file))
    assert single.exit_code == 0, single.ended
    assert single.losses == folder.losses
    foreign_vae = train_here("--pretrained_model_name_or_path", str(tiny_file), "--vae", str(tiny_model))
    assert foreign_vae.losses == folder.losses


def test_latents_on_disk_are_made_once_and_train_alike(train_here: Train, pictures: Path) -> None:
    memory = train_here("--cache_latents")
    made = train_here("--cache_latents", "--cache_latents_to_disk")
    files = sorted(pictures.glob("*.npz"))
    assert [file.name for file in files][:2] == ["picture0_0064x0064_sd.npz", "picture1_0064x0064_sd.npz"]
    assert made.losses == memory.losses
    before = {file: file.stat().st_mtime_ns for file in files}
    reused = train_here("--cache_latents", "--cache_latents_to_disk")
    assert {file: file.stat().st_mtime_ns for file in files} == before
    assert reused.losses == memory.losses
    assert [(s.done, s.total) for s in reused.of(events.StageProgress) if s.stage is events.Stage.CACHING] == [(0, 0)]
    with np.load(files[0]) as archive:
        assert archive["latents"].shape == (4, 8, 8)
        assert archive["original_size"].tolist() == [64, 64]


def test_the_checkpoint_has_kohyas_keys_and_metadata(train_here: Train) -> None:
    run = train_here("--network_train_unet_only", "--save_precision", "fp16", "--cache_latents")
    (saved,) = run.of(events.CheckpointSaved)
    assert (saved.step, saved.epoch, saved.reason) == (8, 2, "final")
    path = Path(saved.path)
    assert path.stat().st_size == saved.size
    with safe_open(path, "pt") as file:
        metadata = file.metadata()
        assert all(key.startswith("lora_unet_") for key in file.keys())  # noqa: SIM118 - not a dict
        assert "lora_unet_mid_block_attentions_0_transformer_blocks_0_attn1_to_q.lora_down.weight" in set(file.keys())
    assert (metadata["ss_steps"], metadata["ss_epoch"], metadata["ss_seed"]) == ("8", "2", "7")
    assert metadata["ss_num_train_images"] == "7"
    assert metadata["ss_sd_model_name"] == "tiny"


def test_a_loss_that_is_no_number_ends_the_run_and_ruins_nothing(train_here: Train) -> None:
    run = train_here("--learning_rate", "1e30", "--save_every_n_steps", "1")
    assert run.exit_code == 3
    assert run.ended.outcome is events.Outcome.DIVERGED
    assert "learning rate" in run.ended.hint
    assert not (run.output / "tiny.safetensors").exists()
    for path in run.output.glob("*.safetensors"):
        assert all(np.isfinite(tensor.float().numpy()).all() for tensor in load_file(path).values())


def test_the_last_good_checkpoint_is_kept(train_here: Train) -> None:
    rates = ["--lr_scheduler", "piecewise_constant", "--lr_scheduler_args", "step_rules='2:1,1e33'"]
    run = train_here("--save_every_n_steps", "1", *rates)
    assert run.ended.outcome is events.Outcome.DIVERGED, run.ended
    kept = run.output / "tiny-step00000001.safetensors"
    assert all(np.isfinite(tensor.numpy()).all() for tensor in load_file(kept).values())
    last = run.of(events.Step)[-1]
    assert not math.isfinite(last.loss) or last.step < 8


@pytest.mark.parametrize(
    "options",
    [
        ["--mixed_precision", "bf16", "--gradient_checkpointing", "--cache_latents"],
        ["--mixed_precision", "bf16", "--full_bf16", "--optimizer_type", "Lion"],
        ["--network_train_text_encoder_only", "--clip_skip", "2", "--max_token_length", "150", "--weighted_captions"],
        ["--v_parameterization", "--min_snr_gamma", "5", "--noise_offset", "0.1", "--scale_weight_norms", "1"],
        ["--lr_scheduler", "cosine_with_restarts", "--text_encoder_lr", "1e-4", "--unet_lr", "1e-3", "--highvram"],
        ["--optimizer_type", "AdaFactor", "--save_model_as", "ckpt", "--network_args", "conv_dim=2"],
    ],
)
def test_options_train_to_the_end(train_here: Train, options: list[str]) -> None:
    run = train_here(*options, "--max_train_epochs", "1")
    assert run.exit_code == 0, run.ended
    assert list(run.losses) == [1, 2, 3, 4]
    assert all(math.isfinite(loss) for loss, _ in run.losses.values())


def test_gradient_checkpointing_changes_no_loss(train_here: Train) -> None:
    plain, checkpointed = train_here(), train_here("--gradient_checkpointing")
    assert [loss for loss, _ in checkpointed.losses.values()] == pytest.approx(
        [loss for loss, _ in plain.losses.values()], rel=1e-5
    )


def test_learning_rate_zero_leaves_the_weights_and_training_moves_them(train_here: Train) -> None:
    run = train_here("--text_encoder_lr", "0")
    state = load_file(run.output / "tiny.safetensors")
    ups = {key: tensor for key, tensor in state.items() if key.endswith("lora_up.weight")}
    assert all(not tensor.any() for key, tensor in ups.items() if key.startswith("lora_te"))
    assert all(tensor.any() for key, tensor in ups.items() if key.startswith("lora_unet"))
    assert set(run.of(events.Step)[0].learning_rates) == {"unet"}


def test_tensorboard_gets_the_scalars_under_kohyas_tags(train_here: Train, tmp_path: Path) -> None:
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

    run = train_here("--logging_dir", str(tmp_path / "logs"), "--log_prefix", "try_")
    (folder,) = (tmp_path / "logs").glob("try_*/network_train")
    log = EventAccumulator(str(folder))
    log.Reload()
    assert {"loss/current", "loss/average", "loss/epoch_average", "lr/unet", "lr/textencoder", "lr/group1"} == set(
        log.Tags()["scalars"]
    )
    assert [item.value for item in log.Scalars("loss/current")] == pytest.approx([x for x, _ in run.losses.values()])
