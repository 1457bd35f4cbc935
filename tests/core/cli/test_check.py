"""`kohya-studio check` and `plan` as a person starts them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from core.cli.main import main
from tests.core.config.folders import fill, safetensors

TRAINING = """\
pretrained_model_name_or_path = "model.safetensors"
network_module = "networks.lora"
network_dim = 8
output_dir = "out"
output_name = "cat"
max_train_epochs = 3
save_every_n_epochs = 1
sdpa = true
"""
DATASET = '[[datasets]]\nresolution = 64\nbatch_size = 2\n[[datasets.subsets]]\nimage_dir = "cats"\n'


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    fill(tmp_path / "cats", [(64, 64)] * 5)
    (tmp_path / "model.safetensors").write_bytes(safetensors({"w": 4}))
    folder = tmp_path / "configs" / "cat"
    folder.mkdir(parents=True)
    (folder / "training_config.toml").write_text(TRAINING, encoding="utf-8")
    (folder / "dataset_config.toml").write_text(f'{DATASET}caption_extension = ".txt"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


def printed(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, Any]:
    code = main([*argv, "--json"])
    return code, json.loads(capsys.readouterr().out)


PLAN = {"images": 5, "images_with_repeats": 5, "batches_per_epoch": 3, "epochs": 3, "total_steps": 9}


def test_a_clean_project(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "check", str(project)) == (0, {"verdict": "ok", "problems": [], "plan": PLAN})


def test_a_training_config_finds_the_dataset_beside_it(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, result = printed(capsys, "check", str(project / "training_config.toml"))
    assert (code, result["plan"]) == (0, PLAN)


def test_a_dataset_config_alone(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, result = printed(capsys, "check", str(project / "dataset_config.toml"))
    assert code == 0
    assert result["plan"]["batches_per_epoch"] == 3


def test_warnings_exit_with_1(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "dataset_config.toml").write_text(DATASET, encoding="utf-8")
    code, result = printed(capsys, "check", str(project))
    assert (code, result["verdict"]) == (1, "warning")
    assert [problem["code"] for problem in result["problems"]] == ["caption-extension"]
    code, result = printed(capsys, "check", str(project), "--engine", "builtin")
    assert (code, result["verdict"]) == (2, "error")


def test_errors_exit_with_2(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = project / "training_config.toml"
    config.write_text(f"{TRAINING}max_train_step = 5\n", encoding="utf-8")
    code, result = printed(capsys, "check", str(project))
    assert (code, result["verdict"]) == (2, "error")
    assert result["problems"] == [
        {
            "severity": "error",
            "code": "unknown-key",
            "file": str(config),
            "line": 9,
            "key": "max_train_step",
            "message": "max_train_step is not an argument of train_network.py; sd-scripts ignores it without a word.",
            "fix": "Did you mean max_train_steps?",
        }
    ]
    assert main(["check", str(project)]) == 2
    assert "max_train_steps" in capsys.readouterr().out


def test_the_scripts_know_different_keys(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = project / "training_config.toml"
    config.write_text(f"{TRAINING}cache_text_encoder_outputs = true\n", encoding="utf-8")
    assert printed(capsys, "check", str(project))[0] == 2
    assert printed(capsys, "check", str(project), "--script", "sdxl_train_network.py")[0] == 0


def test_a_project_that_is_not_there(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, result = printed(capsys, "check", str(project / "none"))
    assert (code, result["verdict"], result["plan"]) == (2, "error", None)
    assert [problem["code"] for problem in result["problems"]] == ["missing-path"]
    assert "none" in result["problems"][0]["file"]
    (project / "empty").mkdir()
    assert main(["check", str(project / "empty")]) == 2
    assert "training_config.toml" in capsys.readouterr().out


def test_the_plan(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, plan = printed(capsys, "plan", str(project))
    assert code == 0
    assert {key: plan[key] for key in PLAN} == PLAN
    assert plan["buckets"] == [[{"resolution": [64, 64], "images": 5}]]
    assert plan["checkpoints"] == ["cat-000001.safetensors", "cat-000002.safetensors", "cat.safetensors"]
    assert plan["disk_bytes"] == 3 * plan["checkpoint_bytes"]
    assert main(["plan", str(project)]) == 0
    assert "9 steps" in capsys.readouterr().out


def test_no_plan_without_images(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "dataset_config.toml").write_text(DATASET.replace("cats", "dogs"), encoding="utf-8")
    assert main(["plan", str(project)]) == 2
    assert "dogs" in capsys.readouterr().err
