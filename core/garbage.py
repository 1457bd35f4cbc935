"""The pause of Python's garbage collector while a lot of plain data is made.

Every few thousand new objects it walks through all the others: half of the time in which a million small tuples are
read. Nothing is leaked by a pause: counting of references goes on, and what is cyclic is found afterwards.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class _Pauses:
    """How many there are now, in all threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._count = 0

    def begin(self) -> bool:
        """False where somebody else has switched the collector off."""
        with self._lock:
            if not self._count and not gc.isenabled():
                return False
            self._count += 1
            gc.disable()
            return True

    def end(self) -> None:
        with self._lock:
            self._count -= 1
            if not self._count:
                gc.enable()


_pauses = _Pauses()


@contextmanager
def collection_paused() -> Iterator[None]:
    """May be nested and used by several threads at once; a collector that somebody else has switched off stays off."""
    ours = _pauses.begin()
    try:
        yield
    finally:
        if ours:
            _pauses.end()
