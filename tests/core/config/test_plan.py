"""Steps, epochs, batches and buckets against what the real train_network.py printed."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from core.config.dataset_config import DatasetBlueprint, DatasetSettings, SubsetSettings
from core.config.plan import TrainPlan, resolve
from core.config.planned_dataset import plan_dataset
from core.config.problem import Problem, Severity
from core.dataset.buckets import BucketSettings, Size, assign_bucket
from tests.core.config.folders import arguments, fill
from tests.core.oracle import oracle

CASES = [pytest.param(case, id=case["id"]) for case in oracle("steps")["cases"]]


def sizes_of(subset: dict[str, Any]) -> list[Size]:
    return [(width, height) for (width, height), count in subset["sizes"] for _ in range(count)]


def sizes_in_order(subset: dict[str, Any], dataset: dict[str, Any], expected: dict[str, Any]) -> list[Size]:
    """The sizes of a subset's images in the order of their names.

    The oracle does not keep the names. For regularisation images they decide which ones are used once more than the
    others, so those that were come first.
    """
    sizes = sizes_of(subset)
    if not subset["is_reg"] or not expected["buckets"]:
        return sizes
    keys = ("enable_bucket", "min_bucket_reso", "max_bucket_reso", "bucket_no_upscale")
    settings = BucketSettings(tuple(dataset["resolution"]), **{key: dataset[key] for key in keys})
    used = Counter({tuple(bucket): count for bucket, count in expected["buckets"]})
    for other in dataset["subsets"]:
        if not other["is_reg"]:
            for size in sizes_of(other):
                used[assign_bucket(size, settings).bucket] -= other["num_repeats"]
    repeats, wanted = subset["num_repeats"], expected["train_images_x_repeats"]
    passes = max(0, wanted - len(sizes) * repeats) // len(sizes)
    first, last = [], []
    for size in sizes:
        bucket = assign_bucket(size, settings).bucket
        everywhere = (repeats + passes) * sum(assign_bucket(item, settings).bucket == bucket for item in sizes)
        more = used[bucket] - everywhere if len(sizes) * repeats < wanted else used[bucket] // repeats
        already = sum(assign_bucket(item, settings).bucket == bucket for item in first)
        (first if already < more else last).append(size)
    return first + last


def blueprint_of(case: dict[str, Any], root: Path) -> DatasetBlueprint:
    datasets = []
    for dataset, expected in zip(case["datasets"], case["per_dataset"], strict=True):
        subsets = []
        for subset in dataset["subsets"]:
            fill(root / subset["name"], sizes_in_order(subset, dataset, expected))
            subsets.append(
                SubsetSettings(
                    image_dir=subset["name"],
                    num_repeats=subset["num_repeats"],
                    is_reg=subset["is_reg"],
                    caption_extension=".txt",
                )
            )
        keys = {key: value for key, value in dataset.items() if key not in ("subsets", "resolution")}
        datasets.append(DatasetSettings(subsets=tuple(subsets), resolution=tuple(dataset["resolution"]), **keys))
    return DatasetBlueprint(tuple(datasets))


def plan_of(case: dict[str, Any], root: Path) -> tuple[TrainPlan | None, list[Problem], DatasetBlueprint]:
    argv = [text for key, value in case["train"].items() for text in (f"--{key}", str(value))]
    blueprint = blueprint_of(case, root)
    plan, problems = resolve(arguments("--cache_latents", *argv), blueprint, root)
    return plan, problems, blueprint


@pytest.mark.parametrize("case", CASES)
def test_as_sd_scripts(case: dict[str, Any], tmp_path: Path) -> None:
    plan, problems, blueprint = plan_of(case, tmp_path)
    errors = [problem.code for problem in problems if problem.severity is Severity.ERROR]
    planned = [plan_dataset(settings, tmp_path, random.Random(0))[0] for settings in blueprint.datasets]
    for dataset, expected in zip(planned, case["per_dataset"], strict=True):
        assert dataset.train_images == expected["train_images_x_repeats"]
        assert dataset.reg_images == expected["reg_images_x_repeats"]
        assert dataset.batches == expected["batches"]
        buckets = [[list(bucket.resolution), len(bucket.indices)] for bucket in dataset.buckets]
        if dataset.settings.enable_bucket:
            assert buckets == expected["buckets"]
        else:
            assert [size for size, _ in buckets] == [list(dataset.settings.resolution)]
        assert [subset.image_count for subset in dataset.subsets] == expected["subsets_kept"]
    if case["printed"] is None:
        assert plan is None
        assert {"no-data", "missing-path"} & set(errors)
        return
    assert plan is not None
    assert not errors
    printed = case["printed"]
    assert plan.images_with_repeats == printed["images_x_repeats"]
    assert plan.validation_images == printed["validation_images_x_repeats"]
    assert plan.reg_images == printed["reg_images"]
    assert plan.batches_per_epoch == printed["batches_per_epoch"]
    assert plan.total_epochs == printed["epochs"]
    assert plan.total_steps == printed["total_optimization_steps"]
    assert plan.save_every_n_epochs == case["save_every_n_epochs_effective"]
    for dataset in plan.datasets:
        for bucket in dataset.buckets:
            assert all(dataset.images[index].bucket == bucket.resolution for index in bucket.indices)


def one_folder(**keys: Any) -> DatasetBlueprint:
    dataset = {key: keys.pop(key) for key in list(keys) if key in DatasetSettings.__dataclass_fields__}
    subset = SubsetSettings(**{"image_dir": "cats", "caption_extension": ".txt", **keys})
    return DatasetBlueprint((DatasetSettings(**{"subsets": (subset,), "resolution": (64, 64), **dataset}),))


def codes(problems: list[Problem]) -> set[str]:
    return {problem.code for problem in problems}


def test_a_missing_folder_and_an_empty_one_are_errors(tmp_path: Path) -> None:
    plan, problems = resolve(arguments(), one_folder(), tmp_path)
    assert plan is None
    assert codes(problems) == {"missing-path"}, "that nothing can be trained then goes without saying"
    fill(tmp_path / "cats" / "10_cat", [(64, 64)])
    plan, problems = resolve(arguments(), one_folder(), tmp_path)
    assert codes(problems) == {"no-images", "no-data"}
    assert "10_cat" in next(problem.hint for problem in problems if problem.code == "no-images")


def test_captions_with_another_extension(tmp_path: Path) -> None:
    fill(tmp_path / "cats", [(64, 64)] * 3)
    plan, problems = resolve(arguments(), one_folder(caption_extension=".caption"), tmp_path)
    assert plan is not None
    assert codes(problems) == {"caption-extension"}
    assert 'caption_extension = ".txt"' in problems[0].hint


@pytest.mark.parametrize(("content", "code"), [(b"", "caption-empty"), (b"\x94L,\xff", "caption-not-utf8")])
def test_captions_that_stop_sd_scripts(content: bytes, code: str, tmp_path: Path) -> None:
    fill(tmp_path / "cats", [(64, 64)] * 3)
    (tmp_path / "cats" / "img001.txt").write_bytes(content)
    problems = resolve(arguments(), one_folder(), tmp_path)[1]
    assert codes(problems) == {code}
    assert problems[0].severity is Severity.ERROR
    assert "img001.txt" in problems[0].message


def test_a_file_that_is_no_image(tmp_path: Path) -> None:
    fill(tmp_path / "cats", [(64, 64)] * 2)
    (tmp_path / "cats" / "img000.png").write_bytes(b"garbage")
    (tmp_path / "cats" / "folder.jpg").mkdir()
    plan, problems = resolve(arguments(), one_folder(), tmp_path)
    assert plan is not None
    assert plan.images == 1
    unreadable = [problem.message for problem in problems if problem.code == "image-unreadable"]
    assert len(unreadable) == 2
    assert "img000.png" in unreadable[1]


def test_without_buckets_every_image_must_have_the_resolution(tmp_path: Path) -> None:
    fill(tmp_path / "cats", [(64, 64), (80, 64)])
    assert "size-without-buckets" in codes(resolve(arguments(), one_folder(), tmp_path)[1])
    assert not codes(resolve(arguments("--cache_latents"), one_folder(), tmp_path)[1])
    assert not codes(resolve(arguments(), one_folder(enable_bucket=True, min_bucket_reso=64), tmp_path)[1])


@pytest.mark.parametrize("batch_size", [0, -2])
def test_a_batch_size_that_makes_no_batch(batch_size: int, tmp_path: Path) -> None:
    fill(tmp_path / "cats", [(64, 64)])
    plan, problems = resolve(arguments(), one_folder(batch_size=batch_size), tmp_path)
    assert plan is None
    assert "bad-value" in codes(problems)


def test_an_image_dir_named_twice_in_one_dataset_counts_once(tmp_path: Path) -> None:
    fill(tmp_path / "cats", [(64, 64)] * 2)
    subset = SubsetSettings(image_dir="cats", caption_extension=".txt", num_repeats=3)
    blueprint = DatasetBlueprint((DatasetSettings(subsets=(subset, subset), resolution=(64, 64)),))
    plan, problems = resolve(arguments(), blueprint, tmp_path)
    assert plan is not None
    assert plan.images_with_repeats == 6
    assert codes(problems) == {"duplicate-subset"}
