"""The learning-rate schedulers that sd-scripts offers, by the same names and with the same arguments.

Source: sd-scripts library/train_util.py, get_scheduler_fix; the curves themselves are transformers' and diffusers'.
"""

from __future__ import annotations

import importlib
import math
from collections import ChainMap
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias

import torch
from diffusers.optimization import get_piecewise_constant_schedule
from torch.optim.lr_scheduler import LambdaLR
from transformers.optimization import TYPE_TO_SCHEDULER_FUNCTION, Adafactor, AdafactorSchedule
from transformers.trainer_utils import SchedulerType

from core.errors import ConfigError
from core.trainer.optimizers import TrainingOptimizer, keyword_arguments


class LearningRateScheduler(Protocol):
    """What the training loop needs of a scheduler; torch's own and `ConstantRates` fit."""

    def step(self) -> None: ...

    def get_last_lr(self) -> list[float]: ...

    def state_dict(self) -> dict[str, Any]: ...

    def load_state_dict(self, state_dict: dict[str, Any]) -> None: ...


@dataclass(slots=True)
class ConstantRates:
    """Stands in where a schedule-free optimizer needs no scheduler."""

    optimizer: torch.optim.Optimizer

    def step(self) -> None:
        return

    def get_last_lr(self) -> list[float]:
        return [group["lr"] for group in self.optimizer.param_groups]

    def state_dict(self) -> dict[str, Any]:
        return {}

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        del state_dict


@dataclass(frozen=True, slots=True)
class _Course:
    """A schedule's numbers, in scheduler steps."""

    name: str
    total: int
    warmup: int
    decay: int
    keywords: dict[str, Any] = field(default_factory=dict)


_Build: TypeAlias = Callable[[torch.optim.Optimizer], Any]


def create_scheduler(
    args: Mapping[str, Any], optimizer: TrainingOptimizer, total_steps: int, num_processes: int = 1
) -> LearningRateScheduler:
    """The scheduler that `args` (`lr_scheduler*`, `lr_warmup_steps`, `lr_decay_steps`) name for `total_steps`.

    A float in `lr_warmup_steps` or `lr_decay_steps` is a share of all steps (1.0 is everything), an int counts steps.

    Raises:
        ConfigError: sd-scripts would refuse it or crash on it, now or at a later step: an unknown name, warm-up steps
            for a scheduler without warm-up, missing or wrong arguments.
    """
    if optimizer.schedule_free:
        return ConstantRates(optimizer.optimizer)
    args = ChainMap(dict(optimizer.adjusted), dict(args))
    try:
        course = _course(args, total_steps, num_processes)
        build = _builder(args, course)
        if not course.name.startswith("adafactor") or args["lr_scheduler_type"]:
            _rehearse(build, optimizer.optimizer, math.ceil(course.total))
        scheduler: LearningRateScheduler = build(optimizer.optimizer)
    except (TypeError, ValueError, ArithmeticError, AttributeError, LookupError, ImportError) as error:
        name = args["lr_scheduler_type"] or args["lr_scheduler"]
        raise ConfigError(
            f"The scheduler {name} cannot be set up: {error}.",
            "Correct lr_scheduler, lr_warmup_steps and lr_scheduler_args.",
        ) from error
    return scheduler


def _course(args: Mapping[str, Any], total_steps: int, num_processes: int) -> _Course:
    total = total_steps * num_processes
    warmup, decay = args["lr_warmup_steps"], args["lr_decay_steps"]
    return _Course(
        name=args["lr_scheduler"],
        total=total,
        warmup=int(warmup * total) if isinstance(warmup, float) else warmup,
        decay=int(decay * total) if isinstance(decay, float) else decay,
        keywords=keyword_arguments(args["lr_scheduler_args"], "lr_scheduler_args"),
    )


def _builder(args: Mapping[str, Any], course: _Course) -> _Build:
    stable = course.total - course.warmup - course.decay
    if args["lr_scheduler_type"]:
        _refuse_warmup(args["lr_scheduler_type"], course)
        scheduler_class = _scheduler_class(args["lr_scheduler_type"])
        return lambda optimizer: scheduler_class(optimizer, **course.keywords)
    if course.name.startswith("adafactor"):
        _refuse_warmup("adafactor", course)
        return lambda optimizer: _adafactor_schedule(optimizer, course.name)
    if course.name == "piecewise_constant":
        return lambda optimizer: get_piecewise_constant_schedule(optimizer, **course.keywords)
    kind = SchedulerType(course.name)
    if kind is SchedulerType.CONSTANT:
        _refuse_warmup(course.name, course)
    curve: Callable[..., Any] = TYPE_TO_SCHEDULER_FUNCTION[kind]
    numbers = _numbers(args, course, kind, stable)
    return lambda optimizer: curve(optimizer, **numbers, **course.keywords)


def _numbers(args: Mapping[str, Any], course: _Course, kind: SchedulerType, stable: int) -> dict[str, Any]:
    cycles, lowest = args["lr_scheduler_num_cycles"], args["lr_scheduler_min_lr_ratio"]
    if kind is SchedulerType.CONSTANT:
        return {}
    numbers: dict[str, Any] = {"num_warmup_steps": course.warmup}
    match kind:
        case SchedulerType.CONSTANT_WITH_WARMUP:
            return numbers
        case SchedulerType.INVERSE_SQRT:
            return numbers | {"timescale": args["lr_scheduler_timescale"]}
        case SchedulerType.WARMUP_STABLE_DECAY:
            shape = {"num_cycles": cycles / 2, "min_lr_ratio": 0.0 if lowest is None else lowest}
            return numbers | {"num_stable_steps": stable, "num_decay_steps": course.decay} | shape
    numbers["num_training_steps"] = course.total
    match kind:
        case SchedulerType.LINEAR | SchedulerType.COSINE:
            return numbers
        case SchedulerType.COSINE_WITH_RESTARTS:
            return numbers | {"num_cycles": cycles}
        case SchedulerType.POLYNOMIAL:
            return numbers | {"power": args["lr_scheduler_power"]}
        case SchedulerType.COSINE_WITH_MIN_LR:
            return numbers | {"num_cycles": cycles / 2, "min_lr_rate": lowest}
        case _:
            return numbers | {"num_decay_steps": course.decay}


def _refuse_warmup(name: str, course: _Course) -> None:
    if course.warmup:
        raise ValueError(f"it has no warm-up, and lr_warmup_steps gives {course.warmup} steps ({name})")


def _scheduler_class(path: str) -> Callable[..., Any]:
    module, _, name = path.rpartition(".")
    found: Callable[..., Any] = getattr(importlib.import_module(module or "torch.optim.lr_scheduler"), name)
    return found


def _adafactor_schedule(optimizer: torch.optim.Optimizer, name: str) -> Any:
    if type(optimizer) is not Adafactor:
        raise ValueError("it works with the optimizer Adafactor only")
    return AdafactorSchedule(optimizer, float(name.split(":")[1]))


def _rehearse(build: _Build, optimizer: torch.optim.Optimizer, steps: int) -> None:
    """Run the whole schedule beside the training, so that what would crash at its last step is refused at once."""
    groups = [{"params": [torch.nn.Parameter(torch.zeros(1))], "lr": g["lr"]} for g in optimizer.param_groups]
    stand_in = torch.optim.SGD(groups, lr=optimizer.defaults["lr"], momentum=0.9)
    scheduler = build(stand_in)
    if isinstance(scheduler, LambdaLR):
        for curve in dict.fromkeys(scheduler.lr_lambdas):
            for step in range(steps + 1):
                _check(curve(step), step)
        return
    stand_in.step()
    for step in range(1, steps + 1):
        scheduler.step()
        for rate in scheduler.get_last_lr():
            _check(rate, step)


def _check(value: Any, step: int) -> None:
    if isinstance(value, complex) or not math.isfinite(value):
        raise ValueError(f"at step {step} its learning rate would be {value}")
