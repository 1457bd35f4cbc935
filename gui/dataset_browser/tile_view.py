"""A grid of tiles of one size for any number of rows: where a tile lies is arithmetic, and only tiles in sight exist.

Qt's own list view lays out every row before it shows one, and asks Python for each; here 200,000 rows cost what 20 do.
"""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from gui.dataset_browser.tile_painter import TilePainter

_GAP = 6
_MARGIN = 8
_MOVES = QAbstractItemView.CursorAction
Index = QModelIndex | QPersistentModelIndex


class TileView(QAbstractItemView):
    """`sight_changed` fires, shortly after scrolling stops to jump about, when other rows can be seen."""

    sight_changed = Signal()

    def __init__(self, painter: TilePainter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._painter = painter
        self._ready = False
        self._columns = 1
        self._band: QRect | None = None
        self._pressed: QPoint | None = None
        self._sight = (0, 0)
        self.paints = 0
        """How often it has been drawn with something in it."""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._tell_sight)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    # Geometry

    @property
    def tile(self) -> int:
        return self._painter.tile

    def set_tile(self, pixels: int) -> None:
        """The side of the picture in each tile; the row at the top stays where it is."""
        if pixels == self._painter.tile:
            return
        top = self.rows_in_sight()[0]
        self._painter.tile = pixels
        self.updateGeometries()
        self.verticalScrollBar().setValue(top // self._columns * self._step_down())
        self.viewport().update()
        self._scrolled()

    @property
    def columns(self) -> int:
        return self._columns

    def pixels(self) -> int:
        """The size at which pictures are to be read for this screen."""
        return self._painter.pixels(self.devicePixelRatioF())

    def rows_in_sight(self) -> tuple[int, int]:
        """The first row in sight, and the first after the last."""
        step = self._step_down()
        top = max(self.verticalOffset() - _MARGIN, 0)
        first = top // step * self._columns
        last = (top + self.viewport().height()) // step + 1
        count = self._count()
        return min(first, count), min(last * self._columns, count)

    def tile_rect(self, row: int) -> QRect:
        down, across = divmod(row, self._columns)
        return QRect(
            _MARGIN + self._indent() + across * self._step_across(),
            _MARGIN + down * self._step_down() - self.verticalOffset(),
            self._painter.width,
            self._painter.height,
        )

    def visualRect(self, index: Index) -> QRect:
        return self.tile_rect(index.row()) if index.isValid() else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        x, y = point.x() - _MARGIN - self._indent(), point.y() + self.verticalOffset() - _MARGIN
        across, down = x // self._step_across(), y // self._step_down()
        if x < 0 or y < 0 or across >= self._columns:
            return QModelIndex()
        row = down * self._columns + across
        if row >= self._count() or not self.tile_rect(row).contains(point):
            return QModelIndex()
        return self.model().index(row, 0)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        if not index.isValid():
            return
        area, height = self.tile_rect(index.row()), self.viewport().height()
        bar = self.verticalScrollBar()
        hints = QAbstractItemView.ScrollHint
        if hint == hints.PositionAtCenter:
            bar.setValue(bar.value() + area.center().y() - height // 2)
        elif area.top() < _GAP or hint == hints.PositionAtTop:
            bar.setValue(bar.value() + area.top() - _GAP)
        elif area.bottom() > height - _GAP or hint == hints.PositionAtBottom:
            bar.setValue(bar.value() + area.bottom() - height + _GAP)

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: Index) -> bool:  # noqa: ARG002 - none is
        return False

    def updateGeometries(self) -> None:
        super().updateGeometries()
        width = self.viewport().width() - 2 * _MARGIN + _GAP
        self._columns = max(width // self._step_across(), 1)
        lines = -(-self._count() // self._columns)
        whole = 2 * _MARGIN + lines * self._step_down() - _GAP
        bar = self.verticalScrollBar()
        bar.setRange(0, max(whole - self.viewport().height(), 0))
        bar.setPageStep(max(self.viewport().height() // self._step_down(), 1) * self._step_down())
        bar.setSingleStep(max(self._step_down() // 3, 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        top = self.rows_in_sight()[0]
        super().resizeEvent(event)
        self.updateGeometries()
        if top:
            self.verticalScrollBar().setValue(top // self._columns * self._step_down())
        self._scrolled()

    def setModel(self, model: QAbstractItemModel | None) -> None:
        self._ready = model is not None
        super().setModel(model)

    def reset(self) -> None:
        super().reset()
        self._sight = (-1, -1)
        self.updateGeometries()
        self._scrolled()

    # Choosing

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:  # noqa: ARG002
        count = self._count()
        if not count:
            return QModelIndex()
        current = self.currentIndex().row()
        if current < 0:
            return self.model().index(0, 0)
        page = max(self.viewport().height() // self._step_down(), 1) * self._columns
        by = {
            _MOVES.MoveLeft: -1,
            _MOVES.MovePrevious: -1,
            _MOVES.MoveRight: 1,
            _MOVES.MoveNext: 1,
            _MOVES.MoveUp: -self._columns,
            _MOVES.MoveDown: self._columns,
            _MOVES.MovePageUp: -page,
            _MOVES.MovePageDown: page,
            _MOVES.MoveHome: -count,
            _MOVES.MoveEnd: count,
        }[action]
        if action in (_MOVES.MoveUp, _MOVES.MoveDown) and not 0 <= current + by < count:
            by = 0 if action == _MOVES.MoveUp or current // self._columns == (count - 1) // self._columns else count
        return self.model().index(min(max(current + by, 0), count - 1), 0)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """A rubber band takes what it touches; Shift takes every row from the first corner's to the second's."""
        selection = QItemSelection()
        if self.state() == QAbstractItemView.State.DragSelectingState:
            self._select_area(rect.normalized(), selection)
        else:
            first, last = self.indexAt(rect.topLeft()), self.indexAt(rect.bottomRight())
            if first.isValid() and last.isValid():
                low, high = sorted((first.row(), last.row()))
                selection.select(self.model().index(low, 0), self.model().index(high, 0))
        self.selectionModel().select(selection, command | QItemSelectionModel.SelectionFlag.Rows)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:  # noqa: ARG002
        """All of it: drawing what is in sight costs less than finding out which tiles these are."""
        return QRegion(self.viewport().rect())

    def _select_area(self, area: QRect, selection: QItemSelection) -> None:
        left = (area.left() - _MARGIN - self._indent()) // self._step_across()
        right = (area.right() - _MARGIN - self._indent()) // self._step_across()
        top = (area.top() + self.verticalOffset() - _MARGIN) // self._step_down()
        bottom = (area.bottom() + self.verticalOffset() - _MARGIN) // self._step_down()
        left, right, top = max(left, 0), min(right, self._columns - 1), max(top, 0)
        count, model = self._count(), self.model()
        for line in range(top, bottom + 1):
            start, end = line * self._columns + left, min(line * self._columns + right, count - 1)
            if start <= end:
                selection.select(model.index(start, 0), model.index(end, 0))

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        first, last = self.rows_in_sight()
        chosen = self.selectionModel()
        current = self.currentIndex().row()
        dirty = event.region()
        self._painter.begin(painter)
        model = self.model()
        for row in range(first, last):
            area = self.tile_rect(row)
            if dirty.intersects(area):
                selected = chosen.isSelected(model.index(row, 0))
                self._painter.paint(painter, area, row, selected=selected, current=row == current and self.hasFocus())
        if self._band is not None:
            accent = QColor(self._painter.accent)
            painter.setPen(QPen(accent, 1))
            accent.setAlpha(40)
            painter.fillRect(self._band, accent)
            painter.drawRect(self._band)
        painter.end()
        self.paints += last > first

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint() + QPoint(0, self.verticalOffset())
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if self.state() == QAbstractItemView.State.DragSelectingState and self._pressed is not None:
            start = self._pressed - QPoint(0, self.verticalOffset())
            self._band = QRect(start, event.position().toPoint()).normalized()
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._pressed = None
        if self._band is not None:
            self._band = None
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters are for the page (quick tags, type to filter), not for looking up names."""
        if event.text() and event.text().isprintable() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        super().keyPressEvent(event)

    def _scrolled(self) -> None:
        if self.rows_in_sight() != self._sight:
            self._soon.start()

    def _tell_sight(self) -> None:
        self._sight = self.rows_in_sight()
        self.sight_changed.emit()

    def _count(self) -> int:
        return self.model().rowCount() if self._ready else 0

    def _step_across(self) -> int:
        return self._painter.width + _GAP

    def _step_down(self) -> int:
        return self._painter.height + _GAP

    def _indent(self) -> int:
        """What is left over is shared between both sides."""
        free = self.viewport().width() - 2 * _MARGIN + _GAP - self._columns * self._step_across()
        return max(free // 2, 0)
