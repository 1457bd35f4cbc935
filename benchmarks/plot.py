"""What the curves cost at a million steps: `python -m benchmarks.plot`."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from gui.training_monitor.peaks import PeakSeries
from gui.training_monitor.smoothing import ExponentialAverage

STEPS = 1_000_000
COLUMNS = 900


def milliseconds(work: Callable[[], object], repeats: int = 5) -> float:
    """Median wall time of one call."""
    times = []
    for _ in range(repeats):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return sorted(times)[len(times) // 2] * 1000


def main() -> None:
    losses = np.random.default_rng(0).lognormal(-2, 0.3, STEPS)
    series = PeakSeries()
    series.append(losses)

    def build() -> None:
        PeakSeries().append(losses)

    def grow() -> None:
        for _ in range(1000):
            series.append(losses[:2])

    rows = [
        ("append 1,000,000 losses and find their peaks", milliseconds(build)),
        ("smooth 1,000,000 losses (0.98)", milliseconds(lambda: ExponentialAverage(0.98).extend(losses))),
        ("choose what to draw of 1,000,000 (900 columns)", milliseconds(lambda: series.select(0, STEPS, COLUMNS))),
        ("choose what to draw of 10,000 in the middle", milliseconds(lambda: series.select(500_000, 510_000, COLUMNS))),
        ("append 2 losses (of 1,000 times)", milliseconds(grow) / 1000),
    ]
    print(f"{'':50} {'ms':>9}")
    for name, taken in rows:
        print(f"{name:50} {taken:9.3f}")


if __name__ == "__main__":
    main()
