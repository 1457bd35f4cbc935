"""What a dataset document, or `--train_data_dir`, makes of the dataset: settings with every fallback applied."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from core.dataset.buckets import BucketSettings


class DatasetKind(StrEnum):
    """Which of sd-scripts' dataset classes reads the subsets."""

    DREAMBOOTH = "dreambooth"
    FINE_TUNING = "fine_tuning"
    CONTROLNET = "controlnet"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was written; `line` counts from 1."""

    file: Path | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsetSettings:
    """One folder of images and how it is used.

    Defaults as in sd-scripts library/config_util.py: BaseSubsetParams, DreamBoothSubsetParams. `image_dir` is as
    written: relative to the folder the training starts in.
    """

    image_dir: str | None
    num_repeats: int = 1
    is_reg: bool = False
    class_tokens: str | None = None
    caption_extension: str = ".caption"
    cache_info: bool = False
    alpha_mask: bool = False
    shuffle_caption: bool = False
    caption_separator: str = ","
    keep_tokens: int = 0
    keep_tokens_separator: str | None = None
    secondary_separator: str | None = None
    enable_wildcard: bool = False
    caption_prefix: str | None = None
    caption_suffix: str | None = None
    caption_dropout_rate: float = 0.0
    caption_dropout_every_n_epochs: int = 0
    caption_tag_dropout_rate: float = 0.0
    token_warmup_min: int = 1
    token_warmup_step: float = 0
    color_aug: bool = False
    flip_aug: bool = False
    face_crop_aug_range: tuple[float, float] | None = None
    random_crop: bool = False
    custom_attributes: Mapping[str, Any] = field(default_factory=dict)
    resize_interpolation: str | None = None
    metadata_file: str | None = None
    conditioning_data_dir: str | None = None
    place: Place = field(default=Place(), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetSettings:
    """One `[[datasets]]` table with its subsets. `resolution` is width and height in pixels."""

    subsets: tuple[SubsetSettings, ...]
    kind: DatasetKind = DatasetKind.DREAMBOOTH
    resolution: tuple[int, int]
    batch_size: int = 1
    enable_bucket: bool = False
    min_bucket_reso: int = 256
    max_bucket_reso: int = 1024
    bucket_reso_steps: int = 64
    bucket_no_upscale: bool = False
    prior_loss_weight: float = 1.0
    network_multiplier: float = 1.0
    validation_seed: int | None = None
    validation_split: float = 0.0
    resize_interpolation: str | None = None
    place: Place = field(default=Place(), compare=False)

    @property
    def buckets(self) -> BucketSettings:
        return BucketSettings(
            resolution=self.resolution,
            enable_bucket=self.enable_bucket,
            min_bucket_reso=self.min_bucket_reso,
            max_bucket_reso=self.max_bucket_reso,
            bucket_reso_steps=self.bucket_reso_steps,
            bucket_no_upscale=self.bucket_no_upscale,
        )


@dataclass(frozen=True, slots=True)
class DatasetBlueprint:
    """All datasets of a training, in order."""

    datasets: tuple[DatasetSettings, ...]
