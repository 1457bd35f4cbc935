"""Figures about the captions and pictures of a selection: tags, which of them go together, lengths, sizes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from core.dataset.library import Library
from core.dataset.placing import Numbers, Placement, place_images
from core.dataset.tags import key_of

_PORTION = 4096


@dataclass(slots=True)
class TagStatistics:
    """`tags` are the tags with the number of images that have them, the most frequent first.

    `together[i, j]` is in how many images the tags `i` and `j` of `tags` both are, for the first so many of them; on
    the diagonal stand the counts. `tags_per_image` has one number for each image that was asked for.
    """

    tags: list[tuple[str, int]] = field(default_factory=list)
    together: Numbers = field(default_factory=lambda: np.zeros((0, 0), np.int32))
    tags_per_image: Numbers = field(default_factory=lambda: np.zeros(0, np.int32))
    images: int = 0


@dataclass(frozen=True, slots=True)
class SizeScatter:
    """One entry for each image whose size has been read: its number, size, ratio and bucket (0 where it has none)."""

    images: Numbers
    width: Numbers
    height: Numbers
    ratio: npt.NDArray[np.float64]
    placement: Placement


def tag_statistics(
    library: Library, images: Sequence[int], shown: int = 40, check: Callable[[], None] = lambda: None
) -> TagStatistics:
    """Of the captions that have been read; `shown` is for how many tags it is counted which go together."""
    counts: Counter[str] = Counter()
    spelled: dict[str, str] = {}
    sets: list[tuple[str, ...]] = []
    for number, image in enumerate(images):
        if number % _PORTION == 0:
            check()
        keys = {key_of(tag): tag for tag in library.tags(image)}
        for key, tag in keys.items():
            spelled.setdefault(key, tag)
        counts.update(keys.keys())
        sets.append(tuple(keys))
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return TagStatistics(
        tags=[(spelled[key], count) for key, count in ranked],
        together=_together(sets, [key for key, _ in ranked[:shown]], check),
        tags_per_image=np.fromiter(map(len, sets), np.int32, len(sets)),
        images=len(sets),
    )


def token_lengths(library: Library, images: Sequence[int], check: Callable[[], None] = lambda: None) -> Numbers:
    """CLIP tokens of the text that each of these images is trained with."""
    for start in range(0, len(images), _PORTION):
        check()
        library.count_tokens(images[start : start + _PORTION])
    lengths: Numbers = library.token_count[np.asarray(images, np.int64)]
    return lengths


def size_scatter(library: Library, images: Numbers) -> SizeScatter:
    """Sizes and ratios of these images."""
    known = images[library.width[images] > 0]
    placed = place_images(library)
    width, height = library.width[known], library.height[known]
    own = Placement(
        placed.bucket_width[known],
        placed.bucket_height[known],
        placed.resized_width[known],
        placed.resized_height[known],
        placed.unfit[known],
    )
    return SizeScatter(known, width, height, width / np.maximum(height, 1), own)


def _together(sets: list[tuple[str, ...]], keys: list[str], check: Callable[[], None]) -> Numbers:
    place = {key: number for number, key in enumerate(keys)}
    total = np.zeros((len(keys), len(keys)), np.float64)
    for start in range(0, len(sets), _PORTION):
        check()
        portion = sets[start : start + _PORTION]
        present = np.zeros((len(portion), len(keys)), np.float32)
        for row, tags in enumerate(portion):
            present[row, [place[tag] for tag in tags if tag in place]] = 1
        total += present.T @ present
    return total.astype(np.int32)
