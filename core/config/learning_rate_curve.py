"""The learning rate at every step of a training that has not begun: what the schedules of sd-scripts make of it.

Source: sd-scripts library/train_util.py: get_scheduler_fix; the curves are those of transformers.optimization and
diffusers.optimization (piecewise_constant), compared with what the real ones gave.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.config.arguments import TrainingArguments
from core.config.optimizer_rules import optimizer_name

Factor = Callable[[int], float]
"""What the learning rate is multiplied by when so many steps are done."""
_POINTS = 800
_POLYNOMIAL_END = 1e-7


@dataclass(frozen=True, slots=True)
class LearningRateCurve:
    """`steps` are done, `rates` then hold for the next step; `part` is `unet` or `text_encoder`."""

    part: str
    steps: tuple[int, ...]
    rates: tuple[float, ...]


def learning_rate_curves(args: TrainingArguments, total_steps: int) -> tuple[LearningRateCurve, ...]:
    """The curve of each part that trains, at most 800 points each; a part whose rate is 0 is left out.

    Empty where the schedule is not ours to know (a scheduler class of PyTorch, Adafactor's own) or would fail. Block
    weights and LoRA+ ratios multiply parts of these rates and are not drawn.
    """
    factor = schedule_factor(args, total_steps)
    if factor is None or total_steps < 1:
        return ()
    steps = _sampled(total_steps)
    shape = [factor(step) for step in steps]
    return tuple(
        LearningRateCurve(part, steps, tuple(rate * value for value in shape)) for part, rate in _parts(args) if rate
    )


def schedule_factor(args: TrainingArguments, total_steps: int) -> Factor | None:
    """The schedule as a function of the steps done; None where it is not known or fails."""
    optimizer = optimizer_name(args)
    if optimizer.endswith("schedulefree"):
        return lambda _: 1.0
    if args["lr_scheduler_type"] or optimizer == "adafactor":
        return None
    warmup, decay = _steps(args["lr_warmup_steps"], total_steps), _steps(args["lr_decay_steps"], total_steps)
    keywords = _keywords(args["lr_scheduler_args"] or ())
    if warmup is None or decay is None or keywords is None:
        return None
    make = _SCHEDULES.get(args["lr_scheduler"])
    return None if make is None else make(_Course(args, total_steps, warmup, decay, keywords))


def _parts(args: TrainingArguments) -> list[tuple[str, float | None]]:
    default = args["learning_rate"]
    unet, text = args["unet_lr"], args["text_encoder_lr"]
    if isinstance(text, Sequence):
        text = text[0] if text else None
    parts = []
    if not args["network_train_text_encoder_only"]:
        parts.append(("unet", default if unet is None else unet))
    if not args["network_train_unet_only"] and not args.get("cache_text_encoder_outputs"):
        parts.append(("text_encoder", default if text is None else text))
    return parts


def _steps(value: Any, total: int) -> int | None:
    """A float is a share of all steps, as in sd-scripts."""
    if isinstance(value, float):
        return int(value * total)
    return value if isinstance(value, int) else None


def _keywords(entries: Sequence[str]) -> dict[str, Any] | None:
    try:
        pairs = (entry.split("=") for entry in entries)
        return {name: ast.literal_eval(text) for name, text in pairs}
    except (ValueError, SyntaxError, TypeError):
        return None


def _sampled(total: int) -> tuple[int, ...]:
    """Steps done, from 0 to the one before the last, evenly spread."""
    last = total - 1
    if last < _POINTS:
        return tuple(range(total))
    return tuple(sorted({round(number * last / (_POINTS - 1)) for number in range(_POINTS)}))


@dataclass(frozen=True, slots=True)
class _Course:
    args: TrainingArguments
    total: int
    warmup: int
    decay: int
    keywords: Mapping[str, Any]

    def rising(self, after: Factor) -> Factor:
        """Straight up during the warm-up, then `after`."""
        return lambda step: step / max(1, self.warmup) if step < self.warmup else after(step)

    def progress(self, step: int) -> float:
        return (step - self.warmup) / max(1, self.total - self.warmup)


def _constant(course: _Course) -> Factor | None:
    return None if course.warmup else lambda _: 1.0


def _constant_with_warmup(course: _Course) -> Factor:
    return course.rising(lambda _: 1.0)


def _linear(course: _Course) -> Factor:
    return course.rising(lambda step: max(0.0, (course.total - step) / max(1, course.total - course.warmup)))


def _cosine(course: _Course) -> Factor:
    cycles = course.keywords.get("num_cycles", 0.5)
    return course.rising(lambda step: max(0.0, _wave(course.progress(step) * cycles * 2)))


def _cosine_with_restarts(course: _Course) -> Factor:
    cycles = course.args["lr_scheduler_num_cycles"]

    def after(step: int) -> float:
        progress = course.progress(step)
        return 0.0 if progress >= 1.0 else max(0.0, _wave((cycles * progress) % 1.0))

    return course.rising(after)


def _polynomial(course: _Course) -> Factor | None:
    power, start = course.args["lr_scheduler_power"], course.args["learning_rate"]
    end = course.keywords.get("lr_end", _POLYNOMIAL_END)
    if not start or start <= end or course.total <= course.warmup:
        return None

    def after(step: int) -> float:
        if step > course.total:
            return float(end / start)
        left = 1 - (step - course.warmup) / (course.total - course.warmup)
        return float(((start - end) * left**power + end) / start)

    return course.rising(after)


def _inverse_sqrt(course: _Course) -> Factor:
    timescale = course.args["lr_scheduler_timescale"] or course.warmup or 10_000
    return course.rising(lambda step: 1.0 / math.sqrt((step + timescale - course.warmup) / timescale))


def _cosine_with_min_lr(course: _Course) -> Factor | None:
    lowest, cycles = course.args["lr_scheduler_min_lr_ratio"], course.args["lr_scheduler_num_cycles"] / 2
    if "min_lr" in course.keywords and course.args["learning_rate"]:
        lowest = course.keywords["min_lr"] / course.args["learning_rate"]
    if lowest is None:
        return None
    return course.rising(
        lambda step: max(0.0, _wave(course.progress(step) * cycles * 2) * (1.0 - lowest) + lowest),
    )


def _warmup_stable_decay(course: _Course) -> Factor:
    lowest = course.args["lr_scheduler_min_lr_ratio"] or 0.0
    cycles = course.args["lr_scheduler_num_cycles"] / 2
    steady_until = course.total - course.decay

    def at(step: int) -> float:
        if step < course.warmup:
            return max(0.0, step / max(1, course.warmup) * (1.0 - lowest) + lowest)
        if step < steady_until:
            return 1.0
        if step < steady_until + course.decay:
            factor = _wave((step - steady_until) / max(1, course.decay) * cycles * 2)
            return max(0.0, factor * (1.0 - lowest) + lowest)
        return float(lowest)

    return at


def _piecewise_constant(course: _Course) -> Factor | None:
    rules = course.keywords.get("step_rules")
    if not isinstance(rules, str):
        return None
    try:
        return _pieces(rules)
    except ValueError:
        return None


def _pieces(rules: str) -> Factor:
    """`1:50,0.5:80,0.1`: 1 for 50 steps, a half until step 80, then a tenth. Raises ValueError for anything else."""
    *pairs, last = rules.split(",")
    bounds = sorted((int(until), float(value)) for value, until in (pair.split(":") for pair in pairs))
    final = float(last)
    return lambda step: next((value for until, value in bounds if step < until), final)


def _wave(half_turns: float) -> float:
    """From 1 down to 0 at one half turn, and up again."""
    return 0.5 * (1.0 + math.cos(math.pi * half_turns))


_SCHEDULES: Mapping[str, Callable[[_Course], Factor | None]] = {
    "constant": _constant,
    "constant_with_warmup": _constant_with_warmup,
    "linear": _linear,
    "cosine": _cosine,
    "cosine_with_restarts": _cosine_with_restarts,
    "polynomial": _polynomial,
    "inverse_sqrt": _inverse_sqrt,
    "cosine_with_min_lr": _cosine_with_min_lr,
    "warmup_stable_decay": _warmup_stable_decay,
    "piecewise_constant": _piecewise_constant,
}
