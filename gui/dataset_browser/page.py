"""Dataset: all images at a glance, what is wrong with them, and their captions to be edited with a way back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from core.errors import AppError
from gui.core_texts import spoken
from gui.dataset_browser.browser import Browser
from gui.dataset_browser.commands import Commands
from gui.dataset_browser.dialogs import Dialogs
from gui.dataset_browser.fixes import Fixes
from gui.dataset_browser.head_bar import HeadBar
from gui.dataset_browser.kept_pairs import KeptPairs
from gui.dataset_browser.keys import Keys
from gui.dataset_browser.session import Session
from gui.dataset_browser.warm_up import warm_up
from gui.dataset_browser.watch import Watch
from gui.services import Services
from gui.tasks import run_task
from gui.widgets.empty import EmptyState
from gui.widgets.notice import Notice
from gui.widgets.parts import column

if TYPE_CHECKING:
    from gui.dataset_browser.opened import OpenedData


class DatasetPage(QWidget):
    """`open_paths` is what choosing and dropping do. The project opened last is opened by itself."""

    navigate = Signal(str, str)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._asked_for_project = ""
        self.session = Session(self)
        self.head = HeadBar(services)
        self.notice = Notice(services.icons)
        self.browser = Browser(self.session, services)
        self.commands = Commands(self.session, self.browser, services)
        self.dialogs = Dialogs(self.session, self.browser, self.commands, services)
        self._keys = Keys(self, self.browser, self.commands)
        self._kept = KeptPairs(self.session, self.browser)
        self._watch = Watch(self.session, self)
        self.empty = EmptyState(
            services.icons,
            "dataset",
            self.tr("No data set is open"),
            self.tr(
                "Open a project or a folder with images and captions, or drop it here. "
                "Nothing is changed by opening it."
            ),
            self.tr("Open a folder…"),
        )
        self._stack = QStackedWidget()
        self.setAcceptDrops(True)
        run_task(self, lambda _: warm_up(), lambda _: None)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.finish)
        self._arrange()
        self._connect()

    def activated(self) -> None:
        """The page comes into sight: open the last project, and look what other programs have changed."""
        recent = self._services.preferences.settings.recent_projects
        project = recent[0] if recent else ""
        if self.session.data is not None:
            self._watch.look()
        if self.session.data is None and project and project != self._asked_for_project and Path(project).is_dir():
            self._asked_for_project = project
            self.open_paths((Path(project),))

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Show these folders, this project, or the folder of these images."""
        self.browser.leave()
        self.notice.hide()
        if self.browser.compare.pairs:
            self.browser.compare.show_pairs(())
        self.session.open(paths)

    def finish(self) -> None:
        """The program ends: what was typed is on the disk when this returns."""
        self.browser.leave()
        self.browser.details.editor.saver.flush()

    def close_data(self) -> None:
        """Write what was typed, and let go of the files."""
        self.browser.leave()
        self._watch.stop()
        self.browser.finder.forget()
        self.browser.feed.close()
        self.session.close()

    def show_error(self, error: Exception) -> None:
        self.notice.show_error(error)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.open_paths(paths)

    def hideEvent(self, event: QHideEvent) -> None:
        self.browser.leave()
        super().hideEvent(event)

    def _arrange(self) -> None:
        layout = column(self, spacing=12)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.addWidget(self.head)
        layout.addWidget(self.notice)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.browser)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        if self.empty.button is not None:
            self.empty.button.clicked.connect(self._choose)
        self.head.open_wanted.connect(self._choose)
        self.head.recent_wanted.connect(lambda path: self.open_paths((Path(path),)))
        self.session.opened.connect(self._opened)
        self.session.failed.connect(self._failed)
        self.session.edited.connect(self._told)
        self.commands.told.connect(self.notice.show_message)
        self.commands.refresh_wanted.connect(self._watch.look)
        self._watch.relisted.connect(self._relisted)
        bar, head = self.browser.bar, self.head
        bar.edit_wanted.connect(self.dialogs.edit_captions)
        bar.compare_wanted.connect(self.dialogs.compare)
        bar.trash_wanted.connect(self.commands.trash)
        head.undo.clicked.connect(self.commands.undo)
        head.redo.clicked.connect(self.commands.redo)
        head.history.clicked.connect(self.dialogs.history)
        head.statistics.clicked.connect(self.browser.show_statistics)
        head.quick_tags.clicked.connect(self.dialogs.quick_tags)
        bar.subset_wanted.connect(self.dialogs.add_subset)
        bar.caption_wanted.connect(self.dialogs.caption_automatically)
        bar.transform_wanted.connect(self.commands.transform)
        self.fixes = Fixes(self.session, self.browser, self.commands)
        self.fixes.transform_wanted.connect(self.commands.transform)
        self.fixes.config_wanted.connect(lambda: self.navigate.emit("config", ""))
        self.dialogs.config_wanted.connect(lambda: self.navigate.emit("config", ""))
        self.browser.side.others_wanted.connect(self.dialogs.other_files)
        self.browser.side.trigger_wanted.connect(self.dialogs.trigger_words)
        self.browser.details.problems.fix_wanted.connect(self.fixes.fix)
        self.browser.fix_bar.wanted.connect(self._fix_all)
        self.browser.current_changed.connect(self._watch.set_current)
        self.browser.large.crop_wanted.connect(self.commands.crop)
        self.browser.compare.trash_wanted.connect(self.dialogs.trash_one_of_two)

    def _choose(self) -> None:
        before = str(self.session.paths[0]) if self.session.paths else ""
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Open a folder with images, or a project"), before)
        if chosen:
            self.open_paths((Path(chosen),))

    def _opened(self) -> None:
        data = self.session.data
        if data is None:
            return
        self._stack.setCurrentWidget(self.browser)
        self.head.show_scope(data.scope)
        self.browser.show_data()
        self._watch.watch()
        QTimer.singleShot(0, self, self._remember)
        problems = [problem for problem in data.scope.problems if str(problem.severity) == "error"]
        if data.interrupted:
            self.notice.show_message(
                self.tr("An edit was interrupted: {label}.").format(label=data.interrupted[0].label),
                self.tr("Undo takes back what had been written; the history can write the rest."),
                "warning",
            )
        elif data.side is not None and data.side.damage is not None:
            self.notice.show_error(data.side.damage)
        elif problems and not data.scope.folders:
            self.notice.show_message(spoken(problems[0].message), spoken(problems[0].hint), "error")

    def _fix_all(self, code: str, remedy: str) -> None:
        self.fixes.fix_many(code, remedy, self.browser.model.ids.tolist())

    def _relisted(self, data: OpenedData) -> None:
        """Files have come or gone: the same folders, listed anew, with the current image kept where it is there."""
        if self.session.writing:  # the list would not know of what is being written
            self._watch.look()
            return
        old, current = self.session.data, self.browser.current()
        path = None if old is None or current is None else old.library.path(current)
        row = self.browser.grid.currentIndex().row()
        self.session.take(data)
        if old is not None:
            self.browser.compare.renumber(lambda image: data.library.image_at(old.library.path(image)))
        if path is not None:
            self.browser.return_to(path, row)

    def _remember(self) -> None:
        """Folders are remembered here; a project that has documents is the program's recent one."""
        self.head.remember(self.session.paths)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, AppError | OSError):
            raise error
        self.notice.show_error(error if isinstance(error, AppError) else AppError(str(error)))

    def _told(self, error: object) -> None:
        if isinstance(error, Exception):
            self.notice.show_error(error)
