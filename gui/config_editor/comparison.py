"""What the open documents are compared with, and the comparison itself. Pure, for a worker thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from core.config.diff import Difference, differences
from core.config.presets import Preset, apply_edits, preset_edits, preset_settings
from core.config.project import CheckedProject, open_project
from core.config.schema import DEFAULT_SCRIPT
from core.config.settings_of import Settings, read_settings_of, settings_of
from core.config.source import Source, read_source
from core.errors import ConfigError
from core.runs.folder import RunFolder
from gui.config_editor.text_diff import TextPair


class OtherKind(StrEnum):
    SAVED = "saved"
    PRESET = "preset"
    PROJECT = "project"
    RUN = "run"


@dataclass(frozen=True, slots=True)
class Other:
    """`path` is of a project, a document or a run's folder; `preset` is the one that would be applied."""

    kind: OtherKind
    name: str = ""
    path: Path | None = None
    preset: Preset | None = None


@dataclass(frozen=True, slots=True)
class Here:
    """The open documents, and what the last check made of them."""

    checked: CheckedProject
    training: Source
    dataset: Source


@dataclass(frozen=True, slots=True)
class Comparison:
    """`before` and `after` name the sides of `settings` and `texts`. `notes` say what could not be compared."""

    settings: tuple[Difference, ...]
    texts: tuple[TextPair, ...]
    notes: tuple[str, ...] = ()


def compare(here: Here, other: Other) -> Comparison:
    """From the other side to the open documents; with a preset, from them to what it would make of them.

    Raises:
        AppError: the other side cannot be read.
    """
    own = settings_of(here.checked.args, here.checked.blueprint)
    if other.kind is OtherKind.PRESET:
        assert other.preset is not None
        return _with_preset(here, own, other.preset)
    theirs = _settings(here, other)
    found = [item for item in differences(theirs, own) if not _says_nothing(item)]
    return Comparison(tuple(found), tuple(_texts(here, other)))


def _says_nothing(item: Difference) -> bool:
    """Of a dataset or subset that only one side has: a setting without a value."""
    present = item.left or item.right
    return (item.left is None or item.right is None) and present is not None and present.value in (None, "")


def _with_preset(here: Here, own: Settings, preset: Preset) -> Comparison:
    theirs = preset_settings(preset, here.checked.blueprint)
    sources = [here.training, here.dataset]
    dataset = here.dataset if here.dataset.content else None
    try:
        after = apply_edits(preset_edits(preset, here.training, dataset), sources)
    except ConfigError as error:
        return Comparison(tuple(differences(own, theirs)), (), (error.message,))
    texts = [TextPair(source.path.name, source.text, fresh.text) for source, fresh in zip(sources, after, strict=True)]
    return Comparison(tuple(differences(own, theirs)), tuple(texts))


def _settings(here: Here, other: Other) -> Settings:
    script = here.checked.args.script
    if other.kind is OtherKind.SAVED:
        return _saved(here, script)
    if other.path is None:
        raise ConfigError("Nothing is chosen to compare with.", "Choose a project or a run.")
    folder = other.path if other.path.is_dir() else other.path.parent
    return read_settings_of(other.path, folder, script)


def _saved(here: Here, script: str) -> Settings:
    document = here.training if here.training.saved is not None else here.dataset
    if document.saved is None:
        return Settings("")
    return read_settings_of(document.path, here.checked.project.cwd, script or DEFAULT_SCRIPT)


def _texts(here: Here, other: Other) -> list[TextPair]:
    paths: Sequence[Path | None]
    if other.kind is OtherKind.SAVED:
        return [
            TextPair(source.path.name, _text(source.saved), source.text) for source in (here.training, here.dataset)
        ]
    assert other.path is not None
    if other.kind is OtherKind.RUN:
        folder = RunFolder(other.path)
        paths = (folder.training_config, folder.dataset_config)
    else:
        try:
            project = open_project(other.path)
        except ConfigError:
            return []
        paths = (project.training, project.dataset)
    pairs = []
    for own, path in zip((here.training, here.dataset), paths, strict=True):
        text = "" if path is None else read_source(path).text
        if text or own.text:
            pairs.append(TextPair(own.path.name, text, own.text))
    return pairs


def _text(saved: bytes | None) -> str:
    return (saved or b"").decode("utf-8").removeprefix("\ufeff")
