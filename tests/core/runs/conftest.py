"""Runs of tiny real training processes, none of which outlives its test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.processes import KILL_LADDER, is_alive, processes_with, stop_group
from core.runs.controller import RunController
from core.runs.folder import RUN_VARIABLE, RunFolder
from core.runs.record import read_processes
from tests.children.runs import ChildRuns


@pytest.fixture
def child_runs(tmp_path: Path) -> Iterator[ChildRuns]:
    runs = ChildRuns(RunController(tmp_path / "runs"), tmp_path)
    yield runs
    for root in (tmp_path / "runs").iterdir() if (tmp_path / "runs").exists() else ():
        processes = read_processes(RunFolder(root)) if (root / "run.json").exists() else None
        if processes is not None and processes.supervisor is not None and is_alive(processes.supervisor):
            stop_group(processes.supervisor, KILL_LADDER)
        for process in processes_with(RUN_VARIABLE, str(root)):
            stop_group(process, KILL_LADDER)
