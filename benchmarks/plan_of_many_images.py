"""How long a plan of many images takes: `python -m benchmarks.plan_of_many_images [IMAGES]`."""

from __future__ import annotations

import cProfile
import pstats
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from core.config.arguments import read_arguments
from core.config.dataset_config import read_dataset_config
from core.config.documents import read_document
from core.config.lint import lint
from core.config.plan import resolve
from core.config.schema import shipped_schema

DATASET = '[[datasets]]\nresolution = 512\nenable_bucket = true\n[[datasets.subsets]]\nimage_dir = "many"\n'


def make_images(folder: Path, count: int) -> None:
    """Small images of 40 sizes in PNG and JPEG, each with a caption."""
    folder.mkdir()
    for number in range(count):
        size = (300 + number % 40 * 17, 512)
        ending = "png" if number % 2 else "jpg"
        path = folder / f"img{number:06}.{ending}"
        source = folder / f"img{number % 40:06}.{ending}"
        if number < 40:
            Image.new("RGB", size, (90, 120, 60)).save(path)
        else:
            path.write_bytes(source.read_bytes())
        path.with_suffix(".txt").write_text(f"a cat, number {number}, on a sofa", encoding="utf-8")


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        make_images(root / "many", count)
        (root / "ds.toml").write_text(f'{DATASET}caption_extension = ".txt"\n', encoding="utf-8")
        args = read_arguments(["--dataset_config", "ds.toml", "--cache_latents"], shipped_schema(), root)[0]
        blueprint = read_dataset_config(read_document(root / "ds.toml"), args, root)[0]
        if blueprint is None:
            raise SystemExit("the benchmark's own dataset is refused")
        plan, _ = resolve(args, blueprint, root)
        print(f"{'images':>10} {'resolve s':>10} {'lint s':>10}")
        for _ in range(3):
            print(
                f"{count:>10} {seconds(lambda: resolve(args, blueprint, root)):>10.2f}"
                f" {seconds(lambda: lint(args, blueprint, plan, root)):>10.2f}"
            )
        if "--profile" in sys.argv:
            profile = cProfile.Profile()
            profile.runcall(resolve, args, blueprint, root)
            pstats.Stats(profile).sort_stats("cumulative").print_stats(25)


if __name__ == "__main__":
    main()
