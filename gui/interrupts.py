"""Ctrl+C in the terminal closes the program as the window's cross does.

Python runs a signal's handler between two of its own instructions, and none runs while Qt waits. The wake-up socket
lets Qt notice the signal.
"""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier


class Interrupts(QObject):
    """Calls `stop` on the window's thread at SIGINT and SIGTERM, from `install` to `remove`."""

    def __init__(self, stop: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = stop
        self._inner, self._outer = socket.socketpair()
        for end in (self._inner, self._outer):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._inner.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._woken)
        self._before: dict[int, object] = {}

    def install(self) -> None:
        signal.set_wakeup_fd(self._outer.fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGINT, signal.SIGTERM):
            self._before[number] = signal.signal(number, self._noted)

    def remove(self) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]  # what signal.signal gave us
        signal.set_wakeup_fd(-1)
        self._notifier.setEnabled(False)
        self._inner.close()
        self._outer.close()

    def _noted(self, number: int, frame: FrameType | None) -> None:
        """Nothing to do here: the byte in the socket wakes Qt, and Python was needed only to take the signal."""

    def _woken(self) -> None:
        self._inner.recv(64)
        self._stop()
