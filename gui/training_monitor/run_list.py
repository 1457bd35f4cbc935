"""The list of runs at the left: one shows it, several compare them."""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QGuiApplication, QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from core.errors import AppError
from core.runs.controller import RunInfo
from gui.icons import picture
from gui.run_words import state_word
from gui.tasks import Latest, Progress
from gui.theme import CAPTION, Theme, text_font
from gui.training_monitor.event_words import state_icon
from gui.training_monitor.run_list_model import InfoRole, RunListModel, SparklineRole, read_sparkline, second_line
from gui.training_monitor.sparkline import draw_sparkline
from gui.widgets import parts

_ROW_HEIGHT, _PADDING, _ICON, _SPARKLINE = 52, 10, 16, 44
_LIVE_SPARKLINE_POLLS = 10
"""A live run's sparkline is read anew every this many updates of the list."""


class RunList(QWidget):
    """`chosen(list of run ids)` fires when the selection changes; the first one is the run in focus."""

    chosen = Signal(list)
    folder_wanted = Signal(str)
    checkpoints_wanted = Signal(str)
    discard_wanted = Signal(list)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = RunListModel(self)
        self._latest = Latest(self)
        self._polls = 0
        self._quiet = False
        self.view = self._make_view(theme)
        layout = parts.column(self, spacing=6)
        layout.addWidget(parts.strong(self.tr("Runs")))
        layout.addWidget(self.view, 1)
        layout.addWidget(parts.caption(self.tr("Choose several with Ctrl to compare them."), wrap=True))
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._on_selected())
        self.view.verticalScrollBar().valueChanged.connect(lambda _: self._read_next_sparkline())
        self.view.customContextMenuRequested.connect(self._open_menu)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.view)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._discard_selected)

    def _make_view(self, theme: Theme) -> QListView:
        view = QListView()
        view.setModel(self.model)
        view.setItemDelegate(_RunDelegate(theme, view))
        view.setUniformItemSizes(True)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.setMouseTracking(True)
        view.setAccessibleName(self.tr("Runs, the newest first"))
        return view

    def set_runs(self, runs: Sequence[RunInfo]) -> None:
        """The newest state of all runs, the newest run first."""
        self._quiet = True
        self.model.set_runs(runs)
        self._quiet = False
        self._polls += 1
        if self._polls % _LIVE_SPARKLINE_POLLS == 0:
            for info in runs:
                if info.state.is_live:
                    self.model.forget_sparkline(info.run_id)
        self._read_next_sparkline()

    def select(self, run_ids: Sequence[str]) -> None:
        """Select these runs without saying so."""
        rows = [row for run_id in run_ids if (row := self.model.row_of(run_id)) >= 0]
        self._quiet = True
        selection = self.view.selectionModel()
        selection.clearSelection()
        for row in rows:
            selection.select(self.model.index(row), QItemSelectionModel.SelectionFlag.Select)
        if rows:
            selection.setCurrentIndex(self.model.index(rows[0]), QItemSelectionModel.SelectionFlag.NoUpdate)
            self.view.scrollTo(self.model.index(rows[0]))
        self._quiet = False

    def selected(self) -> list[RunInfo]:
        """The chosen runs; the one that was clicked last, or moved to by key, comes first."""
        current = self.view.currentIndex().row()
        rows = sorted({index.row() for index in self.view.selectedIndexes()}, key=lambda row: (row != current, row))
        return [self.model.info(row) for row in rows]

    def menu_for(self, runs: Sequence[RunInfo]) -> QMenu:
        """What can be done with the chosen runs."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if len(runs) == 1:
            run = runs[0]
            self._command(menu, self.tr("Open folder"), lambda: self.folder_wanted.emit(run.run_id))
            self._command(menu, self.tr("Show checkpoints"), lambda: self.checkpoints_wanted.emit(run.run_id))
            if run.record is not None:
                argv = run.record.argv
                self._command(menu, self.tr("Copy command line"), lambda: _copy(command_line(argv)))
            menu.addSeparator()
        over = [run.run_id for run in runs if not run.state.is_live]
        discard = self._command(menu, self.tr("Move to the trash…"), lambda: self.discard_wanted.emit(over))
        discard.setEnabled(bool(over))
        return menu

    def _command(self, menu: QMenu, text: str, action: Callable[[], None]) -> QAction:
        made = menu.addAction(text)
        made.triggered.connect(lambda _=False: action())
        return made

    def _open_menu(self, place: QPoint) -> None:
        runs = self.selected()
        if runs:
            self.menu_for(runs).popup(self.view.viewport().mapToGlobal(place))

    def _discard_selected(self) -> None:
        over = [run.run_id for run in self.selected() if not run.state.is_live]
        if over:
            self.discard_wanted.emit(over)

    def _on_selected(self) -> None:
        if not self._quiet:
            self.chosen.emit([info.run_id for info in self.selected()])

    def _read_next_sparkline(self) -> None:
        """One after the other, of the rows in sight."""
        row = None if self._latest.busy else self._next_row()
        if row is None:
            return
        info = self.model.info(row)
        folder, run_id = info.folder, info.run_id

        def take(values: np.ndarray) -> None:
            self.model.set_sparkline(run_id, values)
            self._read_next_sparkline()

        def cannot(error: Exception) -> None:
            if not isinstance(error, AppError):
                raise error
            take(np.zeros(0))

        def work(_: Progress) -> np.ndarray:
            return read_sparkline(folder)

        self._latest.run(work, take, cannot)

    def _next_row(self) -> int | None:
        area = self.view.viewport().rect()
        first = max(self.view.indexAt(area.topLeft() + QPoint(4, 4)).row(), 0)
        last = min(first + area.height() // _ROW_HEIGHT + 2, self.model.rowCount())
        return next((row for row in range(first, last) if self.model.lacks_sparkline(row)), None)


class _RunDelegate(QStyledItemDelegate):
    """State icon, name, one line of figures, and the loss in small."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name_font, self._line_font = text_font(), text_font(CAPTION)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(180, _ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        info = index.data(InfoRole)
        if not isinstance(info, RunInfo):
            return
        palette, rect = self._theme.palette, option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(palette.accent_soft))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(palette.raised))
        tone = state_word(info.summary)[1]
        colour = getattr(palette, tone or "weak")
        icon = picture(state_icon(info.summary), colour, _ICON, painter.device().devicePixelRatio())
        painter.drawPixmap(rect.left() + _PADDING, rect.top() + 9, icon)
        left = rect.left() + _PADDING + _ICON + 8
        sparkline = index.data(SparklineRole)
        drawn = isinstance(sparkline, np.ndarray) and len(sparkline) > 1
        right = rect.right() - _PADDING
        beside = right - (_SPARKLINE + 8 if drawn else 0)
        for text, font, ink, top, height, end in (
            (info.name, self._name_font, palette.text, 7, 20, beside),
            (second_line(info), self._line_font, palette.weak, 29, 16, right),
        ):
            painter.setFont(font)
            painter.setPen(QColor(ink))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, end - left)
            area = QRectF(left, rect.top() + top, end - left, height)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, shown)
        if drawn:
            finite = sparkline[np.isfinite(sparkline)]
            area = QRectF(rect.right() - _PADDING - _SPARKLINE, rect.top() + 8, _SPARKLINE, 18)
            lowest, highest = (float(finite.min()), float(finite.max())) if len(finite) else (0.0, 1.0)
            draw_sparkline(painter, area, sparkline, lowest, highest, QColor(palette.curves[0]))
        painter.restore()


def command_line(argv: Sequence[str]) -> str:
    """What to type to run this program again, quoted for this system's shell. The Windows branch is untested."""
    return subprocess.list2cmdline(argv) if sys.platform == "win32" else shlex.join(argv)


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
