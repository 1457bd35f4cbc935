"""Crop, turn, resize and flatten: each writes new files beside the old ones. For worker threads; nothing knows Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from core.dataset.image_edits import Crop, Flatten, PictureEdit, Resize, Turn, write_copy
from core.dataset.image_facts import Trait
from core.errors import AppError

if TYPE_CHECKING:
    from core.dataset.library import Library
    from gui.dataset_browser.opened import OpenedData

Check = Callable[[], None]
Report = Callable[[int, int], None]


def transform(
    data: OpenedData, images: Sequence[int], name: str, check: Check, report: Report
) -> tuple[list[str], list[tuple[str, str]]]:
    """The new files, and what could not be done, with the reason.

    `name` is crop or resize (to the bucket), rotate-left, rotate-right or convert.
    """
    made: list[str] = []
    failed: list[tuple[str, str]] = []
    for number, image in enumerate(images):
        check()
        try:
            edit = _edit(data.library, image, name)
            with data.lock:
                made.append(write_copy(data.library, image, edit, check))
        except AppError as error:
            failed.append((data.library.path(image), error.message))
        report(number + 1, len(images))
    return made, failed


def crop(data: OpenedData, image: int, box: tuple[int, int, int, int], check: Check) -> str:
    """Write that part of the image, left, top, right and bottom in its pixels, into a new file; its path.

    Raises:
        AppError: the image cannot be read, or is turned by its EXIF data; the file cannot be written.
    """
    if int(data.library.traits[image]) & Trait.ROTATED:
        raise AppError("Its EXIF data turns the image: convert it first, then crop or resize the copy.")
    with data.lock:
        return write_copy(data.library, image, Crop(*box), check)


def _edit(library: Library, image: int, name: str) -> PictureEdit:
    match name:
        case "rotate-left":
            return Turn(90)
        case "rotate-right":
            return Turn(270)
        case "convert":
            return Flatten()
    size, found = library.size(image), library.assignment(image)
    if size is None or found is None:
        raise AppError("The image has no bucket.")
    if int(library.traits[image]) & Trait.ROTATED:
        raise AppError("Its EXIF data turns the image: convert it first, then crop or resize the copy.")
    if name == "resize":
        return Resize(*found.resized)
    across, down = size[0] / found.resized[0], size[1] / found.resized[1]
    left, top = round(found.crop_px[0] * across), round(found.crop_px[1] * down)
    return Crop(left, top, left + round(found.bucket[0] * across), top + round(found.bucket[1] * down))
