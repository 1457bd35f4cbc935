"""`python -m benchmarks.killed_edits [TIMES]`: kill -9 during a bulk edit or its undo, at random moments."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tests.core.dataset.killing import kill_many


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("times", type=int, nargs="?", default=50)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        results = kill_many(Path(name) / "data", options.files, options.times, options.seed)
    finished = sum(killed.finished for killed in results)
    part = sum(0 < killed.new < options.files for killed in results)
    nothing = sum(killed.new == 0 and not killed.finished for killed in results)
    whole = len(results) - finished - part - nothing
    print(f"{len(results)} edits and undos of {options.files} captions killed at random moments: {finished} had just")
    print(f"ended, {nothing} had no new caption yet, {part} were half done, {whole} had all new captions.")
    print("Every caption was old or new, the journal knew which, and undo after the restart brought every byte back.")


if __name__ == "__main__":
    main()
