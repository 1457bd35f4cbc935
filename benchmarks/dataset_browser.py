"""The Dataset page over large folders: `python -m benchmarks.dataset_browser [COUNT …] [--folder WHERE] [--keep]`.

Offscreen. Makes folders of JPEGs of 1024² (two hundred distinct ones, linked) with a caption each, and prints beside
the figures of two peers, measured in the same way: how long until the list is shown and until 24 thumbnails are
painted (without and with the cache on the disk), the longest time that the window's thread did not turn, how long a
page of scrolling takes, and the most memory that the whole program had.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

DISTINCT = 200
COUNTS = (10_000, 50_000, 200_000)
THUMBNAILS = 24
PEERS = {
    "list shown": ("2.27 s", "1.53 s cold, 0.33 s warm"),
    "24 thumbnails, cold": ("2.27 s (4 shown)", "3.07 s (12 shown)"),
    "24 thumbnails, warm": ("–", "1.26 s (12 shown)"),
    "longest stall, opening": ("2.26 s", "0.88 s cold, 0.44 s warm"),
    "a page of scrolling": ("47 ms", "91–165 ms"),
    "peak memory": ("571 MiB", "280 MiB"),
    "add a tag to all": ("2.83 s, frozen", "slower"),
    "longest stall, editing": ("2.83 s", "–"),
}
LIMITS = {
    10_000: {
        "list shown": 0.3, "24 thumbnails, cold": 0.5, "24 thumbnails, warm": 0.2, "a page of scrolling": 0.016,
        "peak memory": 250.0, "add a tag to all": 3.5,
    },
    50_000: {"list shown": 0.8},
    200_000: {"list shown": 2.5},
}  # fmt: skip


def make_folder(root: Path, count: int) -> Path:
    """`count` images with captions of a dozen tags."""
    import numpy as np
    from PIL import Image

    distinct = root / "distinct"
    distinct.mkdir(parents=True, exist_ok=True)
    for number in range(DISTINCT):
        path = distinct / f"{number:03}.jpg"
        if not path.exists():
            rng = np.random.default_rng(number)
            rough = Image.fromarray(rng.integers(0, 256, (40, 40, 3), np.uint8))
            smooth = np.asarray(rough.resize((1024, 1024), Image.Resampling.BICUBIC)).astype(np.int16)
            grain = rng.integers(-14, 14, (1024, 1024, 1), np.int16)
            Image.fromarray((smooth + grain).clip(0, 255).astype(np.uint8)).save(path, quality=85)
    folder = root / f"images-{count}"
    if folder.exists():
        return folder
    building = root / f"images-{count}.partial"
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir()
    rng, tags = random.Random(1), [f"tag{number}" for number in range(2000)]
    for number in range(count):
        os.link(distinct / f"{number % DISTINCT:03}.jpg", building / f"{number:06}.jpg")
        caption = ", ".join(["sks person", *rng.sample(tags[:200], 8), *rng.sample(tags, 4)])
        (building / f"{number:06}.txt").write_text(caption, encoding="utf-8")
    return building.rename(folder)


class StallWatch:
    """The longest time between two turns of the event loop since `restart`."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(5)

    def restart(self) -> None:
        self.longest, self._last = 0.0, time.perf_counter()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now


def run_until(condition: Callable[[], object], seconds: float = 300.0) -> None:
    """Turn the event loop as the program does."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop, timer = QEventLoop(), QTimer()
    timer.timeout.connect(lambda: loop.quit() if condition() else None)
    timer.start(2)
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()
    timer.stop()


def measure(folder: Path, home: Path, *, whole: bool) -> dict[str, float]:
    """One run of the program. With `whole` it also scrolls, filters and edits."""
    os.environ["KOHYA_STUDIO_HOME"] = str(home)
    from PySide6.QtWidgets import QApplication

    from core.paths import app_paths
    from gui.app import Program
    from gui.dataset_browser.page import DatasetPage

    program = Program(QApplication([]), app_paths())
    window = program.window
    window.resize(1720, 1120)
    window.show()
    window.go("dataset")
    page = window.page("dataset")
    if not isinstance(page, DatasetPage):
        raise TypeError("There is no Dataset page")
    browser = page.browser
    run_until(lambda: program.services.runs.known)
    watch, found = StallWatch(), {}
    run_until(lambda: False, 0.3)
    watch.restart()
    start = time.perf_counter()
    page.open_paths((folder,))
    run_until(lambda: len(browser.model.ids) and browser.grid.paints)
    found["list shown"] = time.perf_counter() - start
    run_until(lambda: pictures_painted(browser) >= THUMBNAILS)
    found["24 thumbnails"] = time.perf_counter() - start
    run_until(lambda: page.session.complete)
    found["all read"] = time.perf_counter() - start
    found["longest stall, opening"] = watch.longest
    if whole:
        scroll(browser, watch, found)
        ask(browser, watch, found)
        edit(page, watch, found)
    found["peak memory"] = peak_memory()
    program.close()
    return found


def pictures_painted(browser: Any) -> int:
    first, last = browser.grid.rows_in_sight()
    images = browser.model.ids[first:last].tolist()
    return sum(browser.feed.get(image) is not None for image in images)


def scroll(browser: Any, watch: StallWatch, found: dict[str, float]) -> None:
    """Page by page to the end, waiting for nothing, as a held key does; then again with a stop at every fifth page."""
    from PySide6.QtWidgets import QApplication

    bar, times = browser.grid.verticalScrollBar(), []
    watch.restart()
    pages = max(bar.maximum() // bar.pageStep(), 1)
    for number in range(pages):
        start = time.perf_counter()
        bar.setValue(bar.value() + bar.pageStep())
        QApplication.processEvents()
        times.append(time.perf_counter() - start)
        if number % 5 == 0:
            run_until(lambda: not browser.feed.waiting, 5)
    found["a page of scrolling"] = statistics.median(times)
    found["a page of scrolling, 99 %"] = statistics.quantiles(times, n=100)[98] if len(times) > 1 else times[0]
    found["longest stall, scrolling"] = watch.longest


def ask(browser: Any, watch: StallWatch, found: dict[str, float]) -> None:
    watch.restart()
    worst = 0.0
    for query in ("tag:tag5", "tag5", "tokens>40", "w>100 -tag:tag7", ""):
        start, before = time.perf_counter(), browser.model.ids
        browser.filter.set_query(query)
        run_until(lambda before=before: browser.model.ids is not before, 60)
        worst = max(worst, time.perf_counter() - start)
    found["a filter, at worst"] = worst
    found["longest stall, filtering"] = watch.longest


def edit(page: Any, watch: StallWatch, found: dict[str, float]) -> None:
    """Add a tag to every caption, and take it back."""
    from core.dataset.edits import AddTags, preview

    session, done = page.session, []
    images = list(range(len(session.data.library)))
    watch.restart()
    start = time.perf_counter()
    changes = lambda _: (c.change for c in preview(session.data.library, images, AddTags(("new tag",))))  # noqa: E731
    session.write("add new tag", changes, images, done.append)
    run_until(lambda: done)
    found["add a tag to all"] = time.perf_counter() - start
    found["longest stall, editing"] = watch.longest
    watch.restart()
    start = time.perf_counter()
    session.undo(done.append)
    run_until(lambda: len(done) == 2)
    found["undo it"] = time.perf_counter() - start
    found["longest stall, undoing"] = watch.longest


def peak_memory() -> float:
    """In MiB."""
    import psutil

    if sys.platform == "win32":
        return float(psutil.Process().memory_info().peak_wset) / 2**20
    import resource

    scale = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * scale / 2**20


def run_child(folder: Path, home: Path, *, whole: bool) -> dict[str, float]:
    """A process of its own for each run, so that neither memory nor caches carry over."""
    argv = [sys.executable, "-m", "benchmarks.dataset_browser", "--child", str(folder), str(home), str(int(whole))]
    done = subprocess.run(argv, stdout=subprocess.PIPE, check=True, text=True)
    values: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return values


def table(count: int, cold: dict[str, float], warm: dict[str, float]) -> None:
    rows = dict(cold)
    rows["24 thumbnails, cold"] = rows.pop("24 thumbnails")
    rows["24 thumbnails, warm"] = warm["24 thumbnails"]
    rows["list shown"] = min(cold["list shown"], warm["list shown"])
    print(f"\n{count:,} images{' ' * 20}{'here':>12} {'at most':>9}   {'taggui':<18} taggui-video")
    for name in sorted(rows):
        limit = LIMITS.get(count, {}).get(name, 0.05 if "stall" in name and count == COUNTS[0] else None)
        peers = PEERS.get(name, ("", "")) if count == COUNTS[0] else ("", "")
        mark = "" if limit is None or rows[name] <= limit else " !"
        print(f"{name:<32}{shown(name, rows[name]):>12} {shown(name, limit):>9}{mark:<2} {peers[0]:<18} {peers[1]}")


def shown(name: str, value: float | None) -> str:
    if value is None:
        return ""
    if name == "peak memory":
        return f"{value:.0f} MiB"
    return f"{value * 1000:.0f} ms" if value < 0.1 else f"{value:.2f} s"


def main() -> None:
    if "--child" in sys.argv:
        folder, home, whole = sys.argv[-3:]
        print(json.dumps(measure(Path(folder), Path(home), whole=whole == "1")))
        return
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", nargs="*", type=int, default=list(COUNTS))
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "kohya-studio-benchmark")
    parser.add_argument("--keep", action="store_true", help="keep the images for the next time")
    options = parser.parse_args()
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores" if hasattr(os, "getloadavg") else "")
    for count in options.counts:
        folder = make_folder(options.folder, count)
        with tempfile.TemporaryDirectory() as home:
            cold = run_child(folder, Path(home), whole=count == COUNTS[0])
            warm = run_child(folder, Path(home), whole=False)
        table(count, cold, warm)
    if not options.keep:
        shutil.rmtree(options.folder)


if __name__ == "__main__":
    main()
