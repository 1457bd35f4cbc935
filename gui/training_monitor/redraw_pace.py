"""How often to redraw: as often as wanted, but never for more than a small share of a core."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

_SHORTEST_MS, _LONGEST_MS = 100, 2000
_SHARE = 0.003
"""Of one core, for preparing what is drawn; painting it takes about three times as long again."""


class RedrawPace(QObject):
    """Calls `draw` soon after `wanted`, at most ten times a second, and less often the longer drawing takes."""

    def __init__(self, draw: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._draw = draw
        self._cost = 0.0
        self._drawn_at = 0.0
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._now)

    def wanted(self) -> None:
        """Something has changed."""
        if self._timer.isActive():
            return
        pause = min(max(self._cost * 1000 / _SHARE, _SHORTEST_MS), _LONGEST_MS)
        since = (time.monotonic() - self._drawn_at) * 1000
        self._timer.start(max(round(pause - since), 0))

    def at_once(self) -> None:
        self._timer.stop()
        self._now()

    def stop(self) -> None:
        self._timer.stop()

    def _now(self) -> None:
        begun = time.process_time()
        self._draw()
        self._cost = time.process_time() - begun
        self._drawn_at = time.monotonic()
