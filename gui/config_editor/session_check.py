"""Checking documents as they stand in the editor, saved or not. Pure, for a worker thread."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from core.config.hardware import Hardware
from core.config.lint import CheckedTraining, check_training, for_builtin_engine, unique_problems
from core.config.problem import Problem, Severity
from core.config.schema import Schema
from core.config.source import Source
from core.engines.builtin_support import unsupported_arguments, unsupported_datasets
from core.engines.choice import EngineChoice


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """What is to be checked: relative paths are relative to `folder`."""

    folder: Path
    training: Source
    dataset: Source
    schema: Schema
    choice: EngineChoice
    hardware: Hardware


@dataclass(frozen=True, slots=True)
class CheckResult:
    """`problems` is the whole list as the chosen engine sees it, errors first."""

    checked: CheckedTraining
    problems: tuple[Problem, ...]

    @property
    def has_errors(self) -> bool:
        return any(problem.severity is Severity.ERROR for problem in self.problems)


def check(request: CheckRequest) -> CheckResult:
    """What a training with these documents would do, and everything that is wrong with it."""
    with tempfile.TemporaryDirectory(prefix="kohya-studio-check-") as name:
        real: dict[Path, Path] = {}
        argv: list[str] = []
        for option, source in (("--config_file", request.training), ("--dataset_config", request.dataset)):
            if source.content or source.saved is not None:
                copy = Path(name) / option.strip("-") / source.path.name
                copy.parent.mkdir()
                copy.write_bytes(source.content)
                real[copy] = source.path
                argv += [option, str(copy)]
        checked = check_training(argv, request.folder, request.schema, request.hardware)
    problems: list[Problem] = list(checked.problems)
    if request.choice.engine != "kohya":
        problems = [*for_builtin_engine(problems), *unsupported_arguments(checked.args)]
        if checked.blueprint is not None:
            problems += unsupported_datasets(checked.blueprint)
    return CheckResult(checked, tuple(_at_home(problem, real) for problem in unique_problems(problems)))


def _at_home(problem: Problem, real: Mapping[Path, Path]) -> Problem:
    message = problem.message
    for copy, path in real.items():
        message = message.replace(str(copy), str(path))
    file = None if problem.file is None else real.get(problem.file, problem.file)
    return replace(problem, message=message, file=file)
