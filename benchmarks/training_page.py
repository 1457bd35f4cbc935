"""The Training page over a run of a million steps, and beside a living one: `python -m benchmarks.training_page`.

Offscreen. Prints how long the page takes from `show_run` until the whole curve is painted, the longest stall of the
window's thread on the way, frames a second while panning, and how busy the window's process is while a training
reports 20 steps a second.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import psutil
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from core.engines.launch import Launch, TrainingRequest
from core.runs.controller import RunController
from core.runs.events import Outcome, RunEnded, RunStarted, Step
from core.runs.folder import RUN_VARIABLE, RunFolder
from core.runs.record import RunRecord, write_record
from core.runs.store_writer import StoreWriter
from gui.theme import Theme, ThemeMode
from gui.training_monitor.page import TrainingPage

STEPS = 1_000_000
PORTION = 20_000
FRAMES = 150
WATCHED_SECONDS = 20.0
TRAINING = """
import json, os, sys, time
folder = os.environ["KOHYA_STUDIO_RUN"]
with open(os.path.join(folder, "events.jsonl"), "a", buffering=1) as stream:
    def report(kind, **values):
        stream.write(json.dumps({"type": kind, "time": time.time(), **values}) + "\\n")
    report("run_started", engine="benchmark", engine_version="1", pid=os.getpid(), device="cpu", total_steps=100000,
           total_epochs=100, batches_per_epoch=1000, images=1, images_with_repeats=1, output_dir=folder,
           output_name="x", wishes=["save"])
    report("stage", stage="training", done=0, total=100000)
    for step in range(1, 100001):
        time.sleep(0.05)
        report("step", step=step, epoch=step // 1000 + 1, loss=0.1 + step % 7 / 50, average_loss=0.1,
               learning_rates={"unet": 1e-4, "textencoder": 5e-5}, seconds=0.05)
        print(f"\\rsteps: 10%|#| {step}/100000 [00:01<00:01, 20.00it/s]", end="", flush=True)
"""


class BenchmarkEngine:
    """Reports 20 steps a second and does nothing else."""

    name = "benchmark"
    version = "1"

    def launch(self, request: TrainingRequest, folder: RunFolder) -> Launch:
        return Launch((sys.executable, "-c", TRAINING), request.cwd, {RUN_VARIABLE: str(folder.root)})


def write_long_run(root: Path) -> None:
    folder = RunFolder(root / "long")
    folder.root.mkdir()
    record = RunRecord(id="long", name="long", engine="builtin", engine_version="1", argv=("x",), cwd=str(root))
    write_record(folder, record)
    writer = StoreWriter(folder)
    for start in range(0, STEPS, PORTION):
        with writer.transaction():
            writer.append(long_events(start))
    writer.close()


def long_events(start: int) -> Iterator[RunStarted | Step | RunEnded]:
    if start == 0:
        yield RunStarted(
            engine="builtin", engine_version="1", pid=1, device="cpu", total_steps=STEPS, total_epochs=100,
            batches_per_epoch=STEPS // 100, images=1, images_with_repeats=1, output_dir="", output_name="x",
        )  # fmt: skip
    losses = np.random.default_rng(start).lognormal(-2, 0.3, PORTION).tolist()
    for offset, loss in enumerate(losses):
        step = start + offset + 1
        yield Step(
            step=step, epoch=(step - 1) * 100 // STEPS + 1, loss=loss, average_loss=loss, seconds=0.1, time=step * 0.1,
            learning_rates={"unet": 1e-4, "textencoder": 5e-5},
        )  # fmt: skip
    if start + PORTION == STEPS:
        yield RunEnded(outcome=Outcome.FINISHED, time=STEPS * 0.1)


def run_until(condition: Callable[[], bool], seconds: float) -> None:
    """Process events as the program's own loop does."""
    loop = QEventLoop()
    timer = QTimer(interval=1)
    timer.timeout.connect(lambda: loop.quit() if condition() else None)
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    timer.start()
    loop.exec()
    timer.stop()


def idle(seconds: float) -> None:
    """The same with nothing else to do, so that only the page's own work counts."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


class StallWatch:
    """The longest time between two turns of the event loop."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(interval=5)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now


def measure_long_run(application: QApplication, page: TrainingPage) -> list[tuple[str, str]]:
    page.show()
    idle(1.0)
    done: list[float] = []
    page.run_view.caught_up.connect(lambda: done.append(time.perf_counter()))
    stalls, begun = StallWatch(), time.perf_counter()
    page.show_run("long")
    run_until(lambda: bool(done), 30)
    application.processEvents()
    page.run_view.curves.loss_plot.viewport().repaint()
    opened = time.perf_counter() - begun
    plot = page.run_view.curves.loss_plot
    frames = []
    for width in (STEPS, STEPS // 10, STEPS // 1000):
        begun = time.perf_counter()
        for frame in range(FRAMES):
            plot.show_x(frame * width / 500, frame * width / 500 + width)
            application.processEvents()
        frames.append(FRAMES / (time.perf_counter() - begun))
    return [
        ("open: show_run until all 1,000,000 steps are painted", f"{opened * 1000:.0f} ms"),
        ("open: longest stall of the window's thread", f"{stalls.longest * 1000:.0f} ms"),
        *(
            (f"pan with {width:,} steps in view", f"{rate:.0f} frames/s")
            for width, rate in zip((STEPS, STEPS // 10, STEPS // 1000), frames, strict=True)
        ),
    ]


def measure_living_run(page: TrainingPage, controller: RunController, cwd: Path) -> list[tuple[str, str]]:
    folder = controller.start(TrainingRequest(name="live", cwd=cwd), BenchmarkEngine())
    page.show_run(folder.run_id)
    run_until(lambda: bool(page.run_view.curves.runs) and len(page.run_view.curves.runs[0].series) > 100, 30)
    process, busy, begun = psutil.Process(), time.process_time(), time.perf_counter()
    idle(WATCHED_SECONDS)
    share = (time.process_time() - busy) / (time.perf_counter() - begun)
    stalls = StallWatch()
    idle(WATCHED_SECONDS / 4)
    controller.stop(folder.run_id, force=True)
    run_until(lambda: not controller.info(folder.run_id).state.is_live, 10)
    return [
        (f"live, 20 steps/s: processor time over {WATCHED_SECONDS:.0f} s", f"{share * 100:.1f} % of a core"),
        ("live: longest stall of the window's thread", f"{stalls.longest * 1000:.0f} ms"),
        ("resident at the end", f"{process.memory_info().rss / 2**20:.0f} MiB"),
    ]


def main() -> None:
    application = QApplication([])
    theme = Theme(ThemeMode.LIGHT)
    theme.install()
    with tempfile.TemporaryDirectory(prefix="kohya-studio-benchmark-") as name:
        root = Path(name) / "runs"
        root.mkdir()
        controller = RunController(root)
        page = TrainingPage(controller, theme, root.parent / "settings.json")
        page.resize(1368, 856)
        page.show()
        rows = measure_living_run(page, controller, root.parent)
        write_long_run(root)
        rows += measure_long_run(application, page)
        page.run_view.close_run()
        page.close()
    for words, figure in rows:
        print(f"{words:58} {figure:>18}")


if __name__ == "__main__":
    main()
