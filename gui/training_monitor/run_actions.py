"""What can be done with a run as a whole: resume, train again, discard, open its folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from core.engines.choice import ENGINES, engine_of_run
from core.runs.controller import RunController, RunInfo
from core.runs.folder import RunFolder
from gui.tasks import Progress, run_task


def can_start(info: RunInfo) -> bool:
    """Whether this program has the engine that made the run."""
    return info.record is not None and info.record.engine in ENGINES


class RunActions(QObject):
    """`started(run id)` fires when a new run has been made, `discarded` when runs are in the trash; errors go to the
    nearest parent that shows them."""

    started = Signal(str)
    discarded = Signal()

    def __init__(self, controller: RunController, settings_file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._controller = controller
        self._settings_file = settings_file

    def resume(self, info: RunInfo) -> None:
        """Go on from the newest state, as a new run."""
        controller, settings = self._controller, self._settings_file
        self._start(lambda: controller.resume(info.run_id, engine_of_run(info.folder, settings)))

    def restart(self, info: RunInfo) -> None:
        """Start from the beginning with the same documents, as a new run."""
        controller, settings = self._controller, self._settings_file
        self._start(lambda: controller.start_again(info.run_id, engine_of_run(info.folder, settings)))

    def discard(self, run_ids: Sequence[str]) -> None:
        """Move the runs' folders to the trash."""
        controller = self._controller

        def work(_: Progress) -> None:
            for run_id in run_ids:
                controller.discard(run_id)

        run_task(self, work, lambda _: self.discarded.emit())

    def open_folder(self, path: Path) -> None:
        """Show a folder in the system's file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _start(self, start: Callable[[], RunFolder]) -> None:
        def work(_: Progress) -> RunFolder:
            return start()

        run_task(self, work, lambda folder: self.started.emit(folder.run_id))
