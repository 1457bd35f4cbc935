"""Starting runs of the child program and waiting for what they do."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from core.engines.launch import TrainingRequest
from core.processes import ProcessId, is_alive
from core.runs.controller import RunController, RunInfo
from core.runs.folder import RunFolder
from core.runs.record import read_processes
from core.runs.store import RunStore, StepColumns
from tests.children.engine import ChildEngine


def wait_until(condition: Callable[[], object], seconds: float = 20.0) -> float:
    """Seconds until `condition` held; fails the test when it does not hold in time."""
    started = time.monotonic()
    while not condition():
        if time.monotonic() - started > seconds:
            raise AssertionError(f"not within {seconds} s")
        time.sleep(0.02)
    return time.monotonic() - started


@dataclass(frozen=True)
class ChildRuns:
    controller: RunController
    cwd: Path

    def start(self, *arguments: str, name: str = "child") -> RunFolder:
        return self.controller.start(TrainingRequest(name=name, cwd=self.cwd, arguments=arguments), ChildEngine())

    def trainer(self, folder: RunFolder) -> ProcessId:
        wait_until(lambda: (found := read_processes(folder)) is not None and found.trainer is not None)
        processes = read_processes(folder)
        assert processes is not None
        assert processes.trainer is not None
        return processes.trainer

    def supervisor(self, folder: RunFolder) -> ProcessId:
        self.trainer(folder)
        processes = read_processes(folder)
        assert processes is not None
        assert processes.supervisor is not None
        return processes.supervisor

    def kill(self, process: ProcessId) -> None:
        os.kill(process.pid, signal.SIGKILL)
        wait_until(lambda: not is_alive(process))

    def at_step(self, folder: RunFolder, step: int) -> None:
        wait_until(lambda: (self.controller.info(folder.run_id).summary.step or 0) >= step)

    def ended(self, folder: RunFolder) -> RunInfo:
        wait_until(lambda: not self.controller.info(folder.run_id).state.is_live)
        wait_until(lambda: not is_alive(self.supervisor(folder)))
        return self.controller.info(folder.run_id)

    def steps(self, folder: RunFolder) -> StepColumns:
        with RunStore(folder) as store:
            return store.steps_after()
