"""The order in which images are shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from core.dataset.clip_tokens import count_tokens
from core.dataset.library import Library
from core.dataset.matching import Knowledge

Ids = npt.NDArray[np.int32]


class SortKey(StrEnum):
    NAME = "name"
    WIDTH = "width"
    HEIGHT = "height"
    AREA = "area"
    RATIO = "ratio"
    BUCKET = "bucket"
    CAPTION = "caption"
    CAPTION_LENGTH = "caption-length"
    TOKENS = "tokens"
    TAGS = "tags"
    PROBLEMS = "problems"
    RATING = "rating"
    FORMAT = "format"
    CHANGED = "changed"


def sorted_ids(ids: Ids, key: SortKey, library: Library, known: Knowledge, *, descending: bool = False) -> Ids:
    """`ids` in the order of `key`; images that are equal there stay in the order of their folders and names."""
    if key is SortKey.NAME:
        return ids[::-1] if descending else ids
    values = _VALUES[key](ids, library, known)
    order = np.argsort(values, kind="stable")
    if descending:  # equal ones keep their order: sort the mirror image, then mirror it back
        order = len(ids) - 1 - np.argsort(values[::-1], kind="stable")[::-1]
    return ids[order]


def ratio(ids: Ids, library: Library) -> npt.NDArray[np.float64]:
    """Width by height, 0 where the size is not known."""
    height = library.height[ids]
    return np.divide(library.width[ids], height, out=np.zeros(len(ids)), where=height > 0)


def _area(ids: Ids, library: Library, _: Knowledge) -> npt.NDArray[np.int64]:
    return library.width[ids].astype(np.int64) * library.height[ids]


def _buckets(ids: Ids, library: Library, _: Knowledge) -> npt.NDArray[np.int64]:
    def place(image: int) -> int:
        found = library.assignment(image)
        return 0 if found is None else found.bucket[0] * 1_000_000 + found.bucket[1]

    return _each(ids, place)


def _problems(ids: Ids, _: Library, known: Knowledge) -> npt.NDArray[np.int64]:
    count = np.zeros(len(ids), np.int64)
    for mask in known.problems.values():
        count += mask[ids]
    return count


def _ratings(ids: Ids, library: Library, known: Knowledge) -> npt.NDArray[np.int64]:
    marks = known.marks

    def rating(image: int) -> int:
        mark = marks.get(library.relative(library.path(image)))
        return 0 if mark is None else 2 * mark.rating + mark.flag

    return _each(ids, rating) if marks else np.zeros(len(ids), np.int64)


def _captions(ids: Ids, library: Library, _: Knowledge) -> npt.NDArray[np.int64]:
    texts = [library.captions[image].casefold() for image in ids.tolist()]
    ranks = np.empty(len(ids), np.int64)
    ranks[sorted(range(len(ids)), key=texts.__getitem__)] = np.arange(len(ids))
    return ranks


def _each(ids: Ids, number: Callable[[int], int]) -> npt.NDArray[np.int64]:
    return np.fromiter((number(image) for image in ids.tolist()), np.int64, len(ids))


_Values = Callable[[Ids, Library, Knowledge], npt.NDArray[np.number]]
_VALUES: Mapping[SortKey, _Values] = {
    SortKey.WIDTH: lambda ids, library, _: library.width[ids],
    SortKey.HEIGHT: lambda ids, library, _: library.height[ids],
    SortKey.AREA: _area,
    SortKey.RATIO: lambda ids, library, _: ratio(ids, library),
    SortKey.BUCKET: _buckets,
    SortKey.CAPTION: _captions,
    SortKey.CAPTION_LENGTH: lambda ids, library, _: library.caption_length[ids],
    SortKey.TOKENS: lambda ids, library, _: _each(ids, lambda image: count_tokens(library.captions[image])),
    SortKey.TAGS: lambda ids, library, _: _each(ids, lambda image: len(library.tags(image))),
    SortKey.PROBLEMS: _problems,
    SortKey.RATING: _ratings,
    SortKey.FORMAT: lambda ids, library, _: library.format[ids],
    SortKey.CHANGED: lambda ids, library, _: library.changed[ids].astype(np.int8),
}
