"""What kohya_ss and LoRA_Easy_Training_Scripts saved becomes documents that sd-scripts reads without a complaint."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import tomlkit

from core.config.arguments import read_arguments
from core.config.config_kinds import ConfigKind, find_configs, kind_of
from core.config.imported import ImportedConfig, import_config, imported_project, write_imported
from core.config.project import ProjectChecker
from core.config.schema import shipped_schema
from core.errors import ConfigError
from tests.core.config.folders import fill
from tests.core.config.projects import make_project

KOHYA_SS: dict[str, Any] = {
    "LoRA_type": "Kohya LoCon",
    "additional_parameters": "",
    "bucket_no_upscale": True,
    "bucket_reso_steps": 64.0,
    "cache_latents": True,
    "caption_extension": ".txt",
    "clip_skip": "2",
    "color_aug": False,
    "conv_alpha": 1,
    "conv_dim": 8,
    "down_lr_weight": "",
    "enable_bucket": True,
    "epoch": 4,
    "gradient_accumulation_steps": 2.0,
    "keep_tokens": "1",
    "learning_rate": "0.0001",
    "lr_scheduler": "cosine",
    "lr_warmup": "10",
    "max_data_loader_n_workers": "0",
    "max_resolution": "512,768",
    "max_token_length": "75",
    "max_train_epochs": "",
    "mem_eff_attn": False,
    "min_snr_gamma": 0,
    "mixed_precision": "bf16",
    "network_alpha": 16,
    "network_dim": 32,
    "noise_offset": "0.05",
    "num_cpu_threads_per_process": 2,
    "optimizer": "AdamW8bit",
    "optimizer_args": "weight_decay=0.1 betas=0.9,0.99",
    "output_dir": "/out",
    "output_name": "cat",
    "pretrained_model_name_or_path": "/models/sd.safetensors",
    "save_every_n_epochs": 1,
    "sample_prompts": "a cat --w 512",
    "sdxl": False,
    "seed": "1234",
    "shuffle_caption": True,
    "text_encoder_lr": "5e-05",
    "train_batch_size": 3,
    "unet_lr": "0.0001",
    "v2": False,
    "xformers": "sdpa",
    "made_up_setting": 3,
}
EASY = {
    "subsets": [
        {
            "name": "subset 1",
            "num_repeats": 2,
            "caption_extension": ".txt",
            "image_dir": "cats",
            "shuffle_caption": True,
        }
    ],
    "general_args": {
        "args": {
            "pretrained_model_name_or_path": "model.safetensors",
            "mixed_precision": "fp16",
            "seed": 23,
            "clip_skip": 2,
            "sdpa": True,
            "max_train_epochs": 3,
            "max_data_loader_n_workers": 0,
            "max_token_length": 225,
            "prior_loss_weight": 1.0,
            "cache_latents": True,
        },
        "dataset_args": {"resolution": 64, "batch_size": 2, "max_token_length": 225},
    },
    "network_args": {
        "args": {
            "network_dim": 8,
            "network_alpha": 4.0,
            "min_timestep": 0,
            "max_timestep": 1000,
            "network_args": {"conv_dim": 4, "conv_alpha": 2.0, "down_lr_weight": [1.0, 0.5]},
        }
    },
    "optimizer_args": {
        "args": {
            "optimizer_type": "AdamW",
            "lr_scheduler": "cosine",
            "learning_rate": 1e-4,
            "warmup_ratio": 0.1,
            "optimizer_args": {"weight_decay": "0.1", "amsgrad": "true"},
        }
    },
    "saving_args": {"args": {"output_dir": "out", "output_name": "cat", "save_precision": "fp16", "save_toml": True}},
    "bucket_args": {
        "dataset_args": {"enable_bucket": True, "min_bucket_reso": 64, "max_bucket_reso": 1024, "bucket_reso_steps": 64}
    },
    "train_mode": {"train_mode": "lora"},
}


def saved(folder: Path, data: dict[str, Any]) -> Path:
    path = folder / "saved.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def read_back(imported: ImportedConfig, folder: Path) -> dict[str, Any]:
    """What sd-scripts makes of the training document; it has nothing to complain about."""
    (folder / "t.toml").write_text(imported.training_text(), encoding="utf-8")
    args, problems = read_arguments(["--config_file", "t.toml"], shipped_schema(imported.script), folder)
    assert not problems
    return {key: args[key] for key in args.given if key != "config_file"}


def test_kohya_ss(tmp_path: Path) -> None:
    imported = import_config(saved(tmp_path, KOHYA_SS))
    assert (imported.kind, imported.script) == (ConfigKind.KOHYA_SS, "train_network.py")
    values = read_back(imported, tmp_path)
    assert values["learning_rate"] == 1e-4
    assert values["text_encoder_lr"] == [5e-5]
    assert values["network_args"] == ["conv_dim=8", "conv_alpha=1"]
    assert values["network_module"] == "networks.lora"
    assert values["optimizer_args"] == ["weight_decay=0.1", "betas=0.9,0.99"]
    assert (values["max_train_epochs"], values["lr_warmup_steps"]) == (4, 0.1)
    assert (values["sdpa"], values["seed"], values["clip_skip"]) == (True, 1234, 2)
    assert (values["resolution"], values["train_batch_size"]) == ("512,768", 3)
    assert "xformers" not in values
    assert "min_snr_gamma" not in values
    assert "max_token_length" not in values
    assert {left.key for left in imported.left_out} == {"made_up_setting"}
    assert imported.prompts == "a cat --w 512"


def test_the_folders_of_kohya_ss_become_subsets_where_they_are(tmp_path: Path) -> None:
    fill(tmp_path / "img" / "10_sks cat", [(64, 64)])
    fill(tmp_path / "reg" / "1_cat", [(64, 64)])
    data = KOHYA_SS | {"train_data_dir": str(tmp_path / "img"), "reg_data_dir": str(tmp_path / "reg")}
    imported = import_config(saved(tmp_path, data))
    assert "train_data_dir" not in read_back(imported, tmp_path)
    content = tomlkit.parse(imported.dataset_text() or "").unwrap()
    assert content["datasets"][0]["resolution"] == [512, 768]
    assert content["datasets"][0]["batch_size"] == 3
    assert content["general"]["caption_extension"] == ".txt"
    train, reg = content["datasets"][0]["subsets"]
    assert (train["num_repeats"], train["class_tokens"]) == (10, "sks cat")
    assert reg["is_reg"] is True


@pytest.mark.parametrize(
    ("changes", "key", "value"),
    [
        ({"text_encoder_lr": 0}, "network_train_unet_only", True),
        ({"unet_lr": 0}, "network_train_text_encoder_only", True),
        ({"max_train_steps": 500}, "max_train_steps", 500),
        ({"max_train_steps": 500, "max_train_epochs": "9"}, "max_train_epochs", 9),
        ({"xformers": True}, "xformers", True),
        ({"lr_warmup": 0, "lr_warmup_steps": 30}, "lr_warmup_steps", 30),
        ({"LoRA_type": "Kohya DyLoRA", "unit": 4}, "network_module", "networks.dylora"),
        ({"LoRA_type": "LyCORIS/LoHa"}, "network_module", "networks.lora"),
    ],
    ids=str,
)
def test_what_a_field_of_kohya_ss_means(changes: dict[str, Any], key: str, value: Any, tmp_path: Path) -> None:
    assert read_back(import_config(saved(tmp_path, KOHYA_SS | changes)), tmp_path)[key] == value


def test_the_script_of_kohya_ss(tmp_path: Path) -> None:
    data = KOHYA_SS | {"sdxl": True, "sdxl_cache_text_encoder_outputs": True}
    imported = import_config(saved(tmp_path, data))
    assert imported.script == "sdxl_train_network.py"
    assert read_back(imported, tmp_path)["cache_text_encoder_outputs"] is True


def easy(folder: Path) -> Path:
    path = folder / "easy.toml"
    path.write_text(tomlkit.dumps(EASY), encoding="utf-8")
    return path


def test_easy_training_scripts(tmp_path: Path) -> None:
    imported = import_config(easy(tmp_path))
    assert imported.kind is ConfigKind.EASY_SCRIPTS
    values = read_back(imported, tmp_path)
    assert values["network_args"] == ["conv_dim=4", "conv_alpha=2.0", "down_lr_weight=1.0,0.5"]
    assert values["optimizer_args"] == ["weight_decay=0.1", "amsgrad=True"]
    assert (values["lr_warmup_steps"], values["max_token_length"]) == (0.1, 225)
    assert values["network_module"] == "networks.lora"
    content = tomlkit.parse(imported.dataset_text() or "").unwrap()
    assert content["datasets"] == [
        {"resolution": 64, "batch_size": 2, "subsets": [
            {"num_repeats": 2, "caption_extension": ".txt", "image_dir": "cats", "shuffle_caption": True}]}
    ]  # fmt: skip
    assert content["general"]["enable_bucket"] is True
    assert {left.key for left in imported.left_out} == {"save_toml"}


def test_an_imported_project_can_be_trained(tmp_path: Path) -> None:
    source = easy(tmp_path)
    folder = make_project(tmp_path / "made")
    for name in ("training_config.toml", "dataset_config.toml"):
        (folder / name).unlink()
    project = write_imported(import_config(source), folder)
    checked = ProjectChecker(project.folder).check()
    assert checked.can_start
    assert checked.plan is not None
    assert checked.plan.total_epochs == 3
    with pytest.raises(ConfigError, match="already"):
        write_imported(import_config(source), folder)


def test_a_foreign_file_is_checked_where_it_lies(tmp_path: Path) -> None:
    foreign = imported_project(saved(tmp_path, KOHYA_SS))
    assert foreign is not None
    assert not any(path.exists() for path in foreign.texts)
    checked = ProjectChecker(foreign.training).check(foreign.texts)
    problems = foreign.as_written(list(checked.problems))
    assert {problem.file for problem in problems} == {foreign.source}
    assert imported_project(make_project(tmp_path / "p") / "training_config.toml") is None


def test_a_document_of_sd_scripts_needs_no_import(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="neither"):
        import_config(make_project(tmp_path) / "training_config.toml")


def test_kinds_and_finding(tmp_path: Path) -> None:
    project = make_project(tmp_path / "configs" / "cat")
    saved(tmp_path / "configs", KOHYA_SS)
    easy(tmp_path / "configs")
    (tmp_path / "configs" / ".hidden").mkdir()
    (tmp_path / "configs" / ".hidden" / "training_config.toml").write_text("seed = 1\n")
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    (tmp_path / "broken_config.toml").write_text("a = = 1\n")
    (tmp_path / "other.json").write_text("[1, 2]")
    found = {str(item.path.relative_to(tmp_path)): item.kind for item in find_configs(tmp_path)}
    assert found == {
        "broken_config.toml": ConfigKind.TRAINING,
        "configs/cat/dataset_config.toml": ConfigKind.DATASET,
        "configs/cat/training_config.toml": ConfigKind.TRAINING,
        "configs/easy.toml": ConfigKind.EASY_SCRIPTS,
        "configs/saved.json": ConfigKind.KOHYA_SS,
    }
    assert project.is_dir()
    assert kind_of({"datasets": []}, "x.json") is ConfigKind.DATASET
    assert kind_of({"a": 1}, "x.toml") is ConfigKind.OTHER
