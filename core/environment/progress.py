"""How far a setup is, as its reader sees it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """One moment of a setup. Bytes and packages are those of the step at hand; 0 of 0 where nothing is known.

    `step` counts from 0, `steps` is their number; `speed` in bytes a second and `seconds_left` of the whole setup (None
    where it cannot be told) are averages over the last seconds; `fraction` is of the whole setup, 0 to 1, and never
    goes back. `package` is what is being loaded or installed. `line` is a new line of the log, without its end, if
    this event brings one.
    """

    step: int
    steps: int
    title: str
    bytes_done: int = 0
    bytes_total: int = 0
    packages_done: int = 0
    packages_total: int = 0
    package: str = ""
    speed: float = 0.0
    seconds_left: float | None = None
    fraction: float = 0.0
    line: str | None = None


Report = Callable[[Progress], None]
Cancelled = Callable[[], bool]


def nothing_reported(progress: Progress) -> None:
    """For a setup that nobody watches."""


def never_cancelled() -> bool:
    return False
