"""Checkpoints: what the runs have written, run by run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QListView, QStackedWidget, QTableView, QWidget

from gui.checkpoint_browser.details import CheckpointDetails
from gui.checkpoint_browser.file_model import NAME, PICTURE, FileModel
from gui.checkpoint_browser.run_model import RunModel
from gui.services import Services
from gui.tasks import Latest
from gui.widgets.empty import EmptyState
from gui.widgets.parts import column, page_title, row
from gui.widgets.tables import show_rows
from gui.widgets.two_lines import TwoLineDelegate

if TYPE_CHECKING:
    from core.checkpoints.library import CheckpointFile
    from core.runs.controller import RunInfo
    from core.runs.folder import RunFolder

_RUNS_WIDTH = 192


class CheckpointsPage(QWidget):
    """`navigate` asks for a page, with an argument for it."""

    navigate = Signal(str, str)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._run_id = ""
        self._seen: object = None
        self._reading = Latest(self)
        self.runs = RunModel()
        self.files = FileModel(services.theme)
        self.run_list = _run_list(self.runs, services)
        self.run_list.setAccessibleName(self.tr("Runs"))
        self.table = _table(self.files)
        self.table.setAccessibleName(self.tr("Checkpoints"))
        self.details = CheckpointDetails(services)
        self._empty = EmptyState(
            services.icons,
            "checkpoints",
            self.tr("No checkpoints yet"),
            self.tr("What a training saves is listed here while it runs. The demo saves its first within a minute."),
            self.tr("Go to the demo"),
        )
        if self._empty.button is not None:
            self._empty.button.clicked.connect(lambda: self.navigate.emit("home", ""))
        self._stack = QStackedWidget()
        self._arrange()
        self.run_list.selectionModel().currentChanged.connect(self._run_chosen)
        self.table.selectionModel().currentChanged.connect(self._file_chosen)
        services.runs.changed.connect(self._show_runs)
        self._show_runs()

    def show_run(self, run_id: str) -> None:
        """Choose this run, if it has written something."""
        row_number = self.runs.row_of(run_id)
        if row_number >= 0:
            self.run_list.setCurrentIndex(self.runs.index(row_number))

    def _arrange(self) -> None:
        layout = column(self, spacing=16)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.addWidget(page_title(self.tr("Checkpoints")))
        content = QWidget()
        across = row(content, spacing=12)
        across.addWidget(self.run_list)
        across.addWidget(self.table, 1)
        across.addWidget(self.details)
        self._stack.addWidget(content)
        self._stack.addWidget(self._empty)
        layout.addWidget(self._stack, 1)

    def _show_runs(self) -> None:
        chosen = self._run_id
        self.runs.set_runs(self._services.runs.runs)
        empty = self.runs.rowCount() == 0
        self._stack.setCurrentIndex(1 if empty else 0)
        if empty:
            self._run_id, self._seen = "", None
            return
        row_number = max(0, self.runs.row_of(chosen))
        if self.run_list.currentIndex().row() != row_number:
            self.run_list.setCurrentIndex(self.runs.index(row_number))
        self._read(self.runs.run(row_number))

    def _run_chosen(self, current: QModelIndex) -> None:
        if current.isValid():
            self._read(self.runs.run(current.row()))

    def _read(self, run: RunInfo) -> None:
        """Read the run's files when it is another one, or has saved or drawn something since."""
        seen = (run.run_id, run.summary.checkpoints, run.summary.samples, run.summary.ended_at)
        if seen == self._seen:
            return
        self._seen = seen
        self._run_id = run.run_id
        folder = run.folder
        self._reading.run(lambda _: _checkpoints_of(folder), self._show_files)

    def _show_files(self, files: tuple[CheckpointFile, ...]) -> None:
        current = self.table.currentIndex()
        chosen = self.files.files[current.row()].path if current.isValid() else None
        if not self.files.set_files(files):
            return
        if not files:
            self.details.show_file(None)
            return
        row_number = next((number for number, file in enumerate(files) if file.path == chosen), 0)
        flags = QItemSelectionModel.SelectionFlag
        self.table.selectionModel().setCurrentIndex(
            self.files.index(row_number, NAME), flags.ClearAndSelect | flags.Rows
        )

    def _file_chosen(self, current: QModelIndex) -> None:
        self.details.show_file(self.files.files[current.row()] if current.isValid() else None)


def _run_list(model: RunModel, services: Services) -> QListView:
    made = QListView()
    made.setModel(model)
    made.setItemDelegate(TwoLineDelegate(services.theme, made))
    made.setUniformItemSizes(True)
    made.setFixedWidth(_RUNS_WIDTH)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made


def _table(model: FileModel) -> QTableView:
    made = QTableView()
    made.setModel(model)
    show_rows(made, PICTURE + 12)
    made.setTextElideMode(Qt.TextElideMode.ElideMiddle)
    made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    made.setIconSize(QSize(PICTURE, PICTURE))
    header = made.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
    for section, width in enumerate((0, 58, 62, 66, 72, 148)):
        if section != NAME:
            header.resizeSection(section, width)
    header.setMinimumSectionSize(56)
    return made


def _checkpoints_of(folder: RunFolder) -> tuple[CheckpointFile, ...]:
    from core.checkpoints.library import run_checkpoints

    return run_checkpoints(folder)
