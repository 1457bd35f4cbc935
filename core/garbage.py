"""The pause of Python's garbage collector while a lot of plain data is made.

Every few thousand new objects it walks through all the others: half of the time in which a million small tuples are
read. Nothing is leaked by a pause: counting of references goes on, and what is cyclic is found afterwards.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_pauses = 0


@contextmanager
def collection_paused() -> Iterator[None]:
    """May be nested and used by several threads at once; a collector that somebody else has switched off stays off."""
    global _pauses
    with _lock:
        if _pauses or gc.isenabled():
            _pauses += 1
            ours = True
            gc.disable()
        else:
            ours = False
    try:
        yield
    finally:
        with _lock:
            if ours:
                _pauses -= 1
                if not _pauses:
                    gc.enable()
