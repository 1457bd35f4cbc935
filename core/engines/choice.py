"""Which engine trains a project, and where it is: what is asked for, then the project's file, environment, settings."""

from __future__ import annotations

import dataclasses
import json
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_type_hints

from core.config.command import LaunchMethod
from core.config.schema import DEFAULT_SCRIPT, shipped_schema
from core.engines.accelerate_config import AccelerateOptions
from core.engines.builtin import BuiltinEngine
from core.engines.kohya import ENGINE_FILE, KohyaEngine
from core.engines.launch import Engine
from core.errors import ConfigError, FileError, MachineError, RunError
from core.runs.folder import RunFolder
from core.runs.record import read_record
from core.settings import Settings, read_settings

ENGINES = ("builtin", "kohya")
PROJECT_FILE = "kohya_studio.toml"
PYTHON_VARIABLE = "KOHYA_STUDIO_PYTHON"
SD_SCRIPTS_VARIABLE = "KOHYA_STUDIO_SD_SCRIPTS"


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineChoice:
    """None where nothing was said. `accelerate` holds values of `AccelerateOptions` by name."""

    engine: str | None = None
    python: str | None = None
    sd_scripts: str | None = None
    script: str | None = None
    method: str | None = None
    accelerate: Mapping[str, Any] | None = None

    def over(self, other: EngineChoice) -> EngineChoice:
        """This choice, with what it leaves open taken from `other`."""
        values = {
            item.name: getattr(other, item.name) if getattr(self, item.name) is None else getattr(self, item.name)
            for item in dataclasses.fields(self)
        }
        return EngineChoice(**values)


def project_choice(project: Path | None) -> EngineChoice:
    """What `kohya_studio.toml` in the project says under `[engine]`; nothing without that file.

    Raises:
        ConfigError: the file cannot be read, or has a key or a value that it cannot have.
    """
    path = None if project is None else project / PROJECT_FILE
    if path is None or not path.is_file():
        return EngineChoice()
    try:
        table = tomllib.loads(path.read_text("utf-8")).get("engine", {})
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path} cannot be read: {error}", "Correct it, or remove it.") from error
    if not isinstance(table, dict):
        raise ConfigError(f"{path}: engine must be a table.", 'Write [engine] and below it engine = "kohya".')
    renamed = {"engine" if key == "name" else key: value for key, value in table.items()}
    return _choice(renamed, str(path))


def user_choice(settings: Settings) -> EngineChoice:
    """What the environment says of where sd-scripts is, else the settings."""
    return EngineChoice(
        python=os.environ.get(PYTHON_VARIABLE) or settings.kohya_python or None,
        sd_scripts=os.environ.get(SD_SCRIPTS_VARIABLE) or settings.sd_scripts or None,
    )


def engine_of_project(project: Path | None, settings_file: Path, asked: EngineChoice | None = None) -> Engine:
    """The engine that trains a project: what is asked for over the project's file, environment and settings.

    Raises:
        AppError: see `project_choice`, `read_settings` and `engine_for`.
    """
    choice = (asked or EngineChoice()).over(project_choice(project))
    return engine_for(choice.over(user_choice(read_settings(settings_file))))


def engine_of_run(folder: RunFolder, settings_file: Path) -> Engine:
    """The engine that a run was started with, to go on with it; where its interpreter or its sd-scripts is gone, those
    of the environment and the settings take their place.

    Raises:
        AppError: there is no such engine here, or it is nowhere to be found.
    """
    choice = EngineChoice(engine=read_record(folder).engine).over(choice_of_run(folder))
    user = user_choice(read_settings(settings_file))
    if user.python and choice.python and not Path(choice.python).is_file():
        choice = dataclasses.replace(choice, python=user.python)
    if user.sd_scripts and choice.sd_scripts and not Path(choice.sd_scripts).is_dir():
        choice = dataclasses.replace(choice, sd_scripts=user.sd_scripts)
    return engine_for(choice.over(user))


def engine_for(choice: EngineChoice, default: str = "builtin") -> Engine:
    """The engine that a choice names.

    Raises:
        RunError: there is no such engine.
        MachineError: it is not known where sd-scripts or its interpreter is.
        ConfigError: a value of the choice makes no sense, or the script is none of the known ones.
    """
    name = choice.engine or default
    if name == "builtin":
        return BuiltinEngine()
    if name == "kohya":
        return _kohya(choice)
    raise RunError(f"There is no engine {name!r} here.", f"The engines are {' and '.join(ENGINES)}.")


def choice_of_run(folder: RunFolder) -> EngineChoice:
    """What the run was started with, as `KohyaEngine` noted it down; nothing for a run of another engine.

    Raises:
        FileError, ConfigError: the note cannot be read, or makes no sense.
    """
    path = folder.root / ENGINE_FILE
    if not path.is_file():
        return EngineChoice()
    try:
        values = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise FileError(f"{path} cannot be read: {error}", "Start the training again from its project.") from error
    return _choice(values if isinstance(values, dict) else {}, str(path))


def _kohya(choice: EngineChoice) -> KohyaEngine:
    missing = [
        words
        for value, words in ((choice.sd_scripts, "the folder of sd-scripts"), (choice.python, "its Python interpreter"))
        if not value
    ]
    if missing:
        raise MachineError(
            f"It is not known where to find {' and '.join(missing)}.",
            f"Give --sd-scripts and --python, set {SD_SCRIPTS_VARIABLE} and {PYTHON_VARIABLE}, or write them into the"
            f" project's {PROJECT_FILE} or the settings.",
        )
    method = choice.method or LaunchMethod.DATASET_CONFIG
    if method not in set(LaunchMethod):
        raise ConfigError(f"{method!r} is no launch method.", f"Choose one of {', '.join(LaunchMethod)}.")
    script = choice.script or DEFAULT_SCRIPT
    shipped_schema(script)  # a script whose arguments are not known is told now, not after a run folder was made
    return KohyaEngine(
        python=Path(choice.python or "").expanduser().absolute(),
        folder=Path(choice.sd_scripts or "").expanduser().absolute(),
        script=script,
        method=LaunchMethod(method),
        accelerate=None if choice.accelerate is None else accelerate_options(choice.accelerate),
    )


def accelerate_options(values: Mapping[str, Any]) -> AccelerateOptions:
    """Options from plain values.

    Raises:
        ConfigError: an unknown name, a wrong type, or what `AccelerateOptions` refuses.
    """
    plain: dict[str, Any] = {}
    for key, value in values.items():
        plain[key] = tuple(value) if isinstance(value, list) else value
    hints = get_type_hints(AccelerateOptions)
    for key, value in plain.items():
        if key not in hints:
            raise ConfigError(f"accelerate has no option {key!r}.", f"Its options are {', '.join(hints)}.")
        if not _fits(hints[key], value):
            raise ConfigError(f"{key} = {value!r} is of a wrong type.", "Correct this launch option.")
    return AccelerateOptions(**plain)


def _fits(hint: Any, value: Any) -> bool:
    if isinstance(hint, UnionType):
        return any(_fits(option, value) for option in get_args(hint))
    if get_args(hint):
        return isinstance(value, tuple) and all(type(item) is int for item in value)
    return type(value) is hint


def _choice(values: Mapping[str, Any], where: str) -> EngineChoice:
    known = {item.name for item in dataclasses.fields(EngineChoice)}
    for key, value in values.items():
        if key not in known:
            raise ConfigError(f"{where}: engine has no key {key!r}.", f"It may have {', '.join(sorted(known))}.")
        if not isinstance(value, dict if key == "accelerate" else str):
            wanted = "a table" if key == "accelerate" else "text"
            raise ConfigError(f"{where}: {key} must be {wanted}.", "Correct that line.")
    return EngineChoice(**values)
