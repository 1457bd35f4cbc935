"""Pairs of images that look the same and that a person wants to keep: by path, so that they outlive a new list."""

from __future__ import annotations

import os
from collections.abc import Iterable

from core.dataset.library import Library
from core.dataset.side_settings import NamedPair


def named_pairs(library: Library, pairs: Iterable[tuple[int, int]]) -> frozenset[NamedPair]:
    """The pairs by the paths of their images, as shown."""
    names = (sorted(library.relative(library.path(image)) for image in pair) for pair in pairs)
    return frozenset((first, second) for first, second in names)


def numbered_pairs(library: Library, kept: Iterable[NamedPair]) -> list[tuple[int, int]]:
    """Those of which both images are listed, by their numbers, the smaller one first."""
    wanted = sorted(kept)
    if not wanted:
        return []
    folders = {library.relative(folder.path): folder.path for folder in library.listing.folders}
    found = []
    for pair in wanted:
        first, second = (_image_at(library, folders, name) for name in pair)
        if first is not None and second is not None and first != second:
            found.append((min(first, second), max(first, second)))
    return found


def _image_at(library: Library, folders: dict[str, str], name: str) -> int | None:
    above, own = os.path.split(name)
    folder = folders.get(above or ".")
    return None if folder is None else library.image_at(os.path.join(folder, own))  # noqa: PTH118
