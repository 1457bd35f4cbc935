"""Images and what belongs to them go to the system's trash. For worker threads."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.dataset.library import Library
    from gui.dataset_browser.opened import OpenedData


def companions(library: Library, image: int) -> list[str]:
    """The image file, its caption files of any extension that no other image uses, and its latent caches."""
    path = library.path(image)
    stem = os.path.splitext(path)[0]  # noqa: PTH122
    folder = library.listing.folders[library.listing.folder_of[image]]
    files = [path]
    if not _shares_its_stem(library, image, stem):
        mask = library.listing.captions[image]
        files += [stem + extension for place, extension in enumerate(folder.extensions) if mask & (1 << place)]
        name = os.path.basename(stem)  # noqa: PTH119
        for number, cache in library.listing.caches:
            if number == library.listing.folder_of[image] and (cache == f"{name}.npz" or cache.startswith(f"{name}_")):
                files.append(os.path.join(folder.path, cache))  # noqa: PTH118
    return files


def trash_images(data: OpenedData, images: Sequence[int]) -> list[tuple[str, str]]:
    """What could not be moved, and why."""
    with data.lock:
        return trash_files([path for image in images for path in companions(data.library, image)])


def trash_files(paths: Sequence[str]) -> list[tuple[str, str]]:
    """Likewise for any files; one that is gone already is no failure."""
    from send2trash import send2trash

    failures = []
    for path in paths:
        try:
            send2trash(path)
        except FileNotFoundError:
            continue
        except OSError as error:
            failures.append((path, error.strerror or str(error)))
    return failures


def _shares_its_stem(library: Library, image: int, stem: str) -> bool:
    """Whether `a.png` stands beside `a.jpg`: the caption then belongs to both."""
    folder = library.listing.folder_of[image]
    names = library.listing.names
    for neighbour in (image - 1, image + 1):
        if 0 <= neighbour < len(names) and library.listing.folder_of[neighbour] == folder:
            other = os.path.splitext(library.path(neighbour))[0]  # noqa: PTH122
            if other == stem:
                return True
    return False
