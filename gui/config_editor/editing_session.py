"""One project while it is edited: its documents, their history, what is wrong with them, and their files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoStack

from core.config.editing import plain_lines, with_line_ends_of
from core.config.edits import Edit, FileEdit, Fix, SetValue
from core.config.hardware import UNKNOWN
from core.config.schema import Schema
from core.config.source import Source, save_source
from core.engines.choice import EngineChoice, user_choice
from core.errors import AppError
from core.settings import Settings
from gui.config_editor.check_loop import CheckLoop
from gui.config_editor.draft_keeper import DraftKeeper
from gui.config_editor.open_documents import Document, OpenDocuments
from gui.config_editor.outside_changes import OutsideChanges
from gui.config_editor.reading import Reading, Written, flattened
from gui.config_editor.schema_feed import SchemaFeed
from gui.config_editor.session_files import OpenedProject, choice_in, read_project
from gui.config_editor.text_change import Content, TextChange
from gui.tasks import Latest

if TYPE_CHECKING:
    from core.config.problem import Problem
    from core.paths import AppPaths
    from gui.config_editor.session_check import CheckRequest, CheckResult, SessionChecker
    from gui.services import Services

__all__ = ["Document", "EditingSession"]

_TYPING_MS = 120


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
    recovered = Signal(object)
    """Changes that were not saved last time are there again, in these files (a list of paths)."""
    collided = Signal(object)
    """Another program changed this file (a path) where it was changed here too: see `outside`."""
    revealed = Signal(object, object, object)
    """Somebody wants to see a file (a path or None), a line of it (or None), a key (or None): see `reveal`."""
    failed = Signal(object)
    """Something could not be done (an exception) that nobody waits for."""

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._folder: Path | None = None
        self._documents = OpenDocuments({})
        self._pending: tuple[str, Callable[[], None]] | None = None
        self._user = user_choice(services.preferences.settings)
        services.preferences.changed.connect(self._user_choice_changed)
        services.environments.changed.connect(self.check_soon)
        self._schemas = SchemaFeed(services.paths.cache / "schemas", self)
        self._schemas.changed.connect(self._schema_changed)
        self._schemas.failed.connect(self.failed)
        self._checker: SessionChecker | None = None
        self._looks = 0
        self.hardware = UNKNOWN
        self.result: CheckResult | None = None
        stack = self.undo_stack = QUndoStack(self)
        self.destroyed.connect(lambda: stack.blockSignals(True))
        self._opening = Latest(self)
        self._checks = CheckLoop(self._check_request, self)
        self._checks.answered.connect(self._take_result)
        self._checks.failed.connect(self.failed)
        self._typing_timer = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing_timer.timeout.connect(self.flush)
        self.outside = OutsideChanges(self)
        self._drafts = DraftKeeper(self, services.paths.data / "drafts")

    # What is open

    @property
    def folder(self) -> Path | None:
        """Where the project lies; None while none is open."""
        return self._folder

    @property
    def documents(self) -> OpenDocuments:
        """For looking; every change goes through the session."""
        return self._documents

    @property
    def training(self) -> Source:
        return self._documents.source(Document.TRAINING)

    @property
    def dataset(self) -> Source:
        return self._documents.source(Document.DATASET)

    def source(self, document: Document) -> Source:
        """Raises ConfigError while no project is open."""
        return self._documents.source(document)

    def document_of(self, path: Path | None) -> Document | None:
        return self._documents.document_of(path)

    def reading(self, document: Document) -> Reading:
        """The document's values, or why it is broken."""
        return self._documents.reading(document)

    def written(self) -> Mapping[str, Written]:
        """The training document's values by argument."""
        return flattened(self.reading(Document.TRAINING)) if self._folder is not None else {}

    def saved(self) -> Mapping[str, Written]:
        """The same of the training document's file."""
        return flattened(self._documents.saved_reading(Document.TRAINING)) if self._folder is not None else {}

    @property
    def schema(self) -> Schema:
        """The arguments that the script takes."""
        return self._schemas.schema

    @property
    def schema_note(self) -> str:
        """Where `schema` comes from, empty for the list that ships with the program."""
        return self._schemas.note

    @property
    def choice(self) -> EngineChoice:
        """Which engine trains, with which script: the project's file over environment and settings."""
        return self._user if self._folder is None else choice_in(self.reading(Document.PROJECT)).over(self._user)

    @property
    def engine(self) -> str:
        """`kohya` or `builtin`."""
        return self.choice.engine or "builtin"

    @property
    def script(self) -> str:
        return self.schema.script

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
        return self._documents.unsaved

    def reveal(self, path: Path | None = None, line: int | None = None, key: str | None = None) -> None:
        """Show that place in the form or in the text, whichever can show it."""
        self.revealed.emit(path, line, key)

    # Opening

    def open(self, path: Path) -> None:
        """Open a project folder or one document; `opened` fires when it is there, `failed` where it cannot be read.

        Unsaved changes of the project that is open are lost: ask first.
        """
        drafts = self._services.paths.data / "drafts"
        self._opening.run(lambda _: read_project(path, drafts), self._take, self.failed.emit)

    def close(self) -> None:
        self._opening.cancel()
        self._take(None)

    def _take(self, project: OpenedProject | None) -> None:
        self._typing_timer.stop()
        self._checks.stop()
        self._pending, self.result = None, None
        self._folder = None if project is None else project.folder
        self._checker = None if project is None else _checker(project.path, self._services.paths)
        self._documents = OpenDocuments({} if project is None else project.sources)
        self.undo_stack.clear()
        self.outside.forget()
        self._read_script()
        self.opened.emit()
        self.saved_state_changed.emit()
        found = self._drafts.follow(*((None, ()) if project is None else (project.path, project.draft)))
        if found:
            self.recovered.emit(found)
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
        self.replace(self._documents.edited(self._in_files(edits)), label, typing)

    def apply_soon(self, edit: Edit | FileEdit, label: str, typing: str) -> None:
        """The same while somebody types at `typing`: it takes effect in a pause, or when anything else needs it."""
        edits = self._in_files([edit])
        self._soon(typing, lambda: self.replace(self._documents.edited(edits), label, typing))

    def set_text(self, document: Document, text: str, label: str = "", typing: str = "") -> None:
        """Replace a document's text as a whole; its line ends are kept whatever `text` has."""
        self.flush()
        self._set_text(self._documents.path(document), text, label, typing)

    def set_text_soon(self, document: Document, text: str, label: str, typing: str) -> None:
        """The same while somebody types."""
        path = self._documents.path(document)
        self._soon(typing, lambda: self._set_text(path, text, label, typing))

    def forget_soon(self, typing: str) -> None:
        """What was typed there is again what the document says."""
        if self._pending is not None and self._pending[0] == typing:
            self._pending = None
            self._typing_timer.stop()

    def flush(self) -> None:
        """What was typed takes effect now. What does not fit the document is told by `failed`."""
        self._typing_timer.stop()
        pending, self._pending = self._pending, None
        if pending is not None:
            try:
                pending[1]()
            except AppError as error:
                self.failed.emit(error)

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
        path = self._documents.path(Document.PROJECT)
        named = (("name", engine), ("script", script))
        edits = [FileEdit(path, SetValue(("engine", key), value)) for key, value in named if value is not None]
        self.apply(edits, label or f"{engine or ''} {script or ''}".strip())

    def replace(self, after: Mapping[Path, Content], label: str, typing: str = "") -> None:
        """Give documents other contents, as one step of the history; nothing where they have them."""
        before = self._documents.contents(after)
        if before != after:
            self.undo_stack.push(TextChange(label, before, after, self._put, typing))

    def _soon(self, typing: str, act: Callable[[], None]) -> None:
        if self._pending is not None and self._pending[0] != typing:
            self.flush()
        self._pending = (typing, act)
        self._typing_timer.start()

    def _set_text(self, path: Path, text: str, label: str, typing: str) -> None:
        source = self._documents.at(path)
        if source is not None:
            fresh = with_line_ends_of(source.text, plain_lines(text))
            self.replace({path: (fresh, source.bom)}, label, typing)

    def _in_files(self, edits: Sequence[Edit | FileEdit]) -> tuple[FileEdit, ...]:
        training = self.training.path
        return tuple(edit if isinstance(edit, FileEdit) else FileEdit(training, edit) for edit in edits)

    def _put(self, contents: Mapping[Path, Content]) -> None:
        self._documents.put(contents)
        if self._documents.path(Document.PROJECT) in contents:
            self._read_script()
        self.changed.emit()
        self.saved_state_changed.emit()
        self._checks.ask_soon()

    def _read_script(self) -> None:
        self._schemas.ask(self.choice)
        self.script_changed.emit()

    def _schema_changed(self) -> None:
        self.script_changed.emit()
        self._checks.ask_soon()

    # Saving, and other programs

    def save(self) -> None:
        """Write every changed document.

        Raises:
            FileError: a file cannot be written.
            ChangedOutsideError: it holds what nobody has seen; `outside.look` brings that in.
        """
        self.flush()
        try:
            for path in self.unsaved:
                source = self._documents.at(path)
                if source is not None:
                    self._documents.replace(save_source(source))
        finally:
            self.undo_stack.setClean()
            self.saved_state_changed.emit()

    def give_up(self, label: str = "") -> None:
        """Make every document what its file is; one undo brings the changes back while the project stays open."""
        self.flush()
        contents = {path: self._documents.saved_content(path) for path in self.unsaved}
        if contents:
            self.replace(contents, label)

    def keep_draft(self) -> None:
        """Keep what is not saved for the next time the project is opened; it is done by itself, a moment later.

        Raises:
            FileError: it cannot be written.
        """
        self.flush()
        self._drafts.keep_now()

    # Checking

    def check_soon(self) -> None:
        """Check again, though no document has changed: images, cards and past runs may have."""
        self._looks += 1
        self._checks.ask_soon()

    def _check_request(self) -> CheckRequest | None:
        from gui.config_editor.session_check import CheckRequest

        if self._checker is None:
            return None
        sources = (self.training, self.dataset)
        return CheckRequest(self._checker, sources, self.engine, self.schema, self._environment(), self._looks)

    def _environment(self) -> Settings:
        """The environment of sd-scripts, where that trains."""
        choice = self.choice
        if self.engine != "kohya":
            return Settings()
        return Settings(kohya_python=choice.python or "", sd_scripts=choice.sd_scripts or "")

    def _user_choice_changed(self) -> None:
        """Another environment may have been chosen, or this one verified."""
        user = user_choice(self._services.preferences.settings)
        if user != self._user:
            self._user = user
            self._read_script()
            self._checks.ask_soon()

    def _take_result(self, result: CheckResult) -> None:
        self.result = result
        self.hardware = result.hardware
        if result.dataset is not None:
            self._documents.follow(result.dataset)
            self.changed.emit()
        self.checked.emit()


def _checker(path: Path, paths: AppPaths) -> SessionChecker:
    from gui.config_editor.session_check import SessionChecker

    return SessionChecker(path, paths)
