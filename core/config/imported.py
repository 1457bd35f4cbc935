"""What other programs saved, as the two documents of a project."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from core.config.config_kinds import ConfigKind, kind_of
from core.config.documents import DocumentError, read_document
from core.config.problem import Problem, Severity
from core.config.project import DATASET_CONFIG, TRAINING_CONFIG, Project
from core.config.schema import DEFAULT_SCRIPT
from core.config.writing import DatasetValues, dataset_text, training_document
from core.errors import ConfigError
from core.files import write_text

PROMPTS_FILE = "sample_prompts.txt"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A setting that could not be carried over, and why; in words."""

    key: str
    value: Any
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedConfig:
    """The content of the documents. Without `datasets` the training document says where the images are.

    `prompts` are sample prompts that stood in the file itself: sd-scripts wants them in a file of their own.
    """

    source: Path
    kind: ConfigKind
    script: str = DEFAULT_SCRIPT
    training: Mapping[str, Any]
    general: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    datasets: tuple[DatasetValues, ...] = ()
    prompts: str | None = None
    left_out: tuple[LeftOut, ...] = ()

    def training_text(self, folder: Path | None = None) -> str:
        """`folder` is where the documents will lie, for the prompts beside them."""
        values = dict(self.training)
        if self.prompts is not None:
            values["sample_prompts"] = str(folder / PROMPTS_FILE) if folder is not None else PROMPTS_FILE
        return training_document(values, f"Made from {self.source.name}, for {self.script}.")

    def dataset_text(self) -> str | None:
        if not self.datasets:
            return None
        return dataset_text(self.general, self.datasets, f"Made from {self.source.name}.")


def import_config(path: Path) -> ImportedConfig:
    """A JSON of kohya_ss or a TOML of LoRA_Easy_Training_Scripts as documents of ours.

    Raises:
        ConfigError: the file cannot be read, or is of neither kind.
    """
    from core.config.easy_training_scripts import from_easy_scripts
    from core.config.kohya_ss import from_kohya_ss

    data = read_document(path).data
    kind = kind_of(data, path.name)
    if kind is ConfigKind.KOHYA_SS:
        return from_kohya_ss(data, path)
    if kind is ConfigKind.EASY_SCRIPTS:
        return from_easy_scripts(data, path)
    raise ConfigError(
        f"{path.name} was saved neither by kohya_ss nor by LoRA_Easy_Training_Scripts.",
        "Choose a JSON of kohya_ss or a TOML of LoRA_Easy_Training_Scripts; TOML of sd-scripts is opened as it is.",
    )


@dataclass(frozen=True, slots=True)
class ForeignProject:
    """What another program saved, opened without a file being written: `texts` are of documents that are nowhere."""

    source: Path
    script: str
    training: Path
    texts: Mapping[Path, str]
    problems: list[Problem]

    def as_written(self, problems: Sequence[Problem]) -> list[Problem]:
        """Problems of the documents that are nowhere, as problems of the file that is there."""
        return [
            replace(problem, file=self.source, line=None) if problem.file in self.texts else problem
            for problem in problems
        ]


def imported_project(path: Path) -> ForeignProject | None:
    """None where the file was saved by neither program, or cannot be read: then it is opened as it is."""
    try:
        data = read_document(path).data
    except DocumentError:
        return None
    if kind_of(data, path.name) not in (ConfigKind.KOHYA_SS, ConfigKind.EASY_SCRIPTS):
        return None
    imported = import_config(path)
    training, dataset = path.with_name(f".{path.name}.training.toml"), path.with_name(f".{path.name}.dataset.toml")
    values = dict(imported.training)
    text = imported.dataset_text()
    if text is not None:
        values["dataset_config"] = str(dataset)
    if imported.prompts is not None:
        values.pop("sample_prompts", None)
        values = {key: value for key, value in values.items() if not key.startswith("sample_every")}
    texts = {training: training_document(values)} | ({} if text is None else {dataset: text})
    notes = [
        Problem(
            Severity.NOTE,
            "not-carried-over",
            f"{left.key} = {left.value!r} is not carried over: {left.reason}.",
            "",
            path,
            None,
            left.key,
        )
        for left in imported.left_out
    ]
    return ForeignProject(path, imported.script, training, texts, notes)


def write_imported(imported: ImportedConfig, folder: Path) -> Project:
    """A new project of it in `folder`, which is made where it is not there.

    Raises:
        ConfigError: a project lies there already; nothing of it is touched.
        FileError: the folder cannot be written.
    """
    folder = folder.absolute()
    training, dataset = folder / TRAINING_CONFIG, folder / DATASET_CONFIG
    there = [path.name for path in (training, dataset, folder / PROMPTS_FILE) if path.exists()]
    if there:
        raise ConfigError(f"{folder} already holds {', '.join(there)}.", "Choose another folder.")
    text = imported.dataset_text()
    if imported.prompts is not None:
        write_text(folder / PROMPTS_FILE, imported.prompts.rstrip("\n") + "\n")
    if text is not None:
        write_text(dataset, text)
    write_text(training, imported.training_text(folder))
    return Project(folder, folder, training, dataset if text is not None else None)
