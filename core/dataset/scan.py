"""The images of a folder, as sd-scripts lists them, and their sizes."""

from __future__ import annotations

import os
import warnings
from collections.abc import Sequence
from pathlib import Path

import imagesize

from core.dataset.buckets import Size
from core.dataset.many_files import each_file

IMAGE_EXTENSIONS = frozenset({".png", ".jpg", ".jpeg", ".webp", ".bmp", ".PNG", ".JPG", ".JPEG", ".WEBP", ".BMP"})
"""Source: sd-scripts library/train_util.py: IMAGE_EXTENSIONS. `.Png` is none; AVIF and JPEG XL need plug-ins there."""


def list_images(folder: Path) -> list[str]:
    """Names of the images directly in `folder`, sorted; hidden files are left out.

    On Windows the extension's case does not matter (untested there).
    Source: sd-scripts library/train_util.py: glob_images.

    Raises:
        OSError: the folder cannot be listed.
    """
    with os.scandir(folder) as entries:
        return sorted(entry.name for entry in entries if is_image_name(entry.name))


def is_image_name(name: str) -> bool:
    """Whether sd-scripts takes a file of this name for an image."""
    if name.startswith("."):
        return False
    dot = name.rfind(".")
    extension = name[dot:] if dot >= 0 else ""
    if os.name == "nt":
        extension = extension.lower()
    return extension in IMAGE_EXTENSIONS


def read_size(path: str | Path) -> Size | None:
    """Width and height as stored (an EXIF rotation is not applied, as in sd-scripts), None for what is no image."""
    try:
        width, height = imagesize.get(path, exif_rotation=False)
    except (OSError, ValueError):
        return None
    if width > 0 and height > 0:
        return int(width), int(height)
    return _size_by_pillow(path)


def read_sizes(paths: Sequence[str]) -> list[Size | None]:
    """`read_size` of many files, in order."""
    return each_file(read_size, paths)


def _size_by_pillow(path: str | Path) -> Size | None:
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # damaged EXIF data, many pixels: what matters of it is told elsewhere
            with Image.open(path) as image:
                return image.size
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
