"""What can be done to images and captions from anywhere on the page: by key, by button, by menu."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from core.errors import AppError
from gui.core_texts import spoken
from gui.dataset_browser.browser import Browser
from gui.dataset_browser.image_model import printable
from gui.dataset_browser.session import Session, Writing
from gui.services import Services
from gui.tasks import Progress, Task, run_task
from gui.widgets.parts import danger_button

if TYPE_CHECKING:
    from core.dataset.edits import CaptionChange, CaptionEdit
    from core.dataset.journal import Change, Outcome
    from core.dataset.ratings import Mark
    from gui.dataset_browser.opened import OpenedData

_Transformed = tuple[list[str], list[tuple[str, str]]]
QUICK_TAGS = "quick_tags"
_AGAIN_MS = 30


class Commands(QObject):
    """`told` with a message, a hint and a tone; `refresh_wanted` when files have come or gone."""

    told = Signal(str, str, str)
    refresh_wanted = Signal()

    def __init__(self, session: Session, browser: Browser, services: Services) -> None:
        super().__init__(browser)
        self._session = session
        self._browser = browser
        self._services = services
        self._writing: Writing | None = None
        self._task: Task[_Transformed] | None = None
        browser.bar.stop_wanted.connect(self.stop)

    # Marks

    def rate(self, rating: int) -> None:
        """So many stars for the chosen images; the same again takes them away. -1 turns the flag over."""
        data, images = self._session.data, self._chosen()
        if data is None or not images:
            return
        marks = [data.mark_of(image) for image in images]
        if rating < 0:
            flag = not all(mark is not None and mark.flag for mark in marks)
            self._session.mark(images, lambda mark: replace(mark, flag=flag))
            return
        same = all((0 if mark is None else mark.rating) == rating for mark in marks)
        wanted = 0 if same else rating
        self._session.mark(images, lambda mark: _rated(mark, wanted))

    # Captions

    def quick_tag(self, key: str) -> bool:
        """Put the tag of this key into the captions of the chosen images, or take it out; False for no such key."""
        tag = self.quick_tags().get(key)
        data, images = self._session.data, self._chosen()
        if tag is None or data is None or not images:
            return False
        from core.dataset.edits import AddTags, RemoveTags
        from core.dataset.tags import key_of

        wanted = key_of(tag)
        everywhere = all(wanted in map(key_of, data.library.tags(image)) for image in images)
        edit: CaptionEdit = RemoveTags((tag,)) if everywhere else AddTags((tag,))
        self.edit(images, edit)
        return True

    def quick_tags(self) -> dict[str, str]:
        found = self._services.preferences.settings.other.get(QUICK_TAGS, {})
        return {str(key): str(tag) for key, tag in found.items()} if isinstance(found, dict) else {}

    def set_quick_tags(self, tags: dict[str, str]) -> None:
        other = dict(self._services.preferences.settings.other)
        other[QUICK_TAGS] = tags
        self._services.preferences.update(other=other)

    def edit(self, images: Sequence[int], edit: CaptionEdit) -> None:
        """Make an edit whose meaning needs no preview; it can be undone."""
        from core.dataset.edits import preview

        data = self._session.data
        if data is not None:
            library = data.library
            self.write(edit.label, lambda: preview(library, images, edit), images)

    def write(self, label: str, changes: Callable[[], Iterator[CaptionChange]], images: Sequence[int]) -> None:
        """Write what `changes` yields in the worker; what cannot be written is told afterwards."""
        refused: list[str] = []
        self._browser.leave()
        writing = self._session.write(
            label, lambda _: _possible(changes(), refused), images, lambda outcome: self._written(outcome, refused),
            on_progress=self._progress(label), on_error=self._failed,
        )  # fmt: skip
        self._started(writing)

    def restore(self, image: int, content: bytes | None) -> None:
        """Have a caption file hold what it once held."""
        from core.dataset.journal import Change

        data = self._session.data
        if data is None:
            return
        path, library = data.library.caption_target(image), data.library
        label = self.tr("restore the caption of {name}").format(name=library.name(image))

        def changes(_: object) -> Iterable[Change]:
            yield Change(path, _content(path), content)

        self._started(self._session.write(label, changes, (image,), lambda outcome: self._written(outcome, [])))

    def undo(self) -> None:
        """As soon as what is being written has been written."""
        self._browser.leave()
        if self._session.writing or not self._browser.details.editor.saver.idle:
            QTimer.singleShot(_AGAIN_MS, self, self.undo)
            return
        self._started(self._session.undo(self._undone, self._progress(self.tr("Taking back"))))

    def redo(self) -> None:
        """As soon as what is being written has been written."""
        self._browser.leave()
        if self._session.writing or not self._browser.details.editor.saver.idle:
            QTimer.singleShot(_AGAIN_MS, self, self.redo)
            return
        self._started(self._session.redo(self._redone, self._progress(self.tr("Doing again"))))

    def finish(self) -> None:
        """Write the rest of an edit that was interrupted."""
        self._started(self._session.finish(self._redone, self._progress(self.tr("Writing the rest"))))

    def stop(self) -> None:
        """Give up what shows its progress."""
        if self._writing is not None and not self._writing.finished:
            self._writing.stop()
        if self._task is not None and not self._task.finished:
            self._task.cancel()
            self._browser.bar.hide_progress()
            self.refresh_wanted.emit()

    # Files

    def trash(self, images: Sequence[int] | None = None, then: Callable[[], None] | None = None) -> None:
        """Ask, then move images with their captions to the system's trash."""
        data = self._session.data
        chosen = list(images) if images is not None else self._chosen()
        if data is None or not chosen or not self._sure_of_images(chosen):
            return
        self._browser.leave()

        def done(failures: list[tuple[str, str]]) -> None:
            if then is not None:
                then()
            self._trashed(failures)

        run_task(self, lambda _: _trash(data, chosen), done, self._failed)

    def trash_files(
        self,
        paths: Sequence[str],
        then: Callable[[list[tuple[str, str]]], None] | None = None,
        on_progress: Callable[[int, int], None] = lambda _d, _t: None,
        on_error: Callable[[Exception], None] | None = None,
    ) -> None:
        """Move files that are no images (stale caches, strays) to the trash; `then` is told what could not be moved."""
        data, chosen = self._session.data, list(paths)
        if data is None or not chosen:
            return

        def done(failures: list[tuple[str, str]]) -> None:
            if then is not None:
                then(failures)
            self._browser.finder.find()
            self._trashed(failures)

        def moving(count: int, total: int | None, _: str) -> None:
            on_progress(count, total or 0)

        run_task(self, lambda progress: _trash_files(data, chosen, progress), done, on_error or self._failed, moving)

    def sure_of_files(self, paths: Sequence[str], asking: QWidget) -> bool:
        """Whether the person wants these files, which are no images, in the trash."""
        if len(paths) == 1:
            words = self.tr("Move {name} to the trash?").format(name=printable(Path(paths[0]).name))
        else:
            words = self.tr("Move {count} files to the trash?").format(count=f"{len(paths):,}")
        return self._sure(words, self.tr("The system's trash gives them back."), asking)

    def transform(self, name: str, images: Sequence[int] | None = None) -> None:
        """Crop, turn, resize or flatten into new files; the old ones stay."""
        data = self._session.data
        chosen = list(images) if images else self._chosen()
        if data is None or not chosen:
            return
        words = self.tr("Writing new files")
        self._task = run_task(
            self,
            lambda progress: _transform(data, chosen, name, progress),
            self._transformed,
            self._failed,
            lambda done, total, _: self._browser.bar.show_progress(words, done, total),
        )

    def crop(self, image: int, box: tuple[int, int, int, int]) -> None:
        """Write what a frame keeps of the image into a new file."""
        data = self._session.data
        if data is not None:
            run_task(
                self, lambda progress: _crop(data, image, box, progress), lambda path: self._transformed(([path], [])),
                self._failed,
            )  # fmt: skip

    def _transformed(self, result: _Transformed) -> None:
        self._browser.bar.hide_progress()
        made, failed = result
        if failed:
            path, why = failed[0]
            words = self.tr("{count} images could not be changed.").format(count=f"{len(failed):,}")
            self.told.emit(words, f"{path}: {why}", "warning")
        several = self.tr("{count} new files written.").format(count=f"{len(made):,}")
        self._browser.tell(self.tr("One new file written.") if len(made) == 1 else several)
        self.refresh_wanted.emit()

    def _trashed(self, failures: list[tuple[str, str]]) -> None:
        if failures:
            path, why = failures[0]
            words = self.tr("{count} files could not be moved to the trash.").format(count=f"{len(failures):,}")
            self.told.emit(words, f"{path}: {why}", "warning")
        self.refresh_wanted.emit()

    def _sure_of_images(self, images: Sequence[int]) -> bool:
        data = self._session.data
        if data is None:
            return False
        if len(images) == 1:
            words = self.tr("Move {name} to the trash?").format(name=data.library.name(images[0]))
        else:
            words = self.tr("Move {count} images to the trash?").format(count=f"{len(images):,}")
        more = self.tr("Their captions and latent caches go with them. The system's trash gives them back.")
        return self._sure(words, more, self._browser)

    def _sure(self, words: str, more: str, asking: QWidget) -> bool:
        box = QMessageBox(asking)
        box.setIcon(QMessageBox.Icon.NoIcon)
        box.setText(words)
        box.setInformativeText(more)
        yes = danger_button(self.tr("Move to trash"))
        box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        keep = box.addButton(self.tr("Keep"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        box.exec()
        return box.clickedButton() is yes

    # What becomes of it

    def _chosen(self) -> list[int]:
        return self._browser.targets()

    def _started(self, writing: Writing | None) -> None:
        if writing is None:
            if self._session.writing:
                self.told.emit(self.tr("Another edit is being written."), self.tr("Try again in a moment."), "")
            return
        self._writing = writing

    def _progress(self, words: str) -> Callable[[int, int | None, str], None]:
        def show(done: int, total: int | None, _: str) -> None:
            if total is None or total > 500:
                self._browser.bar.show_progress(words, done, total)

        return show

    def _written(self, outcome: Outcome, refused: list[str]) -> None:
        self._browser.bar.hide_progress()
        left = [why for _, why in outcome.skipped] + refused
        if left:
            words = self.tr("{count} captions were left as they are.").format(count=f"{len(left):,}")
            self.told.emit(words, self.tr("For example: {why}").format(why=spoken(left[0])), "warning")

    def _undone(self, outcome: Outcome) -> None:
        self._told_move(outcome, self.tr("Taken back: {label}"), self.tr("There is nothing to take back."))

    def _redone(self, outcome: Outcome) -> None:
        self._told_move(outcome, self.tr("Done again: {label}"), self.tr("There is nothing to do again."))

    def _told_move(self, outcome: Outcome, words: str, nothing: str) -> None:
        self._browser.bar.hide_progress()
        if outcome.edit is None:
            self.told.emit(nothing, "", "")
            return
        if outcome.skipped:
            self._written(outcome, [])
            return
        self._browser.tell(words.format(label=outcome.edit.label))

    def _failed(self, error: Exception) -> None:
        self._browser.bar.hide_progress()
        if isinstance(error, AppError):
            self.told.emit(spoken(error.message), spoken(error.hint), "warning")
        else:
            self._session.edited.emit(error)


def _rated(mark: Mark, rating: int) -> Mark:
    return replace(mark, rating=rating)


def _possible(changes: Iterable[CaptionChange], refused: list[str]) -> Iterator[Change]:
    for entry in changes:
        if entry.change is not None:
            yield entry.change
        elif entry.problem is not None:
            refused.append(f"{entry.path}: {entry.problem}")


def _content(path: str) -> bytes | None:
    try:
        with open(path, "rb") as stream:  # noqa: PTH123
            return stream.read()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _trash(data: OpenedData, images: Sequence[int]) -> list[tuple[str, str]]:
    """What could not be moved, and why."""
    from core.dataset.trash import trash_images

    with data.lock:
        return trash_images(data.library, images).failed


def _trash_files(data: OpenedData, paths: Sequence[str], progress: Progress) -> list[tuple[str, str]]:
    from core.dataset.trash import trash_files

    moved = itertools.count()
    with data.lock:
        try:
            return trash_files(data.library, paths, lambda: progress.report(next(moved), len(paths))).failed
        finally:
            data.forget_missing(paths)


def _crop(data: OpenedData, image: int, box: tuple[int, int, int, int], progress: Progress) -> str:
    from gui.dataset_browser.transforms import crop

    return crop(data, image, box, progress.check)


def _transform(data: OpenedData, images: Sequence[int], name: str, progress: Progress) -> _Transformed:
    from gui.dataset_browser.transforms import transform

    return transform(data, images, name, progress.check, progress.report)
