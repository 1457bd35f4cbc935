"""`kohya-studio train PROJECT`."""

from __future__ import annotations

import argparse
import sys

from core.cli.exit_codes import EXPLANATION
from core.cli.project import add_kohya_options, add_project, choice_from, request_for
from core.engines.choice import ENGINES, engine_for
from core.paths import app_paths
from core.runs.controller import RunController


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "train",
        help="train a project",
        description="Starts a training that goes on without this terminal. Relative paths in the documents mean the "
        "folder that this command is given in, as they do to sd-scripts. What follows `--` are further arguments of "
        "the training script; they win over the documents.",
        epilog=EXPLANATION,
    )
    add_project(parser)
    parser.add_argument("--engine", choices=ENGINES, help="builtin, unless the project's file says otherwise")
    parser.add_argument("--name", help="name of the run; the folder's name by default")
    parser.add_argument("--follow", action="store_true", help="follow it; the exit code tells the outcome")
    add_kohya_options(parser)


def run(options: argparse.Namespace) -> int:
    controller = RunController(app_paths().runs)
    request = request_for(options)
    engine = engine_for(choice_from(options, request.project, options.engine))
    folder = controller.start(request, engine)
    sys.stdout.write(f"Started {folder.run_id}\n")
    if not options.follow:
        sys.stdout.write(f"`kohya-studio attach {folder.run_id}` follows it.\n")
        return 0
    from core.cli.following import follow

    return follow(controller, controller.info(folder.run_id))
