"""Values of a right type on which sd-scripts fails all the same, or does something else than one would think."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from core.config.arguments import TrainingArguments
from core.config.problem import Problem, Remedy, Remove, Severity, Write
from core.config.schema import DEFAULT_SCRIPT

Rule = Callable[[TrainingArguments], Iterator[Problem]]

NETWORK_MODULES = frozenset(
    f"networks.{name}"
    for name in (
        *("dylora", "lora", "lora_anima", "lora_fa", "lora_flux", "lora_hunyuan_image", "lora_lumina"),
        *("lora_sd3", "oft", "oft_flux"),
    )
)
INTERPOLATIONS = ("lanczos", "nearest", "bilinear", "linear", "bicubic", "cubic", "area", "box")
_SD1_HIDDEN_STATES = 13
_SD2_HIDDEN_STATES = 24
_PATHS = (
    *("output_dir", "pretrained_model_name_or_path", "dataset_config", "train_data_dir", "reg_data_dir", "vae"),
    *("logging_dir", "network_weights", "resume", "sample_prompts", "tokenizer_cache_dir"),
)
_ESCAPED = re.compile(r"^(?:[A-Za-z]:|\\\\|\.).*[\t\n\r\b\f\x1b]|^[A-Za-z]:[\t\n\r\b\f]", re.DOTALL)


def argument_problems(args: TrainingArguments) -> list[Problem]:
    """Every rule's findings, in the order of the rules."""
    return [problem for rule in RULES for problem in rule(args)]


def found(
    args: TrainingArguments,
    key: str,
    message: str,
    hint: str,
    code: str = "bad-value",
    *,
    error: bool = True,
    remedy: Remedy | None = None,
) -> Problem:
    """A problem at the place where the argument `key` was written."""
    place = args.place(key)
    severity = Severity.ERROR if error else Severity.WARNING
    return Problem(severity, code, message, hint, place.file, place.line, key, remedy)


def _required(args: TrainingArguments) -> Iterator[Problem]:
    hints = {
        "pretrained_model_name_or_path": 'Write pretrained_model_name_or_path = "…" with the base model\'s path.',
        "network_module": 'Write network_module = "networks.lora".',
        "output_dir": 'Write output_dir = "…": without it sd-scripts fails at the first save, after the training.',
    }
    for key, hint in hints.items():
        if not args[key]:
            remedy = Write("networks.lora") if key == "network_module" else None
            yield found(args, key, f"{key} is not given.", hint, "missing-argument", remedy=remedy)
    if args["dataset_config"] is None and args["train_data_dir"] is None and args.get("dataset_class") is None:
        hint = "Name a dataset config (dataset_config) or a folder of image folders (train_data_dir)."
        yield found(args, "dataset_config", "No dataset is given.", hint, "missing-argument")


def _positive(args: TrainingArguments) -> Iterator[Problem]:
    rank = args["network_dim"]
    if rank is not None and rank <= 0:
        yield found(args, "network_dim", f"network_dim is {rank}; it must be 1 or more.", "Write network_dim = 16.")
    for key in ("save_every_n_epochs", "save_every_n_steps"):
        ratio = args["save_n_epoch_ratio"]
        if args[key] == 0 and not (key == "save_every_n_epochs" and ratio is not None and ratio > 0):
            yield found(
                args,
                key,
                f"{key} is 0; sd-scripts divides by it.",
                "Leave it out to save only at the end.",
                remedy=Remove(),
            )
    for key in ("max_train_steps", "max_train_epochs"):
        value = args[key]
        if value is not None and value <= 0 and (key == "max_train_epochs" or args["max_train_epochs"] is None):
            message = f"{key} is {value}: nothing is trained."
            yield found(args, key, message, f"Write {key} = 1 or more.", "no-steps", error=False)
    for key, every in (("save_last_n_epochs", "save_every_n_epochs"), ("save_last_n_steps", "save_every_n_steps")):
        if args[key] == 0 and args[every]:
            message = f"{key} = 0 removes checkpoints right after they were written."
            yield found(
                args, key, message, f"Leave {key} out, or write 1 or more.", "keeps-none", error=False, remedy=Remove()
            )
    if args["max_data_loader_n_workers"] < 0:
        yield found(args, "max_data_loader_n_workers", "There cannot be fewer than 0 workers.", "Write 0 or more.")
    if args["persistent_data_loader_workers"] and args["max_data_loader_n_workers"] == 0:
        key = "persistent_data_loader_workers"
        hint = f"Leave {key} out, or write max_data_loader_n_workers = 1 or more."
        yield found(args, key, f"{key} needs workers, but max_data_loader_n_workers is 0.", hint)


def _ranges(args: TrainingArguments) -> Iterator[Problem]:
    seed = args["seed"]
    if seed is not None and not 0 <= seed < 2**32:
        yield found(args, "seed", f"seed is {seed}; it must be from 0 to 4294967295.", "Write seed = 42.")
    dropout = args["network_dropout"]
    if dropout is not None and not 0 <= dropout <= 1:
        yield found(args, "network_dropout", f"network_dropout is {dropout}; it is a share.", "Write 0.0 to 1.0.")
    states = _SD2_HIDDEN_STATES if args["v2"] else _SD1_HIDDEN_STATES
    skip = args["clip_skip"]
    if skip is not None and args.script == DEFAULT_SCRIPT and not 1 <= skip <= states:
        message = f"clip_skip is {skip}, but the text encoder has {states} layers of output."
        yield found(args, "clip_skip", message, "Write clip_skip = 1 or 2.", error=skip > states or skip <= -states)
    low, high = args["min_timestep"] or 0, args["max_timestep"]
    high = 1000 if high is None else high
    if not 0 <= low < high <= 1000:
        key = "max_timestep" if args["max_timestep"] is not None else "min_timestep"
        message = f"The timesteps {low} to {high} are no range between 0 and 1000 (the last one is not included)."
        yield found(args, key, message, "Leave both out to train on all timesteps.")
    if args["network_alpha"] == 0:
        message = "network_alpha = 0 is taken as alpha = network_dim."
        yield found(
            args, "network_alpha", message, "Write the alpha that you mean.", "alpha-zero", error=False, remedy=Remove()
        )


def _names(args: TrainingArguments) -> Iterator[Problem]:
    name = args["output_name"]
    if name is not None and (name == "" or "/" in name or "\0" in name):
        what = "is empty" if name == "" else "is not a file name"
        message = f"output_name {name!r} {what}; sd-scripts fails at the first save, after the training."
        hint = "Write a name without folders; the folder is output_dir."
        yield found(args, "output_name", message, hint, "bad-output-name")
    module = args["network_module"]
    if module and (module.startswith("networks.") or "." not in module) and module not in NETWORK_MODULES:
        message = f"sd-scripts has no network module {module}."
        hint = 'Write network_module = "networks.lora".'
        yield found(args, "network_module", message, hint, remedy=Write("networks.lora"))
    interpolation = args["resize_interpolation"]
    if interpolation is not None and interpolation not in INTERPOLATIONS:
        message = f"resize_interpolation cannot be {interpolation!r}."
        yield found(args, "resize_interpolation", message, f"Choose one of: {', '.join(INTERPOLATIONS)}.")
    for key in _PATHS:
        value = args.get(key)
        if isinstance(value, str) and key in args.places and _ESCAPED.search(value):
            yield found(args, key, escaped_path(key, value), ESCAPED_HINT, "escaped-path")


ESCAPED_HINT = "Write the path with / or in single quotes: 'C:\\temp\\new'."


def escaped_path(key: str, value: str) -> str:
    """What is said of a path in which `\\t` or `\\n` became a tab or a line end."""
    return f"In {key} a backslash and the letter behind it became one invisible character: {value!r}."


def looks_escaped(value: str) -> bool:
    """Whether a path holds control characters that backslashes in double quotes leave behind."""
    return _ESCAPED.search(value) is not None


def _together(args: TrainingArguments) -> Iterator[Problem]:
    precision = args["mixed_precision"]
    for key in ("fp8_base", "fp8_base_unet"):
        if args.get(key) and precision == "no":
            hint = 'Write mixed_precision = "bf16" or "fp16".'
            yield found(args, key, f"{key} needs mixed_precision fp16 or bf16.", hint)
    for key, wanted in (("full_fp16", "fp16"), ("full_bf16", "bf16")):
        if args[key] and precision != wanted:
            yield found(
                args,
                key,
                f"{key} needs mixed_precision = {wanted!r}.",
                f'Write mixed_precision = "{wanted}".',
                remedy=Write(wanted, "mixed_precision"),
            )
    needed: tuple[tuple[str, bool, str, str], ...] = (
        ("adaptive_noise_scale", args["noise_offset"] is None, "noise_offset", "Write noise_offset as well."),
        ("scale_v_pred_loss_like_noise_pred", not args["v_parameterization"], "v_parameterization", ""),
        ("dim_from_weights", args["network_weights"] is None, "network_weights", "Name the file as well."),
    )
    for key, missing, other, hint in needed:
        if missing and args[key] not in (None, False):
            yield found(args, key, f"{key} needs {other}.", hint or f"Leave {key} out.", remedy=Remove())
    if args["v_parameterization"] and args["v_pred_like_loss"] not in (None, False):
        key = "v_pred_like_loss"
        yield found(args, key, f"{key} excludes v_parameterization.", f"Leave {key} out.", remedy=Remove())
    if args["log_with"] in ("tensorboard", "all") and args["logging_dir"] is None:
        yield found(
            args,
            "log_with",
            "log_with tensorboard needs logging_dir.",
            'Write logging_dir = "logs".',
            remedy=Write("logs", "logging_dir"),
        )
    samples = args["sample_every_n_steps"] or args["sample_every_n_epochs"]
    if samples and samples > 0 and args["sample_prompts"] is None:
        hint = "Name a file with one prompt a line (sample_prompts)."
        yield found(
            args, "sample_prompts", "Samples are asked for, but no prompts are given.", hint, "missing-argument"
        )
    if {"max_train_epochs", "max_train_steps"} <= args.given and args["max_train_epochs"] is not None:
        message = f"max_train_steps = {args['max_train_steps']} is overridden by max_train_epochs."
        yield found(
            args,
            "max_train_steps",
            message,
            "Leave one of the two out.",
            "epochs-and-steps",
            error=False,
            remedy=Remove(),
        )


def _network_args(args: TrainingArguments) -> Iterator[Problem]:
    for entry in args["network_args"] or ():
        key, equals, value = entry.partition("=")
        if not equals:
            message = f"network_args: {entry!r} has no =."
            yield found(args, "network_args", message, 'Write "name=value", for example "conv_dim=4".')
        elif args["network_module"] == "networks.lora" and key in _NETWORK_NUMBERS:
            kind = _NETWORK_NUMBERS[key]
            if not _converts(value, kind):
                message = f"network_args: {key} must be a {'whole ' if kind is int else ''}number, not {value!r}."
                yield found(args, "network_args", message, f'Write "{key}=4".')


_NETWORK_NUMBERS: dict[str, type] = {
    "conv_dim": int,
    "conv_alpha": float,
    "rank_dropout": float,
    "module_dropout": float,
    "loraplus_lr_ratio": float,
    "loraplus_unet_lr_ratio": float,
    "loraplus_text_encoder_lr_ratio": float,
}


def _converts(value: str, kind: type) -> bool:
    try:
        kind(value)
    except ValueError:
        return False
    return True


def _learning_rates(args: TrainingArguments) -> Iterator[Problem]:
    """Source: sd-scripts networks/lora.py: prepare_optimizer_params skips groups with a rate of 0 or none."""
    default = args["learning_rate"]
    text: Any = args["text_encoder_lr"]
    text = text[0] if text else None
    rates = {
        "unet_lr": default if args["unet_lr"] is None else args["unet_lr"],
        "text_encoder_lr": default if text is None else text,
    }
    if args["network_train_unet_only"]:
        del rates["text_encoder_lr"]
    if args["network_train_text_encoder_only"]:
        del rates["unet_lr"]
    for key, rate in rates.items():
        if rate is not None and rate < 0:
            where = key if args[key] else "learning_rate"
            yield found(args, where, f"{where} is {rate}, below zero.", f"Write {where} = 1e-4.")
    if not any(rates.values()):
        message = "Nothing would be trained: every learning rate is 0, or U-Net and text encoder are both left out."
        yield found(args, "learning_rate", message, "Write learning_rate = 1e-4.", "no-learning-rate")


RULES: tuple[Rule, ...] = (
    _required,
    _positive,
    _ranges,
    _names,
    _together,
    _network_args,
    _learning_rates,
)
