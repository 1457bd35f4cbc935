"""What a training will really do: images, buckets, batches, epochs and steps."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from pathlib import Path

from core.config.arguments import TrainingArguments
from core.config.dataset_config import DatasetBlueprint
from core.config.planned_dataset import Bucket, PlannedDataset, PlannedImage, PlannedSubset, Planner, plan_dataset
from core.config.problem import Problem, Severity, Write

__all__ = ["Bucket", "PlannedDataset", "PlannedImage", "PlannedSubset", "TrainPlan", "resolve"]


@dataclass(frozen=True, slots=True)
class TrainPlan:
    """What the training will do, resolved against the images on this disk.

    `images` counts files, `images_with_repeats` the training images with repeats (`num train images * repeats`),
    `reg_images` the regularisation images with repeats; `batches_per_epoch` is over all datasets; `total_steps` are
    optimizer steps. `save_every_n_epochs` is the value after `save_n_epoch_ratio`.
    """

    args: TrainingArguments
    datasets: tuple[PlannedDataset, ...]
    validation_datasets: tuple[PlannedDataset, ...]
    images: int
    images_with_repeats: int
    reg_images: int
    validation_images: int
    batches_per_epoch: int
    steps_per_epoch: int
    total_epochs: int
    total_steps: int
    save_every_n_epochs: int | None


def resolve(
    args: TrainingArguments,
    blueprint: DatasetBlueprint,
    cwd: Path,
    *,
    processes: int = 1,
    planner: Planner = plan_dataset,
) -> tuple[TrainPlan | None, list[Problem]]:
    """What train_network.py would do with these arguments and the images that lie there now.

    None where nothing would be trained. A plan may come with errors: what it says holds for the images that can be
    used. Source: sd-scripts train_network.py: NetworkTrainer.train.
    """
    rng = random.Random(args.get("seed"))
    problems: list[Problem] = []
    datasets = []
    for settings in blueprint.datasets:
        planned, found = planner(settings, cwd, rng)
        datasets.append(planned)
        problems += found + _sizes_without_buckets(args, planned)
    validation = [
        planner(settings, cwd, rng, validation=True)[0]
        for settings in blueprint.datasets
        if 0.0 < settings.validation_split <= 1.0
    ]
    batches = sum(dataset.batches for dataset in datasets)
    accumulation = args["gradient_accumulation_steps"]
    if batches == 0 and not any(problem.code in _TOLD for problem in problems):
        problems.append(_no_data(datasets))
    if accumulation < 1:
        problems.append(_bad_accumulation(args))
    if batches == 0 or accumulation < 1:
        return None, problems
    plan = _plan(args, datasets, validation, batches, processes)
    return plan, problems + _starts_too_late(plan)


_TOLD = frozenset({"missing-path", "too-many-repeats"})
"""Where one of these is among the problems, it goes without saying that there is nothing to train on."""


def _plan(
    args: TrainingArguments,
    datasets: list[PlannedDataset],
    validation: list[PlannedDataset],
    batches: int,
    processes: int,
) -> TrainPlan:
    accumulation = args["gradient_accumulation_steps"]
    total_steps = args["max_train_steps"]
    if args["max_train_epochs"] is not None:
        total_steps = args["max_train_epochs"] * math.ceil(batches / processes / accumulation)
    steps_per_epoch = math.ceil(math.ceil(batches / processes) / accumulation)
    total_epochs = math.ceil(total_steps / steps_per_epoch)
    ratio = args["save_n_epoch_ratio"]
    every = args["save_every_n_epochs"]
    return TrainPlan(
        args=args,
        datasets=tuple(datasets),
        validation_datasets=tuple(validation),
        images=sum(len(dataset.images) for dataset in datasets),
        images_with_repeats=sum(dataset.train_images for dataset in datasets),
        reg_images=sum(dataset.reg_images for dataset in datasets),
        validation_images=sum(dataset.train_images for dataset in validation),
        batches_per_epoch=batches,
        steps_per_epoch=steps_per_epoch,
        total_epochs=total_epochs,
        total_steps=total_steps,
        save_every_n_epochs=(total_epochs // ratio or 1) if ratio is not None and ratio > 0 else every,
    )


def _starts_too_late(plan: TrainPlan) -> list[Problem]:
    """Source: sd-scripts train_network.py: the assertion on initial_step."""
    args = plan.args
    key = "initial_step" if args["initial_step"] is not None else "initial_epoch"
    start = args[key]
    if start is not None and key == "initial_epoch":
        start = (start - 1) * plan.steps_per_epoch
    if start is None or start <= 0 or start < plan.total_steps:
        return []
    place = args.place(key)
    return [
        Problem(
            Severity.ERROR,
            "bad-value",
            f"{key} = {args[key]} begins after the last of {plan.total_steps} steps.",
            f"Write a smaller {key}, or train longer.",
            place.file,
            place.line,
            key,
        )
    ]


def _sizes_without_buckets(args: TrainingArguments, dataset: PlannedDataset) -> list[Problem]:
    """Without buckets and without a latent cache every image must have exactly the resolution.

    Source: sd-scripts library/train_util.py: BaseDataset.__getitem__ (assertions).
    """
    settings = dataset.settings
    if settings.enable_bucket or args.get("cache_latents") or args.get("cache_latents_to_disk"):
        return []
    width, height = settings.resolution
    wrong = []
    for image in dataset.images:
        subset = dataset.subsets[image.subset_index].settings
        cropped = subset.random_crop or subset.face_crop_aug_range is not None
        too_small = image.size[0] < width or image.size[1] < height
        if too_small or (image.size != (width, height) and not cropped):
            wrong.append(image)
    if not wrong:
        return []
    first = wrong[0]
    more = f" and {len(wrong) - 1} more images have" if len(wrong) > 1 else " has"
    return [
        Problem(
            Severity.ERROR,
            "size-without-buckets",
            f"{first.path} ({first.size[0]}x{first.size[1]}){more} not the size {width}x{height}; without buckets and"
            " without a latent cache the training stops there.",
            "Write enable_bucket = true in the dataset config, or cache_latents = true in the training config.",
            settings.place.file,
            settings.place.line,
            "enable_bucket",
            Write(True),
        )
    ]


def _no_data(datasets: list[PlannedDataset]) -> Problem:
    only_reg = any(dataset.reg_images for dataset in datasets)
    reason = "There are only regularisation images (is_reg)." if only_reg else "No subset has usable images."
    return Problem(
        Severity.ERROR,
        "no-data",
        f"There is nothing to train on. {reason} sd-scripts says “No data found” and ends with exit code 0.",
        "Give at least one subset an image_dir that holds images, with num_repeats of 1 or more.",
    )


def _bad_accumulation(args: TrainingArguments) -> Problem:
    key = "gradient_accumulation_steps"
    place = args.place(key)
    return Problem(
        Severity.ERROR,
        "bad-value",
        f"{key} is {args[key]}; sd-scripts divides by it.",
        f"Write {key} = 1 or more.",
        place.file,
        place.line,
        key,
        Write(1),
    )
