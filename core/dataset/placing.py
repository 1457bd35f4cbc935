"""The bucket of every image at once: images of the same size share one calculation."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.dataset.buckets import BucketAssignment, BucketError, BucketSettings, assign_bucket, check_settings
from core.dataset.library import Library

Numbers = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Placement:
    """For each image the bucket and the size before the crop, in pixels; 0 where it has none or its size is not known.

    `unfit` is True for images whose size is known and that fit no bucket. An image of several datasets is placed as in
    the first.
    """

    bucket_width: Numbers
    bucket_height: Numbers
    resized_width: Numbers
    resized_height: Numbers
    unfit: npt.NDArray[np.bool_]


def place_images(library: Library) -> Placement:
    """The placement of every image whose size has been read."""
    count = len(library)
    values = np.zeros((4, count), np.int32)
    unfit = np.zeros(count, np.bool_)
    for number, folder in enumerate(library.scope.folders):
        with contextlib.suppress(BucketError):  # told as a problem of the dataset, not of each image
            check_settings(folder.dataset.buckets)
            _place(library, number, values, unfit)
    return Placement(values[0], values[1], values[2], values[3], unfit)


def _place(library: Library, number: int, values: Numbers, unfit: npt.NDArray[np.bool_]) -> None:
    settings = library.scope.folders[number].dataset.buckets
    images = np.flatnonzero((library.opened_numbers == number) & (library.width > 0)).astype(np.int32)
    for places, target in by_size(library, images, settings):
        if isinstance(target, BucketError):
            unfit[images[places]] = True
        else:
            values[:, images[places]] = np.array([[*target.bucket, *target.resized]], np.int32).T


def by_size(
    library: Library, images: Numbers, settings: BucketSettings
) -> Iterator[tuple[Numbers, BucketAssignment | BucketError]]:
    """Places in `images` with the same size, and where an image of that size goes; without those not read yet."""
    width, height = library.width[images].astype(np.int64), library.height[images].astype(np.int64)
    sizes, inverse = np.unique(width << 32 | height, return_inverse=True)
    order = np.argsort(inverse, kind="stable").astype(np.int32)
    ends = np.cumsum(np.bincount(inverse, minlength=len(sizes))).tolist()
    for place, size in enumerate(sizes.tolist()):
        places = order[ends[place - 1] if place else 0 : ends[place]]
        if size == 0:
            places = places[library.facts_read[images[places]]]
            if not len(places):
                continue
        try:
            yield places, assign_bucket((size >> 32, size & 0xFFFFFFFF), settings)
        except BucketError as error:
            yield places, error
