"""Notice what other programs have changed: files that came or went, captions that were written. For worker threads."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from core.dataset.library import CaptionState, Library
from gui.dataset_browser.opened import Check, OpenedData, stamp_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.dataset.scope import DatasetScope

_PORTION = 200
_BREATH = 0.0004


@dataclass(slots=True)
class News:
    """`data` is the data set listed anew where files came or went, else None; `captions` were written by others."""

    data: OpenedData | None
    captions: list[int]


def look(data: OpenedData, check: Check, images: Sequence[int] | None = None) -> News:
    """List the folders again and look at the times of caption files; of all images, or of those named."""
    if images is None:
        fresh = Library(data.scope)
        if not _same_files(data.library, fresh):
            return News(carried_over(data, fresh), [])
    return News(None, _written(data, range(len(data.library)) if images is None else images, check))


def carried_over(data: OpenedData, fresh: Library, scope: DatasetScope | None = None) -> OpenedData:
    """What has been read of the old list, for the files that are in the new one unchanged."""
    with data.lock:
        old = data.library
        places = {(_folder(old, image), old.name(image)): image for image in range(len(old))}
        stamps = np.zeros(len(fresh), np.int64)
        pairs = [(new, places.get((_folder(fresh, new), fresh.name(new)))) for new in range(len(fresh))]
        for new, known in pairs:
            if known is None:
                continue
            fresh.width[new], fresh.height[new] = old.width[known], old.height[known]
            fresh.format[new], fresh.facts_read[new] = old.format[known], old.facts_read[known]
            fresh.traits[new] |= old.traits[known]
            fresh.changed[new] = old.changed[known]
            if new % _PORTION == 0:
                time.sleep(_BREATH)
        return OpenedData(
            scope or data.scope, fresh, data.ratings, data.journal, data.known_marks(), [], stamps=stamps,
            closeness=data.closeness_for([known for _, known in pairs], fresh), side=data.side, lock=data.lock,
        )  # fmt: skip


def _folder(library: Library, image: int) -> str:
    return library.listing.folders[library.listing.folder_of[image]].path


def _same_files(old: Library, new: Library) -> bool:
    first, second = old.listing, new.listing
    return (
        first.names == second.names
        and [folder.path for folder in first.folders] == [folder.path for folder in second.folders]
        and first.folder_of == second.folder_of
        and first.captions == second.captions
        and first.strays == second.strays
        and first.unreadable == second.unreadable
    )


def _written(data: OpenedData, images: Sequence[int], check: Check) -> list[int]:
    """Read again what has another time than when it was read."""
    library, found = data.library, []
    for number, image in enumerate(images):
        if number % _PORTION == 0:
            check()
            time.sleep(_BREATH)
        if library.caption_state[image] != CaptionState.UNREAD and stamp_of(library, image) != data.stamps[image]:
            found.append(image)
    with data.lock:
        for image in found:
            data.stamps[image] = stamp_of(library, image)
            library.read_captions((image,))
    return found
