"""One dataset resolved against the images on the disk: what sd-scripts' DreamBoothDataset makes of it."""

from __future__ import annotations

import json
import math
import os.path
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from core.config.caption_problems import CaptionReport
from core.config.dataset_config import DatasetKind, DatasetSettings, SubsetSettings
from core.config.dataset_problems import (
    bucket_problem,
    no_batch,
    no_images,
    too_many_repeats,
    unreadable_image,
    unusable_folder,
    unused_subset,
)
from core.config.disk import DISK, Disk
from core.config.metadata_subset import metadata_images
from core.config.problem import Problem
from core.dataset.buckets import BucketAssignment, BucketError, Size, assign_bucket, check_settings
from core.dataset.captions import LoadedCaption, tag_frequency

CACHED_INFO = "metadata_cache.json"
_MOST_IMAGES = 20_000_000
"""With repeats: sd-scripts keeps a list entry for each of them, and so does a plan."""


@dataclass(frozen=True, slots=True)
class PlannedImage:
    """One image of a dataset.

    `repeats` is how often it stands in its bucket; `subset_index` counts in `PlannedDataset.subsets`. `caption` is
    what was read (several lines with `enable_wildcard`), before `core.dataset.captions.caption_for_step`. `size`,
    `bucket` and `resized` are width and height; `crop_ltrb` is left, top, right, bottom as stored with the latents,
    `crop_px` left and top of the centre crop in the resized image.
    """

    path: Path
    size: Size
    bucket: Size
    resized: Size
    crop_px: tuple[int, int]
    crop_ltrb: tuple[float, float, float, float]
    caption: str
    subset_index: int
    repeats: int
    is_reg: bool


@dataclass(frozen=True, slots=True)
class Bucket:
    """Images of one size. `indices` point into `PlannedDataset.images`, each as often as it is repeated."""

    resolution: Size
    indices: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PlannedSubset:
    """A subset that has images; `image_count` is without repeats."""

    settings: SubsetSettings
    image_count: int


@dataclass(frozen=True, slots=True)
class PlannedDataset:
    """One dataset, its images in the order in which sd-scripts registers them, its buckets sorted by size.

    `train_images` and `reg_images` count repeats, as sd-scripts prints them. `tag_frequency` is by the name of the
    image folder, as in the metadata `ss_tag_frequency`. `mean_aspect_error` is that of `ss_bucket_info`.
    """

    settings: DatasetSettings
    subsets: tuple[PlannedSubset, ...]
    images: tuple[PlannedImage, ...]
    buckets: tuple[Bucket, ...]
    batches: int
    train_images: int
    reg_images: int
    tag_frequency: Mapping[str, Mapping[str, int]]
    mean_aspect_error: float


@dataclass(slots=True)
class _Entry:
    """An image that was found, before it has a size. `key` is its path as sd-scripts sees it."""

    key: str
    caption: str
    repeats: int
    subset_index: int
    is_reg: bool
    size: Size | None = None


@dataclass(slots=True)
class _Collection:
    """The images of a dataset while its subsets are read one after another."""

    disk: Disk
    subsets: list[PlannedSubset] = field(default_factory=list)
    entries: dict[str, _Entry] = field(default_factory=dict)
    reg_entries: list[_Entry] = field(default_factory=list)
    frequency: dict[str, dict[str, int]] = field(default_factory=dict)
    train_images: int = 0
    reg_images: int = 0
    problems: list[Problem] = field(default_factory=list)


class Planner(Protocol):
    """Plans one dataset: `plan_dataset`, or one that remembers."""

    def __call__(
        self, settings: DatasetSettings, cwd: Path, rng: random.Random, *, validation: bool = False
    ) -> tuple[PlannedDataset, list[Problem]]: ...


def plan_dataset(
    settings: DatasetSettings, cwd: Path, rng: random.Random, *, validation: bool = False, disk: Disk = DISK
) -> tuple[PlannedDataset, list[Problem]]:
    """The images, buckets and batches of one dataset; a subset or image that cannot be used is a problem.

    `rng` stands for Python's global generator, which sd-scripts shuffles with where a validation split has no seed.
    Source: sd-scripts library/train_util.py: DreamBoothDataset.__init__, BaseDataset.make_buckets.
    """
    found = _Collection(disk)
    for subset in settings.subsets:
        if settings.kind is DatasetKind.FINE_TUNING:
            _collect_metadata(subset, cwd, found)
        else:
            _collect(subset, settings, cwd, rng, found, validation=validation)
    if max(found.train_images, found.reg_images) > _MOST_IMAGES:
        found.problems.append(too_many_repeats(settings, found.train_images, found.reg_images))
        return _empty(settings, found), found.problems
    _register_regularisation(found)
    try:
        check_settings(settings.buckets)
    except BucketError as error:
        found.problems.append(bucket_problem(error, settings.place))
        return _empty(settings, found), found.problems
    images, errors = _placed_images(settings, cwd, found)
    buckets = _buckets(images)
    size = settings.batch_size
    if size < 1:
        found.problems.append(no_batch(settings))
    dataset = PlannedDataset(
        settings=settings,
        subsets=tuple(found.subsets),
        images=images,
        buckets=buckets,
        batches=sum(math.ceil(len(bucket.indices) / size) for bucket in buckets) if size > 0 else 0,
        train_images=found.train_images,
        reg_images=found.reg_images,
        tag_frequency=found.frequency,
        mean_aspect_error=_mean(errors),
    )
    return dataset, found.problems


def _collect(
    subset: SubsetSettings,
    settings: DatasetSettings,
    cwd: Path,
    rng: random.Random,
    found: _Collection,
    *,
    validation: bool,
) -> None:
    repeats = 1 if validation else subset.num_repeats
    problem = unused_subset(subset, repeats, [kept.settings for kept in found.subsets]) or unusable_folder(subset, cwd)
    if problem is not None:
        found.problems.append(problem)
        return
    folder = str(subset.image_dir)
    cached = cached_info(subset, cwd)
    keys = [os.path.join(folder, name) for name in found.disk.images(cwd / folder)] if cached is None else list(cached)  # noqa: PTH118
    if not keys:
        found.problems.append(no_images(subset, cwd / folder))
        return
    if 0 < settings.validation_split < math.inf and not (subset.is_reg and not validation):
        keys = split_keys(keys, settings, rng, validation=validation) if not subset.is_reg else []
    captions = _captions(keys, subset, cwd, cached, found)
    counts = found.frequency.setdefault(os.path.basename(folder), {})  # noqa: PTH119
    for tag, count in tag_frequency(captions).items():
        counts[tag] = counts.get(tag, 0) + count
    if not keys:
        return
    index = len(found.subsets)
    found.subsets.append(PlannedSubset(subset, len(keys)))
    for key, caption in zip(keys, captions, strict=True):
        size = None if cached is None else cached[key][1]
        entry = _Entry(key, caption, repeats, index, subset.is_reg, size)
        if subset.is_reg:
            found.reg_entries.append(entry)
        else:
            found.entries[key] = entry
    if subset.is_reg:
        found.reg_images += repeats * len(keys)
    else:
        found.train_images += repeats * len(keys)


def _collect_metadata(subset: SubsetSettings, cwd: Path, found: _Collection) -> None:
    kept = [other.settings for other in found.subsets]
    problem = unused_subset(subset, subset.num_repeats, kept)
    if problem is not None:
        found.problems.append(problem)
        return
    images, problems = metadata_images(subset, cwd)
    found.problems += problems
    if not images:
        return
    name = os.path.basename(str(subset.metadata_file))  # noqa: PTH119
    found.frequency[name] = tag_frequency(image.tags for image in images if image.tags)
    for image in images:
        found.entries[image.path] = _Entry(
            image.path, image.caption, subset.num_repeats, len(found.subsets), is_reg=False, size=image.size
        )
    found.train_images += subset.num_repeats * len(images)
    found.subsets.append(PlannedSubset(subset, len(images)))


def split_keys(keys: Sequence[str], settings: DatasetSettings, rng: random.Random, *, validation: bool) -> list[str]:
    """The part for training or for validation. Source: sd-scripts library/train_util.py: split_train_val."""
    shuffled = list(keys)
    seed = settings.validation_seed
    (rng if seed is None else random.Random(seed)).shuffle(shuffled)
    share = settings.validation_split
    if validation:
        return shuffled[len(shuffled) - round(len(shuffled) * share) :]
    return shuffled[: math.ceil(len(shuffled) * (1 - share))]


def _captions(
    keys: Sequence[str],
    subset: SubsetSettings,
    cwd: Path,
    cached: Mapping[str, tuple[str, Size]] | None,
    found: _Collection,
) -> list[str]:
    if cached is not None:
        return [cached[key][0] for key in keys]
    report = CaptionReport(subset, cwd)
    captions = []
    for key in keys:
        try:
            loaded = found.disk.caption(key, subset, str(cwd))
        except OSError as error:
            loaded = LoadedCaption("", key, error.strerror or str(error))
        report.add(key, loaded)
        captions.append(loaded.text)
    found.problems += report.problems()
    return captions


def _register_regularisation(found: _Collection) -> None:
    """Regularisation images are repeated until there are as many as training images, the rest is left out."""
    count, first = 0, True
    while found.reg_entries and count < found.train_images:
        for entry in found.reg_entries:
            if first:
                found.entries[entry.key] = entry
                count += entry.repeats
            else:
                entry.repeats += 1
                count += 1
            if count >= found.train_images:
                break
        first = False


def _placed_images(
    settings: DatasetSettings, cwd: Path, found: _Collection
) -> tuple[tuple[PlannedImage, ...], list[float]]:
    entries = list(found.entries.values())
    paths = [os.path.join(cwd, entry.key) for entry in entries]  # noqa: PTH118 - ten thousand of them
    unknown = [path for path, entry in zip(paths, entries, strict=True) if entry.size is None]
    sizes = dict(zip(unknown, found.disk.sizes(unknown), strict=True))
    bucket_settings = settings.buckets
    assignments: dict[Size, BucketAssignment] = {}
    images, errors = [], []
    for path, entry in zip(paths, entries, strict=True):
        size = entry.size or sizes[path]
        place = found.subsets[entry.subset_index].settings.place
        if size is None:
            found.problems.append(unreadable_image(path, place))
            continue
        try:
            if size not in assignments:
                assignments[size] = assign_bucket(size, bucket_settings)
        except BucketError as error:
            found.problems.append(bucket_problem(error, place, path))
            continue
        target = assignments[size]
        errors.append(abs(target.aspect_error))
        images.append(
            PlannedImage(
                Path(path),
                size,
                target.bucket,
                target.resized,
                target.crop_px,
                target.crop_ltrb,
                entry.caption,
                entry.subset_index,
                entry.repeats,
                entry.is_reg,
            )
        )
    return tuple(images), errors


def _mean(errors: Sequence[float]) -> float:
    """With numpy, which rounds as it does in sd-scripts, whose metadata hold every digit."""
    import numpy as np

    return float(np.mean(errors)) if errors else 0.0


def _buckets(images: Sequence[PlannedImage]) -> tuple[Bucket, ...]:
    members: dict[Size, list[int]] = {}
    for index, image in enumerate(images):
        members.setdefault(image.bucket, []).extend([index] * image.repeats)
    return tuple(Bucket(size, tuple(members[size])) for size in sorted(members))


def cached_info(subset: SubsetSettings, cwd: Path) -> dict[str, tuple[str, Size]] | None:
    """Captions and sizes that an earlier run of sd-scripts kept with `cache_info`; None where there are none."""
    path = cwd / str(subset.image_dir) / CACHED_INFO
    if not subset.cache_info or not path.is_file():
        return None
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return {
            key: (row["caption"] or "", (int(row["resolution"][0]), int(row["resolution"][1])))
            for key, row in rows.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError):
        return None


def _empty(settings: DatasetSettings, found: _Collection) -> PlannedDataset:
    return PlannedDataset(
        settings, tuple(found.subsets), (), (), 0, found.train_images, found.reg_images, found.frequency, 0.0
    )
