"""A step of the editor's history: what documents held before and hold after it."""

from __future__ import annotations

import time as clock
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

from PySide6.QtGui import QUndoCommand

Content: TypeAlias = tuple[str, bool]
"""A document's text, and whether a byte order mark stands before it."""
Put: TypeAlias = Callable[[Mapping[Path, Content]], None]

_MERGED = 1
_PAUSE = 1.5
"""Seconds after which typing in the same place counts as a step of its own."""


class TextChange(QUndoCommand):
    """`typing` names the place where somebody types: what is typed there without a pause becomes one step."""

    def __init__(
        self, label: str, before: Mapping[Path, Content], after: Mapping[Path, Content], put: Put, typing: str = ""
    ) -> None:
        super().__init__(label)
        self.before = before
        self.after = after
        self.put = put
        self.typing = typing
        self.time = clock.monotonic()

    def id(self) -> int:
        return _MERGED if self.typing else -1

    def redo(self) -> None:
        self.put(self.after)

    def undo(self) -> None:
        self.put(self.before)

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, TextChange) or other.typing != self.typing:
            return False
        if other.time - self.time > _PAUSE or other.after.keys() != self.after.keys():
            return False
        self.after, self.time = other.after, other.time
        self.setObsolete(self.after == self.before)
        return True
