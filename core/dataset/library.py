"""All images of an opened scope, by number: what was listed, and what has been read of each so far.

An image is a row of parallel arrays, not an object: 200,000 of them fit into some tens of megabytes.
"""

from __future__ import annotations

import bisect
import functools
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import IntEnum
from pathlib import Path

import numpy as np
import numpy.typing as npt

from core.config.dataset_config import SubsetSettings
from core.dataset.buckets import BucketAssignment, BucketError, Size, assign_bucket
from core.dataset.caption_text import CaptionText, decode_caption
from core.dataset.captions import caption_files, trained_caption
from core.dataset.clip_tokens import count_tokens
from core.dataset.image_facts import ImageFormat, Trait, read_image_facts
from core.dataset.listing import Listing, list_scope
from core.dataset.scope import DatasetScope, OpenedFolder
from core.dataset.tags import key_of, split_tags

KEPT_CHARACTERS = 20_000
"""Of a longer caption only so much is kept for filters and figures; the file itself is read when it is shown."""


_OUTSIDE = int(Trait.OUTSIDE)


class CaptionState(IntEnum):
    """`FOREIGN`: in another encoding than UTF-8, known for certain; `UNDECODABLE`: in one that is not."""

    UNREAD = 0
    MISSING = 1
    EMPTY = 2
    GOOD = 3
    FOREIGN = 4
    UNDECODABLE = 5
    UNREADABLE = 6


class Library:
    """The images of `scope`. Facts are 0 until `read_facts` or `read_captions` was called for the image; `token_count`
    is -1 until `count_tokens` was, and again when the caption has changed.

    The arrays may be filled in one thread while another one shows them: each cell is written once.
    """

    def __init__(self, scope: DatasetScope, listing: Listing | None = None) -> None:
        self.scope = scope
        self.listing = list_scope(scope) if listing is None else listing
        count = len(self.listing.names)
        self.width: npt.NDArray[np.int32] = np.zeros(count, np.int32)
        self.height: npt.NDArray[np.int32] = np.zeros(count, np.int32)
        self.format: npt.NDArray[np.uint8] = np.zeros(count, np.uint8)
        self.traits: npt.NDArray[np.uint16] = np.array(self.listing.traits, np.uint16)
        self.facts_read: npt.NDArray[np.bool_] = np.zeros(count, np.bool_)
        self.caption_state: npt.NDArray[np.uint8] = np.zeros(count, np.uint8)
        self.caption_length: npt.NDArray[np.int32] = np.zeros(count, np.int32)
        self.caption_bom: npt.NDArray[np.bool_] = np.zeros(count, np.bool_)
        self.token_count: npt.NDArray[np.int32] = np.full(count, -1, np.int32)
        self.changed: npt.NDArray[np.bool_] = np.zeros(count, np.bool_)
        self.captions: list[str] = [""] * count
        self.tag_counts: Counter[str] = Counter()
        self._assignments: dict[tuple[int, Size], BucketAssignment | None] = {}

    def __len__(self) -> int:
        return len(self.listing.names)

    def path(self, image: int) -> str:
        folder = self.listing.folders[self.listing.folder_of[image]]
        return os.path.join(folder.path, self.listing.names[image])  # noqa: PTH118

    def image_at(self, path: str) -> int | None:
        """The number of the image at `path`, an absolute path; None where none is listed."""
        folder, name = os.path.split(path)
        for number in self._folder_numbers.get(folder, ()):
            start, end = np.searchsorted(self._folder_of, (number, number + 1)).tolist()
            place = bisect.bisect_left(self.listing.names, name, start, end)
            if place < end and self.listing.names[place] == name:
                return place
        return None

    @functools.cached_property
    def _folder_of(self) -> npt.NDArray[np.uint32]:
        return np.array(self.listing.folder_of, np.uint32)

    @functools.cached_property
    def _folder_numbers(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, folder in enumerate(self.listing.folders):
            found.setdefault(folder.path, []).append(number)
        return found

    def path_of(self, folder: int, name: str) -> str:
        """The path of a stray file or a latent cache of the listing."""
        return os.path.join(self.listing.folders[folder].path, name)  # noqa: PTH118

    def name(self, image: int) -> str:
        return self.listing.names[image]

    def relative(self, path: str | Path) -> str:
        """`path` seen from the scope's root, with `/`."""
        try:
            return Path(os.path.relpath(path, self.scope.root)).as_posix()
        except ValueError:
            return Path(path).as_posix()

    @functools.cached_property
    def opened_numbers(self) -> npt.NDArray[np.int32]:
        """For each image the number of its folder in the scope."""
        of_folder = np.array([folder.opened for folder in self.listing.folders] or [0], np.int32)
        return of_folder[self._folder_of]

    def opened(self, image: int) -> OpenedFolder:
        return self.scope.folders[self.opened_number(image)]

    def opened_number(self, image: int) -> int:
        return self.listing.folders[self.listing.folder_of[image]].opened

    def subset(self, image: int) -> SubsetSettings:
        return self.opened(image).subset

    def size(self, image: int) -> Size | None:
        width = int(self.width[image])
        return (width, int(self.height[image])) if width else None

    def may_open(self, image: int) -> bool:
        """Whether the image lies in the opened folder and not behind a link that leads out of it."""
        return not int(self.traits[image]) & _OUTSIDE

    def may_open_caption(self, image: int) -> bool:
        """Whether the file that the caption is read from lies in the opened folder."""
        path = self.caption_file(image)
        return path is None or self._caption_inside(path, image)

    def read_facts(self, images: Iterable[int]) -> None:
        """Read the heads of these image files: size, format, what is odd."""
        for image in images:
            if self.facts_read[image]:
                continue
            if self.may_open(image):
                facts = read_image_facts(self.path(image))
                if facts.size is not None:
                    self.width[image], self.height[image] = (min(side, 2**31 - 1) for side in facts.size)
                self.format[image] = facts.format
                self.traits[image] |= facts.traits
            self.facts_read[image] = True

    def caption_target(self, image: int) -> str:
        """The file that a caption of this image is written to."""
        stem = os.path.splitext(self.path(image))[0]  # noqa: PTH122
        return stem + self.subset(image).caption_extension

    def caption_file(self, image: int) -> str | None:
        """The file that sd-scripts reads the image's caption from, None where there is none."""
        if self.listing.captions[image] & 1:
            return self.caption_target(image)
        folder = self.listing.folders[self.listing.folder_of[image]]
        written = os.path.join(folder.written, self.listing.names[image])  # noqa: PTH118
        if written.count("_") < 4:
            return None
        for name in caption_files(written, self.subset(image).caption_extension)[1:]:
            path = os.path.join(self.scope.base, name)  # noqa: PTH118
            if os.path.isfile(path):  # noqa: PTH113
                return path
        return None

    def read_caption(self, image: int) -> CaptionText | None:
        """The caption file's text as it is now, None where there is no file.

        Raises:
            OSError: the file cannot be read.
        """
        path = self.caption_file(image)
        if path is None or not self._caption_inside(path, image):
            return None
        try:
            with open(path, "rb") as stream:  # noqa: PTH123
                return decode_caption(stream.read())
        except FileNotFoundError:
            return None

    def read_captions(self, images: Iterable[int]) -> None:
        """Read the captions of these images anew; tag counts follow."""
        for image in images:
            try:
                found = self.read_caption(image)
            except OSError:
                self._keep_caption(image, "", CaptionState.UNREADABLE, 0)
                continue
            self.caption_bom[image] = found is not None and found.encoding == "utf-8" and found.bom != b""
            if found is None:
                self._keep_caption(image, "", CaptionState.MISSING, 0)
                continue
            state = CaptionState.GOOD
            if not found.text.strip():
                state = CaptionState.EMPTY
            elif not found.certain:
                state = CaptionState.UNDECODABLE
            elif found.encoding != "utf-8":
                state = CaptionState.FOREIGN
            self._keep_caption(image, found.text[:KEPT_CHARACTERS], state, len(found.text))

    def caption_written(self, image: int, *, exists: bool) -> None:
        """The caption file of the config's extension came or went: remember that, and read it anew."""
        if exists:
            self.listing.captions[image] |= 1
        else:
            self.listing.captions[image] &= ~1 & 0xFF
        self.changed[image] = True
        self.read_captions((image,))

    def tags(self, image: int) -> list[str]:
        """The tags of the caption's first line, or of every line where the subset uses wildcards."""
        return caption_tags(self.captions[image], self.subset(image))

    def trained_text(self, image: int) -> str:
        """The text that the image is trained with, as far as it is kept; `captions.trained_caption` says how."""
        subset = self.subset(image)
        text = self.captions[image]
        if not text:
            text = (subset.class_tokens or "") if self.caption_state[image] == CaptionState.MISSING else ""
        elif not subset.enable_wildcard and "\n" not in text and "\r" not in text:
            text = text.strip()
        else:
            lines = [line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
            text = "\n".join(line for line in lines if line) if subset.enable_wildcard else lines[0]
        return trained_caption(text, subset)

    def count_tokens(self, images: Iterable[int]) -> None:
        """Fill `token_count` for those of these images that lack it: CLIP tokens of the text that is trained.

        Of several lines the longest counts.
        """
        for image in images:
            if self.token_count[image] < 0:
                self.token_count[image] = max(map(count_tokens, self.trained_text(image).split("\n")))

    def assignment(self, image: int) -> BucketAssignment | None:
        """Where training puts the image; None where its size is not known (yet) or it fits no bucket."""
        size = self.size(image)
        if size is None:
            return None
        key = (self.opened_number(image), size)
        if key not in self._assignments:
            try:
                self._assignments[key] = assign_bucket(size, self.opened(image).dataset.buckets)
            except BucketError:
                self._assignments[key] = None
        return self._assignments[key]

    def is_trained(self, image: int) -> bool:
        """Whether sd-scripts takes the file for an image of a subset that is used."""
        unusable = int(self.traits[image]) & (Trait.UNSEEN | Trait.UNREADABLE)
        return not unusable and self.subset(image).num_repeats > 0

    def format_name(self, image: int) -> str:
        kind = ImageFormat(int(self.format[image]))
        return "" if kind is ImageFormat.NONE else kind.name

    def _caption_inside(self, path: str, image: int) -> bool:
        if not os.path.islink(path):  # noqa: PTH114
            return True
        root = os.path.realpath(self.opened(image).path)
        return Path(os.path.realpath(path)).is_relative_to(root)

    def _keep_caption(self, image: int, text: str, state: CaptionState, length: int) -> None:
        if self.caption_state[image]:
            self._count(self.tags(image), -1)
        self.captions[image] = text
        self.caption_length[image] = length
        self.token_count[image] = -1
        self.caption_state[image] = state
        self._count(self.tags(image), 1)

    def _count(self, tags: Sequence[str], sign: int) -> None:
        counts = self.tag_counts
        for tag in {key_of(tag): tag for tag in tags}.values():
            counts[tag] += sign
            if counts[tag] <= 0:
                del counts[tag]


def caption_tags(text: str, subset: SubsetSettings) -> list[str]:
    """The tags of a caption's text, as training would split it."""
    separator = subset.caption_separator or ","
    if subset.enable_wildcard:
        return [tag for line in text.splitlines() for tag in split_tags(line, separator)]
    first = text.replace("\r", "\n").partition("\n")[0]
    return split_tags(first, separator)
