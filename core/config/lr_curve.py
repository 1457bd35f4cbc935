"""The learning rate at every step, without torch: what the schedule of sd-scripts will do, to be drawn.

Source: sd-scripts library/train_util.py: get_scheduler_fix; the curves are those of transformers' optimization.py and
diffusers' get_piecewise_constant_schedule. What the trainer really uses is in `core.trainer.schedulers`.
"""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from core.config.arguments import TrainingArguments
from core.config.optimizer_rules import optimizer_name
from core.errors import ConfigError

Factor: TypeAlias = Callable[[int], float]
"""By which the rate is multiplied at a step, counted from 0."""
_POLYNOMIAL_END = 1e-7
_INVERSE_SQRT_SCALE = 10_000


@dataclass(frozen=True, slots=True)
class LrCurve:
    """`rates` are by what is trained (`unet`, `text_encoder`), one value for each of `steps`, which count from 1."""

    steps: tuple[int, ...]
    rates: Mapping[str, tuple[float, ...]]


def learning_rates(
    args: TrainingArguments, total_steps: int, *, points: int = 400, processes: int = 1
) -> LrCurve | None:
    """The curve at up to `points` steps, the first and the last among them; None for a schedule that only its own
    package knows.

    Raises:
        ConfigError: sd-scripts would refuse the schedule, or crash on it.
    """
    factor = factor_of(args, total_steps, processes)
    if factor is None or total_steps < 1:
        return None
    count = max(2, min(points, total_steps))
    steps = tuple(dict.fromkeys(1 + round((total_steps - 1) * place / (count - 1)) for place in range(count)))
    try:
        factors = [factor((step - 1) * processes) for step in steps]
    except (ArithmeticError, ValueError, TypeError) as error:
        raise _refused(args, str(error)) from error
    bases = base_rates(args)
    return LrCurve(steps, {name: tuple(base * value for value in factors) for name, base in bases.items()})


def base_rates(args: TrainingArguments) -> dict[str, float]:
    """The rates of what is trained at all. Source: sd-scripts networks/lora.py: prepare_optimizer_params."""
    default = args["learning_rate"]
    text = args["text_encoder_lr"]
    text = text[0] if isinstance(text, list | tuple) and text else text if isinstance(text, int | float) else None
    found: dict[str, float] = {}
    if not args["network_train_text_encoder_only"]:
        found["unet"] = default if args["unet_lr"] is None else args["unet_lr"]
    if not args["network_train_unet_only"]:
        found["text_encoder"] = default if text is None else text
    return {name: float(rate) for name, rate in found.items() if rate}


def factor_of(args: TrainingArguments, total_steps: int, processes: int = 1) -> Factor | None:
    """See `learning_rates`; raises what it raises."""
    if optimizer_name(args).endswith("schedulefree"):
        return lambda _: 1.0
    total = total_steps * processes
    try:
        warmup, decay = (_steps(args[key], total) for key in ("lr_warmup_steps", "lr_decay_steps"))
        keywords = _keywords(args["lr_scheduler_args"])
        if args["lr_scheduler_type"]:
            return _of_torch(args["lr_scheduler_type"], keywords, warmup, args["learning_rate"])
        return _by_name(args, total, warmup, decay, keywords)
    except (ArithmeticError, ValueError, TypeError, KeyError, SyntaxError) as error:
        raise _refused(args, str(error)) from error


def _refused(args: TrainingArguments, reason: str) -> ConfigError:
    name = args["lr_scheduler_type"] or args["lr_scheduler"]
    return ConfigError(f"The schedule {name} cannot be drawn: {reason}.", "Correct lr_scheduler and its arguments.")


def _steps(value: Any, total: int) -> int:
    steps = int(value * total) if isinstance(value, float) else value
    return operator.index(steps)


def _keywords(entries: Any) -> dict[str, Any]:
    pairs = (entry.split("=") for entry in entries or ())
    return {key: ast.literal_eval(value) for key, value in pairs}


def _by_name(
    args: TrainingArguments, total: int, warmup: int, decay: int, keywords: Mapping[str, Any]
) -> Factor | None:
    name, ratio = args["lr_scheduler"], args["lr_scheduler_min_lr_ratio"]
    cycles = args["lr_scheduler_num_cycles"]
    if name.startswith("adafactor"):
        if optimizer_name(args) != "adafactor":
            raise ValueError("it works with the optimizer Adafactor only")
        return None  # it lets the optimizer choose
    if name == "piecewise_constant":
        return _piecewise(keywords["step_rules"])
    if name == "constant":
        if warmup:
            raise ValueError("it takes no warm-up")
        return lambda _: 1.0
    after = _after_warmup(args, name, total, warmup, decay, ratio, cycles, keywords)
    start = 0.0 if ratio is None or name != "warmup_stable_decay" else ratio
    return lambda step: step / max(1, warmup) * (1 - start) + start if step < warmup else after(step)


def _after_warmup(
    args: TrainingArguments,
    name: str,
    total: int,
    warmup: int,
    decay: int,
    ratio: float | None,
    cycles: int,
    keywords: Mapping[str, Any],
) -> Factor:
    rest = max(1, total - warmup)
    match name:
        case "constant_with_warmup":
            return lambda _: 1.0
        case "linear":
            return lambda step: max(0.0, (total - step) / rest)
        case "cosine":
            turns = keywords.get("num_cycles", 0.5)
            return lambda step: _half_cosine(turns * 2 * (step - warmup) / rest)
        case "cosine_with_restarts":
            return lambda step: 0.0 if step - warmup >= rest else _half_cosine(cycles * (step - warmup) / rest % 1.0)
        case "polynomial":
            power = args["lr_scheduler_power"]
            return lambda step: _polynomial(args["learning_rate"], step, total, warmup, power)
        case "inverse_sqrt":
            scale = args["lr_scheduler_timescale"] or warmup or _INVERSE_SQRT_SCALE
            return lambda step: 1 / math.sqrt((step + scale - warmup) / scale)
        case "cosine_with_min_lr":
            lowest = keywords["min_lr"] / args["learning_rate"] if ratio is None else ratio
            return lambda step: max(0.0, _half_cosine(cycles * (step - warmup) / rest) * (1 - lowest) + lowest)
        case "warmup_stable_decay":
            kept = 0.0 if ratio is None else ratio
            return lambda step: _stable_decay(step, warmup + (total - warmup - decay), decay, kept, cycles)
    raise ValueError("there is no such schedule, or sd-scripts fails on it")


def _half_cosine(turn: float) -> float:
    return max(0.0, 0.5 * (1.0 + math.cos(math.pi * turn)))


def _polynomial(rate: float, step: int, total: int, warmup: int, power: float) -> float:
    if rate <= _POLYNOMIAL_END:
        raise ValueError(f"learning_rate must be above {_POLYNOMIAL_END:g}, at which it ends")
    if step > total:
        return _POLYNOMIAL_END / rate
    remaining = 1 - (step - warmup) / (total - warmup)
    value: float = ((rate - _POLYNOMIAL_END) * remaining**power + _POLYNOMIAL_END) / rate
    return value


def _stable_decay(step: int, stable_until: int, decay: int, lowest: float, cycles: int) -> float:
    if step < stable_until:
        return 1.0
    if step >= stable_until + decay:
        return lowest
    turn = cycles * (step - stable_until) / max(1, decay)
    return max(0.0, 0.5 * (1.0 + math.cos(math.pi * turn)) * (1 - lowest) + lowest)


def _piecewise(rules: str) -> Factor:
    *parts, last = rules.split(",")
    limits = [(int(limit), float(factor)) for factor, _, limit in (part.partition(":") for part in parts)]
    limits.sort()
    return lambda step: next((factor for limit, factor in limits if step < limit), float(last))


def _of_torch(name: str, keywords: Mapping[str, Any], warmup: int, rate: float) -> Factor | None:
    """The plainest of torch's own schedules; the others are not drawn."""
    if warmup:
        raise ValueError("it takes no warm-up")
    match name:
        case "CosineAnnealingLR":
            lowest, period = keywords.get("eta_min", 0.0) / rate, keywords["T_max"]
            return lambda step: lowest + (1 - lowest) * (1 + math.cos(math.pi * step / period)) / 2
        case "StepLR":
            factor, size = keywords.get("gamma", 0.1), keywords["step_size"]
            return lambda step: float(factor ** (step // size))
        case "ExponentialLR":
            gamma = keywords["gamma"]
            return lambda step: float(gamma**step)
    return None
