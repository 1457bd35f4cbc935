"""What is wrong with the folders, images and buckets of a dataset, in sentences."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from core.config.dataset_config import DatasetSettings, SubsetSettings
from core.config.documents import Place
from core.config.problem import Problem, Severity
from core.dataset.buckets import BucketError


def unused_subset(subset: SubsetSettings, repeats: int, kept: Sequence[SubsetSettings]) -> Problem | None:
    place, name = subset.place, subset.metadata_file or subset.image_dir
    if repeats < 1:
        return _problem(
            Severity.WARNING,
            "no-repeats",
            f"The subset {name} has num_repeats = {repeats} and is left out.",
            "Write num_repeats = 1 or more, or remove the subset.",
            place,
            "num_repeats",
        )
    if any(_same(other, subset) for other in kept):
        return _problem(
            Severity.WARNING,
            "duplicate-subset",
            f"{name} stands twice in one dataset; the second one is dropped.",
            "Raise num_repeats of the first instead.",
            place,
            "image_dir",
        )
    return None


def _same(one: SubsetSettings, other: SubsetSettings) -> bool:
    if other.metadata_file is not None:
        return one.metadata_file == other.metadata_file
    return one.image_dir == other.image_dir


def unusable_folder(subset: SubsetSettings, cwd: Path) -> Problem | None:
    folder = cwd / str(subset.image_dir)
    if subset.image_dir and folder.is_dir() and os.access(folder, os.R_OK | os.X_OK):
        return None
    what = "cannot be read" if folder.is_dir() else "is not a folder" if folder.exists() else "does not exist"
    if not subset.image_dir:
        what = "is not named: image_dir is empty"
    return _problem(
        Severity.ERROR,
        "missing-path",
        f"The image folder {folder} {what}; sd-scripts leaves it out with a warning.",
        "Correct image_dir: a relative path starts where the training is started.",
        subset.place,
        "image_dir",
    )


def no_images(subset: SubsetSettings, folder: Path) -> Problem:
    names = [item.name for item in folder.iterdir()]
    inside = [item.name for item in folder.iterdir() if item.is_dir()]
    other = Counter(Path(name).suffix for name in names if Path(name).suffix)
    hint = "Put images (png, jpg, jpeg, webp or bmp; endings all lower or all upper case) into it."
    if inside:
        hint = f"Folders inside are not searched: is it one of {', '.join(sorted(inside)[:3])}? {hint}"
    elif other:
        hint = f"It holds files ending in {', '.join(ending for ending, _ in other.most_common(3))}. {hint}"
    return _problem(
        Severity.ERROR, "no-images", f"No images are in the folder {folder}.", hint, subset.place, "image_dir"
    )


def unreadable_image(path: str, place: Place) -> Problem:
    return _problem(
        Severity.ERROR,
        "image-unreadable",
        f"{path} is not an image, or is damaged at its start.",
        "Replace or remove the file.",
        place,
        None,
    )


def bucket_problem(error: BucketError, place: Place, path: str | None = None) -> Problem:
    message = f"{path}: {error.message}" if path else error.message
    return _problem(Severity.ERROR, error.code, message, error.hint, place, None)


def no_batch(settings: DatasetSettings) -> Problem:
    return _problem(
        Severity.ERROR,
        "bad-value",
        f"batch_size is {settings.batch_size}; no batch can be made.",
        "Write batch_size = 1 or more.",
        settings.place,
        "batch_size",
    )


def too_many_repeats(settings: DatasetSettings, train_images: int, reg_images: int) -> Problem:
    subset = max(settings.subsets, key=lambda item: item.num_repeats)
    return _problem(
        Severity.ERROR,
        "too-many-repeats",
        f"With repeats these are {max(train_images, reg_images):,} images an epoch: sd-scripts would fill the memory"
        " with its list of them.",
        f"Lower num_repeats = {subset.num_repeats}; train more epochs instead.",
        subset.place,
        "num_repeats",
    )


def _problem(severity: Severity, code: str, message: str, hint: str, place: Place, key: str | None) -> Problem:
    return Problem(severity, code, message, hint, place.file, place.line, key)
