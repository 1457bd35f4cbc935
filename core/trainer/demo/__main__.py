"""`python -m core.trainer.demo`: makes the demo's base model where it is missing, then trains as `core.trainer` does.

The working directory is the demo's folder. One process for both, for importing torch takes longer than all that the
demo has to make.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from core.demo import DemoLayout
from core.errors import AppError
from core.runs.events import Outcome, Stage
from core.trainer.__main__ import EXIT_CRASHED
from core.trainer.__main__ import main as train
from core.trainer.demo.base_model import ensure_base_model
from core.trainer.reporting import EventLog, Reporter, run_folder, set_up_logging


def main(argv: Sequence[str]) -> int:
    set_up_logging()
    try:
        reporter = Reporter(EventLog(run_folder()))
    except AppError as error:
        sys.stderr.write(f"{error}\n")
        return EXIT_CRASHED

    def progress(done: int, total: int, part: str) -> None:
        reporter.stage(Stage.PREPARING, done, total, f"the demo's base model: {part}" if part else "")

    try:
        ensure_base_model(DemoLayout(Path.cwd()).base_model, progress)
    except AppError as error:
        reporter.ended(Outcome.CRASHED, error.message, error.hint, EXIT_CRASHED)
        return EXIT_CRASHED
    return train(argv)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
