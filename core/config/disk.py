"""What a check reads: documents, listings, image sizes, captions. Straight from the disk, or remembered."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from core.config.dataset_config import SubsetSettings
from core.config.documents import Document, parse_document, read_document
from core.dataset.buckets import Size
from core.dataset.captions import LoadedCaption, load_caption
from core.dataset.integrity import damaged_images
from core.dataset.scan import list_images, read_sizes

Stamp: TypeAlias = tuple[int, int] | None
"""Time of the last change in nanoseconds and size in bytes, of a file as it was read; None where there was none."""
_CaptionKey: TypeAlias = tuple[str, str, bool, str | None]


class Disk:
    """Reads everything anew, every time."""

    def is_file(self, path: Path) -> bool:
        return path.is_file()

    def document(self, path: Path) -> Document:
        """Raises DocumentError."""
        return read_document(path)

    def images(self, folder: Path) -> list[str]:
        """See `list_images`. Raises OSError."""
        return list_images(folder)

    def sizes(self, paths: Sequence[str]) -> list[Size | None]:
        return read_sizes(paths)

    def caption(self, image: str, subset: SubsetSettings, folder: str) -> LoadedCaption:
        """See `load_caption`. Raises OSError."""
        return load_caption(image, subset, folder)

    def damaged(self, paths: Iterable[Path], *, decode_all: bool) -> list[tuple[Path, str]]:
        return damaged_images(paths, decode_all=decode_all)


DISK = Disk()


class RememberingDisk(Disk):
    """Reads a file again only where its time or size has changed, and an image folder where its own time has.

    What was changed inside a caption or an image without a new name is seen by `refresh`. `changes` grows with
    everything that was found to be different, so that what was made of it can be told to be old. `texts` are of
    documents that are not saved yet; they count instead of the files. Not safe for two threads at once.
    """

    def __init__(self) -> None:
        self.texts: Mapping[Path, str] = {}
        self.changes = 0
        self._stamps: dict[str, Stamp] = {}
        self._listings: dict[str, tuple[int, list[str]]] = {}
        self._sizes: dict[str, Size | None] = {}
        self._captions: dict[str, dict[_CaptionKey, LoadedCaption]] = {}
        self._captioned: dict[str, set[str]] = {}
        self._damage: dict[tuple[str, bool], str | None] = {}

    def is_file(self, path: Path) -> bool:
        return path in self.texts or path.is_file()

    def document(self, path: Path) -> Document:
        text = self.texts.get(path)
        return read_document(path) if text is None else parse_document(path, text.encode("utf-8"))

    def refresh(self) -> None:
        """Look at every file again that was read before."""
        for path, known in list(self._stamps.items()):
            if stamp(path) != known:
                self._forget(path)

    def images(self, folder: Path) -> list[str]:
        key = str(folder)
        time = os.stat(key).st_mtime_ns  # noqa: PTH116 - asked at every check
        known = self._listings.get(key)
        if known is not None and known[0] == time:
            return known[1]
        names = list_images(folder)
        if known is not None:
            self._look_again(key)
            self.changes += 1
        self._listings[key] = (time, names)
        return names

    def sizes(self, paths: Sequence[str]) -> list[Size | None]:
        unknown = [path for path in paths if path not in self._sizes]
        if unknown:
            stamps = [stamp(path) for path in unknown]
            for path, found, size in zip(unknown, stamps, read_sizes(unknown), strict=True):
                self._stamps[path] = found
                self._sizes[path] = size
        return [self._sizes[path] for path in paths]

    def caption(self, image: str, subset: SubsetSettings, folder: str) -> LoadedCaption:
        path = os.path.join(folder, image)  # noqa: PTH118 - ten thousand of them
        key = (image, subset.caption_extension, subset.enable_wildcard, subset.class_tokens)
        of_image = self._captions.setdefault(path, {})
        found = of_image.get(key)
        if found is None:
            found = of_image[key] = load_caption(image, subset, folder)
            if found.file is not None:
                self._stamps[found.file] = stamp(found.file)
                self._captioned.setdefault(found.file, set()).add(path)
        return found

    def damaged(self, paths: Iterable[Path], *, decode_all: bool) -> list[tuple[Path, str]]:
        unique = list(dict.fromkeys(paths))
        unknown = [path for path in unique if (str(path), decode_all) not in self._damage]
        if unknown:
            for name in map(str, unknown):
                if name not in self._stamps:
                    self._stamps[name] = stamp(name)
            reasons = dict(damaged_images(unknown, decode_all=decode_all))
            self._damage |= {(str(path), decode_all): reasons.get(path) for path in unknown}
        found = ((path, self._damage[str(path), decode_all]) for path in unique)
        return [(path, reason) for path, reason in found if reason is not None]

    def _look_again(self, folder: str) -> None:
        """At the files of a folder in which something was added, removed or replaced."""
        start = os.path.join(folder, "")  # noqa: PTH118
        for path, known in list(self._stamps.items()):
            if path.startswith(start) and stamp(path) != known:
                self._forget(path)
        for path in [path for path in self._captions if path.startswith(start)]:
            found = self._captions[path].items()
            if any(loaded.file != _beside(path, key[1]) for key, loaded in found):  # its own one may have come
                del self._captions[path]

    def _forget(self, path: str) -> None:
        self._stamps.pop(path, None)
        self._sizes.pop(path, None)
        self._damage.pop((path, True), None)
        self._damage.pop((path, False), None)
        for image in self._captioned.pop(path, ()):
            self._captions.pop(image, None)
        self.changes += 1


def _beside(image: str, extension: str) -> str:
    return os.path.splitext(image)[0] + extension  # noqa: PTH122


def stamp(path: str) -> Stamp:
    """What is compared to see whether a file has changed."""
    try:
        found = os.stat(path)  # noqa: PTH116 - ten thousand of them
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
