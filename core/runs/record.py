"""What a run folder says about its start (`run.json`) and about its processes (`processes.json`)."""

from __future__ import annotations

import dataclasses
import json
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.errors import FileError
from core.files import write_text
from core.processes import ProcessId
from core.runs.folder import RunFolder

SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRecord:
    """Written once, before anything is started.

    `argv`, `cwd` and `env` are the process (`env` holds only what is set or, where None, unset); `arguments` are those
    of the request, from which a resumed run is made.
    """

    id: str
    name: str
    engine: str
    engine_version: str
    argv: tuple[str, ...]
    cwd: str
    env: Mapping[str, str | None] = field(default_factory=dict)
    arguments: tuple[str, ...] = ()
    project: str | None = None
    output_dir: str | None = None
    resumed_from: str | None = None
    host: str = field(default_factory=socket.gethostname)
    created_at: float = field(default_factory=time.time)
    schema_version: int = SCHEMA_VERSION


@dataclass(frozen=True, slots=True, kw_only=True)
class RunProcesses:
    """Who works on a run: written by the supervisor alone."""

    supervisor: ProcessId | None = None
    trainer: ProcessId | None = None
    oom_kills: int | None = None
    """How often the system's out-of-memory killer had struck when the trainer was started."""


def write_record(folder: RunFolder, record: RunRecord) -> None:
    """Raises FileError where the folder cannot be written."""
    write_text(folder.record, json.dumps(dataclasses.asdict(record), ensure_ascii=False, indent=2) + "\n")


def read_record(folder: RunFolder) -> RunRecord:
    """Fields of a newer version are dropped. Raises FileError where the file is missing or makes no sense."""
    values = _read_object(folder.record)
    known = {item.name for item in dataclasses.fields(RunRecord)}
    values = {key: value for key, value in values.items() if key in known}
    try:
        values["argv"] = tuple(values["argv"])
        values["arguments"] = tuple(values.get("arguments", ()))
        record = RunRecord(**values)
        float(record.created_at)
    except (KeyError, TypeError, ValueError) as error:
        raise FileError(f"{folder.record} lacks what a run's record holds: {error}.", _HINT) from error
    return record


def write_processes(folder: RunFolder, processes: RunProcesses) -> None:
    """Raises FileError where the folder cannot be written."""
    values = {
        "supervisor": None if processes.supervisor is None else processes.supervisor.to_json(),
        "trainer": None if processes.trainer is None else processes.trainer.to_json(),
        "oom_kills": processes.oom_kills,
    }
    write_text(_processes_file(folder), json.dumps(values) + "\n")


def read_processes(folder: RunFolder) -> RunProcesses | None:
    """None before the supervisor is up. Raises FileError where the file makes no sense."""
    path = _processes_file(folder)
    if not path.exists():
        return None
    values = _read_object(path)
    try:
        return RunProcesses(
            supervisor=_process(values.get("supervisor")),
            trainer=_process(values.get("trainer")),
            oom_kills=values.get("oom_kills"),
        )
    except ValueError as error:
        raise FileError(f"{path} is damaged: {error}.", _HINT) from error


_HINT = "The run cannot be opened; its checkpoints are not touched. It can be moved to the trash."


def _processes_file(folder: RunFolder) -> Path:
    return folder.root / "processes.json"


def _process(values: Any) -> ProcessId | None:
    return None if values is None else ProcessId.from_json(values)


def _read_object(path: Path) -> dict[str, Any]:
    try:
        values = json.loads(path.read_bytes())
    except OSError as error:
        raise FileError(f"Could not read {path}: {error.strerror}.", _HINT) from error
    except ValueError as error:
        raise FileError(f"{path} is damaged: {error}.", _HINT) from error
    if not isinstance(values, dict):
        raise FileError(f"{path} is damaged: it does not hold an object.", _HINT)
    return values
