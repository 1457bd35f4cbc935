"""Pictures read for the screen, in worker threads: as they are stored, because that is how they are trained on.

sd-scripts does not turn an image by its EXIF orientation, so neither does this.
"""

from __future__ import annotations

import struct
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QLoggingCategory, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from core.errors import FileError

if TYPE_CHECKING:
    from core.dataset.thumbnails import ThumbnailStore

_STEPS = (256, 512)
"""Sizes that are kept on the disk, in pixels of the longer side."""
_QUALITY = 88
_LARGEST_PIXELS = 120_000_000
"""More than this is not decoded for the screen; half a gigabyte would be needed for a moment."""

QLoggingCategory.setFilterRules("qt.gui.imageio*=false")  # what is wrong with a picture is told where it is shown


def thumbnail(path: str, pixels: int, store: ThumbnailStore) -> QImage | str:
    """The picture with at most `pixels` on its longer side, or why there is none; a larger one is kept in `store`."""
    step = next((step for step in _STEPS if step >= pixels), _STEPS[-1])
    key = store.key(path, step)
    if key is None:
        return "The file is gone."
    found = store.get(key)
    if found is not None:
        image = QImage.fromData(found)
        if not image.isNull():
            return _shrunk(image, pixels)
    try:
        image = read_picture(path, step)
    except FileError as error:
        return error.message
    store.put(key, _encoded(image))
    return _shrunk(image, pixels)


def _shrunk(image: QImage, pixels: int) -> QImage:
    if max(image.width(), image.height()) <= pixels:
        return _light(image)
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return _light(image.scaled(QSize(pixels, pixels), keep, smooth))


def read_picture(path: str, pixels: int) -> QImage:
    """The picture, its longer side at most `pixels`; decoded small where the format allows that.

    Raises:
        FileError: it cannot be decoded, or is too large to be.
    """
    reader = QImageReader(path)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(False)
    whole = reader.size()
    if whole.isValid():
        if whole.width() * whole.height() > _LARGEST_PIXELS:
            raise FileError(f"{whole.width()} × {whole.height()} pixels are too many to be shown.")
        if max(whole.width(), whole.height()) > pixels:
            reader.setScaledSize(_fitted(whole, pixels))
        image = reader.read()
        if not image.isNull():
            return _light(image)
    return _by_pillow(path, pixels)


def _fitted(whole: QSize, pixels: int) -> QSize:
    return whole.scaled(QSize(pixels, pixels), Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))


def _light(image: QImage) -> QImage:
    """Four bytes a pixel at most."""
    wanted = QImage.Format.Format_ARGB32_Premultiplied if image.hasAlphaChannel() else QImage.Format.Format_RGB32
    return image if image.format() == wanted else image.convertToFormat(wanted)


def _by_pillow(path: str, pixels: int) -> QImage:
    """What Qt has no reader for (AVIF, some TIFF and JPEG), and the reason where nobody can read it."""
    from PIL import Image

    try:
        with warnings.catch_warnings(), Image.open(Path(path)) as picture:
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture.draft("RGB", (pixels, pixels))
            small = picture.convert("RGBA")
            small.thumbnail((pixels, pixels))
    except (OSError, ValueError, SyntaxError, EOFError, struct.error, Warning, Image.DecompressionBombError) as error:
        raise FileError(f"The picture cannot be decoded: {_reason(error)}.") from error
    data = small.tobytes()
    image = QImage(data, small.width, small.height, 4 * small.width, QImage.Format.Format_RGBA8888)
    return _light(image.copy())


def _reason(error: BaseException) -> str:
    """Without the path, which stands beside it already."""
    text = str(error) or type(error).__name__
    if "cannot identify image file" in text:
        return "it is no picture, or a damaged one"
    return text.rstrip(".")


def _encoded(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG" if image.hasAlphaChannel() else "JPG", _QUALITY)  # type: ignore[call-overload]
    buffer.close()
    return bytes(data.data())
