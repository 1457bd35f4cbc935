"""`python -m benchmarks.duplicates [--images N] [--scenes N]`: how fast pictures are compared, and how well."""

from __future__ import annotations

import argparse
import itertools
import os
import tempfile
import time
from pathlib import Path

import numpy as np
from PIL import Image

from core.dataset.duplicates import near_pairs, pairs_of
from core.dataset.fingerprints import Grey, greys
from tests.core.dataset.labelled_pictures import labelled, scene_picture


def reading(count: int, distinct: int = 64) -> list[tuple[str, str]]:
    """Photo-like JPEGs of 1024², each decoded and made small; they are links to a few files, which changes nothing."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(distinct):
            large = scene_picture(4 * number, 5).resize((1024, 1024), Image.Resampling.BICUBIC)
            noise = np.random.default_rng(number).normal(0, 12, (1024, 1024, 3))
            values = np.clip(np.asarray(large, np.float64) + noise, 0, 255).astype(np.uint8)
            Image.fromarray(values).save(folder / f"{number}.jpg", quality=88)
        size = sum(path.stat().st_size for path in folder.iterdir()) / distinct
        paths = [str(folder / f"{number % distinct}.jpg") for number in range(count)]
        start, used = time.perf_counter(), time.process_time()
        greys(paths)
        clock, cpu = time.perf_counter() - start, time.process_time() - used
    text = f"{count:,} JPEGs of 1024² ({size / 1000:.0f} kB) read and made small, two threads"
    return [(text, f"{clock:.1f} s, {cpu:.1f} s of CPU")]


def comparing(count: int) -> list[tuple[str, str]]:
    """Pictures of which none shows the same as another."""
    rng = np.random.default_rng(1)
    pictures: list[Grey | None] = []
    for _ in range(count):
        soft = Image.fromarray(rng.integers(0, 256, (9, 9), np.uint8)).resize((64, 64), Image.Resampling.BICUBIC)
        pictures.append(np.asarray(soft))
    start, used = time.perf_counter(), time.process_time()
    pairs = pairs_of(pictures)
    clock, cpu = time.perf_counter() - start, time.process_time() - used
    return [(f"{count:,} of them hashed and compared: {len(pairs)} pairs", f"{clock:.1f} s, {cpu:.1f} s of CPU")]


def judging(scenes: int) -> list[tuple[str, str]]:
    pictures = list(labelled(scenes, seed=11))
    with tempfile.TemporaryDirectory() as name:
        paths = []
        for number, one in enumerate(pictures):
            paths.append(f"{name}/{number}.jpg")
            Path(paths[-1]).write_bytes(one.data)
        pairs = {(pair.first, pair.second) for pair in near_pairs(paths)}
    direct: set[tuple[int, int]] = set()
    between: set[tuple[int, int]] = set()
    for (first, one), (second, two) in itertools.combinations(enumerate(pictures), 2):
        if one.scene == two.scene:
            (between if one.change and two.change else direct).add((first, second))
    right = pairs & (direct | between)
    return [
        (f"recall, {len(direct)} originals with a changed copy", f"{len(right & direct) / len(direct):.4f}"),
        (f"recall, {len(between)} pairs of two changed copies", f"{len(right & between) / len(between):.4f}"),
        (f"precision, {len(pairs)} pairs found", f"{len(right) / max(len(pairs), 1):.4f}"),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--images", type=int, default=10_000)
    parser.add_argument("--scenes", type=int, default=2000)
    options = parser.parse_args()
    print(f"load {os.getloadavg()[0]:.1f}")
    for work, count in ((reading, options.images), (comparing, options.images), (judging, options.scenes)):
        for text, value in work(count):
            print(f"{text:<84} {value:>24}", flush=True)


if __name__ == "__main__":
    main()
