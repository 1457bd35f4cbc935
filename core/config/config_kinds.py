"""What kind of document a file is: whose program wrote it, and for what."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from core.config.documents import DocumentError, read_document
from core.config.schema import shipped_schema

_SKIPPED_FOLDERS = frozenset({".git", "__pycache__", "node_modules", ".venv", "venv", "site-packages"})
_LARGEST = 1 << 20
"""Bytes: no document of a training is larger, and a data set's metadata in JSON often is."""


class ConfigKind(StrEnum):
    TRAINING = "training"
    """TOML for `--config_file` of sd-scripts."""
    DATASET = "dataset"
    """TOML or JSON for `--dataset_config` of sd-scripts."""
    KOHYA_SS = "kohya_ss"
    """JSON that the window of bmaltais/kohya_ss saves."""
    EASY_SCRIPTS = "easy_scripts"
    """TOML that derrian-distro/LoRA_Easy_Training_Scripts saves."""
    OTHER = "other"


def kind_of(data: Mapping[str, Any], name: str) -> ConfigKind:
    """What the content of a document makes it; `name` is the file's.

    LoRA_Easy_Training_Scripts nests `args` and `dataset_args` two deep, in several shapes over its versions; kohya_ss
    writes one flat object in which the window's own names stand (`LoRA_type`, `train_batch_size` …).
    """
    if _is_easy_scripts(data):
        return ConfigKind.EASY_SCRIPTS
    if "datasets" in data or set(data) == {"general"}:
        return ConfigKind.DATASET
    known = shipped_schema().arguments
    if name.lower().endswith(".json"):
        shared = sum(key in known for key in data)
        return ConfigKind.KOHYA_SS if "LoRA_type" in data or shared >= _FEWEST_SHARED else ConfigKind.OTHER
    keys = [key for value in data.values() if isinstance(value, dict) for key in value]
    keys += [key for key, value in data.items() if not isinstance(value, dict)]
    return ConfigKind.TRAINING if any(key in known for key in keys) else ConfigKind.OTHER


_FEWEST_SHARED = 8


def _is_easy_scripts(data: Mapping[str, Any]) -> bool:
    groups = [value for value in data.values() if isinstance(value, dict)]
    if any(set(group) & {"args", "dataset_args"} for group in groups):
        return all(isinstance(group.get("args", {}), dict) for group in groups)
    return isinstance(data.get("args"), dict) or isinstance(data.get("dataset_args"), dict)


@dataclass(frozen=True, slots=True)
class FoundConfig:
    """`problem` says why the file cannot be read; its kind is then a guess from its name."""

    path: Path
    kind: ConfigKind
    problem: str | None = None


def find_configs(folder: Path, entering: Callable[[str], None] = lambda _: None) -> list[FoundConfig]:
    """Every document of a training in `folder` and below, sorted by path; other TOML and JSON files are left out.

    Folders that begin with a dot, and those of environments, are not searched; links to folders are not followed.
    `entering` is told each folder before it is searched, and may raise to give up.
    """
    found = (_looked_at(path) for path in _candidates(folder, entering))
    return sorted((item for item in found if item is not None), key=lambda item: str(item.path))


def _candidates(folder: Path, entering: Callable[[str], None]) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        entering(root)
        folders[:] = [name for name in folders if name not in _SKIPPED_FOLDERS and not name.startswith(".")]
        for name in names:
            if name.lower().endswith((".toml", ".json")) and not name.startswith("."):
                yield Path(root) / name


def _looked_at(path: Path) -> FoundConfig | None:
    try:
        if path.stat().st_size > _LARGEST:
            return None
        document = read_document(path)
    except OSError:
        return None
    except DocumentError as error:
        return _broken(path, error.reason)
    kind = kind_of(document.data, path.name)
    return None if kind is ConfigKind.OTHER else FoundConfig(path, kind)


def _broken(path: Path, reason: str) -> FoundConfig | None:
    """A broken file counts where its name says that it is a training's."""
    if path.suffix.lower() != ".toml" or path.name == "pyproject.toml":
        return None
    is_dataset = "dataset" in path.name
    if not is_dataset and not any(word in path.name for word in ("config", "train", "lora")):
        return None
    return FoundConfig(path, ConfigKind.DATASET if is_dataset else ConfigKind.TRAINING, reason)
