"""Dataset documents against the verdict of the real sd-scripts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from core.config.dataset_config import DatasetKind, read_dataset_config
from core.config.dataset_schema import check_dataset_data
from core.config.documents import DocumentError, read_document
from core.config.lint import lint
from core.config.plan import resolve
from core.config.problem import Severity
from tests.core.config.folders import arguments, fill
from tests.core.oracle import oracle

CASES = [pytest.param(case, id=case["id"]) for case in oracle("dataset_config_validation")["cases"]]
WITHOUT_AREA = {"dataset_value/resolution=-512"}
"""sd-scripts counts batches of it and fails at the first image."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The working folder of the oracle."""
    root = tmp_path_factory.mktemp("dataset_config")
    for name in ("cats", "dogs", "reg", "Größe ねこ"):
        fill(root / "data" / name, [(512, 512)] * 3)
    (root / "data" / "empty").mkdir()
    fill(root / "cond", [(512, 512)] * 3, caption=None)
    images = sorted((root / "data" / "cats").glob("*.png"))
    (root / "meta.json").write_text(json.dumps({image.name: {"caption": "a cat"} for image in images}))
    return root


@pytest.mark.parametrize("case", CASES)
def test_verdict(case: dict[str, Any], folder: Path) -> None:
    path = folder / "ds.toml"
    path.write_bytes(case["toml"].encode())
    masked = case.get("masked_loss", False)
    if case.get("stage") == "toml":
        with pytest.raises(DocumentError) as refusal:
            read_document(path)
        assert refusal.value.hint
        return
    document = read_document(path)
    errors = check_dataset_data(document.data, masked_loss=masked)
    assert bool(errors) == (case["verdict"] == "reject")
    assert {error.path for error in errors} == {tuple(error["path"]) for error in case.get("errors", [])}
    args = arguments(*(["--masked_loss"] if masked else []))
    blueprint, problems = read_dataset_config(document, args, folder)
    if errors:
        assert blueprint is None
        assert all(problem.line is not None for problem in problems if problem.code != "missing-key")
        return
    stage = case["next_stage"]
    plan = None
    if blueprint is not None:
        plan, found = resolve(args, blueprint, folder)
        problems += found + lint(args, blueprint, plan, folder)
    problems = [
        problem for problem in problems if problem.file is not None or problem.code in ("no-data", "no-datasets")
    ]
    if stage["verdict"] == "error":
        assert any(problem.severity is Severity.ERROR for problem in problems)
    elif case["id"] in WITHOUT_AREA:
        assert "bad-resolution" in {problem.code for problem in problems}
    elif stage["verdict"] == "ok":
        assert plan is not None
        assert plan.batches_per_epoch == stage["batches"]
        assert plan.images_with_repeats == stage["train_images_x_repeats"]
        assert bool(plan.validation_datasets) == stage["validation"]
    else:
        assert plan is None
        assert {"no-data", "missing-path"} & {problem.code for problem in problems}


def settings(text: str, folder: Path, *argv: str) -> Any:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    blueprint, problems = read_dataset_config(read_document(path), arguments(*argv), folder)
    assert not problems
    assert blueprint is not None
    return blueprint.datasets[0]


def test_a_subset_beats_its_dataset_which_beats_general_which_beats_the_arguments(tmp_path: Path) -> None:
    dataset = settings(
        "[general]\nkeep_tokens = 2\nflip_aug = true\nresolution = 768\n"
        "[[datasets]]\nkeep_tokens = 3\n"
        '[[datasets.subsets]]\nimage_dir = "a"\nkeep_tokens = 4\n'
        '[[datasets.subsets]]\nimage_dir = "b"\ncaption_extension = "txt"\n',
        tmp_path,
        *("--keep_tokens", "1", "--shuffle_caption", "--train_batch_size", "7", "--resolution", "512,640"),
    )
    assert [subset.keep_tokens for subset in dataset.subsets] == [4, 3]
    assert all(subset.flip_aug and subset.shuffle_caption for subset in dataset.subsets)
    assert dataset.resolution == (768, 768)
    assert dataset.batch_size == 7
    assert [subset.caption_extension for subset in dataset.subsets] == [".caption", ".txt"]
    assert [subset.place.line for subset in dataset.subsets] == [7, 10]


def test_folders_named_with_repeats_are_subsets(tmp_path: Path) -> None:
    for name in ("10_sks cat", "3_dog_x", "cats", "0_none", "x_y"):
        fill(tmp_path / "train" / name, [(64, 64)])
    fill(tmp_path / "reg" / "1_cat", [(64, 64)])
    args = arguments("--train_data_dir", "train", "--reg_data_dir", "reg", "--resolution", "64")
    blueprint, problems = read_dataset_config(None, args, tmp_path)
    assert not problems
    assert blueprint is not None
    found = {
        (item.image_dir, item.num_repeats, item.class_tokens, item.is_reg) for item in blueprint.datasets[0].subsets
    }
    assert found == {
        ("train/10_sks cat", 10, "sks cat", False),
        ("train/3_dog_x", 3, "dog_x", False),
        ("reg/1_cat", 1, "cat", True),
    }


def test_the_metadata_of_a_fine_tuning_subset(folder: Path) -> None:
    dataset = settings(
        '[[datasets]]\nresolution = 512\n[[datasets.subsets]]\nimage_dir = "data/cats"\nmetadata_file = "meta.json"\n',
        folder,
    )
    assert dataset.kind is DatasetKind.FINE_TUNING
    args = arguments()
    blueprint, _ = read_dataset_config(read_document(folder / "own.toml"), args, folder)
    assert blueprint is not None
    plan, problems = resolve(args, blueprint, folder)
    assert plan is not None
    assert not problems
    assert plan.batches_per_epoch == 3
    assert [image.caption for image in plan.datasets[0].images] == ["a cat"] * 3


@pytest.mark.parametrize("value", ["512x768", "a", "512,", "1,2,3"])
def test_a_resolution_that_cannot_be_read(value: str, tmp_path: Path) -> None:
    args = arguments("--train_data_dir", "train", "--resolution", value)
    blueprint, problems = read_dataset_config(None, args, tmp_path)
    assert blueprint is None
    assert [problem.key for problem in problems] == ["resolution"]
