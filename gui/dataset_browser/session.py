"""The data set that is open in the window: opened, read, filtered and edited off the window's thread."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from core.errors import AppError
from gui.tasks import Latest, Progress, run_task

if TYPE_CHECKING:
    from core.dataset.journal import Change, Outcome
    from core.dataset.query import Node
    from core.dataset.ratings import Mark
    from core.dataset.side_settings import NamedPair
    from core.dataset.sorting import Ids, SortKey
    from gui.dataset_browser.opened import OpenedData
    from gui.dataset_browser.refresh import News

Check = Callable[[], None]
OnProgress = Callable[[int, int | None, str], None]
_SWITCH = 0.0002
"""Seconds after which a thread that computes gives way; with Python's 5 ms the window stutters while files are read."""
_FACTS_MS = 400
"""So often what has been read meanwhile is counted anew."""


class Writing:
    """An edit that is being written. `stop` gives it up: what was written is taken back, then `on_error` is called."""

    def __init__(self) -> None:
        self._stopped = threading.Event()
        self.finished = False
        """True once the window knows what became of it."""

    def stop(self) -> None:
        self._stopped.set()

    def check(self) -> None:
        """Raises EditStopped in the worker once it has been stopped."""
        if self._stopped.is_set():
            raise EditStopped


class EditStopped(AppError):  # noqa: N818 - the person wanted it
    """A person gave an edit up."""

    def __init__(self) -> None:
        super().__init__("The edit was given up; every caption is as it was before.")


class Session(QObject):
    """`opened` fires when there is a list to show, `failed` when it cannot be had.

    `facts_changed` fires, a few times a second, while captions and heads are being read, and after every edit.
    `captions_changed` names the images whose captions were written or read anew; `marks_changed` likewise.
    """

    opened = Signal()
    failed = Signal(Exception)
    facts_changed = Signal()
    read_to_the_end = Signal()
    captions_changed = Signal(object)
    marks_changed = Signal(object)
    edited = Signal(object)
    journal_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.data: OpenedData | None = None
        self.paths: tuple[Path, ...] = ()
        self.complete = False
        self._opening = Latest(self)
        self._reading = Latest(self)
        self._filtering = Latest(self)
        self._looking = Latest(self)
        self._writing: Writing | None = None
        self._pulse = QTimer(self)
        self._pulse.setInterval(_FACTS_MS)
        self._pulse.timeout.connect(self.facts_changed)

    @property
    def writing(self) -> bool:
        """Whether captions are being written; a second edit has to wait."""
        return self._writing is not None and not self._writing.finished

    @property
    def looking(self) -> bool:
        """Whether `look` is under way; a second one would not be answered."""
        return self._looking.busy

    def open(self, paths: Sequence[Path]) -> None:
        """Open these instead of what is open."""
        chosen = tuple(paths)
        sys.setswitchinterval(min(sys.getswitchinterval(), _SWITCH))
        self._opening.run(lambda _: _open(chosen), lambda data: self._take(chosen, data), self.failed.emit)

    def close(self) -> None:
        for latest in (self._opening, self._reading, self._filtering, self._looking):
            latest.cancel()
        self._pulse.stop()
        if self.data is not None:
            data, self.data = self.data, None
            run_task(self, lambda _: _close(data), lambda _: None)

    def take(self, data: OpenedData) -> None:
        """Go on with `data`: the same folders, listed anew."""
        self._take(self.paths, data)

    def want(self, images: Iterable[int]) -> None:
        """Read these before the others: they are in sight."""
        if self.data is not None:
            self.data.wanted.clear()
            self.data.wanted.extend(images)

    def filter(
        self,
        node: Node,
        key: SortKey,
        on_done: Callable[[Ids], None],
        *,
        descending: bool = False,
    ) -> None:
        """`on_done` gets the images that `node` means, in order; an older question is dropped."""
        data = self.data
        if data is None:
            return
        self._filtering.run(lambda progress: _select(data, node, key, progress, descending=descending), on_done)

    def write(
        self,
        label: str,
        changes: Callable[[Check], Iterable[Change]],
        images: Sequence[int],
        on_done: Callable[[Outcome], None],
        on_error: Callable[[Exception], None] | None = None,
        on_progress: Callable[[int, int | None, str], None] | None = None,
    ) -> Writing | None:
        """Make an edit through the journal; None while another one is being written.

        `changes` is called in the worker with what it has to call now and then. `images` are those whose captions may
        be others afterwards.
        """
        return self._write(
            lambda data, writing, progress: _apply(data, label, changes, images, writing, progress),
            on_done,
            on_error,
            on_progress,
        )

    def undo(self, on_done: Callable[[Outcome], None], on_progress: OnProgress | None = None) -> Writing | None:
        return self._write(
            lambda data, writing, progress: _move(data, writing, progress, backwards=True),
            on_done,
            on_progress=on_progress,
        )

    def redo(self, on_done: Callable[[Outcome], None], on_progress: OnProgress | None = None) -> Writing | None:
        return self._write(
            lambda data, writing, progress: _move(data, writing, progress, backwards=False),
            on_done,
            on_progress=on_progress,
        )

    def finish(self, on_done: Callable[[Outcome], None], on_progress: OnProgress | None = None) -> Writing | None:
        """Write the rest of an edit that was interrupted."""
        return self._write(_finish, on_done, on_progress=on_progress)

    def look(self, on_new: Callable[[OpenedData], None], images: Sequence[int] | None = None) -> None:
        """Notice what other programs have changed; `on_new` gets the list anew where files came or went."""
        data = self.data
        if data is None or self.writing or self._looking.busy:
            return

        def done(news: News) -> None:
            if data is not self.data:
                return
            if news.data is not None:
                on_new(news.data)
            elif news.captions:
                self.captions_changed.emit(news.captions)
                self.facts_changed.emit()

        self._looking.run(lambda progress: _look(data, progress, images), done)

    def mark(self, images: Sequence[int], change: Callable[[Mark], Mark]) -> None:
        """Rate or flag images; the file is written by a worker."""
        data = self.data
        if data is None or not images:
            return
        marks = {relative: change(data.ratings.get(relative)) for relative in map(data.relative, images)}
        data.ratings.marks |= marks  # seen at once; the worker keeps them
        data.known.marks = data.ratings.marks
        self.marks_changed.emit(list(images))
        run_task(self, lambda _: _keep_marks(data, marks), lambda _: self.facts_changed.emit())

    def keep(
        self,
        *,
        filters: Mapping[str, str] | None = None,
        triggers: Mapping[str, str] | None = None,
        kept: Collection[NamedPair] | None = None,
    ) -> None:
        """Replace what is kept with the data set: seen at once, written by a worker."""
        data = self.data
        if data is None or data.side is None:
            return
        data.side.change(filters=filters, triggers=triggers, kept=kept)

        def failed(error: Exception) -> None:
            self.edited.emit(error if isinstance(error, AppError) else AppError(str(error)))

        run_task(self, lambda _: _keep_side(data), lambda _: None, failed)

    def _take(self, paths: tuple[Path, ...], data: OpenedData) -> None:
        old, self.data = self.data, data
        self.paths = paths
        self.complete = False
        self.opened.emit()
        if old is not None and old.journal is not data.journal:
            run_task(self, lambda _: _close(old), lambda _: None)
        self._pulse.start()
        self._reading.run(lambda progress: _read(data, progress), self._read_all)

    def _read_all(self, _: None) -> None:
        self._pulse.stop()
        self.complete = True
        self.facts_changed.emit()
        self.read_to_the_end.emit()

    def _write(
        self,
        work: Callable[[OpenedData, Writing, Progress], tuple[Outcome, list[int]]],
        on_done: Callable[[Outcome], None],
        on_error: Callable[[Exception], None] | None = None,
        on_progress: Callable[[int, int | None, str], None] | None = None,
    ) -> Writing | None:
        data = self.data
        if data is None or self.writing:
            return None
        writing = Writing()

        def done(result: tuple[Outcome, list[int]]) -> None:
            writing.finished = True
            outcome, images = result
            if data is self.data:
                self.captions_changed.emit(images)
                self.facts_changed.emit()
                self.journal_changed.emit()
            on_done(outcome)

        def failed(error: Exception) -> None:
            writing.finished = True
            if data is self.data:
                self.captions_changed.emit(list(range(len(data.library))))
                self.facts_changed.emit()
                self.journal_changed.emit()
            if on_error is not None:
                on_error(error)
            else:
                self.edited.emit(error)

        self._writing = writing
        run_task(self, lambda progress: work(data, writing, progress), done, failed, on_progress)
        return writing


def _open(paths: tuple[Path, ...]) -> OpenedData:
    from gui.dataset_browser.opened import open_data

    return open_data(paths)


def _close(data: OpenedData) -> None:
    with data.lock:
        data.journal.close()


def _read(data: OpenedData, progress: Progress) -> None:
    from gui.dataset_browser.opened import read_rest

    read_rest(data, progress.check, progress.report)


def _select(data: OpenedData, node: Node, key: SortKey, progress: Progress, *, descending: bool) -> Ids:
    from gui.dataset_browser.opened import select

    return select(data, node, key, progress.check, descending=descending)


def _apply(
    data: OpenedData,
    label: str,
    changes: Callable[[Check], Iterable[Change]],
    images: Sequence[int],
    writing: Writing,
    progress: Progress,
) -> tuple[Outcome, list[int]]:
    from gui.dataset_browser.writing import apply_edit

    return apply_edit(data, label, changes(writing.check), images, writing.check, progress.report)


def _move(data: OpenedData, writing: Writing, progress: Progress, *, backwards: bool) -> tuple[Outcome, list[int]]:
    from gui.dataset_browser.writing import move

    return move(data, writing.check, progress.report, backwards=backwards)


def _finish(data: OpenedData, writing: Writing, progress: Progress) -> tuple[Outcome, list[int]]:
    from gui.dataset_browser.writing import finish

    return finish(data, writing.check, progress.report)


def _look(data: OpenedData, progress: Progress, images: Sequence[int] | None) -> News:
    from gui.dataset_browser.refresh import look

    return look(data, progress.check, images)


def _keep_side(data: OpenedData) -> None:
    """Whichever worker comes last writes what is kept by then."""
    with data.lock:
        if data.side is not None:
            data.side.write()


def _keep_marks(data: OpenedData, marks: dict[str, Mark]) -> None:
    with data.lock:
        data.ratings.put(marks)
        data.known.marks = data.ratings.marks
