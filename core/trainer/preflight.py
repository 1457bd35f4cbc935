"""Everything that can be found out before torch is imported: arguments, dataset, plan, what cannot be done."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from core.checkpoints.naming import SaveSchedule
from core.config.arguments import TrainingArguments, read_arguments
from core.config.dataset_config import read_dataset_config
from core.config.documents import DocumentError, read_document
from core.config.lint import lint
from core.config.plan import TrainPlan, resolve
from core.config.problem import Problem, Severity
from core.config.schema import shipped_schema
from core.engines.builtin_support import unsupported_arguments, unsupported_datasets
from core.errors import AppError, ConfigError
from core.trainer.network_settings import NetworkSettings
from core.trainer.prompts import SamplePrompt, read_prompts
from core.trainer.states import Progress, read_progress

_PNDM_STEPS = 4
"""It begins with four Runge-Kutta steps."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A training that may start. `seed` is the given one, that of the resumed state, or a new one."""

    plan: TrainPlan
    cwd: Path
    seed: int
    schedule: SaveSchedule
    prompts: tuple[SamplePrompt, ...]
    resumed: Progress | None
    resume_folder: Path | None

    @property
    def args(self) -> Mapping[str, Any]:
        return self.plan.args.values

    @property
    def output_dir(self) -> Path:
        return self.cwd / self.args["output_dir"]


def prepare(argv: Sequence[str], cwd: Path) -> tuple[Prepared | None, TrainingArguments, list[Problem]]:
    """Read and check everything that `argv` names; None where an error is among the problems."""
    args, problems = read_arguments(argv, shipped_schema(), cwd)
    if any(problem.code == "bad-argument" for problem in problems):
        return None, args, problems  # nothing of the command line was read
    problems += unsupported_arguments(args)
    blueprint, found = _read_datasets(args, cwd)
    problems += found
    plan = None
    if blueprint is not None:
        problems += unsupported_datasets(blueprint)
        plan, found = resolve(args, blueprint, cwd)
        problems += found
    problems += lint(args, blueprint, plan, cwd)
    problems += _precision_problems(args.values)
    if plan is None or any(problem.severity is Severity.ERROR for problem in problems):
        return None, args, _unique(problems)
    prepared, found = _assembled(plan, cwd)
    problems += found
    return prepared, args, _unique(problems)


def _read_datasets(args: TrainingArguments, cwd: Path) -> tuple[Any, list[Problem]]:
    named = args["dataset_config"]
    if not named:
        return read_dataset_config(None, args, cwd)
    try:
        document = read_document(cwd / named)
    except DocumentError as error:
        return None, [error.problem()]
    return read_dataset_config(document, args, cwd)


def _precision_problems(args: Mapping[str, Any]) -> list[Problem]:
    """A CPU cannot train in fp16: known at once where torch has no CUDA, or CUDA was hidden."""
    if args["mixed_precision"] != "fp16" or not _surely_no_cuda():
        return []
    return [fp16_on_cpu()]


def fp16_on_cpu() -> Problem:
    return Problem(
        Severity.ERROR,
        "fp16-on-cpu",
        "mixed_precision = fp16 needs a GPU, and this training would run on the CPU.",
        'Use mixed_precision = "no" or "bf16".',
        key="mixed_precision",
    )


def _surely_no_cuda() -> bool:
    return metadata.version("torch").endswith("+cpu") or os.environ.get("CUDA_VISIBLE_DEVICES") in {"", "-1"}


def _assembled(plan: TrainPlan, cwd: Path) -> tuple[Prepared | None, list[Problem]]:
    args = plan.args
    problems: list[Problem] = []

    def attempt(key: str, read: Callable[[], Any]) -> Any:
        try:
            return read()
        except AppError as error:
            problems.append(_as_problem(error, key, args))
            return None

    schedule = attempt("save_every_n_steps", lambda: SaveSchedule.from_arguments(args.values, plan.total_epochs))
    prompts = attempt("sample_prompts", lambda: _prompts(args.values, cwd))
    attempt("network_args", lambda: NetworkSettings.from_arguments(args.values))
    folder = cwd / args["resume"] if args["resume"] else None
    resumed = attempt("resume", lambda: read_progress(folder)) if folder else None
    if resumed is not None and resumed.step >= plan.total_steps:
        problems.append(_nothing_left(resumed, plan))
    if problems:
        return None, problems
    return Prepared(plan, cwd, _seed(args.values, resumed), schedule, prompts, resumed, folder), []


def _prompts(args: Mapping[str, Any], cwd: Path) -> tuple[SamplePrompt, ...]:
    """Read where samples are asked for, or may be wished for later."""
    named = args["sample_prompts"]
    prompts = read_prompts(cwd / named) if named else ()
    for prompt in prompts:
        if (prompt.sampler or args["sample_sampler"]) == "pndm" and prompt.steps < _PNDM_STEPS:
            raise ConfigError(
                f"Prompt {prompt.index + 1} of {named} asks for {prompt.steps} steps; the sampler pndm needs at least "
                f"{_PNDM_STEPS}.",
                f"Write --s {_PNDM_STEPS} or more, or choose another sampler.",
            )
    return prompts


def _seed(args: Mapping[str, Any], resumed: Progress | None) -> int:
    if args["seed"] is not None:
        return int(args["seed"])
    return resumed.seed if resumed else random.SystemRandom().randint(0, 2**32 - 1)


def _nothing_left(resumed: Progress, plan: TrainPlan) -> Problem:
    return Problem(
        Severity.ERROR,
        "nothing-left",
        f"The state to resume from is at step {resumed.step}, and the training ends at step {plan.total_steps}.",
        "Raise max_train_epochs or max_train_steps.",
        key="resume",
    )


def _as_problem(error: AppError, key: str, args: TrainingArguments) -> Problem:
    place = args.place(key)
    return Problem(Severity.ERROR, "bad-value", error.message, error.hint, place.file, place.line, key)


def _unique(problems: list[Problem]) -> list[Problem]:
    return list(dict.fromkeys(problems))
