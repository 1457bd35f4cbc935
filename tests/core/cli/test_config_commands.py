"""`plan`, `new`, `configs` and `check` of what other programs saved, as a person starts them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from core.cli.main import main
from tests.core.config.folders import fill
from tests.core.config.projects import TRAINING, make_project
from tests.core.config.test_imported import KOHYA_SS, easy, saved


def printed(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, Any]:
    code = main([*argv])
    return code, json.loads(capsys.readouterr().out)


def test_the_plan_in_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    folder = make_project(tmp_path)
    monkeypatch.chdir(folder)
    code, plan = printed(capsys, "plan", ".", "--json")
    assert code == 0
    names = ("images", "images_with_repeats", "batches_per_epoch", "epochs", "total_steps")
    assert {key: plan[key] for key in names} == {
        "images": 5, "images_with_repeats": 5, "batches_per_epoch": 3, "epochs": 3, "total_steps": 9
    }  # fmt: skip
    memory = plan["vram_mib"]
    assert set(memory) == {"low", "expected", "high", "source"}
    assert memory["low"] < memory["expected"] < memory["high"]
    assert "H200" in memory["source"]
    assert plan["checkpoints"] == ["cat-000001.safetensors", "cat-000002.safetensors", "cat.safetensors"]
    assert plan["disk_bytes"] == 3 * plan["checkpoint_bytes"]
    assert plan["learning_rate"]["steps"] == list(range(1, 10))
    assert plan["learning_rate"]["unet"] == [2e-6] * 9
    assert main(["plan", "."]) == 0
    text = capsys.readouterr().out
    assert "9 steps" in text
    assert "video memory" in text
    code, plan = printed(capsys, "plan", ".", "--json", "--script", "sd3_train_network.py")
    assert plan["vram_mib"]["expected"] is None


def test_further_arguments_win(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(make_project(tmp_path))
    _, plan = printed(capsys, "plan", ".", "--json", "--", "--max_train_epochs", "5")
    assert plan["epochs"] == 5
    code, result = printed(capsys, "check", "dataset_config.toml", "--json", "--", "--masked_loss", "--no_such_flag")
    assert code == 2
    assert {problem["key"] for problem in result["problems"]} == {"no_such_flag"}


def test_json_of_kohya_ss_is_checked_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = saved(tmp_path, KOHYA_SS)
    before = sorted(tmp_path.iterdir())
    code, result = printed(capsys, "check", str(path), "--json")
    assert code == 2
    codes = {problem["code"] for problem in result["problems"]}
    assert {"missing-path", "not-carried-over"} <= codes
    assert {problem["file"] for problem in result["problems"]} == {str(path)}
    assert sorted(tmp_path.iterdir()) == before


def test_toml_of_easy_training_scripts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    code, result = printed(capsys, "check", str(easy(tmp_path)), "--json")
    assert code in (0, 1)
    assert result["plan"]["images_with_repeats"] == 10


def test_a_new_project_is_checked_clean(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_project(tmp_path / "base")
    fill(tmp_path / "pictures", [(512, 512)] * 3)
    folder = tmp_path / "fresh"
    model = str(tmp_path / "base" / "model.safetensors")
    argv = ["new", str(folder), "--template", "minimal", "--model", model, "--images", str(tmp_path / "pictures")]
    assert main(argv) == 0
    capsys.readouterr()
    code, result = printed(capsys, "check", str(folder), "--json")
    assert code == 0
    assert result["plan"]["images"] == 3
    assert main(argv) == 1
    assert "already" in capsys.readouterr().err
    assert main(["new", "--list"]) == 0
    assert "character" in capsys.readouterr().out


def test_a_new_project_from_another_program(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = saved(tmp_path, KOHYA_SS)
    assert main(["new", str(tmp_path / "made"), "--from", str(source)]) == 0
    out = capsys.readouterr().out
    assert "left out: made_up_setting" in out
    assert (tmp_path / "made" / "sample_prompts.txt").read_text("utf-8") == "a cat --w 512\n"
    text = (tmp_path / "made" / "training_config.toml").read_text("utf-8")
    assert str(tmp_path / "made" / "sample_prompts.txt") in text


def test_all_configs_below_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_project(tmp_path / "a" / "b")
    saved(tmp_path, KOHYA_SS)
    code, rows = printed(capsys, "configs", str(tmp_path), "--json")
    assert code == 0
    assert [(Path(row["path"]).name, row["kind"]) for row in rows] == [
        ("dataset_config.toml", "dataset"), ("training_config.toml", "training"), ("saved.json", "kohya_ss")
    ]  # fmt: skip
    assert main(["configs", str(tmp_path)]) == 0
    assert "a/b/training_config.toml" in capsys.readouterr().out
    assert main(["configs", str(tmp_path / "none")]) == 1


def test_a_broken_document_is_one_problem_with_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = make_project(tmp_path)
    text = TRAINING.replace("max_train_epochs = 3", "max_train_epochs = 12-15")
    (folder / "training_config.toml").write_text(text, encoding="utf-8")
    code, result = printed(capsys, "check", str(folder), "--json")
    assert code == 2
    (problem,) = [problem for problem in result["problems"] if problem["code"] == "toml-syntax"]
    assert problem["line"] == 8
    assert "range" in problem["fix"]


def test_what_cannot_be_checked_is_an_error_and_no_warning(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = make_project(tmp_path)
    code, result = printed(capsys, "check", str(folder), "--json", "--script", "no_such_script.py")
    assert (code, result["verdict"]) == (2, "error")
    assert "no_such_script.py" in result["problems"][0]["message"]
    (folder / "dataset_config.toml").unlink()
    code, result = printed(capsys, "plan", str(folder), "--json")
    assert (code, result["plan"]) == (2, None)
    assert "dataset_config" in {problem["key"] for problem in result["problems"]}
