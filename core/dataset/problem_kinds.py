"""Everything that can be wrong with a data set: how grave it is, and what can be done about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.config.problem import Severity


class Remedy(StrEnum):
    """What helps: something that the program can do to many images at once, or a place to look at."""

    WRITE_CAPTION = "write-caption"
    SHORTEN_CAPTION = "shorten-caption"
    CHOOSE_TAG = "choose-tag"
    USE_EXTENSION = "use-extension"
    TO_UTF8 = "to-utf8"
    ADD_TRIGGER = "add-trigger"
    COMPARE = "compare"
    CROP = "crop"
    REPLACE_IMAGE = "replace-image"
    CONVERT_IMAGE = "convert-image"
    TRASH = "trash"
    TRASH_CACHE = "trash-cache"
    SHOW_FILE = "show-file"
    EDIT_CONFIG = "edit-config"


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """`code` is what the query says after `problem:`. `remedy` is the first thing to offer."""

    code: str
    severity: Severity
    remedy: Remedy


_ALL = (
    ProblemKind("caption-empty", Severity.ERROR, Remedy.WRITE_CAPTION),
    ProblemKind("caption-not-utf8", Severity.ERROR, Remedy.TO_UTF8),
    ProblemKind("caption-unreadable", Severity.ERROR, Remedy.SHOW_FILE),
    ProblemKind("image-unreadable", Severity.ERROR, Remedy.REPLACE_IMAGE),
    ProblemKind("image-damaged", Severity.ERROR, Remedy.REPLACE_IMAGE),
    ProblemKind("image-too-small", Severity.ERROR, Remedy.REPLACE_IMAGE),
    ProblemKind("missing-caption", Severity.WARNING, Remedy.WRITE_CAPTION),
    ProblemKind("caption-extension", Severity.WARNING, Remedy.USE_EXTENSION),
    ProblemKind("caption-blank", Severity.WARNING, Remedy.WRITE_CAPTION),
    ProblemKind("caption-bom", Severity.WARNING, Remedy.TO_UTF8),
    ProblemKind("same-caption", Severity.NOTE, Remedy.WRITE_CAPTION),
    ProblemKind("trigger-missing", Severity.WARNING, Remedy.ADD_TRIGGER),
    ProblemKind("too-many-tokens", Severity.WARNING, Remedy.SHORTEN_CAPTION),
    ProblemKind("contradicting-tags", Severity.WARNING, Remedy.CHOOSE_TAG),
    ProblemKind("image-enlarged", Severity.WARNING, Remedy.REPLACE_IMAGE),
    ProblemKind("extreme-ratio", Severity.WARNING, Remedy.CROP),
    ProblemKind("transparency", Severity.WARNING, Remedy.CONVERT_IMAGE),
    ProblemKind("rotated-by-exif", Severity.WARNING, Remedy.CONVERT_IMAGE),
    ProblemKind("sixteen-bit", Severity.NOTE, Remedy.CONVERT_IMAGE),
    ProblemKind("cmyk", Severity.NOTE, Remedy.CONVERT_IMAGE),
    ProblemKind("animated", Severity.NOTE, Remedy.CONVERT_IMAGE),
    ProblemKind("image-bomb", Severity.WARNING, Remedy.SHOW_FILE),
    ProblemKind("misnamed-image", Severity.NOTE, Remedy.CONVERT_IMAGE),
    ProblemKind("image-not-seen", Severity.WARNING, Remedy.CONVERT_IMAGE),
    ProblemKind("link-leads-out", Severity.WARNING, Remedy.SHOW_FILE),
    ProblemKind("duplicate", Severity.WARNING, Remedy.COMPARE),
    ProblemKind("near-duplicate", Severity.WARNING, Remedy.COMPARE),
    ProblemKind("stale-cache", Severity.WARNING, Remedy.TRASH_CACHE),
)
KINDS = {kind.code: kind for kind in _ALL}
"""By code, in the order in which they are told."""

BITS = {kind.code: 1 << place for place, kind in enumerate(_ALL)}
"""A bit for each kind, of 32."""


@dataclass(frozen=True, slots=True)
class DatasetProblem:
    """One problem of one file, in words. `image` counts in the library, None for a file that is no image.

    `others` are the images that it concerns besides, such as the copies of a duplicate; `files` are files to remove or
    look at.
    """

    code: str
    severity: Severity
    path: str
    message: str
    hint: str
    remedy: Remedy
    image: int | None = None
    others: tuple[int, ...] = ()
    files: tuple[str, ...] = ()
