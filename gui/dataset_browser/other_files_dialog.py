"""Folders, settings and files that are no images: what is wrong with them, and what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHeaderView, QStackedWidget, QTableView, QWidget

from core.errors import AppError
from gui.core_texts import spoken
from gui.dataset_browser.other_files_model import HINT, NAME, REASON, OtherFile, OtherFilesModel, other_files
from gui.dataset_browser.problem_finder import ProblemFinder
from gui.dataset_browser.session import Session
from gui.icons import IconSet
from gui.tasks import Latest
from gui.widgets.empty import EmptyState
from gui.widgets.parts import body, button, caption, column, danger_button, row
from gui.widgets.tables import show_rows

_ROW = 28
_WIDTHS = {NAME: 220, REASON: 350}


class OtherFilesTable(QTableView):
    """`trash_wanted` when Delete is pressed."""

    trash_wanted = Signal()

    def __init__(self, model: OtherFilesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName(self.tr("Other files and settings"))
        show_rows(self, _ROW)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        header = self.horizontalHeader()
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        self.setSortingEnabled(True)
        for section, width in _WIDTHS.items():
            header.resizeSection(section, width)
        header.setSectionResizeMode(HINT, QHeaderView.ResizeMode.Stretch)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.trash_wanted.emit()
            return
        super().keyPressEvent(event)


class OtherFilesDialog(QDialog):
    """`show_wanted` with a path, `trash_wanted` with paths, `config_wanted` where the config has to be changed."""

    show_wanted = Signal(str)
    trash_wanted = Signal(object)
    config_wanted = Signal()

    def __init__(self, session: Session, finder: ProblemFinder, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._finding = Latest(self)
        self.model = OtherFilesModel()
        self.table = OtherFilesTable(self.model)
        self.empty = EmptyState(
            icons, "ok", self.tr("Nothing is wrong here"), self.tr("Every file belongs to an image, and can be read.")
        )
        self.problem = caption("", wrap=True)
        self.show_file = button(self.tr("Show file"), compact=True)
        self.config = button(self.tr("Open config"), compact=True)
        self.trash = danger_button(self.tr("Move to trash"))
        self.trash.setProperty("compact", True)
        self.close_button = button(self.tr("Close"), compact=True)
        for widget, icon, role in (
            (self.show_file, "external", "text"),
            (self.config, "config", "text"),
            (self.trash, "trash", "error"),
        ):
            icons.put(widget, icon, role, 16)
        self._pages = QStackedWidget()
        self.setWindowTitle(self.tr("Other files and settings"))
        self.resize(980, 500)
        self._arrange()
        self._connect(finder)
        self._choice_changed()
        self.read()

    def read(self) -> None:
        """Find out anew what there is."""
        data = self._session.data
        if data is not None:
            self._finding.run(lambda progress: other_files(data, progress.check), self._show)

    def show_progress(self, done: int, total: int) -> None:
        """How many files have gone to the trash."""
        self.problem.setText(
            self.tr("Moving to the trash: {done} of {total}").format(done=f"{done:,}", total=f"{total:,}")
        )

    def trashed(self, failures: Sequence[tuple[str, str]]) -> None:
        """What could not be moved is told here, as the page is behind this window."""
        words = ""
        if failures:
            path, why = failures[0]
            words = self.tr("{count} files could not be moved to the trash, for example {path}: {why}").format(
                count=f"{len(failures):,}", path=path, why=spoken(why)
            )
        self.problem.setText(words)
        self.read()

    def show_error(self, error: Exception) -> None:
        words = f"{error.message} {error.hint}".strip() if isinstance(error, AppError) else str(error)
        self.problem.setText(spoken(words))
        self.read()

    def _show(self, files: list[OtherFile]) -> None:
        current = self.table.currentIndex()
        place, across = max(current.row(), 0), max(current.column(), 0)
        self.model.show(files)
        self._pages.setCurrentWidget(self.table if files else self.empty)
        if files and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(min(place, len(files) - 1), across))
        self._choice_changed()

    def _chosen(self) -> list[OtherFile]:
        return list(self.model.chosen(self.table.selectionModel().selection()))

    def _choice_changed(self) -> None:
        files = self._chosen()
        disposable = sum(file.disposable for file in files)
        self.show_file.setEnabled(len(files) == 1)
        self.trash.setEnabled(disposable > 0)
        several = self.tr("Move {count} to trash").format(count=f"{disposable:,}")
        self.trash.setText(several if disposable > 1 else self.tr("Move to trash"))
        self.config.setEnabled(any(file.configured for file in files))

    def _want_trash(self) -> None:
        paths = [path for file in self._chosen() for path in file.problem.files]
        if paths:
            self.trash_wanted.emit(paths)

    def _want_show(self) -> None:
        files = self._chosen()
        if len(files) == 1:
            self.show_wanted.emit(files[0].problem.path)

    def _activated(self, index: QModelIndex) -> None:
        """Enter, or a double click."""
        file = self.model.files[index.row()]
        if file.configured:
            self._want_config()
        else:
            self.show_wanted.emit(file.problem.path)

    def _want_config(self) -> None:
        self.accept()
        self.config_wanted.emit()

    def _connect(self, finder: ProblemFinder) -> None:
        finder.found.connect(self.read)
        self._session.opened.connect(self.read)
        self.table.selectionModel().selectionChanged.connect(lambda _a, _b: self._choice_changed())
        self.table.activated.connect(self._activated)
        self.table.trash_wanted.connect(self._want_trash)
        self.show_file.clicked.connect(self._want_show)
        self.trash.clicked.connect(self._want_trash)
        self.config.clicked.connect(self._want_config)
        self.close_button.clicked.connect(self.reject)

    def _arrange(self) -> None:
        layout = column(self, margin=16, spacing=12)
        layout.addWidget(
            body(self.tr("What belongs to no image: folders that cannot be read, settings, files that nothing uses."))
        )
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.empty)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self.problem)
        foot = row(spacing=8)
        for widget in (self.show_file, self.config, self.trash):
            foot.addWidget(widget)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        layout.addLayout(foot)
