"""Dataset settings of a right type on which sd-scripts fails, and images that are damaged."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

from core.config.argument_rules import ESCAPED_HINT, INTERPOLATIONS, escaped_path, looks_escaped
from core.config.arguments import TrainingArguments
from core.config.dataset_config import DatasetBlueprint, DatasetKind, DatasetSettings, SubsetSettings
from core.config.disk import DISK, Disk
from core.config.documents import Place
from core.config.plan import TrainPlan
from core.config.problem import Problem, Remedy, Remove, Severity, Write
from core.dataset.buckets import BucketError, check_settings

_BUCKET_STEPS = {"train_network.py": 64, "anima_train_network.py": 16, "lumina_train_network.py": 16}
_OTHER_BUCKET_STEPS = 32
"""Source: the calls of verify_bucket_reso_steps in the training scripts."""
_DECODED_PIXELS = 100_000_000
"""Up to here every image is decoded in full, about a second; beyond, only those whose end looks wrong."""


def dataset_problems(args: TrainingArguments, blueprint: DatasetBlueprint) -> list[Problem]:
    """What is wrong with the settings of datasets and subsets, before any image is looked at."""
    cached = bool(args["cache_latents"] or args["cache_latents_to_disk"])
    problems: list[Problem] = []
    for dataset in blueprint.datasets:
        problems += _dataset(dataset, _BUCKET_STEPS.get(args.script, _OTHER_BUCKET_STEPS))
        for subset in dataset.subsets:
            problems += _subset(subset, cached=cached)
    return problems


def conditioning_problems(blueprint: DatasetBlueprint, cwd: Path, disk: Disk = DISK) -> list[Problem]:
    """Images without a conditioning image, and conditioning images without an image: sd-scripts refuses both.

    Source: sd-scripts library/train_util.py: ControlNetDataset.__init__.
    """
    problems = []
    for dataset in blueprint.datasets:
        for subset in dataset.subsets if dataset.kind is DatasetKind.CONTROLNET else ():
            images = _stems(cwd / str(subset.image_dir), disk)
            conditions = _stems(cwd / str(subset.conditioning_data_dir), disk)
            if subset.random_crop:
                message = "random_crop cannot be used with conditioning images."
                problems.append(_error("bad-value", message, "Remove random_crop.", subset.place, "random_crop"))
            if images != conditions:
                single = ", ".join(sorted(images ^ conditions)[:3])
                message = (
                    f"{len(images ^ conditions)} images have no partner in conditioning_data_dir, or the other way"
                )
                hint = "Give every image one conditioning image of the same name."
                problems.append(
                    _error("conditioning", f"{message}: {single}.", hint, subset.place, "conditioning_data_dir")
                )
    return problems


def _stems(folder: Path, disk: Disk) -> set[str]:
    return {Path(name).stem for name in disk.images(folder)} if folder.is_dir() else set()


def image_problems(plan: TrainPlan, disk: Disk = DISK) -> list[Problem]:
    """Images that sd-scripts would stop at in the middle of the training."""
    places = {
        image.path: dataset.subsets[image.subset_index].settings.place
        for dataset in plan.datasets
        for image in dataset.images
    }
    pixels = sum(image.size[0] * image.size[1] for dataset in plan.datasets for image in dataset.images)
    found = disk.damaged(places, decode_all=pixels <= _DECODED_PIXELS)
    return [
        _error("image-damaged", f"{path} is damaged: {reason}.", "Replace or remove the file.", places[path])
        for path, reason in found
    ]


def _dataset(dataset: DatasetSettings, steps: int) -> Iterator[Problem]:
    try:
        check_settings(dataset.buckets)
    except BucketError as error:
        yield _error(error.code, error.message, error.hint, dataset.place)
    else:
        if dataset.enable_bucket and dataset.bucket_reso_steps % steps != 0:
            message = f"bucket_reso_steps is {dataset.bucket_reso_steps}; the script wants a multiple of {steps}."
            hint = f"Write bucket_reso_steps = {steps}."
            yield _error("bucket-steps", message, hint, dataset.place, "bucket_reso_steps", Write(steps))
    if not dataset.enable_bucket and any(side % 8 for side in dataset.resolution):
        width, height = dataset.resolution
        message = f"The resolution {width}x{height} is no multiple of 8; the latents are rounded down."
        hint = "Choose a multiple of 64."
        yield Problem(
            Severity.WARNING, "odd-resolution", message, hint, dataset.place.file, dataset.place.line, "resolution"
        )
    if not 0 <= dataset.validation_split <= 1:
        message = f"validation_split is {dataset.validation_split}; it is a share, so nothing is validated."
        place = dataset.place
        severity = Severity.WARNING if math.isfinite(dataset.validation_split) else Severity.ERROR
        yield Problem(severity, "bad-value", message, "Write 0.0 to 1.0.", place.file, place.line, "validation_split")
    yield from _interpolation(dataset.resize_interpolation, dataset.place)


def _subset(subset: SubsetSettings, *, cached: bool) -> Iterator[Problem]:
    place = subset.place
    yield from _interpolation(subset.resize_interpolation, place)
    for key in ("color_aug", "random_crop"):
        if cached and getattr(subset, key):
            message = f"{key} changes the image at every step and cannot be used with cache_latents."
            hint = f"Remove {key}, or cache_latents."
            yield _error("cache-augmentation", message, hint, place, key, Remove())
    rearranges = subset.shuffle_caption or subset.token_warmup_step > 0 or subset.caption_tag_dropout_rate > 0
    if subset.caption_separator == "" and rearranges:
        message = "caption_separator is empty, so a caption cannot be split into tags."
        yield _error("bad-value", message, 'Write caption_separator = ",".', place, "caption_separator")
    for key in ("caption_dropout_rate", "caption_tag_dropout_rate"):
        rate = getattr(subset, key)
        if not 0 <= rate <= 1:
            message = f"{key} is {rate}; it is a share: {'every' if rate > 1 else 'no'} caption is dropped."
            hint = "Write 0.0 to 1.0."
            yield Problem(Severity.WARNING, "dropout-range", message, hint, place.file, place.line, key)
    if subset.image_dir is not None and place.file is not None and looks_escaped(subset.image_dir):
        yield _error("escaped-path", escaped_path("image_dir", subset.image_dir), ESCAPED_HINT, place, "image_dir")


def _interpolation(name: str | None, place: Place) -> Iterator[Problem]:
    if name is not None and name not in INTERPOLATIONS:
        hint = f"Choose one of: {', '.join(INTERPOLATIONS)}."
        yield _error("bad-value", f"resize_interpolation cannot be {name!r}.", hint, place, "resize_interpolation")


def _error(
    code: str, message: str, hint: str, place: Place, key: str | None = None, remedy: Remedy | None = None
) -> Problem:
    return Problem(Severity.ERROR, code, message, hint, place.file, place.line, key, remedy)
