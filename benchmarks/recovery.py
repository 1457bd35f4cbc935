"""`python -m benchmarks.recovery`: how soon deaths are noticed and made good."""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from core.runs.controller import RunController
from core.runs.summary import RunState
from tests.children.runs import ChildRuns, wait_until


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        runs = ChildRuns(RunController(Path(name) / "runs"), Path(name))
        rows = {
            "start asked for -> first step in the store": [first_step(runs) for _ in range(options.times)],
            "trainer killed -> the run says so": [trainer_killed(runs) for _ in range(options.times)],
            "supervisor killed -> next step in the store": [supervisor_killed(runs) for _ in range(options.times)],
            "all killed -> concluded by looking": [all_killed(runs) for _ in range(options.times)],
        }
    for text, seconds in rows.items():
        print(f"{text:<46} {statistics.median(seconds):>7.2f} s (worst {max(seconds):.2f} s)")


def first_step(runs: ChildRuns) -> float:
    started = time.monotonic()
    folder = runs.start("--steps", "3")
    runs.at_step(folder, 1)
    seconds = time.monotonic() - started
    runs.ended(folder)
    return seconds


def trainer_killed(runs: ChildRuns) -> float:
    folder = runs.start("--steps", "10000", "--seconds", "0.05")
    runs.at_step(folder, 2)
    runs.kill(runs.trainer(folder))
    seconds = wait_until(lambda: not runs.controller.info(folder.run_id).state.is_live)
    runs.ended(folder)
    return seconds


def supervisor_killed(runs: ChildRuns) -> float:
    folder = runs.start("--steps", "10000", "--seconds", "0.05")
    runs.at_step(folder, 2)
    runs.kill(runs.supervisor(folder))
    reached = len(runs.steps(folder))
    started = time.monotonic()
    runs.at_step(folder, reached + 1)
    seconds = time.monotonic() - started
    runs.controller.stop(folder.run_id, force=True)
    runs.ended(folder)
    return seconds


def all_killed(runs: ChildRuns) -> float:
    folder = runs.start("--steps", "10000", "--seconds", "0.05")
    runs.at_step(folder, 2)
    runs.kill(runs.supervisor(folder))
    runs.kill(runs.trainer(folder))
    started = time.monotonic()
    info = runs.controller.info(folder.run_id)
    assert info.state is RunState.INTERRUPTED
    return time.monotonic() - started


if __name__ == "__main__":
    main()
