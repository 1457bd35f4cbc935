"""The files of a project: which ones they are, and what other programs do to them. Pure, for worker threads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from core.config.source import Source, changed_outside, read_source
from core.engines.choice import PROJECT_FILE, EngineChoice
from core.errors import ConfigError, FileError
from gui.config_editor.reading import Reading, flattened, read_text

TRAINING_CONFIG = "training_config.toml"
DATASET_CONFIG = "dataset_config.toml"


@dataclass(frozen=True, slots=True)
class OpenedProject:
    """`settings` is the project's own file (`kohya_studio.toml`). Files that are not there are empty documents."""

    folder: Path
    training: Source
    dataset: Source
    settings: Source


def open_project(path: Path) -> OpenedProject:
    """The project in a folder, or around a training document.

    Raises:
        ConfigError: there is no training document.
        FileError: a document cannot be read.
    """
    path = path.absolute()
    folder = path.parent if path.is_file() else path
    training = path if path.is_file() else path / TRAINING_CONFIG
    if not training.is_file() and not (folder / DATASET_CONFIG).is_file():
        raise ConfigError(
            f"There is no {TRAINING_CONFIG} in {folder}.", "Choose the folder in which the training's documents lie."
        )
    source = read_source(training)
    dataset = dataset_path(read_text(source.text), folder) or folder / DATASET_CONFIG
    return OpenedProject(folder, source, read_source(dataset), read_source(folder / PROJECT_FILE))


def dataset_path(training: Reading, folder: Path) -> Path | None:
    """The dataset document that a training document means; None where the training document is broken."""
    if training.broken is not None:
        return None
    named = flattened(training).get("dataset_config")
    if named is None or not isinstance(named.value, str) or not named.value.strip():
        return folder / DATASET_CONFIG
    return folder / named.value


def choice_in(settings: Reading) -> EngineChoice:
    """What the project's own file says under `[engine]`, as far as it makes sense."""
    table = settings.data.get("engine", {})
    if not isinstance(table, dict):
        return EngineChoice()
    texts = {key: value for key, value in table.items() if isinstance(value, str)}
    accelerate = table.get("accelerate")
    return EngineChoice(
        engine=texts.get("name"),
        python=texts.get("python"),
        sd_scripts=texts.get("sd_scripts"),
        script=texts.get("script"),
        method=texts.get("method"),
        accelerate=accelerate if isinstance(accelerate, dict) else None,
    )


def changed_outside_of(sources: Iterable[Source]) -> list[tuple[Source, Source]]:
    """What was read, and what its file holds now, of every document that another program has changed.

    A file that cannot be read at this moment counts as unchanged: saving tells.
    """
    found = []
    for source in sources:
        try:
            theirs = changed_outside(source)
        except FileError:
            continue
        if theirs is not None:
            found.append((source, theirs))
    return found
