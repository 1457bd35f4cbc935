"""What a LoRA file tells of the data it was trained on.

Source: sd-scripts train_network.py (datasets_metadata, dataset_dirs_info), library/train_util.py (bucket_info).
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any

from core.config.plan import PlannedDataset, PlannedSubset
from core.dataset.buckets import adjusted_limits


def dataset_table(dataset: PlannedDataset) -> dict[str, Any]:
    """One entry of `ss_datasets`."""
    settings = dataset.settings
    low, high = bucket_limits(dataset)
    return {
        "is_dreambooth": True,
        "batch_size_per_device": settings.batch_size,
        "num_train_images": dataset.train_images,
        "num_reg_images": dataset.reg_images,
        "resolution": settings.resolution,
        "enable_bucket": bool(settings.enable_bucket),
        "min_bucket_reso": low,
        "max_bucket_reso": high,
        "tag_frequency": dataset.tag_frequency,
        "bucket_info": bucket_table(dataset),
        "resize_interpolation": settings.resize_interpolation,
        "subsets": [_subset_table(subset) for subset in dataset.subsets],
    }


def bucket_limits(dataset: PlannedDataset) -> tuple[int | None, int | None]:
    """The smallest and largest side of a bucket in pixels, rounded as used; None without buckets."""
    return adjusted_limits(dataset.settings.buckets) if dataset.settings.enable_bucket else (None, None)


def bucket_table(dataset: PlannedDataset) -> dict[str, Any] | None:
    """`ss_bucket_info`: images with repeats in each bucket; None without buckets."""
    if not dataset.settings.enable_bucket:
        return None
    buckets = {
        number: {"resolution": bucket.resolution, "count": len(bucket.indices)}
        for number, bucket in enumerate(dataset.buckets)
    }
    return {"buckets": buckets, "mean_img_ar_error": dataset.mean_aspect_error}


def merged_tag_frequency(datasets: Sequence[PlannedDataset]) -> dict[str, Mapping[str, int]]:
    """The tags of all folders; a folder that more than one dataset uses counts once, as the first one saw it."""
    merged: dict[str, Mapping[str, int]] = {}
    for dataset in datasets:
        for folder, frequency in dataset.tag_frequency.items():
            merged.setdefault(folder, frequency)
    return merged


def training_folders(datasets: Sequence[PlannedDataset]) -> dict[str, dict[str, int]]:
    """Repeats and image counts of the training folders; a name that comes again gets a number."""
    folders: dict[str, dict[str, int]] = {}
    for subset in (subset for dataset in datasets for subset in dataset.subsets):
        folder, number = _folder(subset), 2
        if folder is None or subset.settings.is_reg:
            continue
        name = folder
        while name in folders:
            name = f"{folder} ({number})"
            number += 1
        folders[name] = _counts(subset)
    return folders


def folders_by_name(dataset: PlannedDataset, *, is_reg: bool) -> dict[str, dict[str, int]]:
    """As `training_folders`, for a training without dataset config: of two folders with one name the last one stays."""
    return {_folder(subset) or "": _counts(subset) for subset in dataset.subsets if subset.settings.is_reg is is_reg}


def _subset_table(subset: PlannedSubset) -> dict[str, Any]:
    settings = subset.settings
    flags = ("color_aug", "flip_aug", "random_crop", "shuffle_caption")
    table: dict[str, Any] = {
        "img_count": subset.image_count,
        "num_repeats": settings.num_repeats,
        **{flag: bool(getattr(settings, flag)) for flag in flags},
        "keep_tokens": settings.keep_tokens,
        "keep_tokens_separator": settings.keep_tokens_separator,
        "secondary_separator": settings.secondary_separator,
        "enable_wildcard": bool(settings.enable_wildcard),
        "caption_prefix": settings.caption_prefix,
        "caption_suffix": settings.caption_suffix,
        "resize_interpolation": settings.resize_interpolation,
    }
    folder = _folder(subset)
    if folder is not None:
        table["image_dir"] = folder
    return table | {"class_tokens": settings.class_tokens, "is_reg": settings.is_reg}


def _folder(subset: PlannedSubset) -> str | None:
    """The folder's own name, empty if its path is written with a slash at the end."""
    path = subset.settings.image_dir
    return os.path.basename(path) if path else None  # noqa: PTH119 (Path drops the slash)


def _counts(subset: PlannedSubset) -> dict[str, int]:
    return {"n_repeats": subset.settings.num_repeats, "img_count": subset.image_count}
