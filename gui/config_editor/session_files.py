"""The files of a project: which ones they are, and what other programs do to them. Pure, for worker threads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.config.project import DATASET_CONFIG, TRAINING_CONFIG, open_project
from core.config.source import Source, changed_outside, read_source
from core.engines.choice import PROJECT_FILE, EngineChoice
from core.errors import FileError
from gui.config_editor.drafts import DraftPlace, read_draft
from gui.config_editor.open_documents import Document
from gui.config_editor.reading import Reading


@dataclass(frozen=True, slots=True)
class OpenedProject:
    """`path` is what was opened: the folder, or a document. Files that are not there are empty documents.

    `draft` holds the documents with the changes that were not saved last time.
    """

    path: Path
    folder: Path
    sources: Mapping[Document, Source]
    draft: Sequence[Source] = ()


def read_project(path: Path, drafts: Path) -> OpenedProject:
    """The project in a folder, or around a document; `drafts` is the folder of what was not saved.

    Raises:
        ConfigError: nothing is there, or nothing that is a project's.
        FileError: a document cannot be read.
    """
    project = open_project(path)
    folder = project.folder
    training = read_source(project.training or folder / TRAINING_CONFIG)
    dataset = read_source(project.dataset or folder / DATASET_CONFIG)
    settings = read_source(folder / PROJECT_FILE)
    sources = {Document.TRAINING: training, Document.DATASET: dataset, Document.PROJECT: settings}
    path = path.absolute()
    return OpenedProject(path, folder, sources, read_draft(DraftPlace(drafts, path)))


def choice_in(settings: Reading) -> EngineChoice:
    """What the project's own file says under `[engine]`, as far as it makes sense."""
    table = settings.data.get("engine", {})
    if not isinstance(table, dict):
        return EngineChoice()
    texts = {key: value for key, value in table.items() if isinstance(value, str)}
    accelerate = table.get("accelerate")
    return EngineChoice(
        engine=texts.get("name", texts.get("engine")),
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
