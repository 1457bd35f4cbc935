"""`kohya-studio runs`, `attach`, `stop`, `save`, `sample`, `pause`, `resume`."""

from __future__ import annotations

import argparse
import dataclasses
import json
import math
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from core.cli.exit_codes import EXPLANATION
from core.errors import RunError
from core.paths import app_paths
from core.runs.controller import RunController, RunInfo
from core.runs.events import Wish, WishAnswered
from core.runs.store import RunStore
from core.runs.summary import RunState

_ANSWER_SECONDS = 60.0
_POLL_SECONDS = 0.1
_WISHES = {"save": Wish.SAVE, "sample": Wish.SAMPLE, "pause": Wish.PAUSE}


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    runs = subparsers.add_parser("runs", help="list the runs")
    runs.add_argument("--json", action="store_true", help="print JSON")
    runs.add_argument("--live", action="store_true", help="only those that are going on")
    _with_run(subparsers.add_parser("attach", help="follow a run; Ctrl-C only detaches", epilog=EXPLANATION))
    stop = _with_run(subparsers.add_parser("stop", help="end a run"))
    stop.add_argument("--save", action="store_true", help="save a checkpoint and a state first")
    stop.add_argument("--force", action="store_true", help="kill it at once")
    _with_run(subparsers.add_parser("save", help="save a checkpoint now"))
    _with_run(subparsers.add_parser("sample", help="draw the sample images now"))
    _with_run(subparsers.add_parser("pause", help="pause a run after the step it is at"))
    resume = _with_run(subparsers.add_parser("resume", help="go on with a paused run, or with one that has ended"))
    resume.add_argument("--follow", action="store_true", help="follow the run that goes on")


def run(options: argparse.Namespace) -> int:
    controller = RunController(app_paths().runs)
    command: Callable[[RunController, argparse.Namespace], int] = {
        "runs": _list,
        "attach": _attach,
        "stop": _stop,
        "resume": _resume,
    }.get(options.command, _wish)
    return command(controller, options)


def _with_run(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("run", nargs="?", default="last", help="id, beginning of an id, or name; the newest by default")
    return parser


def _list(controller: RunController, options: argparse.Namespace) -> int:
    infos = [info for info in controller.runs() if info.state.is_live or not options.live]
    if options.json:
        sys.stdout.write(json.dumps([_as_json(info) for info in infos], ensure_ascii=False, allow_nan=False) + "\n")
        return 0
    if not infos:
        sys.stdout.write("No runs yet. `kohya-studio demo` makes one.\n")
        return 0
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("id", "state", "step", "loss"):
        table.add_column(heading, no_wrap=True, justify="right" if heading in ("step", "loss") else "left")
    table.add_column("name", no_wrap=True, overflow="ellipsis")
    for info in infos:
        table.add_row(*_row(info))
    Console(file=sys.stdout).print(table)
    return 0


def _row(info: RunInfo) -> tuple[str, ...]:
    summary = info.summary
    state: str = str(summary.outcome or info.state).replace("_", " ")
    if info.state is RunState.RUNNING and summary.stage is not None:
        state = summary.stage
    return (
        info.run_id,
        state,
        "" if summary.step is None else f"{summary.step}/{summary.total_steps}",
        "" if summary.average_loss is None else f"{summary.average_loss:.4g}",
        info.name,
    )


def _as_json(info: RunInfo) -> dict[str, Any]:
    values = {"id": info.run_id, "name": info.name, "folder": str(info.folder.root), "problem": info.problem}
    if info.record is not None:
        created = datetime.fromtimestamp(info.record.created_at, UTC)
        values |= {"engine": info.record.engine, "created": created.isoformat(timespec="seconds")}
    summary = dataclasses.asdict(info.summary)
    finite = {k: None if isinstance(v, float) and not math.isfinite(v) else v for k, v in summary.items()}
    return values | {"can_resume": info.can_resume} | finite


def _attach(controller: RunController, options: argparse.Namespace) -> int:
    from core.cli.following import follow

    return follow(controller, controller.find(options.run))


def _stop(controller: RunController, options: argparse.Namespace) -> int:
    info = controller.find(options.run)
    if options.save and not options.force:
        controller.wish(info.run_id, Wish.STOP_AND_SAVE)
    else:
        controller.stop(info.run_id, force=options.force)
    while (info := controller.info(info.run_id)).state.is_live:
        time.sleep(_POLL_SECONDS)
    sys.stdout.write(f"{info.name}: {info.summary.outcome}. {info.summary.reason}\n")
    return 0


def _wish(controller: RunController, options: argparse.Namespace) -> int:
    return _ask(controller, controller.find(options.run), _WISHES[options.command])


def _ask(controller: RunController, info: RunInfo, wish: Wish) -> int:
    """Ask and wait for the answer; the exit code."""
    wish_id = controller.wish(info.run_id, wish)
    deadline = time.monotonic() + _ANSWER_SECONDS
    row = 0
    with RunStore(info.folder) as store:
        while time.monotonic() < deadline and controller.info(info.run_id).state.is_live:
            for stored in store.events_after(row):
                row, event = stored.row, stored.event
                if isinstance(event, WishAnswered) and event.wish_id == wish_id and event.answer != "taken":
                    sys.stdout.write(f"{info.name}: {wish} {event.answer}. {event.message}".rstrip() + "\n")
                    return 0 if event.answer == "done" else 1
            time.sleep(_POLL_SECONDS)
    raise RunError(
        f"Run {info.name} has not answered within {_ANSWER_SECONDS:.0f} s.",
        "It will when it comes to it, or it is over: `kohya-studio attach` shows.",
    )


def _resume(controller: RunController, options: argparse.Namespace) -> int:
    info = controller.find(options.run)
    if info.state.is_live:
        return _ask(controller, info, Wish.RESUME)
    if info.record is None:
        raise RunError(f"Run {info.run_id} cannot be read: {info.problem}")
    from core.engines.choice import engine_of_run

    folder = controller.resume(info.run_id, engine_of_run(info.folder, app_paths().settings_file))
    sys.stdout.write(f"Resumed as {folder.run_id}\n")
    if not options.follow:
        return 0
    from core.cli.following import follow

    return follow(controller, controller.info(folder.run_id))
