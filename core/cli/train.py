"""`kohya-studio train PROJECT`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from core.cli.exit_codes import EXPLANATION
from core.cli.runs import engine_named
from core.engines.launch import TrainingRequest
from core.errors import ConfigError
from core.paths import app_paths
from core.runs.controller import RunController

TRAINING_CONFIG = "training_config.toml"
DATASET_CONFIG = "dataset_config.toml"


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "train",
        help="train a project",
        description="Starts a training that goes on without this terminal. Relative paths in the documents mean the "
        "folder that this command is given in, as they do to sd-scripts. What follows `--` are further arguments of "
        "train_network.py; they win over the documents.",
        epilog=EXPLANATION,
    )
    parser.add_argument(
        "project", type=Path, help=f"folder with {TRAINING_CONFIG} and {DATASET_CONFIG}, or a TOML file"
    )
    parser.add_argument("--engine", choices=["builtin"], default="builtin")
    parser.add_argument("--name", help="name of the run; the folder's name by default")
    parser.add_argument("--follow", action="store_true", help="follow it; the exit code tells the outcome")


def run(options: argparse.Namespace) -> int:
    controller = RunController(app_paths().runs)
    folder = controller.start(request_for(options), engine_named(options.engine))
    sys.stdout.write(f"Started {folder.run_id}\n")
    if not options.follow:
        sys.stdout.write(f"`kohya-studio attach {folder.run_id}` follows it.\n")
        return 0
    from core.cli.following import follow

    return follow(controller, controller.info(folder.run_id))


def request_for(options: argparse.Namespace) -> TrainingRequest:
    """Raises ConfigError where the project has no training document."""
    project: Path = options.project.absolute()
    training, dataset = project / TRAINING_CONFIG, project / DATASET_CONFIG
    if project.is_file():
        training, dataset = project, project.with_name(DATASET_CONFIG)
    elif not training.is_file():
        raise ConfigError(f"There is no {TRAINING_CONFIG} in {project}.", "Give a project folder or a TOML file.")
    return TrainingRequest(
        name=options.name or training.parent.name,
        cwd=Path.cwd(),
        training_config=training,
        dataset_config=dataset if dataset.is_file() else None,
        arguments=tuple(options.further),
        project=training.parent,
    )
