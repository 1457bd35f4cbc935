"""`python -m benchmarks.dataset_scan [IMAGES …]`: from a folder to a list, to facts, captions, problems and filters."""

from __future__ import annotations

import argparse
import os
import resource
import struct
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from core.dataset.caption_checks import too_long
from core.dataset.library import Library
from core.dataset.matching import Knowledge, matching
from core.dataset.problems import find_problems
from core.dataset.query import parse
from core.dataset.scope import folder_scope
from core.dataset.statistics import tag_statistics
from core.dataset.trained import bucket_chart

TAGS = [f"tag {number}" for number in range(400)]
QUERIES = ("w<768", "bucket:512x512", "problem:caption", "tag:smile", '-tag:"tag 1" caption~"tag 22"', "tokens>40")


def make_images(folder: Path, count: int) -> None:
    """Heads of PNG files of 40 sizes, and captions of some 20 tags; 2,000 files a folder."""
    rng = np.random.default_rng(1)
    for number in range(count):
        if number % 2000 == 0:
            place = folder / f"{number // 2000:03}"
            place.mkdir(parents=True)
        width, height = 512 + number % 40 * 32, 512 + number % 7 * 64
        head = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
        with open(place / f"img{number:06}.png", "wb") as stream:  # noqa: PTH123
            stream.write(head + bytes(16))
        tags = ["sks cat", *(TAGS[place] for place in rng.zipf(1.3, 18) % 400), "smile" if number % 9 == 0 else "frown"]
        with open(place / f"img{number:06}.txt", "w", encoding="utf-8") as text:  # noqa: PTH123
            text.write(", ".join(tags))


Row = tuple[str, float, float]


def timed(rows: list[Row], name: str, work: Callable[[], object]) -> object:
    """`rows` gets seconds by the clock, and seconds of the processor, which other programs do not lengthen."""
    start, used = time.perf_counter(), time.process_time()
    result = work()
    rows.append((name, time.perf_counter() - start, time.process_time() - used))
    return result


def measure(folder: Path) -> list[Row]:
    rows: list[Row] = []
    scope = folder_scope((folder,))
    Library(scope)  # the folder's entries are in the system's memory then, as they are after a program has looked at it
    library = timed(rows, "list the files: the grid can be shown", lambda: Library(scope))
    assert isinstance(library, Library)
    everything = range(len(library))
    timed(rows, "read all captions", lambda: library.read_captions(everything))
    timed(rows, "read all heads: size, format, traits", lambda: library.read_facts(everything))
    timed(rows, "count all tokens", lambda: too_long(library))
    problems = timed(rows, "find problems (no decoding)", lambda: find_problems(library))
    timed(rows, "bucket chart", lambda: bucket_chart(library))
    timed(rows, "tag statistics", lambda: tag_statistics(library, everything))
    known = Knowledge(problems.masks)  # type: ignore[attr-defined]
    for query in QUERIES:
        node = parse(query)
        timed(rows, f"filter {query}", lambda node=node: matching(node, library, known))  # type: ignore[misc]
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("images", type=int, nargs="*", default=[10_000, 50_000, 200_000])
    parser.add_argument("--folder", type=Path, help="where to make them (a file system in memory is steadier)")
    options = parser.parse_args()
    print(
        f"load {os.getloadavg()[0]:.1f}; peers: 10,000 listed in 2.27 s (taggui); 1.53 s cold, 0.33 s warm (its fork)"
    )
    for count in options.images:
        with tempfile.TemporaryDirectory(dir=options.folder) as name:
            folder = Path(name) / "images"
            make_images(folder, count)
            rows = measure(folder)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"\n{count:,} images, peak memory of the process so far {peak:.0f} MiB")
        for text, seconds, used in rows:
            print(f"  {text:<44} {seconds:>8.3f} s {used:>8.3f} s of CPU {used / count * 1e6:>8.1f} µs an image")


if __name__ == "__main__":
    main()
