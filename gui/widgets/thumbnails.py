"""Small pictures of big files: read at their small size by workers, kept for as long as there is room."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap

from core.errors import FileError
from gui.tasks import Progress, run_task

_KEPT = 400


class Thumbnails(QObject):
    """`ready` fires with the path of a picture that can now be had."""

    ready = Signal(str)

    def __init__(self, size: int, parent: QObject | None = None, *, scale: int = 1) -> None:
        """`size`: the longer side as the window counts; `scale` times as many pixels are read, for fine screens."""
        super().__init__(parent)
        self._size = size * scale
        self._scale = scale
        self._kept: OrderedDict[str, QPixmap] = OrderedDict()
        self._asked: set[str] = set()

    def get(self, path: str) -> QPixmap | None:
        """The picture, or None while it is being read and where it cannot be."""
        found = self._kept.get(path)
        if found is not None:
            self._kept.move_to_end(path)
            return found if not found.isNull() else None
        if path not in self._asked:
            self._asked.add(path)
            size = self._size
            run_task(
                self,
                lambda _: read_scaled(Path(path), size),
                lambda image: self._keep(path, image),
                lambda _: self._keep(path, QImage()),
            )
        return None

    def _keep(self, path: str, image: QImage) -> None:
        self._asked.discard(path)
        pixmap = QPixmap() if image.isNull() else QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(self._scale)
        self._kept[path] = pixmap
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        self.ready.emit(path)


def read_scaled(path: Path, size: int, progress: Progress | None = None) -> QImage:
    """The picture in `path`, its longer side at most `size` pixels; decoded small where the format allows that.

    Raises:
        FileError: the file cannot be read as a picture.
    """
    if progress is not None:
        progress.check()
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    whole = reader.size()
    if whole.isValid() and max(whole.width(), whole.height()) > size:
        reader.setScaledSize(whole.scaled(QSize(size, size), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise FileError(f"Could not read the picture {path}: {reader.errorString()}.")
    return image
