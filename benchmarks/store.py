"""`python -m benchmarks.store`: opening a run of a million steps, following it, and how fast steps are taken in."""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from core.runs.events import RunStarted, Step, encode
from core.runs.folder import RunFolder
from core.runs.store import RunStore
from core.runs.store_writer import StoreWriter, rebuild

POLLS = 200
LIVE_STEPS = 2000


def step(number: int) -> Step:
    return Step(
        step=number,
        epoch=1 + number // 5000,
        loss=0.1 + 1.0 / number,
        average_loss=0.1 + 1.0 / number,
        learning_rates={"unet": 1e-4, "textencoder": 5e-5},
        seconds=0.05,
        time=1.7e9 + number * 0.05,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=1_000_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = RunFolder(Path(name))
        rows = [*taking_in(folder, options.steps), *opening(folder, options.steps), *following(folder, options.steps)]
    for text, value in rows:
        print(f"{text:<58} {value:>16}")


def taking_in(folder: RunFolder, total: int) -> list[tuple[str, str]]:
    writer = StoreWriter(folder)
    started = time.perf_counter()
    for first in range(1, total + 1, 5000):
        with writer.transaction():
            writer.append([step(number) for number in range(first, min(first + 5000, total + 1))])
    writer.close()
    seconds = time.perf_counter() - started
    return [
        ("steps taken in, 5,000 a transaction", f"{total / seconds:,.0f} /s"),
        ("store on the disk", f"{folder.store.stat().st_size / 2**20:.1f} MiB"),
    ]


def opening(folder: RunFolder, total: int) -> list[tuple[str, str]]:
    times = []
    for _ in range(5):
        started = time.perf_counter()
        with RunStore(folder) as store:
            summary = store.summary()
            steps = store.steps_after()
        times.append(time.perf_counter() - started)
        assert len(steps) == total == summary.step
    return [(f"open {total:,} steps, all columns (median, worst of 5)", _pair(times))]


def following(folder: RunFolder, total: int) -> list[tuple[str, str]]:
    """As the window does: a look at the version, then only what is new."""
    writer = StoreWriter(folder)
    with RunStore(folder) as store:
        row = total
        store.version()
        quiet = _timed(POLLS, store.version)
        busy, alone = [], []
        for number in range(total + 1, total + LIVE_STEPS + 1, 2):
            started = time.perf_counter()
            with writer.transaction():
                writer.append([step(number), step(number + 1)])
            alone.append(time.perf_counter() - started)
            started = time.perf_counter()
            store.version()
            fresh = store.steps_after(row)
            store.summary()
            busy.append(time.perf_counter() - started)
            row = int(fresh.row[-1])
    writer.close()
    return [
        ("a look when nothing is new (median, worst)", _pair(quiet)),
        ("a look with 2 new steps and the summary (median, worst)", _pair(busy)),
        ("a transaction of 2 steps (median, worst)", _pair(alone)),
        *rebuilding(folder),
    ]


def rebuilding(folder: RunFolder) -> list[tuple[str, str]]:
    total = 100_000
    with folder.events.open("w", encoding="utf-8") as stream:
        stream.write(encode(_started(total)) + "\n")
        stream.writelines(encode(step(number)) + "\n" for number in range(1, total + 1))
    started = time.perf_counter()
    rebuild(folder)
    return [("events.jsonl made into a new store", f"{total / (time.perf_counter() - started):,.0f} steps/s")]


def _started(total: int) -> RunStarted:
    return RunStarted(
        engine="benchmark",
        engine_version="1",
        pid=1,
        device="cpu",
        total_steps=total,
        total_epochs=1,
        batches_per_epoch=total,
        images=1,
        images_with_repeats=1,
        output_dir="",
        output_name="",
    )


def _timed(times: int, call: Callable[[], object]) -> list[float]:
    seconds = []
    for _ in range(times):
        started = time.perf_counter()
        call()
        seconds.append(time.perf_counter() - started)
    return seconds


def _pair(seconds: list[float]) -> str:
    return f"{statistics.median(seconds) * 1000:.2f}, {max(seconds) * 1000:.1f} ms"


if __name__ == "__main__":
    main()
