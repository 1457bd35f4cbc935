"""Bad input, each with a message that names the cause and the way out, before a model is loaded."""

from __future__ import annotations

import os
import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from core.config.lint import CheckedTraining, check_dataset, check_training, for_builtin_engine
from core.config.path_rules import damaged_safetensors
from core.config.problem import Problem, Severity
from core.config.saved_files import checkpoint_bytes, saved_files
from core.config.schema import shipped_schema
from tests.core.config.folders import arguments, fill, png, safetensors

DATASET = """\
[[datasets]]
resolution = 64
batch_size = 1
[[datasets.subsets]]
image_dir = "cats"
caption_extension = ".txt"
"""
COMMAND = {
    "pretrained_model_name_or_path": "model.safetensors",
    "dataset_config": "ds.toml",
    "output_dir": "out",
    "output_name": "x",
    "network_module": "networks.lora",
    "max_train_epochs": "2",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    fill(tmp_path / "cats", [(64, 64)] * 3)
    (tmp_path / "ds.toml").write_text(DATASET, encoding="utf-8")
    (tmp_path / "model.safetensors").write_bytes(safetensors({"w": 4}))
    return tmp_path


def check(folder: Path, *further: str, **changes: str | None) -> CheckedTraining:
    options = {**COMMAND, **changes}
    argv = [text for key, value in options.items() if value is not None for text in (f"--{key}", value)]
    return check_training([*argv, "--sdpa", *further], folder)


def only_error(checked: CheckedTraining, code: str) -> Problem:
    errors = [problem for problem in checked.problems if problem.severity is Severity.ERROR]
    assert [problem.code for problem in errors] == [code]
    assert errors[0].message.strip()
    assert errors[0].hint.strip()
    return errors[0]


def test_a_faultless_training(folder: Path) -> None:
    checked = check(folder)
    assert checked.problems == ()
    assert checked.plan is not None
    assert checked.plan.total_steps == 6
    assert not (folder / "out").exists()


def test_a_missing_model(folder: Path) -> None:
    problem = only_error(check(folder, pretrained_model_name_or_path="models/none.safetensors"), "missing-path")
    assert "none.safetensors" in problem.message
    remote = check(folder, pretrained_model_name_or_path="someone/some-model").problems
    assert [(problem.code, problem.severity) for problem in remote] == [("missing-path", Severity.WARNING)]


@pytest.mark.parametrize("cut", [1, 12, 60])
def test_a_model_that_was_cut_short(cut: int, folder: Path) -> None:
    whole = safetensors({"a": 100, "b": 3})
    path = folder / "model.safetensors"
    path.write_bytes(whole)
    assert damaged_safetensors(path) is None
    path.write_bytes(whole[:-cut])
    assert "cut short" in only_error(check(folder), "bad-model").message
    path.write_bytes(b"")
    assert "empty" in only_error(check(folder), "bad-model").message


def test_a_folder_that_is_no_model(folder: Path) -> None:
    only_error(check(folder, pretrained_model_name_or_path="cats"), "bad-model")
    (folder / "cats" / "model_index.json").write_text("{}")
    assert not check(folder, pretrained_model_name_or_path="cats").has_errors


def test_an_output_folder_below_a_file(folder: Path) -> None:
    (folder / "file").write_text("x")
    assert "is a file" in only_error(check(folder, output_dir="file/below/it"), "output-folder").message


def test_an_output_folder_that_cannot_be_written(folder: Path) -> None:
    if not Path("/proc").is_dir():
        pytest.skip("needs a file system in which nobody can write")
    only_error(check(folder, output_dir="/proc/kohya"), "missing-path")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_an_output_folder_without_permission(folder: Path) -> None:
    (folder / "locked").mkdir(mode=0o500)
    only_error(check(folder, output_dir="locked/out"), "missing-path")


@pytest.mark.parametrize("name", ["a/b", ""])
def test_an_output_name_that_is_no_file_name(name: str, folder: Path) -> None:
    only_error(check(folder, output_name=name), "bad-output-name")


def test_an_output_that_is_there_already(folder: Path) -> None:
    (folder / "out").mkdir()
    (folder / "out" / "x.safetensors").write_bytes(b"x")
    assert [problem.code for problem in check(folder).problems] == ["output-exists"]


def test_not_enough_room(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", ["total", "used", "free"])
    plan = check(folder).plan
    assert plan is not None
    needed = saved_files(plan).disk
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**12, 0, needed))
    assert not check(folder).has_errors
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**12, 0, needed - 1))
    only_error(check(folder), "disk-space")


@pytest.mark.parametrize(
    ("options", "tensors", "modules"),
    [
        (["--network_dim", "8", "--save_precision", "fp16"], 9437712, 264),
        (["--network_dim", "8"], 18875424, 264),
        (["--network_dim", "8", "--save_precision", "fp16", "--network_train_unet_only"], 6783360, 192),
        (["--save_precision", "fp16"], 4719120, 264),
    ],
)
def test_the_size_of_a_checkpoint_is_that_of_sd_scripts(options: list[str], tensors: int, modules: int) -> None:
    """The header of the oracle's own file has 88,864 bytes for 204 modules, its metadata included."""
    expected = tensors + 88_864 * modules / 204
    assert checkpoint_bytes(arguments(*options)) == pytest.approx(expected, rel=0.001)


def test_the_planned_size_counts_kept_checkpoints(folder: Path) -> None:
    def planned(*further: str) -> int:
        checked = check(folder, *further, max_train_epochs="10")
        assert checked.plan is not None
        return round(saved_files(checked.plan).disk / checkpoint_bytes(checked.args))

    assert planned() == 1
    assert planned("--save_every_n_epochs", "2") == 5
    assert planned("--save_every_n_epochs", "1", "--save_last_n_epochs", "2") == 3
    assert planned("--save_every_n_steps", "10") == 4


@pytest.mark.parametrize("content", [b"", b"garbage", png((64, 64))[:-30], png((64, 64))[:40]])
def test_a_damaged_image(content: bytes, folder: Path) -> None:
    (folder / "cats" / "img001.png").write_bytes(content)
    checked = check(folder)
    assert checked.has_errors
    errors = [problem for problem in checked.problems if problem.severity is Severity.ERROR]
    assert {problem.code for problem in errors} <= {"image-unreadable", "image-damaged"}
    assert "img001.png" in errors[0].message
    assert errors[0].line == 4


def test_captions_with_another_extension_are_refused_by_the_built_in_engine(folder: Path) -> None:
    (folder / "ds.toml").write_text(DATASET.replace(".txt", ".caption"), encoding="utf-8")
    problems = check(folder).problems
    assert [(problem.code, problem.severity) for problem in problems] == [("caption-extension", Severity.WARNING)]
    assert for_builtin_engine(problems)[0].severity is Severity.ERROR


@pytest.mark.parametrize(
    ("further", "key"),
    [
        (["--lr_warmup_steps", "10"], "lr_warmup_steps"),
        (["--lr_scheduler", "Cosine"], "lr_scheduler"),
        (["--lr_scheduler", "reduce_lr_on_plateau"], "lr_scheduler"),
        (["--lr_scheduler", "cosine_with_min_lr"], "lr_scheduler"),
        (["--lr_scheduler", "cosine_warmup_with_min_lr", "--lr_scheduler_min_lr_ratio", "0.1"], "lr_scheduler"),
        (["--lr_scheduler", "piecewise_constant"], "lr_scheduler"),
        (["--lr_scheduler", "adafactor:1e-4"], "lr_scheduler"),
        (
            ["--lr_scheduler_type", "StepLR", "--lr_scheduler_args", "step_size=3", "--lr_warmup_steps", "1"],
            "lr_warmup_steps",
        ),
        (["--optimizer_type", "Adafactor", "--lr_warmup_steps", "1"], "lr_warmup_steps"),
        (["--optimizer_type", "AdamX"], "optimizer_type"),
        (["--optimizer_args", "bogus=1"], "optimizer_args"),
        (["--optimizer_args", "weight_decay"], "optimizer_args"),
        (["--optimizer_args", "weight_decay=x"], "optimizer_args"),
        (["--optimizer_args", "betas=0.9"], "optimizer_args"),
        (["--optimizer_args", "weight_decay='0.1'"], "optimizer_args"),
        (["--initial_epoch", "3"], "initial_epoch"),
        (["--initial_step", "6"], "initial_step"),
        (["--lr_warmup_steps", "0.5"], "lr_warmup_steps"),
        (["--vae", "none"], "vae"),
        (["--use_8bit_adam", "--optimizer_type", "AdamW"], "use_8bit_adam"),
        (["--network_args", "conv_dim=a"], "network_args"),
        (["--learning_rate", "0"], "learning_rate"),
        (["--learning_rate", "-1"], "learning_rate"),
        (["--network_train_unet_only", "--network_train_text_encoder_only"], "learning_rate"),
        (["--seed", "-1"], "seed"),
        (["--clip_skip", "14"], "clip_skip"),
        (["--min_timestep", "500", "--max_timestep", "500"], "max_timestep"),
        (["--save_every_n_steps", "0"], "save_every_n_steps"),
        (["--fp8_base"], "fp8_base"),
        (["--full_bf16"], "full_bf16"),
        (["--adaptive_noise_scale", "0.1"], "adaptive_noise_scale"),
        (["--log_with", "tensorboard"], "log_with"),
        (["--sample_every_n_epochs", "1"], "sample_prompts"),
        (["--sample_prompts", "none.txt"], "sample_prompts"),
        (["--network_weights", "none.safetensors"], "network_weights"),
        (["--resume", "none-state"], "resume"),
        (["--dim_from_weights"], "dim_from_weights"),
        (["--network_dropout", "1.5"], "network_dropout"),
        (["--max_data_loader_n_workers", "0", "--persistent_data_loader_workers"], "persistent_data_loader_workers"),
        (["--network_module", "networks.loraa"], "network_module"),
        (["--network_module", "lora"], "network_module"),
        (["--lr_scheduler_type", "cosine"], "lr_scheduler_type"),
        (["--lr_scheduler_type", "StepLR"], "lr_scheduler_type"),
        (["--lr_scheduler_type", "ReduceLROnPlateau"], "lr_scheduler_type"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_arguments_that_fail_after_the_model_is_loaded(further: list[str], key: str, folder: Path) -> None:
    errors = [problem for problem in check(folder, *further).problems if problem.severity is Severity.ERROR]
    assert [problem.key for problem in errors] == [key]
    assert errors[0].hint


@pytest.mark.parametrize(
    "further",
    [
        ["--lr_scheduler", "constant_with_warmup", "--lr_warmup_steps", "10"],
        ["--lr_scheduler", "cosine", "--lr_warmup_steps", "10%"],
        ["--lr_scheduler", "cosine_with_min_lr", "--lr_scheduler_min_lr_ratio", "0.1"],
        ["--optimizer_type", "adamw8bit", "--optimizer_args", "weight_decay=0.1", "betas=(0.9, 0.99)"],
        ["--optimizer_type", "Adafactor", "--lr_scheduler", "adafactor:1e-4"],
        ["--optimizer_type", "torch_optimizer.Own", "--optimizer_args", "own=1"],
        ["--learning_rate", "0", "--unet_lr", "1e-4"],
        ["--lr_scheduler_type", "StepLR", "--lr_scheduler_args", "step_size=30"],
        ["--lr_scheduler_type", "own_package.Schedule"],
        ["--save_every_n_epochs", "0", "--save_n_epoch_ratio", "2"],
        ["--network_args", "conv_dim=4", "conv_alpha=1"],
        ["--clip_skip", "2"],
        ["--lr_warmup_steps", "0.1"],
        ["--initial_step", "5"],
        ["--min_timestep", "100"],
    ],
    ids=" ".join,
)
def test_arguments_that_sd_scripts_trains_with(further: list[str], folder: Path) -> None:
    assert [problem for problem in check(folder, *further).problems if problem.severity is not Severity.NOTE] == []


def test_augmentation_and_a_latent_cache(folder: Path) -> None:
    (folder / "ds.toml").write_text(f"{DATASET}random_crop = true\n", encoding="utf-8")
    assert not check(folder).has_errors
    assert only_error(check(folder, "--cache_latents"), "cache-augmentation").key == "random_crop"


def test_bucket_steps_that_the_script_refuses(folder: Path) -> None:
    text = DATASET.replace(
        "batch_size", "enable_bucket = true\nmin_bucket_reso = 32\nbucket_reso_steps = 32\nbatch_size"
    )
    (folder / "ds.toml").write_text(text, encoding="utf-8")
    assert only_error(check(folder), "bucket-steps").key == "bucket_reso_steps"


def test_a_backslash_that_became_a_tab(folder: Path) -> None:
    (folder / "t.toml").write_text('output_dir = "C:\\temp\\new"\n', encoding="utf-8")
    checked = check(folder, "--config_file", "t.toml", output_dir=None)
    assert only_error(checked, "escaped-path").line == 1
    (folder / "ds.toml").write_text(DATASET.replace('"cats"', '"C:\\temp\\new"'), encoding="utf-8")
    assert "escaped-path" in {problem.code for problem in check_dataset(folder / "ds.toml", folder).problems}


def test_every_script_can_be_checked(folder: Path) -> None:
    for script in ("sdxl", "sd3", "flux", "lumina", "hunyuan_image", "anima"):
        schema = shipped_schema(f"{script}_train_network.py")
        argv = [text for key, value in COMMAND.items() for text in (f"--{key}", value)]
        assert not check_training(argv, folder, schema).has_errors, script


def test_a_dataset_document_alone(folder: Path) -> None:
    checked = check_dataset(folder / "ds.toml", folder)
    assert checked.problems == ()
    assert checked.plan is not None
    assert checked.plan.batches_per_epoch == 3
