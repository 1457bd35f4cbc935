"""`python -m core.trainer`: the built-in engine, with the command line of sd-scripts' train_network.py.

The run folder comes in the environment variable KOHYA_STUDIO_RUN; without it nothing but the console is told.
Exit codes: 0 finished, or stopped by a wish; 1 crashed; 2 refused; 3 diverged; 4 out of memory; 128 + n ended by
signal n.
"""

from __future__ import annotations

import signal
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from core.config.problem import Problem, Severity
from core.errors import AppError, ConfigError
from core.runs.events import Outcome, Stage
from core.trainer.preflight import Prepared, prepare
from core.trainer.reporting import EventLog, Reporter, run_folder, set_up_logging

EXIT_CRASHED, EXIT_REFUSED, EXIT_DIVERGED, EXIT_OUT_OF_MEMORY = 1, 2, 3, 4
_MEMORY_HINT = (
    "Lower train_batch_size or the resolution, switch on gradient_checkpointing, cache_latents and sdpa, or lower "
    "network_dim."
)


class Terminated(KeyboardInterrupt):
    """SIGTERM or SIGINT; `number` is the signal's."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


def main(argv: Sequence[str]) -> int:
    set_up_logging()
    folder = run_folder()
    try:
        reporter = Reporter(EventLog(folder))
    except AppError as error:
        sys.stderr.write(f"{error}\n")
        return EXIT_REFUSED
    signal.signal(signal.SIGTERM, _terminate)
    signal.signal(signal.SIGINT, _terminate)
    try:
        reporter.stage(Stage.PREPARING)
        prepared, args, problems = prepare(argv, Path.cwd())
        set_up_logging(args.values)
        _tell(problems, reporter)
        if prepared is None:
            return _refused(problems, reporter)
        return _train(prepared, reporter)
    except Terminated as stop:
        return _end(reporter, Outcome.STOPPED, "Stopped by a signal.", "", 128 + stop.number)
    except AppError as error:
        return _end(reporter, Outcome.REFUSED, error.message, error.hint, EXIT_REFUSED)
    except Exception as error:  # noqa: BLE001 - told with its traceback: the run must not end without a word
        return _crashed(reporter, error)


def _terminate(number: int, frame: FrameType | None) -> None:
    del frame
    raise Terminated(number)


def _tell(problems: Sequence[Problem], reporter: Reporter) -> None:
    levels = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "info"}
    for problem in problems:
        where = f"{problem.file}, line {problem.line}: " if problem.file and problem.line else ""
        hint = f" {problem.hint}" if problem.hint else ""
        reporter.message(levels[problem.severity], f"{where}{problem.message}{hint}")


def _refused(problems: Sequence[Problem], reporter: Reporter) -> int:
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    more = f" ({len(errors) - 1} more)" if len(errors) > 1 else ""
    return _end(reporter, Outcome.REFUSED, f"{errors[0].message}{more}", errors[0].hint, EXIT_REFUSED)


def _train(prepared: Prepared, reporter: Reporter) -> int:
    reporter.stage(Stage.LOADING, detail="PyTorch")
    import torch

    from core.trainer.saving import DivergedError
    from core.trainer.session import run_training
    from core.trainer.wishes import StopAndSave

    try:
        steps = run_training(prepared, reporter, run_folder())
    except StopAndSave:
        return _end(reporter, Outcome.STOPPED, "Stopped on request; checkpoint and state are saved.", "", 0)
    except DivergedError as error:
        return _end(reporter, Outcome.DIVERGED, error.message, error.hint, EXIT_DIVERGED)
    except (torch.OutOfMemoryError, MemoryError) as error:
        return _out_of_memory(reporter, error)
    except ConfigError as error:
        return _end(reporter, Outcome.REFUSED, error.message, error.hint, EXIT_REFUSED)
    except AppError as error:
        return _end(reporter, Outcome.CRASHED, error.message, error.hint, EXIT_CRASHED)
    except RuntimeError as error:
        if "can't allocate memory" in str(error) or "CUBLAS_STATUS_ALLOC_FAILED" in str(error):
            return _out_of_memory(reporter, error)
        raise
    return _end(reporter, Outcome.FINISHED, f"All {steps} steps are done.", "", 0)


def _out_of_memory(reporter: Reporter, error: BaseException) -> int:
    first_line = str(error).partition("\n")[0] or type(error).__name__
    return _end(reporter, Outcome.OUT_OF_MEMORY, first_line, _MEMORY_HINT, EXIT_OUT_OF_MEMORY)


def _crashed(reporter: Reporter, error: BaseException) -> int:
    traceback.print_exception(error)
    reason = f"{type(error).__name__}: {str(error).partition(chr(10))[0]}"
    return _end(reporter, Outcome.CRASHED, reason, "The last lines of the log say more.", EXIT_CRASHED)


def _end(reporter: Reporter, outcome: Outcome, reason: str, hint: str, exit_code: int) -> int:
    reporter.ended(outcome, reason, hint, exit_code)
    return exit_code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
