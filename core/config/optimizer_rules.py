"""Optimizers and learning-rate schedules on which sd-scripts fails after the model has been loaded."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from core.config.argument_rules import found
from core.config.arguments import TrainingArguments
from core.config.problem import Problem, Remove, Write

_ADAM = frozenset({"betas", "eps", "weight_decay", "amsgrad"})
_TORCH = frozenset({"foreach", "maximize", "capturable", "differentiable", "fused"})
_ADAM_8BIT = _ADAM | {"optim_bits", "args", "min_8bit_size", "percentile_clipping", "block_wise", "is_paged"}
_LION_8BIT = frozenset(
    {"betas", "weight_decay", "args", "min_8bit_size", "percentile_clipping", "block_wise", "is_paged"}
)
OPTIMIZER_ARGUMENTS = {
    "adamw": _ADAM | _TORCH,
    "adamw8bit": _ADAM_8BIT,
    "pagedadamw": _ADAM_8BIT,
    "pagedadamw8bit": _ADAM_8BIT,
    "pagedadamw32bit": _ADAM_8BIT,
    "lion8bit": _LION_8BIT,
    "pagedlion8bit": _LION_8BIT,
    "adafactor": frozenset(
        {"eps", "clip_threshold", "decay_rate", "beta1", "weight_decay", "scale_parameter", "relative_step"}
        | {"warmup_init"}
    ),
}
"""What the constructors take besides the parameters and the rate, by sd-scripts' name in lower case."""
_NAMED = frozenset(
    {"lion", "sgdnesterov", "sgdnesterov8bit", "ademamix8bit", "pagedademamix8bit", "prodigy", "dadaptation"}
    | {"dadaptadampreprint", "dadaptadagrad", "dadaptadam", "dadaptadan", "dadaptadanip", "dadaptlion", "dadaptsgd"}
    | {"radamschedulefree", "adamwschedulefree", "sgdschedulefree"}
) | frozenset(OPTIMIZER_ARGUMENTS)
_FROM_TORCH = frozenset(
    {"Adadelta", "Adagrad", "Adam", "AdamW", "SparseAdam", "Adamax", "ASGD", "SGD", "RAdam", "Rprop", "RMSprop"}
    | {"NAdam", "LBFGS", "Adafactor", "Muon"}
)
_TAKES_WARMUP = frozenset(
    {"linear", "cosine", "cosine_with_restarts", "polynomial", "constant_with_warmup", "inverse_sqrt"}
    | {"cosine_with_min_lr", "warmup_stable_decay"}
)
_ALWAYS_FAIL = frozenset({"reduce_lr_on_plateau", "cosine_warmup_with_min_lr"})
SCHEDULERS = _TAKES_WARMUP | _ALWAYS_FAIL | {"constant", "piecewise_constant", "adafactor"}


def optimizer_problems(args: TrainingArguments, total_steps: int | None = None) -> list[Problem]:
    """What is wrong with the optimizer, the schedule and their arguments.

    `total_steps`, where known, tell how many steps of warm-up a share is.

    Source: sd-scripts library/train_util.py: get_optimizer, get_scheduler_fix.
    """
    optimizer_args, problems = _pairs(args, "optimizer_args")
    scheduler_args, more = _pairs(args, "lr_scheduler_args")
    problems += more
    problems += _optimizer(args, optimizer_args)
    problems += _scheduler(args, optimizer_args, scheduler_args, total_steps)
    return problems


def optimizer_name(args: TrainingArguments) -> str:
    """The optimizer's name as sd-scripts compares it, in lower case."""
    if args["use_8bit_adam"]:
        return "adamw8bit"
    if args["use_lion_optimizer"]:
        return "lion"
    return (args["optimizer_type"] or "AdamW").lower()


def _pairs(args: TrainingArguments, key: str) -> tuple[dict[str, object], list[Problem]]:
    values: dict[str, object] = {}
    problems = []
    for entry in args[key] or ():
        parts = entry.split("=")
        try:
            name, text = parts
            values[name] = ast.literal_eval(text)
        except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
            message = f"{key}: {entry!r} is not name=value with a Python value."
            hint = 'Write for example "weight_decay=0.01", "betas=(0.9, 0.99)" or "mode=\'min\'".'
            problems.append(found(args, key, message, hint))
    return values, problems


def _optimizer(args: TrainingArguments, values: dict[str, object]) -> Iterator[Problem]:
    written, name = args["optimizer_type"] or "", optimizer_name(args)
    for key in ("use_8bit_adam", "use_lion_optimizer"):
        if args[key] and (written or (key == "use_lion_optimizer" and args["use_8bit_adam"])):
            yield found(args, key, f"{key} and another optimizer are both given.", f"Leave {key} out.", remedy=Remove())
    if name not in _NAMED and "." not in written and written not in _FROM_TORCH:
        message = f"There is no optimizer {written!r}."
        yield found(args, "optimizer_type", message, "Write for example AdamW, AdamW8bit, Lion or Prodigy.")
    if name == "lion8bit" and "eps" in values:
        yield found(args, "optimizer_args", "Lion8bit takes no eps.", "Remove it.")
        return
    yield from _impossible_values(args, name, values)
    allowed = OPTIMIZER_ARGUMENTS.get(name)
    unknown = sorted(set(values) - allowed) if allowed is not None else []
    if allowed is not None and unknown:
        message = f"The optimizer {written or 'AdamW'} takes no argument {', '.join(unknown)}."
        yield found(args, "optimizer_args", message, f"Possible are: {', '.join(sorted(allowed))}.")


def _impossible_values(args: TrainingArguments, name: str, values: dict[str, object]) -> Iterator[Problem]:
    if name not in ("adamw", "adamw8bit", "pagedadamw", "pagedadamw8bit", "pagedadamw32bit"):
        return
    betas = values.get("betas", (0.9, 0.999))
    if not (isinstance(betas, tuple | list) and len(betas) >= 2 and all(_is_number(beta, 1) for beta in betas)):
        hint = 'Write "betas=(0.9, 0.999)".'
        yield found(args, "optimizer_args", f"betas must be two numbers below 1, not {betas!r}.", hint)
    for key in ("weight_decay", "eps"):
        if not _is_number(values.get(key, 0.0), None):
            message = f"{key} must be a number that is not below zero, not {values[key]!r}."
            yield found(args, "optimizer_args", message, f'Write "{key}=0.01".')


def _is_number(value: object, below: float | None) -> bool:
    return isinstance(value, int | float) and value >= 0 and (below is None or value < below)


def _scheduler(
    args: TrainingArguments,
    optimizer_args: dict[str, object],
    scheduler_args: dict[str, object],
    total_steps: int | None,
) -> Iterator[Problem]:
    optimizer = optimizer_name(args)
    if optimizer.endswith("schedulefree"):
        return
    name = args["lr_scheduler"]
    if optimizer == "adafactor" and optimizer_args.get("relative_step", True):
        name = "adafactor:"
    warmup = args["lr_warmup_steps"]
    if isinstance(warmup, float) and warmup >= 1:
        message = f"lr_warmup_steps = {warmup} is a share of the training: {warmup:.0%} of all steps."
        hint = f"Write lr_warmup_steps = {int(warmup)} for {int(warmup)} steps, or a number below 1."
        yield found(args, "lr_warmup_steps", message, hint, "warmup-share", error=False, remedy=Write(int(warmup)))
    if args["lr_scheduler_type"]:
        yield from _of_torch(args, scheduler_args)
        yield from _needless_warmup(args, args["lr_scheduler_type"], total_steps)
        return
    if name.startswith("adafactor"):
        if optimizer != "adafactor":
            hint = 'Write lr_scheduler = "cosine", or optimizer_type = "Adafactor".'
            yield found(args, "lr_scheduler", "The schedule adafactor needs the optimizer Adafactor.", hint)
        yield from _needless_warmup(args, "adafactor", total_steps)
    elif name not in SCHEDULERS:
        message = f"There is no schedule {name!r}."
        yield found(args, "lr_scheduler", message, f"Write one of: {', '.join(sorted(SCHEDULERS - _ALWAYS_FAIL))}.")
    elif name in _ALWAYS_FAIL:
        message = f"The schedule {name} fails in sd-scripts: it is given arguments that it does not take."
        yield found(args, "lr_scheduler", message, 'Write lr_scheduler = "cosine".', remedy=Write("cosine"))
    elif name == "constant":
        yield from _needless_warmup(args, name, total_steps)
    elif name == "piecewise_constant" and "step_rules" not in scheduler_args:
        hint = "Write lr_scheduler_args = [\"step_rules='1:10,0.1'\"]."
        yield found(args, "lr_scheduler", "piecewise_constant needs step_rules.", hint)
    elif name == "cosine_with_min_lr" and args["lr_scheduler_min_lr_ratio"] is None and "min_lr" not in scheduler_args:
        hint = "Write lr_scheduler_min_lr_ratio = 0.1."
        yield found(args, "lr_scheduler", "cosine_with_min_lr needs lr_scheduler_min_lr_ratio.", hint)


_TORCH_SCHEDULERS: dict[str, tuple[str, ...]] = {
    "StepLR": ("step_size",),
    "MultiStepLR": ("milestones",),
    "ConstantLR": (),
    "LinearLR": (),
    "ExponentialLR": ("gamma",),
    "CosineAnnealingLR": ("T_max",),
    "CosineAnnealingWarmRestarts": ("T_0",),
    "CyclicLR": ("base_lr", "max_lr"),
    "OneCycleLR": ("max_lr",),
    "PolynomialLR": (),
}
"""Schedules of torch.optim.lr_scheduler that need nothing but plain values, and what they cannot do without."""


def _of_torch(args: TrainingArguments, values: dict[str, object]) -> Iterator[Problem]:
    """A name without a module is looked up in torch; one with a module may be anything."""
    name = args["lr_scheduler_type"]
    if "." in name:
        return
    if name not in _TORCH_SCHEDULERS:
        message = f"lr_scheduler_type cannot be {name!r}: torch has no such schedule that takes plain values."
        hint = f"Write one of {', '.join(_TORCH_SCHEDULERS)}, or leave it out and write lr_scheduler."
        yield found(args, "lr_scheduler_type", message, hint, remedy=Remove())
        return
    missing = [key for key in _TORCH_SCHEDULERS[name] if key not in values]
    if missing:
        hint = f'Write lr_scheduler_args = ["{missing[0]}=…"].'
        yield found(args, "lr_scheduler_type", f"{name} needs {' and '.join(missing)}.", hint)


def _needless_warmup(args: TrainingArguments, name: str, total_steps: int | None) -> Iterator[Problem]:
    warmup = args["lr_warmup_steps"]
    if isinstance(warmup, float) and total_steps is not None:
        warmup = int(warmup * total_steps)
    if warmup:
        message = f"The schedule {name} takes no warm-up, but lr_warmup_steps is {args['lr_warmup_steps']}."
        hint = 'Remove lr_warmup_steps, or write lr_scheduler = "constant_with_warmup".'
        yield found(args, "lr_warmup_steps", message, hint, remedy=Remove())
