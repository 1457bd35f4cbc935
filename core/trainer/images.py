"""Image files -> arrays of a bucket's size, resized and cropped as sd-scripts does it."""

from __future__ import annotations

import itertools
import math
import random
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import torch
from PIL import Image

from core.config.planned_dataset import PlannedImage
from core.errors import FileError

Pixels: TypeAlias = npt.NDArray[np.uint8]
"""(height, width, 3 or 4); the fourth channel is the alpha mask."""
_PIL_FILTERS = {"lanczos": Image.Resampling.LANCZOS, "box": Image.Resampling.BOX}


def load_pixels(path: Path, *, alpha: bool = False) -> Pixels:
    """The image as RGB, or RGBA with `alpha`.

    Raises:
        FileError: the file cannot be decoded to its end.
    """
    try:
        with Image.open(path) as image:
            mode = "RGBA" if alpha else "RGB"
            return np.array(image if image.mode == mode else image.convert(mode), np.uint8)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise FileError(f"The image {path} cannot be read: {error}", "Replace it, or remove it.") from error


def fit(pixels: Pixels, image: PlannedImage, *, interpolation: str | None, crop: random.Random | None) -> Pixels:
    """`pixels` resized to `image.resized` and cropped to `image.bucket`: in the centre, or where `crop` falls.

    Area averaging where the image shrinks, Lanczos where it grows, unless `interpolation` says otherwise
    (sd-scripts library/utils.py: resize_image; library/train_util.py: trim_and_resize_if_required).
    """
    width, height = image.resized
    if (pixels.shape[1], pixels.shape[0]) != (width, height):
        shrinks = pixels.shape[1] >= width and pixels.shape[0] >= height
        pixels = resize(pixels, image.resized, interpolation or ("area" if shrinks else "lanczos"))
    pixels = _cropped(pixels, image.bucket[0], 1, crop)
    return _cropped(pixels, image.bucket[1], 0, crop)


def _cropped(pixels: Pixels, length: int, axis: int, crop: random.Random | None) -> Pixels:
    spare = pixels.shape[axis] - length
    if spare <= 0:
        return pixels
    start = crop.randint(0, spare) if crop else spare // 2
    return pixels[start : start + length] if axis == 0 else pixels[:, start : start + length]


def resize(pixels: Pixels, size: tuple[int, int], interpolation: str) -> Pixels:
    """`pixels` at `size` (width, height), by `area`, `lanczos` or `box`."""
    if interpolation in _PIL_FILTERS:
        return np.array(Image.fromarray(pixels).resize(size, _PIL_FILTERS[interpolation]))
    rows = _area_average(pixels, size[1])
    both = _area_average(rows.swapaxes(0, 1), size[0]).swapaxes(0, 1)
    return np.clip(np.rint(both), 0, 255).astype(np.uint8)


def _area_average(values: npt.NDArray[Any], length: int) -> npt.NDArray[np.float32]:
    """`values` averaged along the first axis into `length` equal parts; an edge inside a pixel takes its share of it.

    What OpenCV calls INTER_AREA.
    """
    old = values.shape[0]
    flat = np.ascontiguousarray(values).reshape(old, -1)
    averaged = np.empty((length, flat.shape[1]), np.float32)
    edges = np.arange(length + 1) * (old / length)
    for part, (start, end) in enumerate(itertools.pairwise(edges)):
        first, last = int(start), min(math.ceil(end), old)
        pixels = np.arange(first, last)
        shares = np.minimum(pixels + 1, end) - np.maximum(pixels, start)
        averaged[part] = (shares / (end - start)).astype(np.float32) @ flat[first:last].astype(np.float32)
    return averaged.reshape(length, *values.shape[1:])


def to_tensor(pixels: Pixels) -> torch.Tensor:
    """RGB in [-1, 1], float32 (3, height, width)."""
    return torch.from_numpy(np.ascontiguousarray(pixels[:, :, :3])).permute(2, 0, 1).float().div_(127.5).sub_(1.0)


def alpha_mask(pixels: Pixels) -> torch.Tensor:
    """The fourth channel in [0, 1], float32 (height, width)."""
    return torch.from_numpy(np.ascontiguousarray(pixels[:, :, 3])).float().div_(255.0)
