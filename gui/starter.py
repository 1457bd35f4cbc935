"""Starting a training off the window's thread, from whichever page it is asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gui.runs_feed import RunsFeed
from gui.tasks import run_task

if TYPE_CHECKING:
    from core.engines.choice import EngineChoice
    from core.engines.launch import TrainingRequest
    from core.environment.environment import Environment
    from core.paths import AppPaths
    from core.runs.controller import RunController
    from core.runs.folder import RunFolder


class Starter(QObject):
    """One start at a time; `busy` lasts from the click until the run has a folder and a supervisor.

    `started` tells the new run's id, `failed` the exception.
    """

    busy_changed = Signal(bool)
    started = Signal(str)
    failed = Signal(object)

    def __init__(self, runs: RunsFeed, paths: AppPaths, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runs = runs
        self._paths = paths
        self.busy = False

    def start_demo(self) -> None:
        folder = self._paths.demo

        def start(controller: RunController) -> RunFolder:
            from core.demo import demo_request
            from core.engines.demo import DemoEngine

            return controller.start(demo_request(folder), DemoEngine())

        self._start(start)

    def start_demo_in(self, environment: Environment) -> None:
        """The demo by the sd-scripts of an environment."""
        folder = self._paths.demo

        def start(controller: RunController) -> RunFolder:
            from core.demo import demo_request
            from core.engines.kohya import KohyaEngine
            from core.engines.kohya_demo import KohyaDemoEngine

            assert environment.sd_scripts is not None
            engine = KohyaEngine(python=environment.python, folder=environment.sd_scripts)
            return controller.start(demo_request(folder), KohyaDemoEngine(engine))

        self._start(start)

    def start(self, request: TrainingRequest, choice: EngineChoice | None = None) -> None:
        """Train with the engine of `choice`; what it leaves open comes from the project's file and the settings."""
        settings_file = self._paths.settings_file

        def start(controller: RunController) -> RunFolder:
            from core.engines.choice import engine_of_project

            return controller.start(request, engine_of_project(request.project, settings_file, choice))

        self._start(start)

    def resume(self, run_id: str) -> None:
        """Go on from the newest state that the run has left, with the engine that it was started with."""
        settings_file = self._paths.settings_file

        def start(controller: RunController) -> RunFolder:
            from core.engines.choice import engine_of_run

            return controller.resume(run_id, engine_of_run(controller.folder(run_id), settings_file))

        self._start(start)

    def _start(self, start: Callable[[RunController], RunFolder]) -> None:
        if not self.busy:
            self._set_busy(busy=True)
            door = self._runs.door
            run_task(self, lambda _: start(door.open()), self._done, self._fail)

    def _done(self, folder: RunFolder) -> None:
        self._set_busy(busy=False)
        self._runs.refresh()
        self.started.emit(folder.run_id)

    def _fail(self, error: Exception) -> None:
        self._set_busy(busy=False)
        self.failed.emit(error)

    def _set_busy(self, *, busy: bool) -> None:
        self.busy = busy
        self.busy_changed.emit(busy)
