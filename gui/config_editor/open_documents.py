"""The documents that are open in the editor: texts, what they say, and which of them are not saved. Without Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path

from core.config.edits import FileEdit
from core.config.source import Source, read_source
from core.errors import ConfigError
from gui.config_editor.reading import Reading, read_text
from gui.config_editor.text_change import Content


class Document(StrEnum):
    TRAINING = "training"
    DATASET = "dataset"
    PROJECT = "project"
    """The project's own `kohya_studio.toml`: which engine and script train it."""


class OpenDocuments:
    """One source a document, by its path; a document that left the project stays while it has unsaved changes."""

    def __init__(self, sources: Mapping[Document, Source]) -> None:
        self._paths = {document: source.path for document, source in sources.items()}
        self._sources = {source.path: source for source in sources.values()}
        self._readings: dict[str, Reading] = {}

    @property
    def sources(self) -> tuple[Source, ...]:
        return tuple(self._sources.values())

    @property
    def unsaved(self) -> tuple[Path, ...]:
        """The files that saving would write: a document without text and without a file is none."""
        return tuple(path for path, source in self._sources.items() if _is_unsaved(source))

    def path(self, document: Document) -> Path:
        """Raises ConfigError where nothing is open."""
        if document not in self._paths:
            raise ConfigError("No project is open.", "Open a project first.")
        return self._paths[document]

    def source(self, document: Document) -> Source:
        """Raises ConfigError where nothing is open."""
        return self._sources[self.path(document)]

    def at(self, path: Path) -> Source | None:
        return self._sources.get(path)

    def document_of(self, path: Path | None) -> Document | None:
        return next((document for document, known in self._paths.items() if known == path), None)

    def reading(self, document: Document) -> Reading:
        """What the text says now."""
        return self._read(self.source(document).text)

    def saved_reading(self, document: Document) -> Reading:
        """What the file says."""
        saved = self.source(document).saved or b""
        return self._read(saved.decode("utf-8").removeprefix("\ufeff"))

    def contents(self, paths: Iterable[Path]) -> dict[Path, Content]:
        return {path: (self._sources[path].text, self._sources[path].bom) for path in paths}

    def saved_content(self, path: Path) -> Content:
        """What the file holds; an empty document where there is none."""
        saved = self._sources[path].saved or b""
        text = saved.decode("utf-8")
        return text.removeprefix("\ufeff"), text.startswith("\ufeff")

    def edited(self, edits: Sequence[FileEdit]) -> dict[Path, Content]:
        """What the documents would hold after the edits.

        Raises:
            ConfigError: a document is broken, not open, or an edit does not fit it.
        """
        after: dict[Path, Content] = {}
        for path in dict.fromkeys(edit.file for edit in edits):
            if path not in self._sources:
                raise ConfigError(f"{path} is not open here.", "Open the project that it belongs to.")
            fresh = self._sources[path].with_edits([edit.edit for edit in edits if edit.file == path])
            after[path] = (fresh.text, fresh.bom)
        return after

    def put(self, contents: Mapping[Path, Content]) -> None:
        for path, (text, bom) in contents.items():
            source = self._sources.get(path) or read_source(path)
            self._sources[path] = Source(path, text, bom, source.saved)

    def replace(self, source: Source) -> None:
        self._sources[source.path] = source

    def follow(self, dataset: Source) -> None:
        """Another dataset document takes the place of the one that is open."""
        before = self.source(Document.DATASET)
        if not _is_unsaved(before):
            del self._sources[before.path]
        self._sources.setdefault(dataset.path, dataset)
        self._paths[Document.DATASET] = dataset.path

    def _read(self, text: str) -> Reading:
        known = self._readings.get(text)
        if known is None:
            known = read_text(text)
            if len(self._readings) >= _KEPT_READINGS:
                self._readings.pop(next(iter(self._readings)))
            self._readings[text] = known
        return known


_KEPT_READINGS = 8


def _is_unsaved(source: Source) -> bool:
    return source.changed and not (source.saved is None and not source.content)
