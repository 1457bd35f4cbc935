"""What a picture is taken of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QPixmap

from gui.app import Program

Wait = Callable[..., None]
"""`wait(condition, settle=milliseconds)` lets the window work until the condition holds."""


def nothing(_: Program, __: Wait) -> None:
    """The page as it opens."""


def whole_window(program: Program) -> QPixmap:
    return program.window.grab()


@dataclass(frozen=True, slots=True)
class View:
    """`page` is the key of the page; `bring` does there what a person would do to see the view.

    `picture` takes it, where it is not the window itself; `empty`: in the home of somebody who has done nothing yet.
    """

    name: str
    page: str
    bring: Callable[[Program, Wait], None] = nothing
    picture: Callable[[Program], QPixmap] = whole_window
    empty: bool = False
