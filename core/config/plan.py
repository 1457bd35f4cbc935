"""What a training will really do: images, buckets, batches, epochs and steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from core.config.arguments import TrainingArguments
from core.config.dataset_config import DatasetSettings, SubsetSettings
from core.dataset.buckets import Size


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
