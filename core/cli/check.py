"""`kohya-studio check PROJECT_OR_TOML` and `kohya-studio plan PROJECT`."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from core.checkpoints.naming import SaveActionKind, SaveSchedule, planned_actions
from core.config.documents import DocumentError, read_document
from core.config.lint import CheckedTraining, check_dataset, check_training, for_builtin_engine, unique_problems
from core.config.path_rules import checkpoint_bytes, planned_bytes
from core.config.plan import TrainPlan
from core.config.problem import Problem, Severity
from core.config.schema import DEFAULT_SCRIPT, shipped_schema
from core.errors import ConfigError

TRAINING_CONFIG = "training_config.toml"
DATASET_CONFIG = "dataset_config.toml"
_EXIT_CODES = {Severity.ERROR: 2, Severity.WARNING: 1, Severity.NOTE: 0}
_SIGNS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    check = subparsers.add_parser(
        "check",
        help="look for problems in a project before training",
        description="Exit code 0: clean, or notes only; 1: warnings; 2: errors, which make the training fail or do "
        "something else than what is written. Relative paths mean the folder that this command is given in.",
    )
    plan = subparsers.add_parser("plan", help="say what a training would do: steps, buckets, checkpoints")
    for parser in (check, plan):
        parser.add_argument(
            "project", type=Path, help=f"folder with {TRAINING_CONFIG} and {DATASET_CONFIG}, or one TOML file"
        )
        parser.add_argument("--script", default=DEFAULT_SCRIPT, help="the training script of sd-scripts")
        parser.add_argument("--engine", choices=["kohya", "builtin"], default="kohya")
        parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    checked, problems = _checked(options)
    if options.command == "plan":
        return _print_plan(checked, problems, as_json=options.json)
    worst = max((_EXIT_CODES[problem.severity] for problem in problems), default=0)
    if options.json:
        _print_json(check_json(checked, problems))
    else:
        for problem in problems:
            sys.stdout.write(_line(problem))
        sys.stdout.write(_summary(checked, problems))
    return worst


def _checked(options: argparse.Namespace) -> tuple[CheckedTraining, list[Problem]]:
    cwd = Path.cwd()
    path: Path = options.project.absolute()
    if path.is_file() and _is_dataset_config(path):
        checked = check_dataset(path, cwd)
    else:
        checked = check_training(_argv(path), cwd, shipped_schema(options.script))
    problems = list(checked.problems)
    if options.engine == "builtin":
        from core.engines.builtin_support import unsupported_arguments, unsupported_datasets

        problems = [*for_builtin_engine(problems), *unsupported_arguments(checked.args)]
        if checked.blueprint is not None:
            problems += unsupported_datasets(checked.blueprint)
    return checked, unique_problems(problems)


def _argv(path: Path) -> list[str]:
    """The command line of a project folder, or of a training config with or without a dataset config beside it.

    Raises:
        ConfigError: there is no training config.
    """
    training = path / TRAINING_CONFIG if path.is_dir() else path
    if not training.is_file():
        hint = f"Give a folder with {TRAINING_CONFIG}, or a TOML file."
        raise ConfigError(f"There is no {training}.", hint)
    argv = ["--config_file", str(training)]
    dataset = training.with_name(DATASET_CONFIG)
    if dataset.is_file() and not _names_dataset(training):
        argv += ["--dataset_config", str(dataset)]
    return argv


def _names_dataset(training: Path) -> bool:
    try:
        data = read_document(training).data
    except DocumentError:
        return False
    tables = [data, *(value for value in data.values() if isinstance(value, dict))]
    return any(table.get(key) for table in tables for key in ("dataset_config", "train_data_dir"))


def _is_dataset_config(path: Path) -> bool:
    if path.name == DATASET_CONFIG or path.suffix.lower() == ".json":
        return True
    try:
        data = read_document(path).data
    except DocumentError:
        return path.name.startswith("dataset")
    return "datasets" in data or set(data) == {"general"}


def check_json(checked: CheckedTraining, problems: list[Problem]) -> dict[str, Any]:
    """What `check --json` prints."""
    worst = max((_EXIT_CODES[problem.severity] for problem in problems), default=0)
    return {
        "verdict": ("ok", "warning", "error")[worst],
        "problems": [
            {
                "severity": str(problem.severity),
                "code": problem.code,
                "file": None if problem.file is None else str(problem.file),
                "line": problem.line,
                "key": problem.key,
                "message": problem.message,
                "fix": problem.hint or None,
            }
            for problem in problems
        ],
        "plan": None if checked.plan is None else _numbers(checked.plan),
    }


def plan_json(plan: TrainPlan) -> dict[str, Any]:
    """What `plan --json` prints."""
    return {
        **_numbers(plan),
        "reg_images": plan.reg_images,
        "buckets": [
            [{"resolution": list(bucket.resolution), "images": len(bucket.indices)} for bucket in dataset.buckets]
            for dataset in plan.datasets
        ],
        "checkpoints": checkpoint_names(plan),
        "checkpoint_bytes": checkpoint_bytes(plan.args),
        "disk_bytes": planned_bytes(plan.args, plan),
    }


def checkpoint_names(plan: TrainPlan) -> list[str]:
    """The files that lie in the output folder after the training, in the order in which they were written."""
    schedule = SaveSchedule.from_arguments(plan.args.values, plan.total_epochs)
    names: dict[str, None] = {}
    for action in planned_actions(schedule, total_steps=plan.total_steps, steps_per_epoch=plan.steps_per_epoch):
        if action.kind is SaveActionKind.SAVE:
            names[action.name] = None
        elif action.kind is SaveActionKind.REMOVE:
            names.pop(action.name, None)
    return list(names)


def _numbers(plan: TrainPlan) -> dict[str, int]:
    return {
        "images": plan.images,
        "images_with_repeats": plan.images_with_repeats,
        "batches_per_epoch": plan.batches_per_epoch,
        "epochs": plan.total_epochs,
        "total_steps": plan.total_steps,
    }


def _print_plan(checked: CheckedTraining, problems: list[Problem], *, as_json: bool) -> int:
    if checked.plan is None:
        for problem in problems:
            if problem.severity is Severity.ERROR:
                sys.stderr.write(_line(problem))
        return _EXIT_CODES[Severity.ERROR]
    if as_json:
        _print_json(plan_json(checked.plan))
    else:
        sys.stdout.write(_plan_text(checked.plan))
    return 0


def _plan_text(plan: TrainPlan) -> str:
    names = checkpoint_names(plan)
    lines = [
        f"{plan.images} images, {plan.images_with_repeats} with repeats, {plan.reg_images} for regularisation",
        f"{plan.total_epochs} epochs of {plan.batches_per_epoch} batches: {plan.total_steps} steps",
    ]
    for number, dataset in enumerate(plan.datasets):
        buckets = ", ".join(f"{b.resolution[0]}x{b.resolution[1]}: {len(b.indices)}" for b in dataset.buckets)
        lines.append(f"dataset {number}: {buckets}")
    size = planned_bytes(plan.args, plan) / 1e6
    lines.append(f"{len(names)} checkpoints, about {size:,.0f} MB: {', '.join(names[:5])}{' …' if names[5:] else ''}")
    return "\n".join(lines) + "\n"


def _print_json(values: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(values, ensure_ascii=False, indent=2) + "\n")


def _line(problem: Problem) -> str:
    where = "" if problem.file is None else f"{problem.file}{f':{problem.line}' if problem.line else ''}: "
    hint = f"\n    {problem.hint}" if problem.hint else ""
    return f"{where}{_SIGNS[problem.severity]}: {problem.message} [{problem.code}]{hint}\n"


def _summary(checked: CheckedTraining, problems: list[Problem]) -> str:
    counts = [sum(problem.severity is severity for problem in problems) for severity in _SIGNS]
    text = f"{counts[0]} errors, {counts[1]} warnings, {counts[2]} notes\n"
    return text if checked.plan is None else _plan_text(checked.plan) + text
