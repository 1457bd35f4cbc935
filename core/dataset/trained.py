"""Which of the opened images training takes, how often, and what its buckets look like then."""

from __future__ import annotations

import math
import os
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from core.config.dataset_config import DatasetKind, DatasetSettings, SubsetSettings
from core.config.metadata_subset import metadata_images
from core.config.planned_dataset import split_keys
from core.dataset.buckets import BucketError, Size, check_settings
from core.dataset.image_facts import Trait
from core.dataset.library import Library
from core.dataset.placing import Numbers, by_size


@dataclass(frozen=True, slots=True)
class TrainedSubset:
    """The images of one subset that training takes, by number in the library, and how often it takes each."""

    dataset: int
    settings: SubsetSettings
    images: Numbers
    repeats: Numbers


@dataclass(frozen=True, slots=True)
class BucketBar:
    """One bucket of one dataset. `images` are numbers in the library; `count` is with repeats, as sd-scripts prints it.

    Nothing is left out of an epoch: the last of the `batches` only lacks `unfilled` images, so that its step learns
    from fewer. Source: sd-scripts library/train_util.py: BaseDataset.make_buckets.
    """

    dataset: int
    resolution: Size
    images: Numbers
    count: int
    batches: int
    unfilled: int


@dataclass(slots=True)
class BucketChart:
    """The buckets of all datasets, by dataset and size.

    `unfit` are images that have no bucket, by dataset, with the reason; `refused` are datasets whose settings
    contradict, with the reason. Images whose size has not been read yet are in neither.
    """

    bars: list[BucketBar] = field(default_factory=list)
    unfit: list[tuple[int, int, BucketError]] = field(default_factory=list)
    refused: list[tuple[int, BucketError]] = field(default_factory=list)

    def sums(self) -> list[tuple[Size, int]]:
        """How often each resolution is trained, all datasets together."""
        counts: dict[Size, int] = {}
        for bar in self.bars:
            counts[bar.resolution] = counts.get(bar.resolution, 0) + bar.count
        return sorted(counts.items())


def trained_subsets(library: Library) -> list[TrainedSubset]:
    """The images of every subset that is used, without those that a validation split takes away.

    Source: sd-scripts library/train_util.py: DreamBoothDataset.__init__.
    """
    found = []
    seen = (library.traits & int(Trait.UNSEEN)) == 0
    opened = library.opened_numbers
    places = {folder.path: number for number, folder in enumerate(library.scope.folders)}
    rng = random.Random(0)
    for number, dataset in enumerate(library.scope.datasets):
        subsets: list[TrainedSubset] = []
        for subset in _used(dataset):
            place = places.get(Path(os.path.normpath(library.scope.base / str(subset.image_dir))))
            if place is None:
                continue
            if dataset.kind is DatasetKind.FINE_TUNING:
                images = _of_metadata(library, subset)
            else:
                images = np.flatnonzero(seen & (opened == place)).astype(np.int32)
            if not len(images):
                continue
            if dataset.validation_split > 0 and not subset.is_reg:
                images = _training_part(images, dataset, rng)
            repeats = np.full(len(images), subset.num_repeats, np.int32)
            subsets.append(TrainedSubset(number, subset, images, repeats))
        found += _balanced(subsets)
    return found


def bucket_chart(library: Library) -> BucketChart:
    """The buckets of the images whose sizes have been read."""
    chart = BucketChart()
    subsets = trained_subsets(library)
    for number, dataset in enumerate(library.scope.datasets):
        own = [subset for subset in subsets if subset.dataset == number]
        try:
            check_settings(dataset.buckets)
        except BucketError as error:
            chart.refused.append((number, error))
            continue
        images = np.concatenate([subset.images for subset in own]) if own else np.zeros(0, np.int32)
        repeats = np.concatenate([subset.repeats for subset in own]) if own else np.zeros(0, np.int32)
        members: dict[Size, list[Numbers]] = {}
        for same, target in by_size(library, images, dataset.buckets):
            if isinstance(target, BucketError):
                chart.unfit += [(number, int(images[place]), target) for place in same]
            else:
                members.setdefault(target.bucket, []).append(same)
        for size in sorted(members):
            places = np.sort(np.concatenate(members[size]))
            chart.bars.append(_bar(number, size, images[places], int(repeats[places].sum()), dataset.batch_size))
    return chart


def _bar(dataset: int, size: Size, images: Numbers, count: int, batch_size: int) -> BucketBar:
    batches = math.ceil(count / batch_size) if batch_size > 0 else 0
    return BucketBar(dataset, size, images, count, batches, batches * batch_size - count if batches else 0)


def _used(dataset: DatasetSettings) -> Iterator[SubsetSettings]:
    known: set[str | None] = set()
    for subset in dataset.subsets:
        name = subset.metadata_file or subset.image_dir
        if subset.num_repeats >= 1 and name not in known:
            known.add(name)
            yield subset


def _of_metadata(library: Library, subset: SubsetSettings) -> Numbers:
    """The images that the metadata file names, as far as they are listed."""
    base = str(library.scope.base)
    paths = (os.path.join(base, image.path) for image in metadata_images(subset, library.scope.base)[0])  # noqa: PTH118
    found = {library.image_at(os.path.normpath(path)) for path in paths}
    return np.array(sorted(image for image in found if image is not None), np.int32)


def _training_part(images: Numbers, dataset: DatasetSettings, rng: random.Random) -> Numbers:
    kept = {int(key) for key in split_keys([str(image) for image in images], dataset, rng, validation=False)}
    return np.array([image for image in images if int(image) in kept], np.int32)


def _balanced(subsets: list[TrainedSubset]) -> list[TrainedSubset]:
    """Regularisation images are repeated until there are as many as training images; what is too much is left out.

    Source: sd-scripts library/train_util.py: DreamBoothDataset.__init__ (the loop over reg_infos).
    """
    wanted = sum(int(subset.repeats.sum()) for subset in subsets if not subset.settings.is_reg)
    regularising = [subset for subset in subsets if subset.settings.is_reg]
    if not regularising:
        return subsets
    step = np.concatenate([subset.repeats for subset in regularising])
    before = np.cumsum(step) - step
    repeats = np.where(before < wanted, step, 0)
    missing = wanted - int(repeats.sum())
    if missing > 0:
        rounds, rest = divmod(missing, len(repeats))
        repeats = repeats + rounds
        repeats[:rest] += 1
    result = [subset for subset in subsets if not subset.settings.is_reg]
    start = 0
    for subset in regularising:
        own = repeats[start : start + len(subset.images)].astype(np.int32)
        start += len(subset.images)
        used = own > 0
        if used.any():
            result.append(TrainedSubset(subset.dataset, subset.settings, subset.images[used], own[used]))
    return result
