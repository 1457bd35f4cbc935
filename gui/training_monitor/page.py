"""The Training page: the list of runs, and everything about the one that is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QSplitter, QStackedWidget, QWidget

from core.files import write_bytes
from core.runs.controller import RunController, RunInfo
from gui.icons import IconSet
from gui.tasks import Progress, run_task
from gui.theme import MARGIN, Theme
from gui.training_monitor.plot_export import StepTable
from gui.training_monitor.run_actions import RunActions
from gui.training_monitor.run_list import RunList
from gui.training_monitor.run_view import RunView
from gui.training_monitor.stop_question import ask_before_discarding
from gui.widgets import parts
from gui.widgets.empty import EmptyState
from gui.widgets.notice import Notice

_POLL_MS = 1500
_LIST_WIDTH = 240


class TrainingPage(QWidget):
    """`run_changed(run id)` fires when another run is shown, `navigate(page, run id)` when another page is wanted,
    `demo_requested` from the page as it looks without any run."""

    run_changed = Signal(str)
    navigate = Signal(str, str)
    demo_requested = Signal()

    def __init__(
        self, controller: RunController, theme: Theme, settings_file: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._controller = controller
        icons = IconSet(theme, self)
        self._asking = False
        self._wanted: str | None = None
        self.notice = Notice(icons)
        self.list = RunList(theme)
        self.run_view = RunView(controller, theme, icons)
        self.empty = EmptyState(
            icons,
            "training",
            self.tr("No training yet"),
            self.tr(
                "When you start one, you see here how it is going: its loss, its samples, its log. "
                "The demo trains a small LoRA on this machine in about a minute."
            ),
            self.tr("Train the demo LoRA"),
        )
        self._actions = RunActions(controller, settings_file, self)
        self._poll_timer = QTimer(self, interval=_POLL_MS)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self.list)
        self._splitter.addWidget(self.run_view)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes([_LIST_WIDTH, 1000])
        self.list.setMinimumWidth(180)
        self._stack = QStackedWidget()
        self._stack.addWidget(QWidget())
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._splitter)
        layout = parts.column(self, spacing=8)
        layout.setContentsMargins(MARGIN, 16, MARGIN, 16)
        layout.addWidget(self.notice)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        view = self.run_view
        if self.empty.button is not None:
            self.empty.button.clicked.connect(self.demo_requested)
        self._poll_timer.timeout.connect(self.refresh)
        self.list.chosen.connect(self._on_chosen)
        self.list.folder_wanted.connect(self._open_folder_of)
        self.list.checkpoints_wanted.connect(lambda run_id: self.navigate.emit("checkpoints", run_id))
        self.list.discard_wanted.connect(self._ask_to_discard)
        view.list_toggled.connect(lambda: self.list.setVisible(not self.list.isVisible()))
        view.failed.connect(lambda text: self.notice.show_message(text, tone="warning"))
        view.checkpoints.opened.connect(self._show_checkpoints)
        view.banner.checkpoints_wanted.connect(self._show_checkpoints)
        view.banner.folder_wanted.connect(lambda: self._with_run(lambda run: self._open_folder_of(run.run_id)))
        view.banner.resume_wanted.connect(lambda: self._with_run(self._actions.resume))
        view.banner.restart_wanted.connect(lambda: self._with_run(self._actions.restart))
        view.curves.image_wanted.connect(self._save_image_as)
        view.curves.table_wanted.connect(self._save_table_as)
        self._actions.started.connect(self.show_run)
        self._actions.discarded.connect(self.refresh)

    def show_run(self, run_id: str) -> None:
        """Show this run as soon as it is known; one just started may not be listed yet."""
        self._wanted = run_id
        self.refresh()

    def show_error(self, error: Exception) -> None:
        self.notice.show_error(error)

    def refresh(self) -> None:
        """Ask for the list of runs now, in a worker."""
        if self._asking:
            return
        self._asking = True
        controller = self._controller

        def work(_: Progress) -> list[RunInfo]:
            return controller.runs()

        run_task(self, work, self._take_runs, self._cannot_list)

    def save_image(self, path: Path) -> None:
        """Write the plots as they look now to a PNG file."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self.run_view.curves.picture().toImage().save(buffer, "PNG")  # type: ignore[call-overload]  # stubs lack it
        data = bytes(buffer.data().data())
        self._write(path, lambda: write_bytes(path, data))

    def save_table(self, path: Path) -> None:
        """Write every step of the run to a CSV file."""
        curves = self.run_view.curves
        if curves.runs:
            table = StepTable(curves.runs[0].series, curves.toolbar.smoothing)
            self._write(path, lambda: table.write(path))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._poll_timer.start()
        self.run_view.set_visible(True)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._poll_timer.stop()
        self.run_view.set_visible(False)

    def _take_runs(self, runs: list[RunInfo]) -> None:
        self._asking = False
        self.list.set_runs(runs)
        self._stack.setCurrentIndex(2 if runs else 1)
        shown = self.run_view.info
        known = {run.run_id: run for run in runs}
        if self._wanted in known:
            wanted, self._wanted = known[self._wanted], None
            self.list.select([wanted.run_id])
            if shown is None or shown.run_id != wanted.run_id:
                self._show([wanted])
        elif shown is None or shown.run_id not in known:
            self._show_newest(runs)
        else:
            self.run_view.refresh_info(known[shown.run_id])

    def _show_newest(self, runs: Sequence[RunInfo]) -> None:
        if runs:
            self.list.select([runs[0].run_id])
            self._show([runs[0]])
        else:
            self.run_view.close_run()

    def _cannot_list(self, error: Exception) -> None:
        self._asking = False
        self.notice.show_error(error)

    def _on_chosen(self, run_ids: list[str]) -> None:
        runs = [run for run in self.list.selected() if run.run_id in run_ids]
        if runs:
            self._show(runs)

    def _show(self, runs: Sequence[RunInfo]) -> None:
        """The first in full, the others beside it; the run that is shown already stays where it is among several."""
        shown = self.run_view.info
        if shown is not None and len(runs) > 1 and any(run.run_id == shown.run_id for run in runs):
            runs = sorted(runs, key=lambda run: run.run_id != shown.run_id)
        if shown is None or shown.run_id != runs[0].run_id:
            self.run_view.show_run(runs[0])
            self.run_changed.emit(runs[0].run_id)
        self.run_view.compare(runs[1:])

    def _with_run(self, action: Callable[[RunInfo], None]) -> None:
        if self.run_view.info is not None:
            action(self.run_view.info)

    def _show_checkpoints(self) -> None:
        self._with_run(lambda run: self.navigate.emit("checkpoints", run.run_id))

    def _open_folder_of(self, run_id: str) -> None:
        self._actions.open_folder(self._controller.folder(run_id).root)

    def _ask_to_discard(self, run_ids: list[str]) -> None:
        row = self.list.model.row_of(run_ids[0])
        name = self.list.model.info(row).name if row >= 0 else run_ids[0]
        ask_before_discarding(self, name, len(run_ids), lambda: self._actions.discard(run_ids))

    def _save_image_as(self) -> None:
        self._ask_path(self.tr("Save plots"), "png", self.save_image)

    def _save_table_as(self) -> None:
        self._ask_path(self.tr("Save numbers"), "csv", self.save_table)

    def _ask_path(self, title: str, suffix: str, save: Callable[[Path], None]) -> None:
        name = self.run_view.info.name if self.run_view.info is not None else "run"
        dialog = QFileDialog(self, title, f"{name}.{suffix}", f"{suffix.upper()} (*.{suffix})")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix)
        dialog.fileSelected.connect(lambda chosen: save(Path(chosen)))
        dialog.open()

    def _write(self, path: Path, write: Callable[[], None]) -> None:
        def work(_: Progress) -> None:
            write()

        run_task(self, work, lambda _: self.notice.show_message(self.tr("Saved {path}").format(path=path), tone="ok"))
