"""The arguments of the sd-scripts that is installed, asked in its own interpreter and remembered for its version."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.config.schema import DEFAULT_SCRIPT, Schema, parse_schema, shipped_schema
from core.errors import AppError
from core.files import write_text
from core.paths import app_paths
from core.processes import training_environment

_SECONDS = 180.0
"""Importing a training script takes 4 to 10 s, on a cold disk several times as long."""
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class SchemaSource:
    """`schema`, and in `note` a sentence for people about where it comes from; empty `problem` where all went well."""

    schema: Schema
    installed: bool
    note: str
    problem: str = ""


def installed_schema(
    python: Path | None, sd_scripts: Path | None, script: str = DEFAULT_SCRIPT, cache: Path | None = None
) -> SchemaSource:
    """What `script` of the checkout in `sd_scripts` takes, else what the shipped snapshot knows, and why.

    Takes seconds the first time: not for the window's thread. `cache` is a folder for what was found out; it holds for
    as long as the commit, the script and the library's files stay what they are.

    Raises:
        ConfigError: the script cannot be asked, and no snapshot of it ships.
    """
    if python is None or sd_scripts is None:
        return _shipped(script, "no sd-scripts is set up")
    folder = cache or app_paths().cache / "schemas"
    path = folder / f"{_key(python, sd_scripts, script)}.json"
    known = _remembered(path)
    if known is not None:
        return SchemaSource(known, True, f"the arguments of {script} in {sd_scripts} ({known.source})")
    try:
        data = _asked(python, sd_scripts, script)
    except (OSError, ValueError, subprocess.SubprocessError, AppError) as error:
        return _shipped(script, _reason(error))
    values = {"script": script, "source": f"sd-scripts {_version(sd_scripts)}", "arguments": data}
    schema = parse_schema(values)
    write_text(path, json.dumps({"format": _FORMAT, **values}, ensure_ascii=False) + "\n")
    return SchemaSource(schema, True, f"the arguments of {script} in {sd_scripts} ({schema.source})")


def remembered_schema(
    python: Path | None, sd_scripts: Path | None, script: str = DEFAULT_SCRIPT, cache: Path | None = None
) -> Schema | None:
    """What was found out before about this very version; None where nobody has asked. Takes a millisecond or two."""
    if python is None or sd_scripts is None:
        return None
    folder = cache or app_paths().cache / "schemas"
    return _remembered(folder / f"{_key(python, sd_scripts, script)}.json")


def _shipped(script: str, reason: str) -> SchemaSource:
    schema = shipped_schema(script)
    return SchemaSource(
        schema, False, f"the program's own list of arguments ({schema.source}), because {reason}", reason
    )


def _asked(python: Path, folder: Path, script: str) -> dict[str, Any]:
    probe = Path(__file__).with_name("schema_probe.py")
    variables = {**os.environ, **training_environment(python, offline=True), "CUDA_VISIBLE_DEVICES": ""}
    done = subprocess.run(
        [str(python), str(probe), str(folder), script],
        env={name: value for name, value in variables.items() if value is not None},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=_SECONDS,
        creationflags=0x08000000 if sys.platform == "win32" else 0,  # CREATE_NO_WINDOW (untested)
    )
    if done.returncode != 0:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise ValueError(f"{script} could not be imported: {lines[-1] if lines else f'exit code {done.returncode}'}")
    data = json.loads(done.stdout)
    if not isinstance(data, dict) or not data:
        raise ValueError(f"{script} names no arguments")
    return data


def _reason(error: Exception) -> str:
    if isinstance(error, subprocess.TimeoutExpired):
        return f"the script did not answer within {_SECONDS:.0f} s"
    return str(error) or type(error).__name__


def _remembered(path: Path) -> Schema | None:
    """A file that cannot be read is asked for again."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return parse_schema(data) if data.get("format") == _FORMAT else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _key(python: Path, folder: Path, script: str) -> str:
    """Of everything that the answer depends on: interpreter, commit, and the times of the files that are imported."""
    parts = [str(python.absolute()), str(folder.absolute()), script, _version(folder)]
    for path in (folder / script, *sorted((folder / "library").glob("*.py"))):
        try:
            parts.append(f"{path.name} {path.stat().st_mtime_ns}")
        except OSError:
            parts.append(f"{path.name} -")
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:32]


def _version(folder: Path) -> str:
    from core.engines.kohya import checkout_version

    return checkout_version(folder)
