"""What pages are given: made once by `gui.app`, handed in, never reached for."""

from __future__ import annotations

import dataclasses
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from core.monitoring.gpu import GpuReader
from core.monitoring.machine import Machine, read_machine
from core.paths import AppPaths
from core.settings import Settings, read_or_set_aside, write_settings
from gui.environments import EnvironmentsFeed
from gui.icons import IconSet
from gui.runs_feed import RunsFeed
from gui.starter import Starter
from gui.tasks import Latest, Progress, run_task
from gui.theme import Theme

_MACHINE_MS = 2000


class _SettingsFile:
    """What is to be in the file, and the writing of it, one at a time, from any thread."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self.newest = Settings()

    def save(self) -> None:
        """Raises FileError where it cannot be written."""
        with self._lock:
            write_settings(self._path, self.newest)


class Preferences(QObject):
    """The settings, kept in their file at every change. `set_aside` is where a damaged file was moved at the start."""

    changed = Signal()

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        """Raises FileError where the settings can neither be read nor be moved aside."""
        super().__init__(parent)
        self._file = _SettingsFile(path)
        self.settings: Settings
        self.settings, self.set_aside = read_or_set_aside(path)

    def update(self, **changes: Any) -> None:
        """Raises FileError where the settings cannot be written; they hold for this session nevertheless."""
        if self._change(changes):
            self._file.save()

    def remember(self, **changes: Any) -> None:
        """What nobody waits for: a worker writes it, for the disk may take its time."""
        if self._change(changes):
            file = self._file
            run_task(self, lambda _: file.save(), lambda _: None)

    def _change(self, changes: dict[str, Any]) -> bool:
        fresh = dataclasses.replace(self.settings, **changes)
        if fresh == self.settings:
            return False
        self.settings = self._file.newest = fresh
        self.changed.emit()
        return True


class MachineFeed(QObject):
    """What the machine has and how much of its cards is in use, every two seconds; None until the first answer."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.machine: Machine | None = None
        self._reader: GpuReader | None = None
        self._looked_for_cards = False
        self._latest = Latest(self)
        self._timer = QTimer(self)
        self._timer.setInterval(_MACHINE_MS)
        self._timer.timeout.connect(self._ask)

    def start(self) -> None:
        self._ask()
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()
        self._latest.cancel()

    def _ask(self) -> None:
        if not self._latest.busy:
            self._latest.run(self._read, self._take)

    def _read(self, _: Progress) -> Machine:
        if not self._looked_for_cards:
            from core.monitoring.gpu import open_gpu_reader

            self._reader = open_gpu_reader()
            self._looked_for_cards = True
        return read_machine(self._reader)

    def _take(self, machine: Machine) -> None:
        if machine != self.machine:
            self.machine = machine
            self.changed.emit()


@dataclass(frozen=True, slots=True)
class Services:
    paths: AppPaths
    theme: Theme
    icons: IconSet
    preferences: Preferences
    runs: RunsFeed
    machine: MachineFeed
    starter: Starter
    environments: EnvironmentsFeed
