"""Every edit of captions, written down before it is done: undo and redo without limit, across crashes.

The order makes it safe. First the contents before and after of every file are committed to an SQLite database (its
log is synced); then the files are staged beside the old ones and flushed, and renamed over them. A kill at any moment
leaves each file old or new, and the journal knows both. A file that holds neither was changed by another program and
is never overwritten.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from filelock import FileLock, Timeout

from core.errors import FileError
from core.files import clear_staging, flush_to_disk, replace_staged, stage_bytes

DATABASE = "captions.sqlite"
_BATCH = 20_000
"""Few and large: on ext4 making a file just after many were replaced costs several times as much."""
_BATCH_BYTES = 32_000_000
_PAGE = 200
_SCHEMA = """
CREATE TABLE IF NOT EXISTS edits (
    id INTEGER PRIMARY KEY, time REAL NOT NULL, label TEXT NOT NULL, state TEXT NOT NULL, files INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS changes (
    edit INTEGER NOT NULL, path BLOB NOT NULL, before BLOB, after BLOB, PRIMARY KEY (edit, path)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS changes_by_path ON changes (path);
"""
Check = Callable[[], None]
Report = Callable[[int, int], None]
_Step = tuple[str, bytes | None, bytes | None]


class EditState(StrEnum):
    """`INTERRUPTED`: the program died while it wrote or took back; some files are old, some new. `DROPPED`: taken back,
    and other edits have been made since, or given up while it was being written."""

    WRITING = "writing"
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"
    INTERRUPTED = "interrupted"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Change:
    """One file of an edit; None stands for no file."""

    path: str
    before: bytes | None
    after: bytes | None


@dataclass(frozen=True, slots=True)
class Edit:
    """One entry of the journal. `time` is in seconds since 1970."""

    id: int
    time: float
    label: str
    state: EditState
    files: int


@dataclass(slots=True)
class Outcome:
    """What an edit, an undo or a redo has done. `skipped` are files that were left alone, and why."""

    edit: Edit | None
    written: list[str] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Version:
    """What a file held before and after one edit."""

    edit: Edit
    before: bytes | None
    after: bytes | None


class Journal:
    """The journal of the captions below `root`, kept in `folder`; made when the first edit is.

    One thread at a time; two programs take turns by a lock file.
    """

    def __init__(self, folder: Path, root: Path) -> None:
        self._folder = folder
        self._root = str(root)
        self._database: sqlite3.Connection | None = None

    def close(self) -> None:
        if self._database is not None:
            self._database.close()
            self._database = None

    def recover(self) -> list[Edit]:
        """Find what a crash has left: clear staged files away, mark the edit as interrupted. Call it when opening.

        Nothing is done while another program is writing.
        """
        if not (self._folder / DATABASE).exists():
            return []
        database = self._open()
        try:
            with self._lock(timeout=0):
                rows = database.execute("SELECT id FROM edits WHERE state IN ('writing', 'undoing')").fetchall()
                for (number,) in rows:
                    clear_staging(_target(change.path) for change in self._changes(number))
                    self._set_state(number, EditState.INTERRUPTED)
        except Timeout:
            return []
        return [self.edit(number) for (number,) in rows]

    def apply(
        self, label: str, changes: Iterable[Change], check: Check = lambda: None, report: Report = lambda _d, _t: None
    ) -> Outcome:
        """Make an edit. `check` may raise to give it up: what was written so far is then taken back.

        Changes that change nothing are left out; where nothing is left there is no edit. Of two changes of one file
        the first counts.

        Raises:
            FileError: the journal or a file cannot be written; what was written can be undone.
        """
        database = self._open()
        with self._lock(), self._storing():
            number = self._write_down(database, label, changes, check)
            if number is None:
                return Outcome(None)
            outcome = Outcome(None)
            try:
                self._write(number, outcome, check, report, backwards=False)
            except FileError:
                self._set_state(number, EditState.INTERRUPTED)
                raise
            except BaseException:
                self._write(number, Outcome(None), _unasked, _unheard, backwards=True)
                self._set_state(number, EditState.DROPPED)
                raise
            self._set_state(number, EditState.DONE)
        outcome.edit = self.edit(number)
        return outcome

    def _write_down(
        self, database: sqlite3.Connection, label: str, changes: Iterable[Change], check: Check
    ) -> int | None:
        """Commit what is to be done; the edit's number, None where it changes nothing."""
        with database:
            cursor = database.execute(
                "INSERT INTO edits (time, label, state, files) VALUES (?, ?, 'writing', 0)", (time.time(), label)
            )
            number = int(cursor.lastrowid or 0)
            for batch in _batches(changes):
                check()
                rows = [(number, self._key(c.path), c.before, c.after) for c in batch if c.before != c.after]
                database.executemany("INSERT OR IGNORE INTO changes VALUES (?, ?, ?, ?)", rows)
            count = database.execute("SELECT COUNT(*) FROM changes WHERE edit = ?", (number,)).fetchone()[0]
            if not count:
                database.execute("DELETE FROM edits WHERE id = ?", (number,))
                return None
            database.execute("UPDATE edits SET state = 'dropped' WHERE state = 'undone'")
            database.execute("UPDATE edits SET files = ? WHERE id = ?", (count, number))
            return number

    def undo(self, check: Check = lambda: None, report: Report = lambda _d, _t: None) -> Outcome:
        """Take the newest edit back. An undo that `check` gives up can be asked for again.

        Raises:
            FileError: see `apply`.
        """
        return self._move(self.undoable(), check, report, backwards=True)

    def redo(self, check: Check = lambda: None, report: Report = lambda _d, _t: None) -> Outcome:
        """Make the edit again that was taken back last.

        Raises:
            FileError: see `apply`.
        """
        return self._move(self.redoable(), check, report, backwards=False)

    def finish(self, check: Check = lambda: None, report: Report = lambda _d, _t: None) -> Outcome:
        """Write the rest of an interrupted edit, if the newest one is.

        Raises:
            FileError: see `apply`.
        """
        newest = self.undoable()
        interrupted = newest is not None and newest.state is EditState.INTERRUPTED
        return self._move(newest if interrupted else None, check, report, backwards=False)

    def undoable(self) -> Edit | None:
        return self._one("WHERE state IN ('done', 'interrupted') AND files > 0 ORDER BY id DESC LIMIT 1")

    def redoable(self) -> Edit | None:
        return self._one("WHERE state = 'undone' ORDER BY id LIMIT 1")

    def edits(self, limit: int = 200) -> list[Edit]:
        """The newest edits first."""
        return self._many("ORDER BY id DESC LIMIT ?", limit)

    def edit(self, number: int) -> Edit:
        return self._many("WHERE id = ?", number)[0]

    def states(self, number: int) -> Iterator[tuple[str, str]]:
        """Each file of an edit with what it holds now: `old`, `new`, or `other` where another program wrote it."""
        for change in self._changes(number):
            content = _content(change.path)
            yield change.path, "new" if content == change.after else "old" if content == change.before else "other"

    def versions(self, path: str, limit: int = 100) -> list[Version]:
        """What the file at `path` has held, the newest edit first."""
        if not (self._folder / DATABASE).exists():
            return []
        rows = self._open().execute(
            "SELECT e.id, e.time, e.label, e.state, e.files, c.before, c.after FROM changes c JOIN edits e"
            " ON e.id = c.edit WHERE c.path = ? ORDER BY e.id DESC LIMIT ?",
            (self._key(path), limit),
        )
        return [Version(_edit(row[:5]), row[5], row[6]) for row in rows]

    def _move(self, edit: Edit | None, check: Check, report: Report, *, backwards: bool) -> Outcome:
        outcome = Outcome(None)
        if edit is None:
            return outcome
        with self._lock(), self._storing():
            self._set_state(edit.id, EditState.UNDOING if backwards else EditState.WRITING)
            try:
                self._write(edit.id, outcome, check, report, backwards=backwards)
            except BaseException:
                self._set_state(edit.id, EditState.INTERRUPTED)
                raise
            self._set_state(edit.id, EditState.UNDONE if backwards else EditState.DONE)
        outcome.edit = self.edit(edit.id)
        return outcome

    def _write(self, number: int, outcome: Outcome, check: Check, report: Report, *, backwards: bool) -> None:
        done, total = 0, self.edit(number).files
        for batch in _batches(self._changes(number)):
            check()
            steps = [(c.path, c.after, c.before) if backwards else (c.path, c.before, c.after) for c in batch]
            _write_batch(steps, outcome, check, report, (done, total))
            done += len(steps)

    def _changes(self, number: int) -> Iterator[Change]:
        """In the order of their paths, a page at a time: an edit may be larger than memory should hold."""
        last = b""
        while True:
            rows = (
                self._open()
                .execute(
                    "SELECT path, before, after FROM changes WHERE edit = ? AND path > ? ORDER BY path LIMIT ?",
                    (number, last, _PAGE),
                )
                .fetchall()
            )
            for key, before, after in rows:
                yield Change(os.path.join(self._root, os.fsdecode(key)), before, after)  # noqa: PTH118
            if len(rows) < _PAGE:
                return
            last = rows[-1][0]

    def _key(self, path: str) -> bytes:
        prefix = self._root + os.sep
        return os.fsencode(path.removeprefix(prefix))

    def _one(self, condition: str) -> Edit | None:
        return next(iter(self._many(condition)), None)

    def _many(self, condition: str, *values: int) -> list[Edit]:
        if not (self._folder / DATABASE).exists():
            return []
        rows = self._open().execute(f"SELECT id, time, label, state, files FROM edits {condition}", values)  # noqa: S608
        return [_edit(row) for row in rows]

    def _set_state(self, number: int, state: EditState) -> None:
        with self._open() as database:
            database.execute("UPDATE edits SET state = ? WHERE id = ?", (str(state), number))

    def _lock(self, timeout: float = -1) -> contextlib.AbstractContextManager[object]:
        return FileLock(self._folder / "captions.lock").acquire(timeout=timeout)

    @contextlib.contextmanager
    def _storing(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise FileError(
                f"The journal of edits in {self._folder} cannot be written: {error}.",
                "Free some space. What has been written to captions is in the journal and can be undone.",
            ) from error

    def _open(self) -> sqlite3.Connection:
        if self._database is None:
            try:
                self._folder.mkdir(parents=True, exist_ok=True)
                database = sqlite3.connect(self._folder / DATABASE, check_same_thread=False)
                database.execute("PRAGMA journal_mode = WAL")
                database.execute("PRAGMA synchronous = FULL")
                database.executescript(_SCHEMA)
            except (OSError, sqlite3.Error) as error:
                raise FileError(
                    f"The journal of edits in {self._folder} cannot be opened: {error}.",
                    "Without it no caption is changed. Give yourself the right to write there, or free some space.",
                ) from error
            self._database = database
        return self._database


def _unasked() -> None:
    """What is taken back is taken back to the end."""


def _unheard(_done: int, _total: int) -> None:
    pass


def _edit(row: tuple[int, float, str, str, int]) -> Edit:
    return Edit(row[0], row[1], row[2], EditState(row[3]), row[4])


def _content(path: str) -> bytes | None:
    try:
        with open(path, "rb") as stream:  # noqa: PTH123
            return stream.read()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _target(path: str) -> str:
    """What a link leads to; asking only links is faster by a third of the whole edit."""
    return os.path.realpath(path) if os.path.islink(path) else path  # noqa: PTH114


def _write_batch(steps: list[_Step], outcome: Outcome, check: Check, report: Report, of: tuple[int, int]) -> None:
    """Stage every file that still holds what is expected, flush once, then rename; `of` counts files before and all."""
    staged: list[tuple[str, str]] = []
    targets: list[str] = []
    try:
        for path, expected, wanted in steps:
            if len(staged) % _PAGE == 0:
                check()
            try:
                content = _content(path)
            except OSError as error:
                outcome.skipped.append((path, error.strerror or str(error)))
                continue
            if content == wanted:
                outcome.written.append(path)
            elif content != expected:
                outcome.skipped.append((path, "changed by another program"))
            elif wanted is None:
                os.unlink(path)  # noqa: PTH108
                outcome.written.append(path)
            else:
                target = _target(path)
                targets.append(target)
                staged.append((stage_bytes(target, wanted), target))
                outcome.written.append(path)
        flush_to_disk()
        staged.reverse()
        while True:
            check()
            replace_staged(staged, _PAGE)
            report(of[0] + len(steps) - len(staged), of[1])
            if not staged:
                return
    except OSError as error:
        raise FileError(
            f"Could not write {error.filename}: {error.strerror}.", "Undo takes back what has been written."
        ) from error
    finally:
        clear_staging(targets)


def _batches(changes: Iterable[Change]) -> Iterator[list[Change]]:
    batch: list[Change] = []
    size = 0
    for change in changes:
        batch.append(change)
        size += len(change.before or b"") + len(change.after or b"")
        if len(batch) >= _BATCH or size >= _BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
