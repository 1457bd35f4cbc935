"""`python -m benchmarks.supervisor`: what a supervisor costs while its run emits 20 steps a second."""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

import psutil

from core.runs.controller import RunController
from tests.children.runs import ChildRuns


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--rate", type=float, default=20.0, help="steps a second")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        runs = ChildRuns(RunController(Path(name) / "runs"), Path(name))
        folder = runs.start("--steps", "1000000", "--seconds", str(1 / options.rate))
        runs.at_step(folder, 1)
        process = psutil.Process(runs.supervisor(folder).pid)
        process.cpu_percent()
        first, started = len(runs.steps(folder)), time.monotonic()
        time.sleep(options.seconds)
        cpu = process.cpu_percent()
        steps = len(runs.steps(folder)) - first
        memory = process.memory_info()
        elapsed = time.monotonic() - started
        runs.controller.stop(folder.run_id, force=True)
        runs.ended(folder)
    print(f"{'steps taken in':<40} {steps / elapsed:>10.1f} /s")
    print(f"{'processor, share of one core':<40} {cpu:>10.1f} %")
    print(f"{'memory resident':<40} {memory.rss / 2**20:>10.1f} MiB")


if __name__ == "__main__":
    main()
