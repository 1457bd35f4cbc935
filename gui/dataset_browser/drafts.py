"""A caption while it is being edited: what its file held, what it is to hold. For worker threads; nothing knows Qt."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.dataset.caption_text import CaptionText, decode_caption, encode_caption
from core.dataset.journal import Change

if TYPE_CHECKING:
    from gui.dataset_browser.opened import OpenedData


@dataclass(slots=True)
class Draft:
    """The caption of one image. `before` is what the file at `path` held, None for no file; `found` is its text.

    A caption that stands in another file (a fallback name) is shown, and written to a file of its own. `wanted` is
    the text that has yet to be written, else None. `size` is the image file's, in bytes; 0 where it is gone.
    """

    image: int
    path: str
    before: bytes | None
    found: CaptionText | None
    inherited: bool = False
    wanted: str | None = None
    size: int = 0
    outside: bool = False

    @property
    def text(self) -> str:
        return "" if self.found is None else self.found.text

    @property
    def editable(self) -> bool:
        return not self.outside and (self.found is None or self.found.certain)

    def change(self, text: str) -> Change:
        """What writing `text` does to the file.

        Raises:
            CaptionEncodingError: `text` has no place in the file's encoding.
        """
        after = text.encode("utf-8") if self.found is None else encode_caption(text, self.found)
        return Change(self.path, self.before, after)

    def written(self, change: Change, text: str) -> None:
        """The file holds `text` now."""
        like = self.found or CaptionText("")
        self.before = change.after
        self.found = CaptionText(text, like.encoding, like.bom)
        self.inherited = False


def load_draft(data: OpenedData, image: int) -> Draft:
    """The caption of an image as it is on the disk now.

    Raises:
        OSError: the file is there and cannot be read.
    """
    library = data.library
    path = library.caption_target(image)
    outside = not library.may_open(image)
    size = 0 if outside else _size_of(library.path(image))
    if outside:
        return Draft(image, path, None, None, outside=True)
    found = library.read_caption(image)
    before = _bytes_of(path)
    if before is not None:
        return Draft(image, path, before, decode_caption(before), size=size)
    return Draft(image, path, None, found, inherited=found is not None, size=size)


def can_be_typed(text: str) -> bool:
    """Whether Qt's editor gives this text back as it was: it uses a few characters for itself."""
    return not re.search("[\u2029\ufdd0\ufdd1\u0000\ud800-\udfff]", text)


def _bytes_of(path: str) -> bytes | None:
    try:
        with open(path, "rb") as stream:  # noqa: PTH123
            return stream.read()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _size_of(path: str) -> int:
    try:
        return os.stat(path).st_size  # noqa: PTH116
    except OSError:
        return 0
