"""Every setting of a training under the place that it counts for, so that two trainings can be compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, TypeAlias

from core.config.arguments import TrainingArguments, read_arguments
from core.config.dataset_config import (
    DatasetBlueprint,
    DatasetSettings,
    SubsetSettings,
    dataset_document,
    read_dataset_config,
)
from core.config.disk import RememberingDisk
from core.config.documents import DocumentError, read_document
from core.config.imported import imported_project
from core.config.project import Project, open_project
from core.config.schema import DEFAULT_SCRIPT, Schema, shipped_schema
from core.errors import ConfigError

SettingPath: TypeAlias = tuple[str, str]
"""Where it counts (empty for the training, `dataset 1`, `dataset 1: images/cats`) and the key."""
_NOT_SETTINGS = frozenset({"subsets", "place", "kind", "image_dir", "custom_attributes"})
_OF_THE_FILE = frozenset({"config_file", "output_config", "dataset_config", "caption_extention"})


@dataclass(frozen=True, slots=True)
class Setting:
    """`written` is False for what a person left at its default."""

    value: Any
    written: bool = True


@dataclass(frozen=True, slots=True)
class Settings:
    """`complete` is False for a preset, which says nothing about what it does not name."""

    name: str
    values: Mapping[SettingPath, Setting] = field(default_factory=dict)
    complete: bool = True


def settings_of(args: TrainingArguments, blueprint: DatasetBlueprint | None, name: str = "") -> Settings:
    """Of a training that was read. A dataset's settings stand with the dataset, wherever they were written."""
    values: dict[SettingPath, Setting] = {
        ("", key): Setting(_plain(value), key in args.given)
        for key, value in args.values.items()
        if key not in _OF_THE_FILE
    }
    for number, dataset in enumerate(blueprint.datasets if blueprint is not None else (), start=1):
        where = f"dataset {number}"
        values |= _of_table(where, dataset, DatasetSettings)
        seen: dict[str, int] = {}
        for subset in dataset.subsets:
            folder = subset.image_dir or subset.metadata_file or "?"
            seen[folder] = seen.get(folder, 0) + 1
            again = f" ({seen[folder]})" if seen[folder] > 1 else ""
            values |= _of_table(f"{where}: {folder}{again}", subset, SubsetSettings)
    return Settings(name, values)


def _of_table(where: str, table: Any, kind: type) -> dict[SettingPath, Setting]:
    found: dict[SettingPath, Setting] = {}
    for item in fields(kind):
        if item.name in _NOT_SETTINGS:
            continue
        value = _plain(getattr(table, item.name))
        found[where, item.name] = Setting(value, value != _plain(item.default))
    return found


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def read_settings_of(path: Path, cwd: Path, script: str = DEFAULT_SCRIPT) -> Settings:
    """Of a project folder, a run's folder, a document of sd-scripts, or one that another program saved.

    Raises:
        ConfigError: it cannot be read at all.
    """
    path = path.absolute()
    if not path.exists():
        raise ConfigError(f"There is no {path}.", "Give a project, a run's folder or a document.")
    if (path / "run.json").is_file():
        return _of_run(path, script)
    foreign = imported_project(path) if path.is_file() else None
    if foreign is not None:
        disk = RememberingDisk()
        disk.texts = foreign.texts
        argv = ["--config_file", str(foreign.training)]
        return _read(argv, cwd, shipped_schema(foreign.script), str(path), disk.document)
    project = open_project(path, cwd)
    return _read(project.argv(), project.cwd, shipped_schema(script), str(path))


def _of_run(folder: Path, script: str) -> Settings:
    from core.config.run_arguments import arguments_of_run

    argv, cwd, used = arguments_of_run(folder)
    return _read(argv, cwd, shipped_schema(used or script), str(folder))


def read_blueprint(project: Project, script: str = DEFAULT_SCRIPT) -> DatasetBlueprint | None:
    """The datasets of a project; None where they cannot be read."""
    args, _ = read_arguments(project.argv(), shipped_schema(script), project.cwd)
    document, _ = dataset_document(args, project.cwd)
    return None if document is None else read_dataset_config(document, args, project.cwd)[0]


def _read(argv: list[str], cwd: Path, schema: Schema, name: str, read: Any = read_document) -> Settings:
    args, problems = read_arguments(argv, schema, cwd, read)
    document, found = dataset_document(args, cwd, read)
    problems += found
    unreadable = [problem for problem in problems if problem.code in ("toml-syntax", "not-utf8")]
    if unreadable:
        first = unreadable[0]
        raise DocumentError(first.file or cwd, first.message, first.hint, line=first.line, code=first.code)
    blueprint = None
    if document is not None or args["train_data_dir"] is not None:
        blueprint = read_dataset_config(document, args, cwd)[0]
    return settings_of(args, blueprint, name)
