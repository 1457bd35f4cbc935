"""The way out of a problem: for the image in sight, or for all images that have it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from gui.dataset_browser.browser import Browser
from gui.dataset_browser.commands import Commands
from gui.dataset_browser.session import Session

if TYPE_CHECKING:
    from core.dataset.problem_kinds import DatasetProblem


class Fixes(QObject):
    """`config_wanted` asks for the Config page, `transform_wanted` for a transform of images."""

    config_wanted = Signal()
    transform_wanted = Signal(str, object)

    def __init__(self, session: Session, browser: Browser, commands: Commands) -> None:
        super().__init__(browser)
        self._session = session
        self._browser = browser
        self._commands = commands

    def fix(self, problem: DatasetProblem) -> None:
        """What the button beside the problem does."""
        images = [] if problem.image is None else [problem.image]
        match str(problem.remedy):
            case "write-caption" | "shorten-caption" | "choose-tag":
                self._browser.details.editor.edit()
            case "edit-config":
                self.config_wanted.emit()
            case "crop":
                self.transform_wanted.emit("crop", images)
            case "convert-image":
                self.transform_wanted.emit("convert", images)
            case "trash":
                self._commands.trash(images)
            case "show-file" | "replace-image" | "rename-image":
                show_file(problem.path)
            case remedy:
                self.fix_many(problem.code, remedy, images)

    def fix_many(self, code: str, remedy: str, images: Sequence[int]) -> None:
        """Do one of `fix_bar.BULK` to all of `images`."""
        from core.dataset.edits import to_extension, to_utf8

        data = self._session.data
        if data is None or not images:
            return
        library, chosen = data.library, list(images)
        if remedy == "to-utf8":
            self._commands.write(self.tr("convert to UTF-8"), lambda: to_utf8(library, chosen), chosen)
        elif remedy == "use-extension":
            label = self.tr("copy captions to the extension of the config")
            self._commands.write(label, lambda: to_extension(library, chosen), chosen)
        elif remedy == "add-trigger":
            self._add_triggers(chosen)
        elif remedy == "compare":
            self._compare(code, chosen)
        elif remedy == "trash-cache":
            paths = [path for image in chosen for path, _ in data.problems.findings.caches.stale.get(image, ())]
            self._commands.trash_files(paths)

    def _add_triggers(self, images: Sequence[int]) -> None:
        """Each folder has a trigger word of its own: one edit for each word."""
        from core.dataset.edits import AddTags, preview

        data = self._session.data
        if data is None:
            return
        library, words = data.library, data.problems.triggers
        by_word: dict[str, list[int]] = {}
        for image in images:
            word = words.get(library.opened_number(image), "")
            if word:
                by_word.setdefault(word, []).append(image)

        def changes():  # type: ignore[no-untyped-def]  # noqa: ANN202 - an iterator of CaptionChange
            for word, members in by_word.items():
                yield from preview(library, members, AddTags((word,), in_front=True))

        if by_word:
            self._commands.write(self.tr("add {words}").format(words=", ".join(by_word)), changes, images)

    def _compare(self, code: str, images: Sequence[int]) -> None:
        """Each pair once, the most alike first; bytes that are the same count as wholly alike."""
        data = self._session.data
        if data is None:
            return
        wanted = set(images)
        alike = {(pair.first, pair.second): pair.likeness for pair in data.problems.findings.pairs}
        pairs: dict[tuple[int, int], float] = {}
        for image in images:
            for other in data.problems.companions(code, image):
                key = (min(image, other), max(image, other))
                pairs[key] = min(alike.get(key, 1.0 if code == "duplicate" else 0.0), 1.0)
        ranked = sorted(pairs.items(), key=lambda item: (not wanted.issuperset(item[0]), -item[1], item[0]))
        self._browser.show_pairs([(*key, likeness) for key, likeness in ranked])


def show_file(path: str) -> None:
    """Open the folder that it lies in with the system's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(path).parent)))
