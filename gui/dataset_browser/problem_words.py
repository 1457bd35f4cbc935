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
_LOOK = Badge(Shape.SQUARE, "warning")
_NOTE = Badge(Shape.CIRCLE, "weak")
_WORDS = Badge(Shape.DIAMOND, "warning")

_KNOWN: dict[str, tuple[str, Badge]] = {
    "missing-caption": (QT_TRANSLATE_NOOP("DatasetProblems", "No caption"), _CAPTION),
}
_PLAIN = Badge(Shape.CIRCLE, "warning")


def problem_name(code: str) -> str:
    """In the language in force; a code that has no words here speaks for itself."""
    known = _KNOWN.get(code)
    if known is None:
        return code.replace("-", " ").replace("_", " ").capitalize()
    return QCoreApplication.translate(_CONTEXT, known[0])


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
