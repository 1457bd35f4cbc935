"""A project folder: its documents, what a training would do, what is wrong. Pure, for a worker thread."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.config.lint import check_training, for_builtin_engine, unique_problems
from core.config.plan import TrainPlan
from core.config.problem import Problem, Severity
from core.engines.builtin_support import unsupported_arguments, unsupported_datasets
from core.engines.launch import TrainingRequest
from core.errors import ConfigError

TRAINING_CONFIG = "training_config.toml"
DATASET_CONFIG = "dataset_config.toml"


@dataclass(frozen=True, slots=True)
class CheckedProject:
    """`request` starts the training; relative paths in the documents are relative to the project's folder."""

    request: TrainingRequest
    plan: TrainPlan | None
    problems: tuple[Problem, ...]

    @property
    def can_start(self) -> bool:
        return not any(problem.severity is Severity.ERROR for problem in self.problems)


def check_project(folder: Path) -> CheckedProject:
    """What the built-in engine would do with the project.

    Raises:
        ConfigError: there is no training document.
    """
    training, dataset = folder / TRAINING_CONFIG, folder / DATASET_CONFIG
    if not training.is_file():
        raise ConfigError(
            f"There is no {TRAINING_CONFIG} in {folder}.", "Choose the folder in which the training's documents lie."
        )
    argv = ["--config_file", str(training)]
    if dataset.is_file():
        argv += ["--dataset_config", str(dataset)]
    checked = check_training(argv, folder)
    problems = [*for_builtin_engine(checked.problems), *unsupported_arguments(checked.args)]
    if checked.blueprint is not None:
        problems += unsupported_datasets(checked.blueprint)
    request = TrainingRequest(
        name=folder.name,
        cwd=folder,
        training_config=training,
        dataset_config=dataset if dataset.is_file() else None,
        project=folder,
    )
    return CheckedProject(request, checked.plan, tuple(unique_problems(problems)))
