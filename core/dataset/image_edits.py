"""Crop, turn, resize and flatten pictures, always into a new file with a copy of the caption."""

from __future__ import annotations

import os
import struct
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.dataset.image_facts import BOMB_PIXELS
from core.dataset.library import Library
from core.errors import FileError
from core.files import replacing, write_bytes

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_LARGEST_SIDE = 16384
_JPEG_QUALITY = 95
_KEPT = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP", ".bmp": "BMP"}


@dataclass(frozen=True, slots=True)
class Crop:
    """Edges in pixels of the picture as it is shown (EXIF rotation applied); beyond the picture they are cut off."""

    left: int
    top: int
    right: int
    bottom: int
    suffix: str = "crop"

    def __call__(self, picture: Picture) -> Picture:
        box = (max(self.left, 0), max(self.top, 0), min(self.right, picture.width), min(self.bottom, picture.height))
        if box[2] <= box[0] or box[3] <= box[1]:
            raise FileError("Nothing is left of the picture.", "Draw a larger frame.")
        return picture.crop(box)


@dataclass(frozen=True, slots=True)
class Turn:
    """A quarter turn to the left, to the right, or half a turn: 90, 270 or 180 degrees against the clock."""

    degrees: int
    suffix: str = "turned"

    def __call__(self, picture: Picture) -> Picture:
        from PIL.Image import Transpose

        ways = {90: Transpose.ROTATE_90, 180: Transpose.ROTATE_180, 270: Transpose.ROTATE_270}
        if self.degrees not in ways:
            raise FileError(f"{self.degrees} degrees are no quarter turn.", "Turn by 90, 180 or 270 degrees.")
        return picture.transpose(ways[self.degrees])


@dataclass(frozen=True, slots=True)
class Resize:
    """To this width and height in pixels."""

    width: int
    height: int
    suffix: str = "resized"

    def __call__(self, picture: Picture) -> Picture:
        from PIL.Image import Resampling

        if not (0 < self.width <= _LARGEST_SIDE and 0 < self.height <= _LARGEST_SIDE):
            raise FileError(f"{self.width}x{self.height} is no size for a picture.", f"At most {_LARGEST_SIDE} a side.")
        return picture.resize((self.width, self.height), Resampling.LANCZOS)


@dataclass(frozen=True, slots=True)
class Flatten:
    """A plain copy: the first picture, upright, in RGB with 8 bits, transparency laid on `ground`."""

    ground: tuple[int, int, int] = (255, 255, 255)
    suffix: str = "plain"

    def __call__(self, picture: Picture) -> Picture:
        return picture


PictureEdit = Crop | Turn | Resize | Flatten


def write_copy(library: Library, image: int, edit: PictureEdit, check: Callable[[], None] = lambda: None) -> str:
    """Write the edited picture and a copy of its caption beside the image; the new picture's path.

    The new name is the old one with `_crop`, `_crop2` … behind it. PNG, JPEG, WebP and BMP keep their format, all
    others become PNG.

    Raises:
        FileError: the image cannot be read or lies outside the folder, or the copy cannot be written.
    """
    source = library.path(image)
    if not library.may_open(image):
        raise FileError(f"{source} is a link that leads out of the folder.", "Copy the image into the folder first.")
    ground = edit.ground if isinstance(edit, Flatten) else (255, 255, 255)
    picture = edit(_opened(source, ground))
    check()
    stem, extension = os.path.splitext(source)  # noqa: PTH122
    kind = _KEPT.get(extension.lower(), "PNG")
    if extension not in (extension.lower(), extension.upper()) or extension.lower() not in _KEPT:
        extension, kind = ".png", "PNG"
    target = _free_name(library, image, f"{stem}_{edit.suffix}", extension)
    options = {"quality": _JPEG_QUALITY} if kind == "JPEG" else {"lossless": True} if kind == "WEBP" else {}
    with replacing(Path(target)) as stream:
        picture.save(stream, kind, **options)
    caption = library.caption_file(image)
    if caption is not None and library.may_open_caption(image):
        try:
            data = Path(caption).read_bytes()
        except OSError as error:
            raise FileError(f"Could not read {caption}: {error.strerror}.", "Write the caption of the copy.") from error
        write_bytes(Path(os.path.splitext(target)[0] + library.subset(image).caption_extension), data)  # noqa: PTH122
    return target


def _opened(path: str, ground: tuple[int, int, int]) -> Picture:
    """The picture upright, in RGB."""
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings(), Image.open(path) as opened:
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            if opened.width * opened.height > BOMB_PIXELS:
                raise FileError(f"{path} has too many pixels to be opened.", "Make it smaller with another program.")
            upright = ImageOps.exif_transpose(opened)
            if upright.mode in ("P", "PA", "LA", "RGBA") or "transparency" in upright.info:
                flat = Image.new("RGBA", upright.size, (*ground, 255))
                flat.alpha_composite(upright.convert("RGBA"))
                return flat.convert("RGB")
            if upright.mode.startswith("I") or upright.mode == "F":
                return _eight_bits(upright)
            return upright.convert("RGB")
    except (OSError, ValueError, SyntaxError, EOFError, struct.error, Image.DecompressionBombError) as error:
        raise FileError(f"{path} cannot be opened: {error}.", "Replace the image.") from error


def _eight_bits(picture: Picture) -> Picture:
    import numpy as np
    from PIL import Image

    values = np.asarray(picture, np.float64)
    scale = 257.0 if picture.mode.startswith("I") and values.max(initial=0) > 255 else 1.0
    return Image.fromarray(np.clip(values / scale, 0, 255).astype(np.uint8)).convert("RGB")


def _free_name(library: Library, image: int, stem: str, extension: str) -> str:
    """Neither the picture nor a caption of that name is there."""
    caption = library.subset(image).caption_extension
    number = 1
    while True:
        name = stem if number == 1 else f"{stem}{number}"
        if not any(os.path.lexists(name + ending) for ending in {extension, caption, *_KEPT}):
            return name + extension
        number += 1
