"""Speed of the config editor's core: opening, checking, editing: `python -m benchmarks.config [IMAGES]`.

The first check reads every image's head and caption; what follows is what a person who types waits for.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.plan_of_many_images import make_images
from core.config.editing import edited
from core.config.edits import SetValue
from core.config.project import ProjectChecker, open_project
from core.config.templates import Answers, create_project, template


def milliseconds(work: Callable[[], object], times: int = 1) -> str:
    """Best and median of so many runs."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append((time.perf_counter() - start) * 1000)
    return f"{min(found):>9.1f} {statistics.median(found):>9.1f}"


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        make_images(root / "many", count)
        project = create_project(template("character"), root / "project", Answers(image_dir=str(root / "many")))
        assert project.training is not None
        assert project.dataset is not None
        text = project.training.read_text("utf-8")
        dataset = project.dataset.read_text("utf-8")
        checker = ProjectChecker(project.folder)
        ranks = iter(range(1, 1000))
        sizes = iter(range(1, 1000))

        def edit_rank() -> None:
            changed = edited(text, [SetValue(("network_arguments", "network_dim"), next(ranks))])
            checker.check({project.training: changed})  # type: ignore[dict-item]

        def edit_batch() -> None:
            changed = edited(dataset, [SetValue(("datasets", 0, "batch_size"), next(sizes))])
            checker.check({project.dataset: changed})  # type: ignore[dict-item]

        print(f"{count} images; load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else f"{count} images")
        print(f"{'ms':<40} {'best':>9} {'median':>9}")
        print(f"{'open the project, nothing checked':<40} {milliseconds(lambda: open_project(project.folder), 20)}")
        print(f"{'first check, everything read':<40} {milliseconds(checker.check)}")
        fresh = [ProjectChecker(project.folder) for _ in range(3)]
        print(f"{'first check of a new window':<40} {milliseconds(lambda: fresh.pop().check(), 3)}")
        print(f"{'check again, nothing changed':<40} {milliseconds(checker.check, 20)}")
        print(f"{'a key of the training edited':<40} {milliseconds(edit_rank, 20)}")
        print(f"{'a key of the dataset edited':<40} {milliseconds(edit_batch, 10)}")
        print(f"{'look for changes in every file':<40} {milliseconds(checker.refresh, 5)}")


if __name__ == "__main__":
    main()
