"""One project while it is edited: its documents, their history, what is wrong with them, and their files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoStack

from core.config.editing import plain_lines, with_line_ends_of
from core.config.edits import Edit, FileEdit, Fix, SetValue
from core.config.hardware import UNKNOWN
from core.config.schema import Schema, shipped_schema
from core.config.source import Source, read_source, save_source
from core.engines.choice import EngineChoice, user_choice
from core.errors import AppError, ConfigError
from gui.config_editor.check_loop import CheckLoop
from gui.config_editor.reading import Reading, Written, flattened, read_text
from gui.config_editor.session_files import OpenedProject, choice_in, dataset_path, open_project
from gui.config_editor.text_change import Content, TextChange
from gui.tasks import Latest

if TYPE_CHECKING:
    from core.config.problem import Problem
    from gui.config_editor.session_check import CheckRequest, CheckResult
    from gui.services import Services

_TYPING_MS = 120
_LOOK_MS = 1000


class Document(StrEnum):
    TRAINING = "training"
    DATASET = "dataset"
    PROJECT = "project"
    """The project's own `kohya_studio.toml`: which engine and script train it."""


class EditingSession(QObject):
    """The documents of one project and the one history that all tabs share.

    Every change goes through `apply`, `apply_soon` or `set_text`, so every change can be undone. Relative paths are
    relative to `folder`.
    """

    opened = Signal()
    """Another project is open, or none any more."""
    changed = Signal()
    """A document's text is another one."""
    checked = Signal()
    """`result` is new."""
    saved_state_changed = Signal()
    """`unsaved` may be another one."""
    script_changed = Signal()
    """`script`, `schema` or `choice` is another one."""
    merged_outside = Signal(object)
    """Another program changed this file (a path), and the change was taken over."""
    collided = Signal(object)
    """Another program changed this file (a path) where it was changed here too: `keep_mine` or `take_theirs`."""
    revealed = Signal(object, object, object)
    """Somebody wants to see a file (a path or None), a line of it (or None), a key (or None): see `reveal`."""
    failed = Signal(object)
    """Something could not be done (an exception) that nobody waits for."""

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._folder: Path | None = None
        self._paths: dict[Document, Path] = {}
        self._sources: dict[Path, Source] = {}
        self._readings: dict[Path, tuple[str, Reading]] = {}
        self._theirs: dict[Path, Source] = {}
        self._pending: tuple[str, str, tuple[FileEdit, ...]] | None = None
        self._schema = shipped_schema()
        self.hardware = UNKNOWN
        self.result: CheckResult | None = None
        self.undo_stack = QUndoStack(self)
        self._opening = Latest(self)
        self._checks = CheckLoop(self._check_request, self)
        self._checks.answered.connect(self._take_result)
        self._checks.failed.connect(self.failed)
        self._typing_timer = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing_timer.timeout.connect(self.flush)
        self._looking = Latest(self)
        self._look_timer = QTimer(self, interval=_LOOK_MS)
        self._look_timer.timeout.connect(self.look_outside)
        self._look_timer.start()

    # What is open

    @property
    def folder(self) -> Path | None:
        """Where the project lies; None while none is open."""
        return self._folder

    @property
    def training(self) -> Source:
        return self.source(Document.TRAINING)

    @property
    def dataset(self) -> Source:
        return self.source(Document.DATASET)

    def source(self, document: Document) -> Source:
        """Raises ConfigError while no project is open."""
        if document not in self._paths:
            raise ConfigError("No project is open.", "Open a project first.")
        return self._sources[self._paths[document]]

    def document_of(self, path: Path | None) -> Document | None:
        """Which document lies at `path`."""
        return next((document for document, known in self._paths.items() if known == path), None)

    def reading(self, document: Document) -> Reading:
        """The document's values, or why it is broken."""
        source = self.source(document)
        known = self._readings.get(source.path)
        if known is None or known[0] != source.text:
            known = (source.text, read_text(source.text))
            self._readings[source.path] = known
        return known[1]

    def written(self) -> Mapping[str, Written]:
        """The training document's values by argument."""
        return flattened(self.reading(Document.TRAINING)) if self._folder is not None else {}

    @property
    def schema(self) -> Schema:
        return self._schema

    @property
    def choice(self) -> EngineChoice:
        """Which engine trains, with which script: the project's file over environment and settings."""
        user = user_choice(self._services.preferences.settings)
        return user if self._folder is None else choice_in(self.reading(Document.PROJECT)).over(user)

    @property
    def script(self) -> str:
        return self._schema.script

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Of the last check."""
        return () if self.result is None else self.result.problems

    @property
    def is_checked(self) -> bool:
        """Whether `result` is about the documents as they stand now."""
        return self.result is not None and self._pending is None and not self._checks.busy

    @property
    def unsaved(self) -> tuple[Path, ...]:
        """The files that saving would write."""
        return tuple(path for path, source in self._sources.items() if _to_save(source))

    def reveal(self, path: Path | None = None, line: int | None = None, key: str | None = None) -> None:
        """Show that place in the form or in the text, whichever can show it."""
        self.revealed.emit(path, line, key)

    # Opening

    def open(self, path: Path) -> None:
        """Open a project folder or one document; `opened` fires when it is there, `failed` where it cannot be read.

        Unsaved changes of the project that is open are lost: ask first.
        """
        self._opening.run(lambda _: open_project(path), self._take, self.failed.emit)

    def close(self) -> None:
        self._opening.cancel()
        self._take(None)

    def _take(self, project: OpenedProject | None) -> None:
        self._typing_timer.stop()
        self._checks.stop()
        self._pending, self.result = None, None
        self._theirs.clear()
        self._readings.clear()
        self._folder = None if project is None else project.folder
        sources = () if project is None else (project.training, project.dataset, project.settings)
        self._paths = {document: source.path for document, source in zip(Document, sources, strict=False)}
        self._sources = {source.path: source for source in sources}
        self.undo_stack.clear()
        self._read_script()
        self.opened.emit()
        self.saved_state_changed.emit()
        if project is not None:
            self._checks.ask()

    # Changing

    def apply(self, edits: Sequence[Edit | FileEdit] | Fix, label: str = "", typing: str = "") -> None:
        """Change documents; edits without a file are of the training document. One step of the history.

        Raises:
            ConfigError: a document is broken, or an edit does not fit it; then nothing is changed.
        """
        self.flush()
        if isinstance(edits, Fix):
            label, edits = label or edits.label, edits.edits
        self._apply(self._in_files(edits), label, typing)

    def apply_soon(self, edit: Edit | FileEdit, label: str, typing: str) -> None:
        """The same while somebody types at `typing`: it takes effect in a pause, or when anything else needs it."""
        if self._pending is not None and self._pending[1] != typing:
            self.flush()
        self._pending = (label, typing, self._in_files([edit]))
        self._typing_timer.start()

    def flush(self) -> None:
        """What was typed takes effect now. What does not fit the document is told by `failed`."""
        self._typing_timer.stop()
        pending, self._pending = self._pending, None
        if pending is not None:
            label, typing, edits = pending
            try:
                self._apply(edits, label, typing)
            except AppError as error:
                self.failed.emit(error)

    def set_text(self, document: Document, text: str, label: str = "", typing: str = "") -> None:
        """Replace a document's text as a whole; its line ends are kept whatever `text` has."""
        self.flush()
        source = self.source(document)
        fresh = with_line_ends_of(source.text, plain_lines(text))
        self._push({source.path: (fresh, source.bom)}, label, typing)

    def undo(self) -> None:
        self.flush()
        self.undo_stack.undo()

    def redo(self) -> None:
        self.flush()
        self.undo_stack.redo()

    def choose(self, *, engine: str | None = None, script: str | None = None, label: str = "") -> None:
        """Write the engine or the script into the project's file.

        Raises:
            ConfigError: that file is broken.
        """
        path = self._paths[Document.PROJECT]
        named = (("name", engine), ("script", script))
        edits = [FileEdit(path, SetValue(("engine", key), value)) for key, value in named if value is not None]
        self.apply(edits, label or f"{engine or ''} {script or ''}".strip())

    def _in_files(self, edits: Sequence[Edit | FileEdit]) -> tuple[FileEdit, ...]:
        training = self.training.path
        return tuple(edit if isinstance(edit, FileEdit) else FileEdit(training, edit) for edit in edits)

    def _apply(self, edits: Sequence[FileEdit], label: str, typing: str) -> None:
        after: dict[Path, Content] = {}
        for path in dict.fromkeys(edit.file for edit in edits):
            if path not in self._sources:
                raise ConfigError(f"{path} is not open here.", "Open the project that it belongs to.")
            own = [edit.edit for edit in edits if edit.file == path]
            fresh = self._sources[path].with_edits(own)
            after[path] = (fresh.text, fresh.bom)
        self._push(after, label, typing)

    def _push(self, after: Mapping[Path, Content], label: str, typing: str) -> None:
        before = {path: (self._sources[path].text, self._sources[path].bom) for path in after}
        if before != after:
            self.undo_stack.push(TextChange(label, before, after, self._put, typing))

    def _put(self, contents: Mapping[Path, Content]) -> None:
        for path, (text, bom) in contents.items():
            source = self._sources.get(path) or read_source(path)
            self._sources[path] = Source(path, text, bom, source.saved)
        if self._paths[Document.PROJECT] in contents:
            self._read_script()
        self.changed.emit()
        self.saved_state_changed.emit()
        self._checks.ask_soon()

    def _read_script(self) -> None:
        script = self.choice.script
        try:
            schema = shipped_schema(script) if script else shipped_schema()
        except ConfigError as error:
            schema = shipped_schema()
            self.failed.emit(error)
        self._schema = schema
        self.script_changed.emit()

    # Saving, and other programs

    def save(self) -> None:
        """Write every changed document.

        Raises:
            FileError: a file cannot be written.
            ChangedOutsideError: it holds what nobody has seen; `look_outside` brings that in.
        """
        self.flush()
        try:
            for path in self.unsaved:
                self._sources[path] = save_source(self._sources[path])
        finally:
            self.undo_stack.setClean()
            self.saved_state_changed.emit()

    def look_outside(self) -> None:
        """Bring in what other programs have written since; done by itself every second."""
        if self._folder is None or self._looking.busy:
            return
        from gui.config_editor.session_files import changed_outside_of

        sources = tuple(self._sources.values())
        self._looking.run(lambda _: changed_outside_of(sources), self._take_outside, self.failed.emit)

    def keep_mine(self, path: Path) -> None:
        """After a collision: the file's content will be overwritten at the next save."""
        theirs = self._theirs.pop(path)
        mine = self._sources[path]
        self._sources[path] = Source(path, mine.text, mine.bom, theirs.saved)
        self.saved_state_changed.emit()

    def take_theirs(self, path: Path, label: str = "") -> None:
        """After a collision: the file's content replaces the text here, as a step that can be undone."""
        theirs = self._theirs.pop(path)
        self._take_over(theirs, theirs, label)

    @property
    def collisions(self) -> tuple[Path, ...]:
        return tuple(self._theirs)

    def _take_outside(self, found: Sequence[tuple[Source, Source]]) -> None:
        from core.config.source import merged

        for seen, theirs in found:
            mine = self._sources.get(theirs.path)
            if mine is None or mine.saved != seen.saved:
                continue
            self.flush()
            mine = self._sources[theirs.path]
            joined = theirs if not mine.changed else merged(mine, theirs)
            if theirs.saved is None:
                joined = Source(mine.path, mine.text, mine.bom, None)
            if joined is None:
                news = theirs.path not in self._theirs or self._theirs[theirs.path].saved != theirs.saved
                self._theirs[theirs.path] = theirs
                if news:
                    self.collided.emit(theirs.path)
                continue
            self._theirs.pop(theirs.path, None)
            self._take_over(joined, theirs, self.tr("Change by another program"))
            self.merged_outside.emit(theirs.path)

    def _take_over(self, fresh: Source, theirs: Source, label: str) -> None:
        mine = self._sources[fresh.path]
        self._sources[fresh.path] = Source(mine.path, mine.text, mine.bom, theirs.saved)
        self._push({fresh.path: (fresh.text, fresh.bom)}, label, "")
        self.saved_state_changed.emit()

    # Checking

    def check_soon(self) -> None:
        """Check again, though no document has changed: files that they name may have."""
        self._checks.ask_soon()

    def _check_request(self) -> CheckRequest | None:
        from gui.config_editor.session_check import CheckRequest

        if self._folder is None:
            return None
        self._follow_dataset()
        return CheckRequest(self._folder, self.training, self.dataset, self._schema, self.choice, self.hardware)

    def _follow_dataset(self) -> None:
        """The training document may name another dataset document by now."""
        wanted = dataset_path(self.reading(Document.TRAINING), self._folder or Path())
        before = self._paths[Document.DATASET]
        if wanted is None or wanted == before:
            return
        try:
            source = self._sources.get(wanted) or read_source(wanted)
        except AppError as error:
            self.failed.emit(error)
            return
        if not _to_save(self._sources[before]):
            del self._sources[before]
        self._sources[wanted] = source
        self._paths[Document.DATASET] = wanted
        self.changed.emit()

    def _take_result(self, result: CheckResult) -> None:
        self.result = result
        self.checked.emit()


def _to_save(source: Source) -> bool:
    """A document without text and without a file is no change."""
    return source.changed and not (source.saved is None and not source.content)
