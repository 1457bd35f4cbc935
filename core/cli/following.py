"""Following a run in the terminal: a bar, what was saved, and how it ended."""

from __future__ import annotations

import math
import sys
import time
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TaskID, TextColumn

from core.cli.exit_codes import DETACHED, EXIT_CODES
from core.runs.controller import RunController, RunInfo
from core.runs.events import (
    AbilityMissing,
    CheckpointSaved,
    EpochStarted,
    Event,
    Message,
    Outcome,
    SampleSaved,
    StateSaved,
)
from core.runs.store import RunStore
from core.runs.summary import RunState, RunSummary

_LAST_LINES_HELP = frozenset({Outcome.CRASHED, Outcome.OUT_OF_MEMORY, Outcome.KILLED})
_POLL_SECONDS = 0.25
_LOOK_SECONDS = 2.0
"""How often the run's processes are looked after; its numbers are read more often."""


def follow(controller: RunController, info: RunInfo) -> int:
    """Follow a run until it is over; the exit code that tells its outcome. Ctrl-C leaves the run alone."""
    console = Console(file=sys.stdout)
    try:
        final = _watch(controller, info, console)
    except KeyboardInterrupt:
        console.print(
            f"\nDetached; the training goes on. `kohya-studio attach {info.run_id}` follows it again,"
            f" `kohya-studio stop {info.run_id}` ends it."
        )
        return DETACHED
    return _report(final, console)


def _watch(controller: RunController, info: RunInfo, console: Console) -> RunInfo:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=None),
        TextColumn("{task.fields[steps]}"),
        TextColumn("{task.fields[numbers]}"),
    )
    looked_at = time.monotonic()
    row = 0
    progress = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
    with RunStore(info.folder) as store, progress:
        task = progress.add_task(info.name, total=None, steps="", numbers="")
        while True:
            for stored in store.events_after(row):
                row = stored.row
                if line := _line(stored.event):
                    progress.console.print(line, highlight=False, soft_wrap=True)
            summary = store.summary()
            _show(progress, task, summary)
            over = not summary.state.is_live
            if over or time.monotonic() - looked_at >= _LOOK_SECONDS:
                looked_at = time.monotonic()
                current = controller.info(info.run_id)
                if not current.state.is_live:
                    return current
            time.sleep(_POLL_SECONDS)


def _show(progress: Progress, task: TaskID, summary: RunSummary) -> None:
    doing = str(summary.state if summary.state is RunState.PAUSED else summary.stage or summary.state)
    if summary.stopping:
        doing = "stopping"
    done, total = summary.step or 0, summary.total_steps
    if summary.stage is not None and summary.stage != "training":
        done, total = summary.stage_done, summary.stage_total
    numbers = []
    if summary.average_loss is not None:
        numbers.append(f"loss {summary.average_loss:.4g}")
    if summary.seconds_per_step:
        numbers.append(_speed(summary.seconds_per_step))
    if summary.eta_seconds is not None:
        numbers.append(f"{duration(summary.eta_seconds)} left")
    progress.update(
        task,
        description=doing,
        completed=done,
        total=total,
        steps="" if total is None else f"{done}/{total}",
        numbers=" · ".join(numbers),
    )


def _line(event: Event) -> str:
    match event:
        case EpochStarted():
            return f"epoch {event.epoch}/{event.total_epochs}"
        case CheckpointSaved():
            return f"saved {escape(Path(event.path).name)} at step {event.step}"
        case StateSaved():
            return f"saved state {escape(Path(event.path).name)} at step {event.step}"
        case SampleSaved():
            return f"drew {escape(Path(event.path).name)}"
        case AbilityMissing():
            return escape(f"warning: {event.reason}")
        case Message():
            return escape(event.text if event.level == "info" else f"{event.level}: {event.text}")
        case _:
            return ""


def _report(info: RunInfo, console: Console) -> int:
    summary = info.summary
    if summary.outcome is None:
        console.print(f"{info.name}: {info.state}. {escape(info.problem)}", highlight=False)
        return 1
    steps = "" if summary.step is None else f" at step {summary.step}/{summary.total_steps}"
    console.print(f"{info.name}: {str(summary.outcome).replace('_', ' ')}{steps}", highlight=False)
    for text in (summary.reason, summary.hint):
        if text:
            console.print(text, markup=False, highlight=False, soft_wrap=True)
    if summary.last_lines and summary.outcome in _LAST_LINES_HELP:
        console.print(
            "\n".join(("Its last lines:", *summary.last_lines)), markup=False, highlight=False, soft_wrap=True
        )
    return EXIT_CODES[summary.outcome]


def _speed(seconds_per_step: float) -> str:
    if seconds_per_step > 1:
        return f"{seconds_per_step:.2f} s/it"
    return f"{1 / seconds_per_step:.2f} it/s"


def duration(seconds: float) -> str:
    """`1:02:03` or `2:03`."""
    if not math.isfinite(seconds):
        return "?"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
