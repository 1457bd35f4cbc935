"""What is open, and the work on it that runs in worker threads. Plain Python: nothing here knows Qt."""

from __future__ import annotations

import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from core.dataset.cache_checks import CacheReport
from core.dataset.duplicates import Pair
from core.dataset.journal import Edit, Journal
from core.dataset.kept_pairs import numbered_pairs
from core.dataset.library import CaptionState, Library
from core.dataset.matching import Knowledge, matching
from core.dataset.problems import Findings, Problems, find_problems
from core.dataset.query import EVERYTHING, Node
from core.dataset.ratings import Mark, Ratings
from core.dataset.scope import DatasetScope, folder_scope, open_scope
from core.dataset.side_settings import SideSettings
from core.dataset.sorting import Ids, SortKey, sorted_ids
from core.dataset.trigger_words import chosen_words
from core.errors import FileError
from core.garbage import collection_paused

Check = Callable[[], None]
_PORTION = 24
_BREATH = 0.0004
"""Seconds between two portions: long enough for the window's thread to get hold of Python's lock."""
_PICTURES_FIRST = 0.3
"""Seconds for which everything else waits for the first pictures."""


@dataclass(slots=True)
class OpenedData:
    """`lock` is held by whoever changes the library or writes captions: never by the window's thread.

    `stamps` is when each caption file had been written as it was read, in nanoseconds; 0 for none. `wanted` are images
    in sight, which are read before the others; `painted` is set when their pictures are there. `chosen` are images that
    were opened by name. `closeness` is what a close look at the files has found, `problems` everything that is wrong;
    `side` what a person keeps with the data set.
    """

    scope: DatasetScope
    library: Library
    ratings: Ratings
    journal: Journal
    known: Knowledge
    interrupted: list[Edit]
    chosen: tuple[str, ...] = ()
    lock: threading.Lock = field(default_factory=threading.Lock)
    wanted: deque[int] = field(default_factory=deque)
    painted: threading.Event = field(default_factory=threading.Event)
    stamps: npt.NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    closeness: Findings = field(default_factory=Findings)
    problems: Problems = field(default_factory=Problems)
    side: SideSettings | None = None

    def image_at(self, path: str) -> int | None:
        """The number of the image at `path`."""
        folder, name = os.path.split(path)
        numbers = [number for number, listed in enumerate(self.library.listing.folders) if listed.path == folder]
        for image, other in enumerate(self.library.listing.names):
            if other == name and self.library.listing.folder_of[image] in numbers:
                return image
        return None

    def relative(self, image: int) -> str:
        return self.library.relative(self.library.path(image))

    def known_marks(self) -> Knowledge:
        """The marks alone: problems have to be found anew in another list."""
        return Knowledge(marks=self.ratings.marks)

    def closeness_for(self, before: Sequence[int | None], fresh: Library) -> Findings:
        """What has been found, for `fresh`, whose images had the numbers `before` in this list (None: not in it)."""
        now = {old: new for new, old in enumerate(before) if old is not None}
        found = self.closeness
        groups = [[now[image] for image in group if image in now] for group in found.duplicates]
        pairs = [pair for pair in found.pairs if pair.first in now and pair.second in now]
        listed = {fresh.path_of(*entry) for entry in fresh.listing.caches} if found.caches.strays else set()
        caches = CacheReport(
            {now[image]: reasons for image, reasons in found.caches.stale.items() if image in now},
            [path for path in found.caches.strays if path in listed],
        )
        return Findings(
            damaged={now[image]: why for image, why in found.damaged.items() if image in now},
            duplicates=[group for group in groups if len(group) > 1],
            pairs=[Pair(now[p.first], now[p.second], p.likeness, p.mirrored) for p in pairs],
            caches=caches,
        )

    def forget_missing(self, paths: Iterable[str]) -> None:
        """Drop those of these strays and caches that are not on the disk any more. The lock must be held."""
        gone = {path for path in paths if not os.path.lexists(path)}
        library, found = self.library, self.closeness
        listing = library.listing
        listing.strays = [entry for entry in listing.strays if library.path_of(*entry) not in gone]
        listing.caches = [entry for entry in listing.caches if library.path_of(*entry) not in gone]
        left = {image: [r for r in reasons if r[0] not in gone] for image, reasons in found.caches.stale.items()}
        stale = {image: reasons for image, reasons in left.items() if reasons}
        strays = [path for path in found.caches.strays if path not in gone]
        self.closeness = replace(found, caches=CacheReport(stale, strays))

    def mark_of(self, image: int) -> Mark | None:
        """Rating and flag, None where it has neither."""
        return self.known.marks.get(self.relative(image)) if self.known.marks else None


def open_data(paths: Sequence[Path]) -> OpenedData:
    """Folders, a project, a document, or image files, whose folder is then opened.

    Raises:
        FileError: there is nothing at a path, or nothing that can be opened.
    """
    folders = [path for path in paths if path.is_dir()]
    files = [path for path in paths if path.is_file() and path.suffix.lower() not in (".toml", ".json")]
    if len(paths) == 1 and not files:
        scope = open_scope(paths[0])
    else:
        around = list(dict.fromkeys([*folders, *(file.parent for file in files)]))
        if not around:
            raise FileError("None of these can be opened.", "Drop folders or images.")
        scope = open_scope(around[0]) if len(around) == 1 else folder_scope(tuple(around))
    return data_of(scope, chosen=tuple(str(file.absolute()) for file in files))


def data_of(scope: DatasetScope, *, chosen: tuple[str, ...] = ()) -> OpenedData:
    """List what `scope` means.

    Raises:
        FileError: the ratings' file is damaged.
    """
    with collection_paused():
        library = Library(scope)
    ratings = Ratings(scope.side_folder)
    journal = Journal(scope.side_folder, scope.root)
    return OpenedData(
        scope,
        library,
        ratings,
        journal,
        Knowledge(marks=ratings.marks),
        journal.recover(),
        chosen,
        stamps=np.zeros(len(library), np.int64),
        side=SideSettings(scope.side_folder),
    )


def read_rest(data: OpenedData, check: Check, report: Callable[[int, int], None]) -> None:
    """Read captions and heads of all images, those in sight first; it lets the window's thread in between."""
    library = data.library
    count = len(library)
    for step in (read_captions, read_heads):
        start = 0
        while start < count:
            check()
            images = _in_sight(data)
            if not images:
                images = list(range(start, min(start + _PORTION, count)))
                start += _PORTION
            step(data, images)
            if start == _PORTION and step is read_captions:
                data.painted.wait(_PICTURES_FIRST)
            if step is read_captions and start % 4800 < _PORTION:
                report(start, count)
            time.sleep(_BREATH)


def _in_sight(data: OpenedData) -> list[int]:
    images: list[int] = []
    while data.wanted and len(images) < _PORTION:
        images.append(data.wanted.popleft())
    return images


def read_captions(data: OpenedData, images: Sequence[int]) -> None:
    """Read those captions that have not been read."""
    library = data.library
    with data.lock:
        fresh = [image for image in images if library.caption_state[image] == CaptionState.UNREAD]
        for image in fresh:
            data.stamps[image] = stamp_of(library, image)
        library.read_captions(fresh)


def read_heads(data: OpenedData, images: Sequence[int]) -> None:
    with data.lock:
        data.library.read_facts(images)


def stamp_of(library: Library, image: int) -> int:
    """When the caption file that belongs to the image was written, 0 where there is none."""
    try:
        return os.stat(library.caption_target(image)).st_mtime_ns  # noqa: PTH116
    except OSError:
        return 0


def select(data: OpenedData, node: Node, key: SortKey, check: Check = lambda: None, *, descending: bool = False) -> Ids:
    """The images that the query means, in order."""
    if node == EVERYTHING:
        ids = np.arange(len(data.library), dtype=np.int32)
    else:
        ids = np.flatnonzero(matching(node, data.library, data.known, check)).astype(np.int32)
    return sorted_ids(ids, key, data.library, data.known, descending=descending)


def find_all(data: OpenedData, check: Check) -> Problems:
    """Everything that is wrong with what has been read."""
    triggers = {} if data.side is None else chosen_words(data.library, data.side.triggers)
    kept = [] if data.side is None else numbered_pairs(data.library, data.side.kept)
    found = find_problems(data.library, data.closeness, triggers, check, kept)
    data.problems = found
    data.known.problems = found.masks
    return found
