"""Everything that can be known to go wrong before a model is loaded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from core.config.advice import Training, advice_problems
from core.config.argument_rules import argument_problems
from core.config.arguments import TrainingArguments, read_arguments
from core.config.dataset_config import DatasetBlueprint, dataset_document, read_dataset_config
from core.config.dataset_rules import conditioning_problems, dataset_problems, image_problems
from core.config.disk import DISK, Disk
from core.config.hardware import UNKNOWN, Hardware
from core.config.optimizer_rules import optimizer_problems
from core.config.path_rules import path_problems
from core.config.plan import TrainPlan, resolve
from core.config.planned_dataset import Planner, plan_dataset
from core.config.problem import Problem, Severity
from core.config.schema import Schema, shipped_schema


@dataclass(frozen=True, slots=True)
class CheckedTraining:
    """A training as it was asked for: what it would do, and everything that is wrong with it."""

    args: TrainingArguments
    blueprint: DatasetBlueprint | None
    plan: TrainPlan | None
    problems: tuple[Problem, ...]

    @property
    def has_errors(self) -> bool:
        return any(problem.severity is Severity.ERROR for problem in self.problems)


def lint(
    args: TrainingArguments,
    blueprint: DatasetBlueprint | None,
    plan: TrainPlan | None,
    cwd: Path,
    disk: Disk = DISK,
) -> list[Problem]:
    """What the readers of documents do not see: values that fail, missing files, no room, damaged images.

    Reads the start of the base model, the ends of the images and the free space; writes nothing.
    """
    problems = (
        argument_problems(args)
        + optimizer_problems(args, plan.total_steps if plan else None)
        + path_problems(args, plan, cwd)
    )
    if blueprint is not None:
        problems += dataset_problems(args, blueprint) + conditioning_problems(blueprint, cwd, disk)
    if plan is not None:
        problems += image_problems(plan, disk)
    return problems


def check_training(
    argv: Sequence[str],
    cwd: Path,
    schema: Schema | None = None,
    hardware: Hardware = UNKNOWN,
    disk: Disk = DISK,
    planner: Planner = plan_dataset,
) -> CheckedTraining:
    """Read, resolve and lint what a command line of `train_network.py` asks for, started in the folder `cwd`.

    `hardware` is what it would run on: some rules are silent while that is unknown. `disk` and `planner` may remember.
    """
    args, problems = read_arguments(argv, schema or shipped_schema(), cwd, disk.document)
    is_read = not any(problem.code in _UNREADABLE for problem in problems)
    document, found = dataset_document(args, cwd, disk.document)
    problems += found
    blueprint, plan = None, None
    names_folders = args["dataset_config"] is None and bool(args["train_data_dir"] or args["in_json"])
    if document is not None or names_folders:
        blueprint, found = read_dataset_config(document, args, cwd)
        problems += found
    if blueprint is not None:
        plan, found = resolve(args, blueprint, cwd, planner=planner)
        problems += found
    if not is_read:
        return CheckedTraining(args, blueprint, plan, tuple(unique_problems(problems)))
    problems += lint(args, blueprint, plan, cwd, disk)
    problems += advice_problems(Training(args, blueprint, plan, hardware, cwd))
    return CheckedTraining(args, blueprint, plan, tuple(unique_problems(problems)))


_UNREADABLE = frozenset({"toml-syntax", "not-utf8", "missing-path"})
"""Where the training document could not be read, what it lacks is not worth a word."""


def check_dataset(
    path: Path, cwd: Path, disk: Disk = DISK, planner: Planner = plan_dataset, further: Sequence[str] = ()
) -> CheckedTraining:
    """Check a dataset document alone, as if everything but the `further` arguments were at its default."""
    args, problems = read_arguments(["--dataset_config", str(path), *further], shipped_schema(), cwd)
    document, found = dataset_document(args, cwd, disk.document)
    problems += found
    blueprint, plan = None, None
    if document is not None:
        blueprint, found = read_dataset_config(document, args, cwd)
        problems += found
    if blueprint is not None:
        plan, found = resolve(args, blueprint, cwd, planner=planner)
        problems += found + dataset_problems(args, blueprint) + conditioning_problems(blueprint, cwd, disk)
    if plan is not None:
        problems += image_problems(plan, disk)
    return CheckedTraining(args, blueprint, plan, tuple(unique_problems(problems)))


def for_builtin_engine(problems: Iterable[Problem]) -> list[Problem]:
    """The same problems as the built-in engine sees them: it does not train on captions that are not read.

    Its attention is always memory-efficient, and its memory is not that of sd-scripts.
    """
    refused, theirs = {"caption-extension"}, {"plain-attention", "memory"}
    return [
        replace(problem, severity=Severity.ERROR) if problem.code in refused else problem
        for problem in problems
        if problem.code not in theirs
    ]


def unique_problems(problems: Iterable[Problem]) -> list[Problem]:
    """Errors first, then warnings, then notes; of two that say the same at one place, one."""
    order = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
    return sorted(dict.fromkeys(problems), key=lambda problem: order.index(problem.severity))
