"""What is to be done with a file or folder that somebody wants to open. Pure, for a worker thread."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.config.config_kinds import ConfigKind, kind_of
from core.config.documents import DocumentError, read_document
from core.config.imported import ImportedConfig, import_config
from core.config.project import DATASET_CONFIG, TRAINING_CONFIG, open_project
from core.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Opening:
    """Either a project, to be opened as it is, or what another program saved, to be made into one."""

    path: Path
    imported: ImportedConfig | None = None


def opening(path: Path) -> Opening:
    """Raises ConfigError where it is neither."""
    if path.is_file():
        try:
            data = read_document(path).data
        except DocumentError:
            return Opening(path)  # a broken document is opened in the text
        kind = kind_of(data, path.name)
        if kind in (ConfigKind.KOHYA_SS, ConfigKind.EASY_SCRIPTS):
            return Opening(path, import_config(path))
        if kind is ConfigKind.OTHER and path.name not in (TRAINING_CONFIG, DATASET_CONFIG):
            raise ConfigError(
                f"{path.name} holds no settings of a training.",
                "Choose a TOML of sd-scripts or of LoRA_Easy_Training_Scripts, or a JSON of kohya_ss.",
            )
    open_project(path)
    return Opening(path)
