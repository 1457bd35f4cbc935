"""What problems are called here, and the badge that stands for each: a shape and a tone, so that colour is not all."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

if TYPE_CHECKING:
    from gui.dataset_browser.opened import OpenedData

_CONTEXT = "DatasetProblems"


class Shape(StrEnum):
    CROSS = "cross"
    TRIANGLE = "triangle"
    HALVES = "halves"
    ARROWS = "arrows"
    SQUARE = "square"
    CIRCLE = "circle"
    DIAMOND = "diamond"


@dataclass(frozen=True, slots=True)
class Badge:
    shape: Shape
    tone: str


_ERROR = Badge(Shape.CROSS, "error")
_CAPTION = Badge(Shape.TRIANGLE, "warning")
_CAPTION_ERROR = Badge(Shape.TRIANGLE, "error")
_TWIN = Badge(Shape.HALVES, "accent")
_FORM = Badge(Shape.ARROWS, "warning")
_FORM_ERROR = Badge(Shape.ARROWS, "error")
_LOOK = Badge(Shape.SQUARE, "warning")
_LOOK_NOTE = Badge(Shape.SQUARE, "weak")
_FILE = Badge(Shape.CIRCLE, "warning")
_NOTE = Badge(Shape.CIRCLE, "weak")
_WORDS = Badge(Shape.DIAMOND, "warning")

_KNOWN: dict[str, tuple[object, Badge]] = {
    "caption-empty": (QT_TRANSLATE_NOOP("DatasetProblems", "Empty caption"), _CAPTION_ERROR),
    "caption-not-utf8": (QT_TRANSLATE_NOOP("DatasetProblems", "Not UTF-8"), _CAPTION_ERROR),
    "caption-unreadable": (QT_TRANSLATE_NOOP("DatasetProblems", "Unreadable caption"), _CAPTION_ERROR),
    "image-unreadable": (QT_TRANSLATE_NOOP("DatasetProblems", "Unreadable image"), _ERROR),
    "image-damaged": (QT_TRANSLATE_NOOP("DatasetProblems", "Damaged image"), _ERROR),
    "image-too-small": (QT_TRANSLATE_NOOP("DatasetProblems", "Too small"), _FORM_ERROR),
    "missing-caption": (QT_TRANSLATE_NOOP("DatasetProblems", "No caption"), _CAPTION),
    "caption-extension": (QT_TRANSLATE_NOOP("DatasetProblems", "Other extension"), _CAPTION),
    "caption-blank": (QT_TRANSLATE_NOOP("DatasetProblems", "Blank caption"), _CAPTION),
    "caption-bom": (QT_TRANSLATE_NOOP("DatasetProblems", "Byte order mark"), _CAPTION),
    "same-caption": (QT_TRANSLATE_NOOP("DatasetProblems", "Same caption"), _NOTE),
    "trigger-missing": (QT_TRANSLATE_NOOP("DatasetProblems", "No trigger word"), _WORDS),
    "too-many-tokens": (QT_TRANSLATE_NOOP("DatasetProblems", "Too many tokens"), _WORDS),
    "contradicting-tags": (QT_TRANSLATE_NOOP("DatasetProblems", "Contradicting tags"), _WORDS),
    "image-enlarged": (QT_TRANSLATE_NOOP("DatasetProblems", "Enlarged"), _FORM),
    "extreme-ratio": (QT_TRANSLATE_NOOP("DatasetProblems", "Extreme ratio"), _FORM),
    "transparency": (QT_TRANSLATE_NOOP("DatasetProblems", "Transparency"), _LOOK),
    "rotated-by-exif": (QT_TRANSLATE_NOOP("DatasetProblems", "Turned by EXIF"), _LOOK),
    "sixteen-bit": (QT_TRANSLATE_NOOP("DatasetProblems", "16-bit colours"), _LOOK_NOTE),
    "cmyk": (QT_TRANSLATE_NOOP("DatasetProblems", "CMYK colours"), _LOOK_NOTE),
    "animated": (QT_TRANSLATE_NOOP("DatasetProblems", "Animated"), _LOOK_NOTE),
    "image-bomb": (QT_TRANSLATE_NOOP("DatasetProblems", "Enormous image"), _FORM),
    "misnamed-image": (QT_TRANSLATE_NOOP("DatasetProblems", "Wrong extension"), _NOTE),
    "image-not-seen": (QT_TRANSLATE_NOOP("DatasetProblems", "Not trained on"), _FILE),
    "link-leads-out": (QT_TRANSLATE_NOOP("DatasetProblems", "Link leads out"), _FILE),
    "duplicate": (QT_TRANSLATE_NOOP("DatasetProblems", "Duplicate"), _TWIN),
    "near-duplicate": (QT_TRANSLATE_NOOP("DatasetProblems", "Near duplicate"), _TWIN),
    "stale-cache": (QT_TRANSLATE_NOOP("DatasetProblems", "Stale cache"), _NOTE),
}
_PLAIN = _FILE


def problem_name(code: str) -> str:
    """In the language in force; a code that has no words here speaks for itself."""
    known = _KNOWN.get(code)
    if known is None:
        return code.replace("-", " ").replace("_", " ").capitalize()
    return QCoreApplication.translate(_CONTEXT, str(known[0]))


def badge_of(code: str) -> Badge:
    known = _KNOWN.get(code)
    return _PLAIN if known is None else known[1]


class Problems:
    """What is wrong with single images, as words and as badges."""

    def codes_of(self, data: OpenedData, image: int) -> list[str]:
        return [code for code, mask in data.known.problems.items() if mask[image]]

    def names_of(self, data: OpenedData, image: int) -> list[str]:
        return [problem_name(code) for code in self.codes_of(data, image)]

    def badges_of(self, data: OpenedData, image: int) -> list[Badge]:
        """Each once, the gravest first."""
        order = {"error": 0, "warning": 1, "accent": 2, "weak": 3}
        found = dict.fromkeys(badge_of(code) for code in self.codes_of(data, image))
        return sorted(found, key=lambda badge: order[badge.tone])
