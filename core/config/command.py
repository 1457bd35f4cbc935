"""The arguments of a training as a command line of its script, by three methods that mean the same."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any

from core.config.arguments import TrainingArguments, read_arguments
from core.config.folder_command import folder_arguments
from core.config.problem import Problem, Severity, Write
from core.config.schema import Argument, Schema
from core.errors import ConfigError

_OF_THE_FILE = frozenset({"config_file", "output_config"})
_SHOWN_PROBLEMS = 5
_NEGATIVE_NUMBER = re.compile(r"-\d+|-\d*\.\d+")
"""What argparse takes for a value in spite of its minus, up to Python 3.13: nothing with an exponent."""


class LaunchMethod(StrEnum):
    """How the arguments reach the script: the same arguments by each.

    With the same `seed`, `CONFIG_FILE` may still show the images in another order than the other two. Where rich is
    installed, sd-scripts (48d368fa) logs by it, and rich draws a number from Python's global generator for each place
    in the code that it links to for the first time (rich.style.Style). "Loading settings from …", logged before the
    generator is seeded, saves such a draw after it; the number drawn next is the seed of the order
    (config_util.generate_dataset_group_by_blueprint).
    """

    DATASET_CONFIG = "dataset_config"
    """Everything as arguments, the images in a document: the one method that sd-scripts documents."""
    CONFIG_FILE = "config_file"
    """The training document as it is, read by the script itself."""
    COMMAND_LINE = "command_line"
    """No document at all: the images lie in folders named `10_class tokens`."""


@dataclass(frozen=True, slots=True)
class Documents:
    """What a project says: two documents, and arguments that win over them. Relative paths are relative to `cwd`."""

    cwd: Path
    training_config: Path | None = None
    dataset_config: Path | None = None
    arguments: tuple[str, ...] = ()

    def argv(self) -> tuple[str, ...]:
        """As the method `config_file` gives them to the script."""
        argv: list[str] = []
        if self.training_config is not None:
            argv += ["--config_file", str(self.training_config)]
        if self.dataset_config is not None:
            argv += ["--dataset_config", str(self.dataset_config)]
        return (*argv, *self.arguments)


def script_arguments(documents: Documents, schema: Schema, method: LaunchMethod) -> tuple[str, ...]:
    """The command line behind the script's name.

    The effective arguments are the same by each method: what sd-scripts takes from a file in silence (a wrong type, an
    unknown key) cannot be said on a command line and is refused here, except by the method `config_file`.

    Raises:
        ConfigError: a document cannot be put into a command line, or has no images that this method can name.
    """
    if method is LaunchMethod.CONFIG_FILE:
        return documents.argv()
    args, problems = _understood(documents.argv(), schema, documents.cwd)
    refuse(problems)
    given = {dest: args[dest] for dest in schema.arguments if dest in args.given and dest not in _OF_THE_FILE}
    if method is LaunchMethod.COMMAND_LINE:
        given |= folder_arguments(args, documents.cwd)
        given.pop("dataset_config", None)
    return as_argv(given, schema)


def effective_arguments(argv: Sequence[str], schema: Schema, cwd: Path) -> TrainingArguments:
    """What a command line means.

    Raises:
        ConfigError: it cannot be read.
    """
    args, problems = _understood(argv, schema, cwd)
    refuse(problems)
    return args


def _understood(argv: Sequence[str], schema: Schema, cwd: Path) -> tuple[TrainingArguments, list[Problem]]:
    """Like `read_arguments`; a lone number where numbers are listed (`text_encoder_lr = 5e-5`) is a list of one.

    sd-scripts takes it as that: train_network.NetworkTrainer.train, "backward compatibility for text_encoder_lr".
    """
    args, problems = read_arguments(argv, schema, cwd)
    lone: dict[str, list[Any]] = {}
    for problem in problems:
        argument = schema.arguments.get(problem.key or "")
        if argument is not None and argument.nargs is not None and argument.type != "str":
            value = problem.remedy.value if isinstance(problem.remedy, Write) else None
            if isinstance(value, tuple) and problem.key not in lone:
                lone[argument.dest] = list(value)
    left = [problem for problem in problems if problem.key not in lone or problem.code != "wrong-type"]
    return replace(args, values=MappingProxyType({**args.values, **lone})), left


def refuse(problems: Sequence[Problem]) -> None:
    """Raises ConfigError where there is an error among the problems, and says the first of them."""
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if not errors:
        return
    lines = [_place(problem) + problem.message for problem in errors[:_SHOWN_PROBLEMS]]
    if len(errors) > _SHOWN_PROBLEMS:
        lines.append(f"… and {len(errors) - _SHOWN_PROBLEMS} more.")
    raise ConfigError("\n".join(lines), errors[0].hint)


def as_argv(values: Mapping[str, Any], schema: Schema) -> tuple[str, ...]:
    """Values by their names as arguments, in the order of the schema. A flag that is off is left out: it has no form.

    Raises:
        ConfigError: a list has an item that argparse would take for an option, or a share has no percentage.
    """
    argv: list[str] = []
    for dest, argument in schema.arguments.items():
        if values.get(dest) is not None:
            argv += _as_arguments(argument, values[dest])
    return tuple(argv)


def _as_arguments(argument: Argument, value: Any) -> list[str]:
    option = argument.options[0]
    if argument.is_flag:
        return [option] if value else []
    if argument.nargs is not None:
        items = [_listed(argument, item) for item in value]
        for item in items:
            if item.startswith("-") and not _NEGATIVE_NUMBER.fullmatch(item):
                raise ConfigError(
                    f"{argument.dest} has the item {item!r}, which a command line takes for an option.",
                    "Choose the method config_file, or write the item without the minus in front.",
                )
        return [option, *items]
    text = _text(argument, value)
    return [f"{option}={text}"] if text.startswith("-") else [option, text]


def _text(argument: Argument, value: Any) -> str:
    """`--lr_warmup_steps` takes shares from 1 on as a percentage: 1.0 in a file means all steps, as does 100%."""
    if argument.type == "int_or_float" and isinstance(value, float) and value >= 1:
        return f"{_percentage(argument, value)!r}%"
    return repr(value) if isinstance(value, float) else str(value)


def _listed(argument: Argument, item: Any) -> str:
    """Negative numbers without an exponent: `-2.5e-07` in a list would be taken for an option."""
    negative = isinstance(item, float) and math.isfinite(item) and item < 0
    return format(Decimal(repr(item)), "f") if negative else _text(argument, item)


def _percentage(argument: Argument, share: float) -> float:
    """The number that divided by 100 is exactly `share`; of long fractions above 1 some have none."""
    near = share * 100
    for number in (near, math.nextafter(near, math.inf), math.nextafter(near, -math.inf)):
        if number / 100 == share:
            return number
    raise ConfigError(
        f"{argument.dest} = {share!r} is a share of the steps that no percentage on a command line gives exactly.",
        "Round it to fewer digits, or choose the method config_file.",
    )


def _place(problem: Problem) -> str:
    if problem.file is None:
        return ""
    return f"{problem.file}{f', line {problem.line}' if problem.line else ''}: "
