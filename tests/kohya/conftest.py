"""The real sd-scripts, where this machine has it.

    KOHYA_SD_SCRIPTS=/path/to/sd-scripts KOHYA_STUDIO_PYTHON=/its/python pytest -m kohya

About ten minutes on two cores, without a graphics card and without the network.
"""

from __future__ import annotations

import dataclasses
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from core.config.command import LaunchMethod
from core.engines.accelerate_config import AccelerateOptions
from core.engines.kohya import KohyaEngine
from core.engines.launch import TrainingRequest
from core.processes import KILL_LADDER, is_alive, processes_with, stop_group
from core.runs.controller import RunController, RunInfo
from core.runs.events import Event, Wish, WishAnswered
from core.runs.folder import RUN_VARIABLE, RunFolder
from core.runs.record import read_processes
from core.runs.store import RunStore, StepColumns
from tests.children.kohya_runs import WithoutHooks
from tests.children.runs import wait_until
from tests.kohya.lab import Lab, make_lab

SD_SCRIPTS, PYTHON = os.environ.get("KOHYA_SD_SCRIPTS", ""), os.environ.get("KOHYA_STUDIO_PYTHON", sys.executable)
SECONDS = 400.0


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.kohya)
            item.add_marker(pytest.mark.timeout(900))
            if not SD_SCRIPTS:
                item.add_marker(pytest.mark.skip(reason="KOHYA_SD_SCRIPTS names no sd-scripts"))


@dataclass(frozen=True)
class RealRuns:
    """Runs of the real sd-scripts in the laboratory."""

    lab: Lab
    controller: RunController

    def engine(
        self,
        method: LaunchMethod = LaunchMethod.DATASET_CONFIG,
        accelerate: AccelerateOptions | None = None,
        *,
        hooks: bool = True,
        environment: Mapping[str, str] | None = None,
    ) -> KohyaEngine:
        kind = KohyaEngine if hooks else WithoutHooks
        return kind(
            python=Path(PYTHON), folder=Path(SD_SCRIPTS), method=method, accelerate=accelerate,
            environment={**self.lab.environment, **(environment or {})},
        )  # fmt: skip

    def request(self, name: str, *arguments: str, **changes: object) -> TrainingRequest:
        return dataclasses.replace(self.lab.project(name, **changes), arguments=arguments)

    def ended(self, folder: RunFolder) -> RunInfo:
        wait_until(lambda: not self.controller.info(folder.run_id).state.is_live, SECONDS)
        return self.controller.info(folder.run_id)

    def at_step(self, folder: RunFolder, step: int) -> None:
        def there() -> bool:
            info = self.controller.info(folder.run_id)
            assert info.state.is_live or info.record is None, info.summary
            return (info.summary.step or 0) >= step

        wait_until(there, SECONDS)

    def answered(self, folder: RunFolder, wish: Wish) -> str:
        wish_id = self.controller.wish(folder.run_id, wish)

        def answers() -> list[str]:
            found = [event for event in self.events(folder) if isinstance(event, WishAnswered)]
            return [event.answer for event in found if event.wish_id == wish_id and event.answer != "taken"]

        wait_until(answers, SECONDS)
        return answers()[0]

    def events(self, folder: RunFolder) -> list[Event]:
        with RunStore(folder) as store:
            return [stored.event for stored in store.events_after()]

    def steps(self, folder: RunFolder) -> StepColumns:
        with RunStore(folder) as store:
            return store.steps_after()

    def processes(self, folder: RunFolder) -> list[Any]:
        return processes_with(RUN_VARIABLE, str(folder.root))


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Lab:
    return make_lab(tmp_path_factory.mktemp("kohya"))


@pytest.fixture
def real(lab: Lab, tmp_path: Path) -> Iterator[RealRuns]:
    root = tmp_path / "runs"
    yield RealRuns(lab, RunController(root))
    for path in root.iterdir() if root.exists() else ():
        processes = read_processes(RunFolder(path)) if (path / "run.json").exists() else None
        if processes is not None and processes.supervisor is not None and is_alive(processes.supervisor):
            stop_group(processes.supervisor, KILL_LADDER)
        for process in processes_with(RUN_VARIABLE, str(path)):
            stop_group(process, KILL_LADDER)
