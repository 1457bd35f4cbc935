"""`python -m benchmarks.console`: reading the console of sd-scripts, from one bar to a gigabyte, in processor time."""

from __future__ import annotations

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from core.cli.explain import BLOCK
from core.runs.account import Account, account_of
from core.runs.console import Bar, ConsoleReader
from core.runs.console_skim import skim
from gui.training_monitor.log_file import LogFile

CHUNK = 64 * 1024
STEPS = 100_000
RECORD = (
    "2026-11-23 15:31:09 INFO     generating sample images at step / サンプル画像生成 ステップ: {step:<30}"
    " train_util.py:6400\n"
)
WARNING = "2026-11-23 15:31:09 WARNING  a warning at step {step:<60} train_util.py:2112\n"
HEAD = (
    "running training / 学習開始\n  num batches per epoch / 1epochのバッチ数: 5000\n"
    "  num epochs / epoch数: 20\n  total optimization steps / 学習ステップ数: 100000\n\nepoch 1/20\n\n"
)


def bars(first: int, last: int) -> str:
    """Both drawings of each step; every 500 steps a log line glued to the bar, every 5000 a warning."""
    pieces = []
    for step in range(first, last):
        percent = step * 100 // STEPS
        front = f"\rsteps: {percent:3d}%|{'█' * (percent // 10):<10}| {step}/{STEPS} [12:34<1:23:45,  1.06it/s"
        pieces += [f"{front}]", f"{front}, avr_loss=0.0923]"]
        if step % 500 == 0:
            pieces.append(RECORD.format(step=step))
        if step % 5000 == 0:
            pieces.append(WARNING.format(step=step))
    return "".join(pieces)


def parsed_bars(data: bytes) -> tuple[int, float]:
    """Bars that became items, and the seconds that took."""
    reader, found = ConsoleReader(), 0
    started = time.process_time()
    for at in range(0, len(data), CHUNK):
        found += sum(type(item) is Bar for item in reader.feed(data[at : at + CHUNK]))
    return found, time.process_time() - started


def skimmed(data: bytes, times: int) -> float:
    """Seconds to take out of `times` such portions what matters of them."""
    started = time.process_time()
    for _ in skim(data for _ in range(times)):
        pass
    return time.process_time() - started


def write_log(path: Path, size: int) -> None:
    portion = bars(1, 20_000).encode()
    with path.open("wb") as stream:
        stream.write(HEAD.encode())
        while stream.tell() < size:
            stream.write(portion)
        stream.write(bars(99_000, STEPS + 1).encode())


def opened(path: Path) -> Account:
    def blocks() -> Iterator[bytes]:
        with path.open("rb") as stream:
            while block := stream.read(BLOCK):
                yield block

    return account_of(blocks())


def seconds_of(action: Callable[[], object]) -> float:
    started = time.process_time()
    action()
    return time.process_time() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=1000, help="size of the long log")
    parser.add_argument("--repeat", type=int, default=5)
    options = parser.parse_args()
    data = bars(1, 20_000).encode()
    rates = []
    for _ in range(options.repeat):
        found, seconds = parsed_bars(data)
        rates.append(found / seconds)
    lines = data.count(b"\r") + data.count(b"\n")
    skims = [10 * lines / skimmed(data, 10) for _ in range(options.repeat)]
    _print("bars fully parsed", rates, "/s")
    _print("lines of which the last bar matters", skims, "/s")
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "console.log"
        write_log(path, options.megabytes * 1_000_000)
        before = _peak()
        times = [seconds_of(lambda: opened(path)) for _ in range(options.repeat)]
        account = opened(path)
        _print(f"a log of {options.megabytes} MB explained", times, "s")
        print(f"{'its memory on top of what was there':<48} {_peak() - before:>14.1f} MiB")
        print(f"{'told of it':<48} {account.steps_done}/{account.steps_total} steps, {len(account.warnings)} warnings")
        before = _peak()
        _print("the same opened in the window's log", [seconds_of(lambda: LogFile(path).poll()) for _ in range(5)], "s")
        print(f"{'its memory on top of what was there':<48} {_peak() - before:>14.1f} MiB")


def _print(words: str, values: list[float], unit: str) -> None:
    shown = (
        f"{value:,.0f}" if value > 1000 else f"{value:.3f}" for value in (statistics.median(values), *_ends(values))
    )
    middle, low, high = shown
    print(f"{words:<48} {middle:>14} {unit}   ({low} to {high})")


def _ends(values: list[float]) -> tuple[float, float]:
    return min(values), max(values)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
