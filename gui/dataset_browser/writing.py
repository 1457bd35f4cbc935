"""Edits of captions in worker threads: through the journal, then back into the library. Nothing here knows Qt."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Sequence

from core.dataset.journal import Change, Outcome
from gui.dataset_browser.opened import Check, OpenedData, stamp_of

Report = Callable[[int, int], None]
_PORTION = 40
_BREATH = 0.0004


def apply_edit(
    data: OpenedData, label: str, changes: Iterable[Change], images: Sequence[int], check: Check, report: Report
) -> tuple[Outcome, list[int]]:
    """Make the edit; the outcome, and which of `images` have another caption now.

    Raises:
        FileError: the journal or a file cannot be written.
    """
    with data.lock:
        try:
            outcome = data.journal.apply(label, changes, check, report)
        except BaseException:
            reread(data, images)
            raise
        return outcome, reread(data, _owners(data, outcome.written, images))


def move(data: OpenedData, check: Check, report: Report, *, backwards: bool) -> tuple[Outcome, list[int]]:
    """Undo or redo; the outcome, and the images whose captions are others now.

    Raises:
        FileError: see `apply_edit`.
    """
    with data.lock:
        outcome = (data.journal.undo if backwards else data.journal.redo)(check, report)
        return outcome, reread(data, _owners(data, outcome.written, range(len(data.library))))


def finish(data: OpenedData, check: Check, report: Report) -> tuple[Outcome, list[int]]:
    """Write the rest of an interrupted edit; see `move`.

    Raises:
        FileError: see `apply_edit`.
    """
    with data.lock:
        outcome = data.journal.finish(check, report)
        return outcome, reread(data, _owners(data, outcome.written, range(len(data.library))))


def reread(data: OpenedData, images: Iterable[int]) -> list[int]:
    """Read what has been written; call it with the lock held."""
    library = data.library
    done = []
    for number, image in enumerate(images):
        exists = os.path.exists(library.caption_target(image))  # noqa: PTH110
        data.stamps[image] = stamp_of(library, image)
        library.caption_written(image, exists=exists)
        done.append(image)
        if number % _PORTION == 0:
            time.sleep(_BREATH)
    return done


def _owners(data: OpenedData, written: Sequence[str], images: Sequence[int]) -> list[int]:
    """Which images have one of the written files as their caption."""
    files = set(written)
    return [image for image in images if data.library.caption_target(image) in files]
