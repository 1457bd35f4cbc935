"""Thumbnails for what is in sight: read small by threads, kept on the disk and, while there is room, in memory."""

from __future__ import annotations

import threading
from collections import OrderedDict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap

if TYPE_CHECKING:
    from core.dataset.thumbnails import ThumbnailStore

MEMORY_BYTES = 48_000_000
"""For pictures as they are drawn; about four hundred of 168 pixels."""
_THREADS = 2
_DRAIN_MS = 8
_AT_ONCE = 12
"""So many pictures are handed to the screen in one go: about a millisecond."""


@dataclass(frozen=True, slots=True)
class _Job:
    """`generation` counts the lists that were shown; what belongs to an older one is thrown away.

    `pixels` is the longer side of the picture as it is drawn: scaling once here is cheaper than at every drawing.
    """

    generation: int
    image: int
    path: str
    pixels: int


class ThumbnailFeed(QObject):
    """`ready` fires with the images whose pictures can now be had."""

    ready = Signal(object)

    def __init__(self, store: ThumbnailStore, parent: QObject | None = None, *, limit: int = MEMORY_BYTES) -> None:
        super().__init__(parent)
        self._limit = limit
        self._desk = _Desk(store)
        self._kept: OrderedDict[int, tuple[int, QPixmap]] = OrderedDict()
        self._failed: dict[int, str] = {}
        self._bytes = 0
        self._generation = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_DRAIN_MS)
        self._timer.timeout.connect(self._drain)
        self.destroyed.connect(self._desk.close)

    @property
    def waiting(self) -> bool:
        return self._desk.busy

    def forget(self) -> None:
        """Another list is shown: nothing that was asked for is wanted any more."""
        self._generation += 1
        self._desk.want([])
        self._kept.clear()
        self._failed.clear()
        self._bytes = 0

    def drop(self, images: Sequence[int]) -> None:
        """Their files have changed: read them again when they are asked for."""
        for image in images:
            self._failed.pop(image, None)
            self._remove(image)

    def get(self, image: int) -> QPixmap | None:
        """The picture, until a better one is there perhaps at another size than was asked for last."""
        found = self._kept.get(image)
        if found is None:
            return None
        self._kept.move_to_end(image)
        return found[1]

    def failure(self, image: int) -> str | None:
        """Why there will be no picture, None where there may be one."""
        return self._failed.get(image)

    def want(self, asked: Sequence[tuple[int, str]], pixels: int) -> None:
        """These images (number, path) in this order, and no others any more."""
        jobs = [
            _Job(self._generation, image, path, pixels)
            for image, path in asked
            if self._kept.get(image, (0, None))[0] != pixels and image not in self._failed
        ]
        self._desk.want(jobs)
        if jobs:
            self._timer.start()

    def close(self) -> None:
        self._timer.stop()
        self._desk.close()

    def _drain(self) -> None:
        images = []
        for _ in range(_AT_ONCE):
            try:
                job, picture = self._desk.done.popleft()
            except IndexError:
                if not self._desk.busy:
                    self._timer.stop()
                break
            if job.generation == self._generation:
                self._keep(job, picture)
                images.append(job.image)
        if images:
            self.ready.emit(images)

    def _keep(self, job: _Job, picture: QImage | str) -> None:
        if isinstance(picture, str):
            self._failed[job.image] = picture
            return
        self._remove(job.image)
        pixmap = QPixmap.fromImage(picture)
        self._kept[job.image] = (job.pixels, pixmap)
        self._bytes += _weight(pixmap)
        while self._bytes > self._limit and len(self._kept) > 1:
            self._remove(next(iter(self._kept)))

    def _remove(self, image: int) -> None:
        found = self._kept.pop(image, None)
        if found is not None:
            self._bytes -= _weight(found[1])


def _weight(pixmap: QPixmap) -> int:
    return 4 * pixmap.width() * pixmap.height()


class _Desk:
    """The threads and what they are to do. Holds no QObject, so that nothing of Qt dies in a thread."""

    def __init__(self, store: ThumbnailStore) -> None:
        self._store = store
        self._condition = threading.Condition()
        self._jobs: deque[_Job] = deque()
        self._at_work: set[tuple[int, int, int]] = set()
        self._threads: list[threading.Thread] = []
        self._closed = False
        self.done: deque[tuple[_Job, QImage | str]] = deque()

    @property
    def busy(self) -> bool:
        return bool(self._jobs or self._at_work or self.done)

    def want(self, jobs: Sequence[_Job]) -> None:
        with self._condition:
            pending = self._at_work | {(job.generation, job.image, job.pixels) for job, _ in tuple(self.done)}
            self._jobs = deque(job for job in jobs if (job.generation, job.image, job.pixels) not in pending)
            while self._jobs and len(self._threads) < min(_THREADS, len(self._jobs)):
                thread = threading.Thread(target=self._serve, name="thumbnail", daemon=True)
                self._threads.append(thread)
                thread.start()
            self._condition.notify_all()

    def close(self) -> None:
        with self._condition:
            self._closed = True
            self._jobs.clear()
            self._condition.notify_all()

    def _serve(self) -> None:
        from gui.dataset_browser.pictures import thumbnail

        while True:
            with self._condition:
                while not self._jobs and not self._closed:
                    self._condition.wait()
                if self._closed:
                    return
                job = self._jobs.popleft()
                key = (job.generation, job.image, job.pixels)
                self._at_work.add(key)
            picture = thumbnail(job.path, job.pixels, self._store)
            with self._condition:
                self.done.append((job, picture))
                self._at_work.discard(key)
