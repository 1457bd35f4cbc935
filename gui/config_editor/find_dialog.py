"""All configs under a folder: searched off the window's thread, can be given up at any moment."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHeaderView, QProgressBar, QTableView, QWidget

from core.errors import AppError
from gui.config_editor.found_model import FoundModel
from gui.services import Services
from gui.tasks import Progress, Task, run_task
from gui.widgets.elided import ElidedLabel
from gui.widgets.notice import Notice
from gui.widgets.parts import button, column, primary_button, row, section_title

if TYPE_CHECKING:
    from core.config.config_kinds import FoundConfig


class FindDialog(QDialog):
    """`chosen` fires with the path of the config that is to be opened."""

    chosen = Signal(object)

    def __init__(self, folder: Path, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Configs under a folder"))
        self._folder = folder
        self._task: Task[list[FoundConfig]] | None = None
        self.model = FoundModel(services.theme, self)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.where = ElidedLabel(role="weak", mode=Qt.TextElideMode.ElideMiddle)
        self.notice = Notice(services.icons)
        self.open_one = primary_button(self.tr("Open"))
        self.stop = button(self.tr("Stop searching"))
        self.close_it = button(self.tr("Close"))
        self._arrange()
        self._connect()
        self.search()

    def sizeHint(self) -> QSize:
        return QSize(820, 520)

    def _arrange(self) -> None:
        self.table.setAccessibleName(self.tr("Configs that were found"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(30)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        self.table.setColumnWidth(0, 460)
        self.open_one.setEnabled(False)
        layout = column(self, margin=24, spacing=12)
        layout.addWidget(section_title(self.tr("Configs under a folder")))
        layout.addWidget(self.where)
        layout.addWidget(self.progress)
        layout.addWidget(self.notice)
        layout.addWidget(self.table, 1)
        buttons = row()
        buttons.addWidget(self.stop)
        buttons.addStretch(1)
        buttons.addWidget(self.close_it)
        buttons.addWidget(self.open_one)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(lambda now, _: self.open_one.setEnabled(now.isValid()))
        self.table.activated.connect(lambda _: self._open())
        self.open_one.clicked.connect(self._open)
        self.stop.clicked.connect(self._stop)
        self.close_it.clicked.connect(self.reject)
        self.finished.connect(lambda _: self._cancel())

    def search(self) -> None:
        """Search again, from the start."""
        self._cancel()
        folder = self._folder
        self.where.setText(str(folder))
        self.progress.show()
        self.stop.show()
        self._task = run_task(self, lambda progress: _found(folder, progress), self._take, self._fail, self._tell)

    @property
    def searching(self) -> bool:
        return self._task is not None and not self._task.finished and not self._task.progress.cancelled

    def _tell(self, _done: int, _total: int | None, text: str) -> None:
        self.where.setText(text)

    def _take(self, found: list[FoundConfig]) -> None:
        self._settle()
        self.model.show_found(self._folder, found)
        if not found:
            self.notice.show_message(self.tr("No configs of a training lie in this folder."))
            return
        words = self.tr("1 config") if len(found) == 1 else self.tr("{count} configs")
        self.where.setText(f"{words.format(count=len(found))} · {self._folder}")
        self.table.selectRow(0)
        self.table.setFocus()

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, AppError | OSError):
            raise error
        self._settle()
        self.notice.show_error(error)

    def _stop(self) -> None:
        self._cancel()
        self._settle()
        self.notice.show_message(self.tr("The search was stopped."))

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _settle(self) -> None:
        self.progress.hide()
        self.stop.hide()
        self.where.setText(str(self._folder))

    def _open(self) -> None:
        found = self.model.found(self.table.currentIndex().row())
        if found is not None:
            self.accept()
            self.chosen.emit(found.path)


def _found(folder: Path, progress: Progress) -> list[FoundConfig]:
    from core.config.config_kinds import find_configs

    count = 0

    def entering(path: str) -> None:
        nonlocal count
        count += 1
        progress.check()
        progress.report(count, None, path)

    return find_configs(folder, entering)
