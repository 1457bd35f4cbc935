"""Opens what asks before it acts: bulk edits, the history, comparing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from gui.dataset_browser.browser import Browser
from gui.dataset_browser.commands import Commands
from gui.dataset_browser.fixes import show_file
from gui.dataset_browser.session import Session
from gui.services import Services

if TYPE_CHECKING:
    from core.dataset.journal import Outcome
    from gui.dataset_browser.bulk_dialog import BulkDialog
    from gui.dataset_browser.history_dialog import HistoryDialog
    from gui.dataset_browser.other_files_dialog import OtherFilesDialog
    from gui.dataset_browser.quick_tags_dialog import QuickTagsDialog
    from gui.dataset_browser.subset_dialog import SubsetDialog
    from gui.dataset_browser.tagger_dialog import TaggerDialog
    from gui.dataset_browser.trigger_dialog import TriggerDialog


class Dialogs(QObject):
    """Each returns the dialog it has opened. `config_wanted` asks for the Config page."""

    config_wanted = Signal()

    def __init__(self, session: Session, browser: Browser, commands: Commands, services: Services) -> None:
        super().__init__(browser)
        self._session = session
        self._browser = browser
        self._commands = commands
        self._services = services

    def edit_captions(self) -> BulkDialog | None:
        """One edit for all chosen images."""
        from gui.dataset_browser.bulk_dialog import BulkDialog

        images = self._browser.targets()
        if self._session.data is None or not images:
            return None
        self._browser.leave()
        made = BulkDialog(self._session, images, self._services.icons, self._services.theme, self._browser)
        made.set_completions(self._browser.overview.tags)
        made.done_with.connect(self._edited)
        made.stopped.connect(lambda error: self._commands.told.emit(error.message, error.hint, ""))
        made.open()
        return made

    def history(self) -> HistoryDialog | None:
        """Every edit, and what the current caption has held."""
        from gui.dataset_browser.history_dialog import HistoryDialog

        if self._session.data is None:
            return None
        self._browser.leave()
        made = HistoryDialog(self._session, self._browser.current(), self._services.theme, self._browser)
        made.restore_wanted.connect(self._commands.restore)
        made.undo_wanted.connect(self._commands.undo)
        made.redo_wanted.connect(self._commands.redo)
        made.finish_wanted.connect(self._commands.finish)
        made.open()
        return made

    def compare(self) -> None:
        """The two chosen images; or one with what it is a copy of."""
        images = self._browser.selected()
        if len(images) == 2:
            self._browser.show_pairs([(images[0], images[1], 0.0)])

    def other_files(self) -> OtherFilesDialog | None:
        """What is wrong with folders, settings and files that are no images."""
        from gui.dataset_browser.other_files_dialog import OtherFilesDialog

        if self._session.data is None:
            return None
        made = OtherFilesDialog(self._session, self._browser.finder, self._services.icons, self._browser)

        made.trash_wanted.connect(lambda paths: self._trash_others(made, paths))
        made.show_wanted.connect(show_file)
        made.config_wanted.connect(self.config_wanted)
        made.finished.connect(made.deleteLater)
        made.open()
        return made

    def _trash_others(self, asking: OtherFilesDialog, paths: list[str]) -> None:
        """The dialog is told of it as long as it is there."""
        if not self._commands.sure_of_files(paths, asking):
            return

        def trashed(failures: list[tuple[str, str]]) -> None:
            if isValid(asking):
                asking.trashed(failures)

        def moving(done: int, total: int) -> None:
            if isValid(asking):
                asking.show_progress(done, total)

        def failed(error: Exception) -> None:
            if isValid(asking):
                asking.show_error(error)
            else:
                self._session.edited.emit(error)

        self._commands.trash_files(paths, trashed, moving, failed)

    def trigger_words(self, folder: str = "") -> TriggerDialog | None:
        """The trigger word of each opened folder, beginning with the one that holds `folder`, a path as shown."""
        from core.dataset.trigger_words import trigger_words
        from gui.dataset_browser.trigger_dialog import TriggerDialog

        data = self._session.data
        if data is None or data.side is None:
            return None
        if data.problems.guessed is None:
            self._browser.tell(self.tr("The captions are still being read."))
            return None
        library = data.library
        first = next((f.opened for f in library.listing.folders if library.relative(f.path) == folder), 0)
        words = trigger_words(library, data.problems.guessed, data.side.triggers)
        made = TriggerDialog(words, first, self._browser)
        made.chosen.connect(lambda chosen: self._keep_triggers({word.folder for word in words}, chosen))
        made.finished.connect(made.deleteLater)
        made.open()
        return made

    def _keep_triggers(self, asked: set[str], chosen: dict[str, str]) -> None:
        """What is kept for folders that were not asked about stays."""
        data = self._session.data
        if data is not None and data.side is not None:
            others = {folder: word for folder, word in data.side.triggers.items() if folder not in asked}
            self._session.keep(triggers=others | chosen)
            self._browser.finder.find()

    def quick_tags(self) -> QuickTagsDialog:
        """Which key sets which tag."""
        from gui.dataset_browser.quick_tags_dialog import QuickTagsDialog

        made = QuickTagsDialog(self._commands.quick_tags(), self._browser.overview.tags, self._browser)
        made.chosen.connect(self._commands.set_quick_tags)
        made.open()
        return made

    def caption_automatically(self) -> TaggerDialog | None:
        """Have a tagger look at the chosen images."""
        from gui.dataset_browser.tagger_dialog import TaggerDialog

        images = self._browser.targets()
        if self._session.data is None or not images:
            return None
        self._browser.leave()
        made = TaggerDialog(self._session, images, self._services, self._browser)
        made.done_with.connect(self._edited)
        made.open()
        return made

    def add_subset(self) -> SubsetDialog | None:
        """Make the chosen images a subset of the config."""
        from gui.dataset_browser.subset_dialog import SubsetDialog

        images = self._browser.targets()
        if self._session.data is None or not images:
            return None
        made = SubsetDialog(self._session, images, self._browser)
        made.added.connect(self._subset_added)
        made.open()
        return made

    def _subset_added(self, config: object) -> None:
        self._commands.told.emit(self.tr("The subset stands in {config}.").format(config=config), "", "ok")
        self._session.open(self._session.paths)

    def trash_one_of_two(self, image: int) -> None:
        self._commands.trash((image,), lambda: self._browser.compare.drop(image))

    def _edited(self, outcome: Outcome) -> None:
        if outcome.skipped:
            words = self.tr("{count} captions were left as they are: another program has changed them.")
            self._commands.told.emit(words.format(count=f"{len(outcome.skipped):,}"), "", "warning")
            return
        words = self.tr("{count} captions changed. Ctrl+Z takes it back.")
        self._browser.tell(words.format(count=f"{len(outcome.written):,}"))
