"""Prints the arguments of a training script as JSON: runs inside the interpreter of sd-scripts, Python 3.10 syntax.

Started as `python schema_probe.py FOLDER SCRIPT`. Nothing of this program is imported; what libraries print while they
are imported goes to standard error.
"""

import argparse
import importlib.util
import json
import os
import sys
from pathlib import Path
from typing import Any

SIMPLE: dict[Any, str] = {int: "int", float: "float", str: "str", None: "str", Path: "Path"}


def main() -> None:
    folder, script = sys.argv[1], sys.argv[2]
    output = os.dup(1)
    os.dup2(2, 1)
    sys.path[0] = folder
    os.chdir(folder)
    sys.argv = [script]
    spec = importlib.util.spec_from_file_location("probed_script", os.path.join(folder, script))  # noqa: PTH118
    if spec is None or spec.loader is None:
        raise SystemExit(f"{script} cannot be imported")
    module = importlib.util.module_from_spec(spec)
    sys.modules["probed_script"] = module
    spec.loader.exec_module(module)
    text = json.dumps(described(module.setup_parser()))
    with os.fdopen(output, "w", encoding="utf-8") as stream:
        stream.write(text)


def described(parser: argparse.ArgumentParser) -> "dict[str, Any]":
    """By the destination; see `core.config.schema.parse_schema`."""
    rows = {}
    for action in parser._actions:  # noqa: SLF001 - argparse has no other way to list them
        if not action.option_strings or action.dest == "help":
            continue
        is_flag = isinstance(action, (argparse._StoreTrueAction, argparse._StoreFalseAction))  # noqa: SLF001
        row: dict[str, Any] = {
            "type": "bool" if is_flag else type_name(action.type),
            "options": list(action.option_strings),
        }
        if action.nargs not in (None, 0):
            row["nargs"] = "*" if action.nargs in ("*", "+") or isinstance(action.nargs, int) else action.nargs
        if action.choices is not None:
            row["choices"] = [plain(choice) for choice in action.choices]
        if action.default is not None and action.default is not argparse.SUPPRESS:
            row["default"] = plain(action.default)
        if action.help and action.help is not argparse.SUPPRESS:
            row["help"] = " ".join(str(action.help).split())
        rows[action.dest] = row
    return rows


def type_name(kind: Any) -> str:
    if kind in SIMPLE:
        return SIMPLE[kind]
    return getattr(kind, "__name__", "str")


def plain(value: object) -> object:
    if isinstance(value, (str, int, float, bool, list)) or value is None:
        return value
    return str(value)


if __name__ == "__main__":
    main()
