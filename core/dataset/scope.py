"""What is opened: a project with its subsets, or plain folders taken as one dataset with default settings."""

from __future__ import annotations

import itertools
import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from core.config.arguments import read_arguments
from core.config.dataset_config import (
    DatasetBlueprint,
    DatasetSettings,
    SubsetSettings,
    dataset_document,
    read_dataset_config,
)
from core.config.documents import DocumentError, read_document
from core.config.problem import Problem
from core.config.schema import shipped_schema
from core.dataset.clip_tokens import LIMIT
from core.errors import FileError

TRAINING_CONFIG = "training_config.toml"
DATASET_CONFIG = "dataset_config.toml"
SIDE_FOLDER = ".kohya-studio"
"""Holds journal and ratings, in the folder that was opened; hidden, so that no trainer takes it for images."""
_LOOKED_INTO = 20
CAPTION_EXTENSIONS = (".txt", ".caption", ".tags", ".cap")


@dataclass(frozen=True, slots=True)
class OpenedFolder:
    """A folder whose images are shown. `written` is its path as the dataset config writes it, as sd-scripts sees it.

    Without a config the settings are defaults, and folders below it are shown, too.
    """

    path: Path
    written: str
    subset: SubsetSettings
    dataset: DatasetSettings
    recursive: bool


@dataclass(frozen=True, slots=True)
class DatasetScope:
    """Everything that was opened. `root` is the project's or the first folder; shown paths are relative to it.

    `base` is the folder that relative paths of the config mean. `config` is the dataset document, None for plain
    folders; `problems` is what is wrong with the documents. `token_limit` is how many CLIP tokens of a caption are
    read (max_token_length).
    """

    root: Path
    base: Path
    folders: tuple[OpenedFolder, ...]
    config: Path | None = None
    blueprint: DatasetBlueprint | None = None
    problems: tuple[Problem, ...] = ()
    token_limit: int = LIMIT

    @property
    def side_folder(self) -> Path:
        return self.root / SIDE_FOLDER

    @property
    def datasets(self) -> tuple[DatasetSettings, ...]:
        """The datasets of the config; without one, the plain folders as one dataset each."""
        if self.blueprint is not None:
            return self.blueprint.datasets
        return tuple(folder.dataset for folder in self.folders)


def open_scope(path: Path, cwd: Path | None = None, *, resolution: tuple[int, int] | None = None) -> DatasetScope:
    """What `path` is: a project folder, a TOML document, or a folder of images.

    A relative image_dir means `cwd` where such a folder is there, else the project's folder. `resolution` replaces
    512x512 for plain folders.

    Raises:
        FileError: there is nothing at `path`.
    """
    path = path.absolute()
    if not path.exists():
        raise FileError(f"There is no {path}.", "Choose a folder with images, or a project.")
    root = path if path.is_dir() else path.parent
    argv = _argv(path)
    if argv is None:
        return folder_scope((root,), resolution=resolution)
    base = (cwd or root).absolute()
    args, problems = read_arguments(argv, shipped_schema(), base)
    document, found = dataset_document(args, base)
    problems += found
    blueprint = None
    if document is not None or args["dataset_config"] is None:
        blueprint, found = read_dataset_config(document, args, base)
        problems += found
    folders = _subset_folders(blueprint, base)
    if any(not folder.path.is_dir() for folder in folders) and base != root:
        base = root
        if document is None and blueprint is not None:
            blueprint = read_dataset_config(None, args, base)[0]
        folders = _subset_folders(blueprint, base)
    config = None if document is None else document.path
    limit = args.get("max_token_length") or LIMIT
    return DatasetScope(root, base, folders, config, blueprint, tuple(problems), limit)


def folder_scope(paths: tuple[Path, ...], *, resolution: tuple[int, int] | None = None) -> DatasetScope:
    """Plain folders, with everything below them; captions have the extension that most of them have."""
    folders = []
    for path in paths:
        root = path.absolute()
        subset = SubsetSettings(image_dir=str(root), caption_extension=_usual_extension(root))
        dataset = DatasetSettings(subsets=(subset,), resolution=resolution or (512, 512), enable_bucket=True)
        folders.append(OpenedFolder(root, str(root), subset, dataset, recursive=True))
    root = folders[0].path
    return DatasetScope(root, root, tuple(folders))


def with_values(scope: DatasetScope, dataset: Mapping[str, Any], subset: Mapping[str, Any]) -> DatasetScope:
    """The scope with these settings in every dataset and every subset, whatever the config says; to try them out."""
    changed = tuple(_with_values(known, dataset, subset) for known in scope.datasets)
    if scope.blueprint is not None:
        blueprint = DatasetBlueprint(changed)
        return replace(scope, blueprint=blueprint, folders=_subset_folders(blueprint, scope.base))
    folders = zip(scope.folders, changed, strict=True)
    return replace(scope, folders=tuple(replace(f, dataset=new, subset=new.subsets[0]) for f, new in folders))


def _with_values(known: DatasetSettings, dataset: Mapping[str, Any], subset: Mapping[str, Any]) -> DatasetSettings:
    return replace(known, **dataset, subsets=tuple(replace(item, **subset) for item in known.subsets))


def _argv(path: Path) -> list[str] | None:
    """The training's command line, None for a folder without documents."""
    if path.is_file():
        training = path if not _is_dataset_config(path) else None
        return ["--dataset_config", str(path)] if training is None else _training_argv(training)
    if (path / TRAINING_CONFIG).is_file():
        return _training_argv(path / TRAINING_CONFIG)
    if (path / DATASET_CONFIG).is_file():
        return ["--dataset_config", str(path / DATASET_CONFIG)]
    return None


def _training_argv(training: Path) -> list[str]:
    argv = ["--config_file", str(training)]
    dataset = training.with_name(DATASET_CONFIG)
    if dataset.is_file() and not _mentions(training, ("dataset_config", "train_data_dir")):
        argv += ["--dataset_config", str(dataset)]
    return argv


def _is_dataset_config(path: Path) -> bool:
    if path.name == DATASET_CONFIG or path.suffix.lower() == ".json":
        return True
    return _mentions(path, ("datasets",))


def _mentions(path: Path, keys: tuple[str, ...]) -> bool:
    try:
        data = read_document(path).data
    except DocumentError:
        return False
    tables = [data, *(value for value in data.values() if isinstance(value, dict))]
    return any(table.get(key) for table in tables for key in keys)


def _subset_folders(blueprint: DatasetBlueprint | None, base: Path) -> tuple[OpenedFolder, ...]:
    folders: dict[Path, OpenedFolder] = {}
    for dataset in blueprint.datasets if blueprint is not None else ():
        for subset in dataset.subsets:
            if subset.image_dir is None:
                continue
            path = Path(os.path.normpath(base / subset.image_dir))
            folders.setdefault(path, OpenedFolder(path, subset.image_dir, subset, dataset, recursive=False))
    return tuple(folders.values())


def _usual_extension(folder: Path) -> str:
    counts: Counter[str] = Counter()
    for _, _, names in itertools.islice(os.walk(folder), _LOOKED_INTO):
        counts.update(name[name.rfind(".") :] for name in names)
    return max(CAPTION_EXTENSIONS, key=lambda extension: (counts[extension], extension == ".txt"))
