"""The arguments that a training script of sd-scripts takes."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from core.errors import ConfigError
from core.paths import resources_folder

DEFAULT_SCRIPT = "train_network.py"
_TYPES = frozenset({"bool", "str", "int", "float", "int_or_float", "Path"})


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument as argparse knows it.

    `type` is bool (a flag), str, int, float, int_or_float or Path; `nargs` is None or "*". `choices` hold only on the
    command line of sd-scripts: values from a file are not checked there. `help` is sd-scripts' own, where it is known.
    """

    dest: str
    options: tuple[str, ...]
    type: str
    nargs: str | None = None
    choices: tuple[Any, ...] | None = None
    default: Any = None
    help: str = ""

    @property
    def is_flag(self) -> bool:
        return self.type == "bool"


@dataclass(frozen=True, slots=True, eq=False)
class Schema:
    """Every argument of one script, by its name in a configuration file (argparse's `dest`). Compared by identity."""

    script: str
    source: str
    arguments: Mapping[str, Argument]


def shipped_schema(script: str = DEFAULT_SCRIPT) -> Schema:
    """The snapshot that ships with the program, taken from sd-scripts 48d368fa (2026-02-16).

    Raises:
        ConfigError: no snapshot of that script ships.
    """
    return _snapshot(script.removesuffix(".py"))


@functools.cache
def _snapshot(name: str) -> Schema:
    path = resources_folder() / "schema" / f"{name}.json"
    if not path.is_file():
        known = ", ".join(shipped_scripts())
        raise ConfigError(f"No arguments are known for the script {name}.py.", f"Known scripts: {known}.")
    return parse_schema(json.loads(path.read_text(encoding="utf-8")))


@functools.cache
def shipped_scripts() -> tuple[str, ...]:
    """The scripts whose arguments are known without an installed sd-scripts, the usual one first."""
    names = {f"{path.stem}.py" for path in (resources_folder() / "schema").glob("*_network.json")}
    return (DEFAULT_SCRIPT, *sorted(names - {DEFAULT_SCRIPT}))


def parse_schema(data: Mapping[str, Any]) -> Schema:
    """The schema in the compact JSON form of `resources/schema`: defaults of None, False and `--dest` are left out."""
    arguments = {dest: _argument(dest, row) for dest, row in data["arguments"].items()}
    return Schema(data["script"], data["source"], MappingProxyType(arguments))


def _argument(dest: str, row: Mapping[str, Any]) -> Argument:
    choices = row.get("choices")
    return Argument(
        dest=dest,
        options=tuple(row.get("options", (f"--{dest}",))),
        type=row["type"] if row["type"] in _TYPES else "str",
        nargs=row.get("nargs"),
        choices=None if choices is None else tuple(choices),
        default=row.get("default", False if row["type"] == "bool" else None),
        help=row.get("help", ""),
    )
