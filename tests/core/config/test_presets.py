"""Presets, templates and the settings that suit a card: applied as edits that change nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from core.config.arguments import read_arguments
from core.config.dataset_config import DatasetBlueprint, DatasetSettings, SubsetSettings
from core.config.diff import differences
from core.config.edits import RemoveKey
from core.config.hardware import Card, Hardware
from core.config.memory import estimate
from core.config.optimal import optimal_preset
from core.config.presets import (
    Preset,
    UserPresets,
    apply_edits,
    builtin_presets,
    preset_edits,
    preset_of,
    preset_settings,
)
from core.config.problem import Severity
from core.config.project import ProjectChecker
from core.config.schema import shipped_schema
from core.config.settings_of import settings_of
from core.config.source import Source, read_source
from core.config.templates import Answers, create_project, template, templates
from core.errors import ConfigError
from tests.core.config.folders import arguments, fill, safetensors
from tests.core.config.projects import make_project

KNOWN = shipped_schema().arguments


@pytest.mark.parametrize("preset", builtin_presets(), ids=lambda preset: preset.key)
def test_a_preset_of_the_program_does_what_it_says(preset: Preset, tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    assert preset.name_in("zh_TW")
    assert preset.about_in("zh_TW") != preset.about_in("en")
    assert preset.source
    training, dataset = read_source(folder / "training_config.toml"), read_source(folder / "dataset_config.toml")
    edits = preset_edits(preset, training, dataset)
    after = apply_edits(edits, [training, dataset])
    checked = ProjectChecker(folder).check({source.path: source.text for source in after})
    for key, value in preset.training.items():
        assert checked.args[key] == (KNOWN[key].default if value is None else value)
    assert checked.blueprint is not None
    found = settings_of(checked.args, checked.blueprint)
    assert differences(found, preset_settings(preset, checked.blueprint)) == []
    errors = [problem.code for problem in checked.problems if problem.severity is Severity.ERROR]
    assert set(errors) <= {"size-without-buckets"}
    assert after[0].text.startswith("# my cat\n")
    assert apply_edits(preset_edits(preset, after[0], after[1]), after) == after


def test_a_key_in_general_is_changed_there(tmp_path: Path) -> None:
    text = "[general]\nbatch_size = 4\n[[datasets]]\nresolution = 512\n[[datasets.subsets]]\nimage_dir = 'a'\n"
    preset = Preset(key="x", name={"en": "x"}, dataset={"batch_size": 2, "resolution": None})
    dataset = Source(tmp_path / "d.toml", text)
    (after,) = apply_edits(preset_edits(preset, None, dataset), [dataset])
    assert after.text == text.replace("batch_size = 4", "batch_size = 2").replace("resolution = 512\n", "")


def test_without_a_dataset_document_its_keys_become_arguments(tmp_path: Path) -> None:
    preset = Preset(key="x", name={"en": "x"}, dataset={"batch_size": 2, "resolution": [512, 768]})
    training = Source(tmp_path / "t.toml", "[network_arguments]\nnetwork_dim = 4\n")
    (after,) = apply_edits(preset_edits(preset, training, None), [training])
    (tmp_path / "t.toml").write_text(after.text, encoding="utf-8")
    args, problems = read_arguments(["--config_file", "t"], shipped_schema(), tmp_path)
    assert not problems
    assert (args["train_batch_size"], args["resolution"], args["network_dim"]) == (2, "512,768", 4)


def test_a_key_that_is_not_there_needs_no_removal(tmp_path: Path) -> None:
    preset = Preset(key="x", name={"en": "x"}, training={"xformers": None, "sdpa": True})
    edits = preset_edits(preset, Source(tmp_path / "t.toml", "seed = 1\n"), None)
    assert not any(isinstance(item.edit, RemoveKey) for item in edits)
    edits = preset_edits(preset, Source(tmp_path / "t.toml", "[a]\nxformers = true\n"), None)
    assert any(isinstance(item.edit, RemoveKey) for item in edits)


def test_own_presets_are_kept_replaced_and_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checked = ProjectChecker(make_project(tmp_path / "p")).check()
    presets = UserPresets(tmp_path / "presets")
    assert presets.all() == ([], [])
    mine = preset_of(checked.args, checked.blueprint, "我的 LoRA / 1")
    assert mine.training == {"network_module": "networks.lora", "network_dim": 8, "network_alpha": 4,
                             "max_train_epochs": 3, "save_every_n_epochs": 1, "sdpa": True}  # fmt: skip
    assert (mine.dataset["resolution"], mine.dataset["batch_size"]) == (64, 2)
    kept = presets.save("我的 LoRA / 1", mine)
    assert kept.file is not None
    (found,), broken = presets.all()
    assert not broken
    assert (found.name_in("zh_TW"), found.training) == ("我的 LoRA / 1", mine.training)
    with pytest.raises(ConfigError, match="already"):
        presets.save("我的 LoRA / 1", mine)
    presets.save("我的 LoRA / 1", Preset(key="", name={"en": "x"}, training={"seed": 1}), replace=True)
    assert presets.all()[0][0].training == {"seed": 1}
    (tmp_path / "presets" / "bad.json").write_text('{"training": 3}')
    assert len(presets.all()[1]) == 1
    trashed: list[str] = []
    monkeypatch.setattr("core.config.presets.send2trash.send2trash", trashed.append)
    presets.remove(found)
    assert trashed == [str(kept.file)]
    with pytest.raises(ConfigError):
        presets.remove(builtin_presets()[0])
    with pytest.raises(ConfigError):
        presets.save("  ", mine)


@pytest.mark.parametrize("key", [item.key for item in templates()])
@pytest.mark.parametrize("language", ["en", "zh_TW"])
def test_a_new_project_has_no_errors_once_model_and_images_are_there(key: str, language: str, tmp_path: Path) -> None:
    folder = tmp_path / "new cat"
    (tmp_path / "model.safetensors").write_bytes(safetensors({"w": 4}))
    answers = Answers(model=str(tmp_path / "model.safetensors"), class_tokens="sks cat")
    project = create_project(template(key), folder, answers, language)
    fill(folder / "images", [(512, 512)] * 2)
    checked = ProjectChecker(project.folder).check()
    worth = [problem for problem in checked.problems if problem.severity is not Severity.NOTE]
    assert worth == []
    assert checked.plan is not None
    assert checked.args["output_name"] == "new cat"
    if language == "zh_TW":
        assert "# 學習率" in (folder / "training_config.toml").read_text("utf-8")
    with pytest.raises(ConfigError, match="already"):
        create_project(template(key), folder, answers)


def test_a_template_without_answers_says_what_is_missing(tmp_path: Path) -> None:
    project = create_project(template("character"), tmp_path / "x", Answers())
    codes = {problem.code for problem in ProjectChecker(project.folder).check().problems}
    assert "missing-path" in codes
    with pytest.raises(ConfigError, match="character"):
        template("none")


def blueprint(batch: int, resolution: int = 512) -> DatasetBlueprint:
    subset = SubsetSettings(image_dir="a")
    return DatasetBlueprint((DatasetSettings(subsets=(subset,), resolution=(resolution,) * 2, batch_size=batch),))


def card(gigabytes: float, capability: tuple[int, int] = (12, 0), *, works: bool | None = None) -> Hardware:
    memory = int(gigabytes * 2**30)
    one = Card(name="RTX 5000", compute_capability=capability, memory_total=memory, memory_free=memory)
    return Hardware(cards=(one,), bitsandbytes_works=works)


def chosen(hardware: Hardware, batch: int = 10, *argv: str) -> dict[str, Any]:
    preset = optimal_preset(arguments("--network_dim=64", *argv), blueprint(batch), hardware)
    assert preset is not None
    return {**preset.training, **preset.dataset}


def test_the_best_settings_follow_memory_and_capability() -> None:
    large = chosen(card(80))
    assert large["gradient_checkpointing"] is None
    assert (large["sdpa"], large["mixed_precision"], large["xformers"]) == (True, "bf16", None)
    middle = chosen(card(16))
    assert middle["gradient_checkpointing"] is True
    assert "batch_size" not in middle
    small = chosen(card(5))
    assert small["batch_size"] < 10
    assert small["batch_size"] * small["gradient_accumulation_steps"] == 10
    assert chosen(card(16, (7, 5)))["mixed_precision"] == "fp16"


def test_eight_bits_only_where_they_were_verified() -> None:
    assert "optimizer_type" not in chosen(card(16))
    assert chosen(card(16, works=True))["optimizer_type"] == "AdamW8bit"
    assert chosen(card(16, works=False), 10, "--optimizer_type=AdamW8bit")["optimizer_type"] == "AdamW"


def test_what_is_chosen_fits_the_card() -> None:
    for gigabytes in (6, 8, 12, 16, 24, 48):
        values = chosen(card(gigabytes))
        args = arguments(
            "--network_dim=64", "--sdpa", "--mixed_precision=bf16", "--cache_latents",
            *(["--gradient_checkpointing"] if values["gradient_checkpointing"] else []),
        )  # fmt: skip
        expected = estimate(args, blueprint(values.get("batch_size", 10)))
        assert expected is not None
        assert expected.high <= gigabytes * 1024


def test_nothing_is_chosen_for_an_unknown_card() -> None:
    assert optimal_preset(arguments(), blueprint(1), Hardware()) is None
    assert optimal_preset(arguments(), None, card(16)) is None


def test_the_presets_file_is_sorted_as_it_is_offered() -> None:
    assert [preset.key for preset in builtin_presets()][:2] == ["character", "style"]
    assert json.dumps([preset.key for preset in builtin_presets()]).count("resolution-") == 4
