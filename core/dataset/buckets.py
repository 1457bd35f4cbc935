"""Which bucket an image falls into, how it is resized and where it is cropped: the arithmetic of sd-scripts."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass
from typing import TypeAlias

from core.errors import ConfigError

_MOST_SIDES = 100_000
Size: TypeAlias = tuple[int, int]
"""Width and height in pixels."""


class BucketError(ConfigError):
    """The bucket settings contradict one another, or an image fits no bucket. `code` names the rule."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message, hint)
        self.code = code


@dataclass(frozen=True, slots=True)
class BucketSettings:
    """The keys of a dataset that decide its buckets, as written (before sd-scripts rounds min and max to steps)."""

    resolution: Size
    enable_bucket: bool = False
    min_bucket_reso: int = 256
    max_bucket_reso: int = 1024
    bucket_reso_steps: int = 64
    bucket_no_upscale: bool = False


@dataclass(frozen=True, slots=True)
class BucketAssignment:
    """Where one image goes.

    `resized` is its size before the centre crop and `crop_px` the left and top of that crop in the resized image;
    `crop_ltrb` are left, top, right and bottom as sd-scripts stores them with the latents.
    """

    bucket: Size
    resized: Size
    crop_px: tuple[int, int]
    crop_ltrb: tuple[float, float, float, float]
    aspect_error: float


def assign_bucket(size: Size, settings: BucketSettings) -> BucketAssignment:
    """The bucket of an image of `size`.

    Source: sd-scripts library/train_util.py: BucketManager.select_bucket, get_crop_ltrb, trim_and_resize_if_required.

    Raises:
        BucketError: the settings are impossible, or the image has a side shorter than `bucket_reso_steps` where
            nothing may be enlarged (sd-scripts divides by zero or makes a bucket of width 0).
    """
    check_settings(settings)
    if size[0] <= 0 or size[1] <= 0:
        raise BucketError("image-unreadable", f"The image has no area ({size[0]}x{size[1]}).", "Replace the image.")
    if settings.enable_bucket and settings.bucket_no_upscale:
        bucket, resized = _without_upscale(size, settings)
    else:
        bucket, resized = _nearest_predefined(size, settings)
    aspect_error = bucket[0] / bucket[1] - size[0] / size[1]
    crop_px = (max(0, resized[0] - bucket[0]) // 2, max(0, resized[1] - bucket[1]) // 2)
    return BucketAssignment(bucket, resized, crop_px, _crop_ltrb(bucket, size), aspect_error)


def crop_rectangle(size: Size, target: BucketAssignment) -> tuple[float, float, float, float]:
    """Left, top, right and bottom, in pixels of the image of `size`, of what training sees of it."""
    across, down = size[0] / target.resized[0], size[1] / target.resized[1]
    left, top = target.crop_px[0] * across, target.crop_px[1] * down
    return left, top, min(left + target.bucket[0] * across, size[0]), min(top + target.bucket[1] * down, size[1])


def adjusted_limits(settings: BucketSettings) -> tuple[int, int]:
    """`min_bucket_reso` rounded down and `max_bucket_reso` rounded up to a multiple of `bucket_reso_steps`.

    Source: sd-scripts library/train_util.py: BaseDataset.adjust_min_max_bucket_reso_by_steps.
    """
    steps = settings.bucket_reso_steps
    low = settings.min_bucket_reso - settings.min_bucket_reso % steps
    high = settings.max_bucket_reso
    if high % steps != 0:
        high += steps - high % steps
    return low, high


@functools.lru_cache(maxsize=64)
def check_settings(settings: BucketSettings) -> None:
    """Refuse settings on which sd-scripts stops with an assertion, divides by zero or loops for ever.

    Raises:
        BucketError: names the keys and the numbers that contradict.
    """
    width, height = settings.resolution
    if width <= 0 or height <= 0:
        raise BucketError(
            "bad-resolution", f"The resolution {width}x{height} has no area.", "Write for example resolution = 512."
        )
    if not settings.enable_bucket:
        return
    if settings.bucket_reso_steps <= 0:
        raise BucketError(
            "bucket-steps",
            f"bucket_reso_steps is {settings.bucket_reso_steps}; it must be a positive number.",
            "Write bucket_reso_steps = 64.",
        )
    low, high = adjusted_limits(settings)
    count = (high - low) // settings.bucket_reso_steps
    if count > _MOST_SIDES and not settings.bucket_no_upscale:
        raise BucketError(
            "bucket-limits",
            f"From {low} to {high} in steps of {settings.bucket_reso_steps} there are {count:,} sides of buckets;"
            " making them all would take for ever.",
            "Write max_bucket_reso = 2048 or less, and bucket_reso_steps = 64.",
        )
    if low <= 0 and not settings.bucket_no_upscale:
        raise BucketError(
            "bucket-limits",
            f"min_bucket_reso {settings.min_bucket_reso} is rounded down to {low}, which makes buckets without area.",
            f"Set min_bucket_reso to at least {settings.bucket_reso_steps}.",
        )
    if min(width, height) < low:
        raise BucketError(
            "bucket-limits",
            f"min_bucket_reso {low} is larger than the shorter side of the resolution {width}x{height}.",
            f"Set min_bucket_reso to {min(width, height)} or less, or raise the resolution.",
        )
    if max(width, height) > high:
        raise BucketError(
            "bucket-limits",
            f"max_bucket_reso {high} is smaller than the longer side of the resolution {width}x{height}.",
            f"Set max_bucket_reso to {max(width, height)} or more, or lower the resolution.",
        )


@functools.lru_cache(maxsize=64)
def predefined_resolutions(settings: BucketSettings) -> tuple[Size, ...]:
    """The bucket sizes an image can be given where images may be enlarged, sorted.

    Source: sd-scripts library/model_util.py: make_bucket_resolutions.
    """
    width, height = settings.resolution
    if not settings.enable_bucket:
        return ((width, height),)
    area, steps = width * height, settings.bucket_reso_steps
    low, high = adjusted_limits(settings)
    square = int(math.sqrt(area) // steps) * steps
    found = {(square, square)}
    for side in range(low, high + 1, steps):
        other = min(high, (area // side) // steps * steps)
        if other >= low:
            found.update({(side, other), (other, side)})
    return tuple(sorted(found))


@functools.lru_cache(maxsize=64)
def _aspects(settings: BucketSettings) -> tuple[tuple[float, Size], ...]:
    return tuple((size[0] / size[1], size) for size in predefined_resolutions(settings))


def _nearest_predefined(size: Size, settings: BucketSettings) -> tuple[Size, Size]:
    width, height = size
    aspect = width / height
    if size in predefined_resolutions(settings):
        bucket = size
    else:
        bucket = min(_aspects(settings), key=lambda item: abs(item[0] - aspect))[1]
    scale = bucket[1] / height if aspect > bucket[0] / bucket[1] else bucket[0] / width
    return bucket, (int(width * scale + 0.5), int(height * scale + 0.5))


def _without_upscale(size: Size, settings: BucketSettings) -> tuple[Size, Size]:
    steps = settings.bucket_reso_steps
    area = settings.resolution[0] * settings.resolution[1]
    resized = size if size[0] * size[1] <= area else _shrunk(size, area, steps)
    bucket = (resized[0] - resized[0] % steps, resized[1] - resized[1] % steps)
    if 0 in bucket:
        raise _too_small(size, steps)
    return bucket, resized


def _shrunk(size: Size, area: int, steps: int) -> Size:
    """The larger image fitted to the area, one side a multiple of `steps`: the one that bends the aspect least."""
    aspect = size[0] / size[1]
    width = math.sqrt(area * aspect)
    height = area / width
    wide = _floor(width, steps)
    wide_height = _floor(wide / aspect, steps)
    high = _floor(height, steps)
    high_width = _floor(high * aspect, steps)
    if wide_height == 0 or high == 0:
        raise _too_small(size, steps)
    if abs(wide / wide_height - aspect) < abs(high_width / high - aspect):
        return wide, int(wide / aspect + 0.5)
    return int(high * aspect + 0.5), high


def _floor(value: float, steps: int) -> int:
    rounded = int(value + 0.5)
    return rounded - rounded % steps


def _too_small(size: Size, steps: int) -> BucketError:
    return BucketError(
        "image-too-small",
        f"An image of {size[0]}x{size[1]} is too small or too narrow for bucket_no_upscale with steps of {steps}.",
        "Remove or enlarge the image, or switch bucket_no_upscale off.",
    )


def _crop_ltrb(bucket: Size, size: Size) -> tuple[float, float, float, float]:
    image_aspect = size[0] / size[1]
    width: float
    height: float
    if bucket[0] / bucket[1] > image_aspect:
        width, height = bucket[1] * image_aspect, bucket[1]
    else:
        width, height = bucket[0], bucket[0] / image_aspect
    left, top = (bucket[0] - width) // 2, (bucket[1] - height) // 2
    return left, top, left + width, top + height
