"""What a LoRA file tells of the data it was trained on.

Source: sd-scripts train_network.py (datasets_metadata) and library/train_util.py (set_tag_frequency, make_buckets).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsetFacts:
    """One folder of images. `image_count` counts files, without repeats."""

    image_count: int
    num_repeats: int
    image_dir: str | None
    class_tokens: str | None
    is_reg: bool
    shuffle_caption: bool = False
    keep_tokens: int = 0
    keep_tokens_separator: str | None = None
    secondary_separator: str | None = None
    enable_wildcard: bool = False
    caption_prefix: str | None = None
    caption_suffix: str | None = None
    color_aug: bool = False
    flip_aug: bool = False
    random_crop: bool = False
    resize_interpolation: str | None = None

    @property
    def folder(self) -> str | None:
        """The folder's own name, empty if the path was written with a slash at its end."""
        return os.path.basename(self.image_dir) if self.image_dir else None  # noqa: PTH119 (Path drops the slash)

    def as_metadata(self) -> dict[str, Any]:
        values: dict[str, Any] = {
            "img_count": self.image_count,
            "num_repeats": self.num_repeats,
            "color_aug": bool(self.color_aug),
            "flip_aug": bool(self.flip_aug),
            "random_crop": bool(self.random_crop),
            "shuffle_caption": bool(self.shuffle_caption),
            "keep_tokens": self.keep_tokens,
            "keep_tokens_separator": self.keep_tokens_separator,
            "secondary_separator": self.secondary_separator,
            "enable_wildcard": bool(self.enable_wildcard),
            "caption_prefix": self.caption_prefix,
            "caption_suffix": self.caption_suffix,
            "resize_interpolation": self.resize_interpolation,
        }
        if self.folder is not None:
            values["image_dir"] = self.folder
        return values | {"class_tokens": self.class_tokens, "is_reg": self.is_reg}


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetFacts:
    """One dataset. `train_images` and `reg_images` count repeats; `resolution` is width and height in pixels."""

    subsets: tuple[SubsetFacts, ...]
    batch_size: int
    train_images: int
    reg_images: int
    resolution: tuple[int, int]
    enable_bucket: bool
    min_bucket_reso: int | None
    max_bucket_reso: int | None
    bucket_no_upscale: bool = False
    resize_interpolation: str | None = None
    tag_frequency: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    bucket_info: Mapping[str, Any] | None = None

    def as_metadata(self) -> dict[str, Any]:
        return {
            "is_dreambooth": True,
            "batch_size_per_device": self.batch_size,
            "num_train_images": self.train_images,
            "num_reg_images": self.reg_images,
            "resolution": self.resolution,
            "enable_bucket": bool(self.enable_bucket),
            "min_bucket_reso": self.min_bucket_reso,
            "max_bucket_reso": self.max_bucket_reso,
            "tag_frequency": self.tag_frequency,
            "bucket_info": self.bucket_info,
            "resize_interpolation": self.resize_interpolation,
            "subsets": [subset.as_metadata() for subset in self.subsets],
        }


def tag_frequency(captions: Iterable[tuple[str, str]]) -> dict[str, dict[str, int]]:
    """How often each tag occurs in each folder, from (folder name, caption) pairs; repeats do not count."""
    folders: dict[str, dict[str, int]] = {}
    for folder, caption in captions:
        frequency = folders.setdefault(folder, {})
        for part in caption.split(","):
            tag = part.strip().lower()
            if tag:
                frequency[tag] = frequency.get(tag, 0) + 1
    return folders


def merged_tag_frequency(datasets: Sequence[DatasetFacts]) -> dict[str, Mapping[str, int]]:
    """The tags of all folders; a folder that more than one dataset uses counts once, as the first one saw it."""
    merged: dict[str, Mapping[str, int]] = {}
    for dataset in datasets:
        for folder, frequency in dataset.tag_frequency.items():
            merged.setdefault(folder, frequency)
    return merged


def dataset_folders(datasets: Sequence[DatasetFacts]) -> dict[str, dict[str, int]]:
    """Repeats and image counts of the training folders; a name that comes again gets a number."""
    folders: dict[str, dict[str, int]] = {}
    for subset in (subset for dataset in datasets for subset in dataset.subsets):
        if subset.folder is None or subset.is_reg:
            continue
        name, number = subset.folder, 2
        while name in folders:
            name = f"{subset.folder} ({number})"
            number += 1
        folders[name] = _folder(subset)
    return folders


def folders_by_name(subsets: Iterable[SubsetFacts], *, is_reg: bool) -> dict[str, dict[str, int]]:
    """As `dataset_folders`, for a training without dataset config: of two folders with one name the last one stays."""
    return {subset.folder or "": _folder(subset) for subset in subsets if subset.is_reg is is_reg}


def _folder(subset: SubsetFacts) -> dict[str, int]:
    return {"n_repeats": subset.num_repeats, "img_count": subset.image_count}
