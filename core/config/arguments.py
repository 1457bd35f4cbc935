"""The arguments of a training: command line and configuration file together, as sd-scripts reads them."""

from __future__ import annotations

import argparse
import functools
import os.path
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, NoReturn

from core.config.argument_types import (
    choice_problem,
    is_lone_number,
    missing_file,
    parse_int_or_float,
    type_problem,
    unknown_flag,
    unknown_key,
)
from core.config.documents import Document, DocumentError, Place, document_problems, line_of, read_document
from core.config.problem import Problem, Remove, Severity
from core.config.schema import DEFAULT_SCRIPT, Schema, shipped_schema


@dataclass(frozen=True, slots=True)
class TrainingArguments:
    """Every argument of the script with its value; what was not given has its default.

    A value from a file has the type it has there (an int may stand for a float, as in sd-scripts); a value of a wrong
    type has been reported and is at its default here. `given` names the arguments that a person wrote, `places` says
    where (no place: on the command line). An argument that only train_network.py has is there for every script, at
    its default.
    """

    values: Mapping[str, Any]
    given: frozenset[str] = frozenset()
    places: Mapping[str, Place] = field(default_factory=dict)
    script: str = DEFAULT_SCRIPT

    def __getitem__(self, dest: str) -> Any:
        return self.values[dest]

    def get(self, dest: str, default: Any = None) -> Any:
        """The value, or `default` where this script has no such argument."""
        return self.values.get(dest, default)

    def place(self, dest: str) -> Place:
        """Where the argument was written; an empty place for the command line and for defaults."""
        return self.places.get(dest, Place())


class _CommandLineError(Exception):
    """What argparse would print before it leaves with exit code 2."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise _CommandLineError(message)


def read_arguments(
    argv: Sequence[str], schema: Schema, cwd: Path, read: Callable[[Path], Document] = read_document
) -> tuple[TrainingArguments, list[Problem]]:
    """What sd-scripts makes of a command line, with `--config_file` read as it reads it.

    The file's sections are flattened one level, the last of two equal keys wins, the command line beats the file.
    Source: sd-scripts library/train_util.py: read_config_from_file. What that accepts in silence (unknown keys, wrong
    types, values outside the choices) is reported here. Relative paths are relative to `cwd`; `read` reads the file.
    """
    command_line, problems = _read_command_line(argv, schema)
    written: dict[str, Any] = {}
    places: dict[str, Place] = {}
    if command_line.get("config_file"):
        path = cwd / _with_suffix(command_line["config_file"])
        problems += _read_config_file(path, command_line, schema, read, written, places)
    for dest in command_line:
        places.pop(dest, None)
    given = {**written, **command_line}
    if command_line.get("config_file"):
        given["config_file"] = os.path.splitext(command_line["config_file"])[0]  # noqa: PTH122 - as sd-scripts does
    known = {**shipped_schema(DEFAULT_SCRIPT).arguments, **schema.arguments}
    values = {dest: given.get(dest, argument.default) for dest, argument in known.items()}
    args = TrainingArguments(MappingProxyType(values), frozenset(given), MappingProxyType(places), schema.script)
    return args, problems


def _read_command_line(argv: Sequence[str], schema: Schema) -> tuple[dict[str, Any], list[Problem]]:
    try:
        values, rest = _parser(schema).parse_known_args(list(argv))
    except _CommandLineError as error:
        return {}, [
            Problem(
                Severity.ERROR,
                "bad-argument",
                f"The command line cannot be read: {error}.",
                "Correct this argument; sd-scripts stops here with exit code 2.",
            )
        ]
    return vars(values), [unknown_flag(item, schema) for item in rest]


@functools.lru_cache(maxsize=16)
def _parser(schema: Schema) -> argparse.ArgumentParser:
    parser = _Parser(add_help=False, argument_default=argparse.SUPPRESS)
    for argument in schema.arguments.values():
        if argument.is_flag:
            parser.add_argument(*argument.options, dest=argument.dest, action="store_true", default=argparse.SUPPRESS)
        else:
            parser.add_argument(
                *argument.options,
                dest=argument.dest,
                type=_CONVERTERS[argument.type],
                nargs=argument.nargs,
                choices=argument.choices,
                default=argparse.SUPPRESS,
            )
    return parser


_CONVERTERS: Mapping[str, Any] = {
    "str": str,
    "int": int,
    "float": float,
    "Path": str,
    "int_or_float": parse_int_or_float,
}


def _with_suffix(name: str) -> str:
    return name if name.endswith(".toml") else f"{name}.toml"


def _read_config_file(
    path: Path,
    command_line: Mapping[str, Any],
    schema: Schema,
    read: Callable[[Path], Document],
    written: dict[str, Any],
    places: dict[str, Place],
) -> list[Problem]:
    if command_line.get("output_config"):
        return [_writes_config(path)]
    try:
        document = read(path)
    except DocumentError as error:
        if error.code == "missing-path" and not path.exists():
            return [missing_file("config_file", path, "The configuration file")]
        return [error.problem()]
    problems = document_problems(document)
    for keypath, key, value in _flattened(document.data):
        place = Place(path, line_of(document, keypath))
        argument = schema.arguments.get(key)
        if argument is None:
            problems.append(unknown_key(key, place, schema))
            continue
        if key in written:
            problems.append(_written_twice(key, places[key], place))
        problem = type_problem(argument, value, place) or choice_problem(argument, value, place)
        given = [value] if is_lone_number(argument, value) else value
        written[key] = given if problem is None or problem.severity is Severity.WARNING else argument.default
        places[key] = place
        if problem is not None:
            problems.append(problem)
    return problems


def _flattened(data: Mapping[str, Any]) -> list[tuple[tuple[str | int, ...], str, Any]]:
    entries: list[tuple[tuple[str | int, ...], str, Any]] = []
    for name, value in data.items():
        if isinstance(value, dict):
            entries += [((name, key), key, item) for key, item in value.items()]
        else:
            entries.append(((name,), name, value))
    return entries


def _writes_config(path: Path) -> Problem:
    return Problem(
        Severity.ERROR,
        "output-config",
        f"--output_config only writes the arguments to {path} and ends; nothing is trained.",
        "Leave --output_config out.",
        key="output_config",
    )


def _written_twice(key: str, first: Place, second: Place) -> Problem:
    return Problem(
        Severity.WARNING,
        "duplicate-key",
        f"{key} is written twice, in lines {first.line} and {second.line}; sections do not matter, the last wins.",
        "Remove one of the two.",
        second.file,
        second.line,
        key,
        Remove(line=first.line),
    )
