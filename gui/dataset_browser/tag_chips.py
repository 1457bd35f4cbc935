"""Tags as chips: drag one to another place, take it away, add one with completion by frequency."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QMimeData, QPoint, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QCompleter, QFrame, QLineEdit, QScrollArea, QSizePolicy, QWidget

from gui.dataset_browser.flow import FlowLayout
from gui.dataset_browser.popup import popup_of
from gui.theme import TEXT, Theme, text_font

_MIME = "application/x-kohya-studio-tag"
_HEIGHT = 26
_CROSS = 18


class TagChip(QWidget):
    """One tag. `removed`, `moved` by so many places, `renaming` asked for."""

    removed = Signal()
    moved = Signal(int)
    renaming = Signal()

    def __init__(self, tag: str, theme: Theme, *, editable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tag = tag
        self._theme = theme
        self._editable = editable
        self._pressed: QPoint | None = None
        self.setFont(text_font(TEXT))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if editable else Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tag)
        self.setToolTip(
            self.tr("{tag}: drag it to another place, double-click to rename it, Delete to remove it").format(tag=tag)
        )
        self.setCursor(Qt.CursorShape.OpenHandCursor if editable else Qt.CursorShape.ArrowCursor)

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.tag) + 22 + (_CROSS if self._editable else 0), _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 48), _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it
        palette = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(palette.accent if self.hasFocus() else palette.outline), 1))
        painter.setBrush(QColor(palette.raised))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 6, 6)
        painter.setPen(QColor(palette.text))
        area = self.rect().adjusted(9, 0, -9 - (_CROSS if self._editable else 0), 0)
        shown = self.fontMetrics().elidedText(self.tag, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), shown)
        if self._editable:
            painter.setPen(QPen(QColor(palette.weak), 1.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            middle = QPoint(self.width() - 14, self.height() // 2)
            painter.drawLine(middle - QPoint(3, 3), middle + QPoint(3, 3))
            painter.drawLine(middle + QPoint(-3, 3), middle + QPoint(3, -3))
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.renaming.emit()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and control:
            self.moved.emit(-1 if event.key() == Qt.Key.Key_Left else 1)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Right)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._editable:
            self._pressed = event.position().toPoint()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002 - any button
        if self._pressed is not None and self._pressed.x() >= self.width() - _CROSS - 4:
            self.removed.emit()
        self._pressed = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._editable and event.position().x() < self.width() - _CROSS - 4:
            self.renaming.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        if (event.position().toPoint() - self._pressed).manhattanLength() < QApplication.startDragDistance():
            return
        self._pressed = None
        drag = QDrag(self)
        carried = QMimeData()
        carried.setData(_MIME, self.tag.encode("utf-8", "surrogatepass"))
        drag.setMimeData(carried)
        drag.setPixmap(self.grab())
        drag.exec(Qt.DropAction.MoveAction)


class TagChips(QScrollArea):
    """`changed` fires with the tags as they are to be, after every single change."""

    changed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tags: list[str] = []
        self._editable = True
        self._body = _Body(theme)
        self._body.dropped.connect(self._dropped)
        self.field = TagField()
        self.field.entered.connect(self._add)
        self.setWidget(self._body)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._body.flow.addWidget(self.field)

    @property
    def tags(self) -> list[str]:
        return list(self._tags)

    def show_tags(self, tags: Sequence[str], *, editable: bool = True) -> None:
        if list(tags) == self._tags and editable == self._editable:
            return
        focused = next((place for place, chip in enumerate(self.chips()) if chip.hasFocus()), None)
        self._tags = list(tags)
        self._editable = editable
        self._rebuild()
        self.field.setVisible(editable)
        chips = self.chips()
        if focused is not None and chips:
            chips[min(focused, len(chips) - 1)].setFocus()

    def chips(self) -> list[TagChip]:
        items = (self._body.flow.itemAt(place) for place in range(self._body.flow.count()))
        return [widget for item in items if isinstance(widget := item.widget(), TagChip)]

    def set_completions(self, tags: Mapping[str, int]) -> None:
        self.field.values = tags

    def _rebuild(self) -> None:
        for chip in self.chips():
            self._body.flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        for place, tag in enumerate(self._tags):
            chip = TagChip(tag, self._theme, editable=self._editable)
            chip.removed.connect(lambda place=place: self._remove(place))
            chip.moved.connect(lambda by, place=place: self._move(place, place + by))
            chip.renaming.connect(lambda place=place: self._rename(place))
            self._body.flow.insert(place, chip)
        order: list[QWidget] = [*self.chips(), self.field]
        for before, after in itertools.pairwise(order):
            QWidget.setTabOrder(before, after)

    def _add(self, text: str) -> None:
        from core.dataset.tags import key_of, split_tags

        known = {key_of(tag) for tag in self._tags}
        new = [tag for tag in split_tags(text) if key_of(tag) not in known]
        place = self.field.place if self.field.place is not None else len(self._tags)
        self.field.place = None
        if new:
            self._change(self._tags[:place] + new + self._tags[place:])

    def _remove(self, place: int) -> None:
        self._change(self._tags[:place] + self._tags[place + 1 :])

    def _rename(self, place: int) -> None:
        """The tag goes into the field, and comes back where it was."""
        tag = self._tags[place]
        self._remove(place)
        self.field.place = place
        self.field.setText(tag)
        self.field.selectAll()
        self.field.setFocus()

    def _move(self, source: int, target: int) -> None:
        if 0 <= target < len(self._tags) and source != target:
            tags = list(self._tags)
            tags.insert(target, tags.pop(source))
            self._change(tags)
            self.chips()[target].setFocus()

    def _dropped(self, tag: str, place: int) -> None:
        source = next((number for number, known in enumerate(self._tags) if known == tag), None)
        if source is None:
            self._change([*self._tags[:place], tag, *self._tags[place:]])
        else:
            self._move(source, place - (place > source))

    def _change(self, tags: list[str]) -> None:
        self.show_tags(tags)
        self.changed.emit(list(tags))


class TagField(QLineEdit):
    """Where a tag is typed. `entered` with Return or a comma; `place` is where it goes, None for the end."""

    entered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.values: Mapping[str, int] = {}
        self.place: int | None = None
        self._words = QStringListModel(self)
        self._completer = QCompleter(self._words, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setWidget(self)
        self._completer.activated.connect(self._enter)
        self.setMinimumWidth(110)
        self.setMaximumWidth(180)
        self.setPlaceholderText(self.tr("Add a tag"))
        self.setAccessibleName(self.tr("Add a tag"))
        self.textEdited.connect(self._offer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        popup = popup_of(self._completer)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.text() == ",":
            chosen = popup.currentIndex() if popup.isVisible() else None
            popup.hide()
            self._enter(str(chosen.data()) if chosen is not None and chosen.isValid() else self.text())
            return
        if event.key() == Qt.Key.Key_Tab and popup.isVisible() and self._words.rowCount():
            popup.hide()
            self._enter(str(self._words.index(0).data()))
            return
        super().keyPressEvent(event)

    def _offer(self, text: str) -> None:
        from core.dataset.completion import best_matches

        found = best_matches(text, self.values.items(), 8) if text else []
        self._words.setStringList([name for name, _ in found])
        if found:
            self._completer.complete()
        else:
            popup_of(self._completer).hide()

    def _enter(self, text: str) -> None:
        self.clear()
        if text.strip():
            self.entered.emit(text)


class _Body(QWidget):
    """Where chips lie and are dropped; a line shows where a dropped one would go."""

    dropped = Signal(str, int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._gap: int | None = None
        self.flow = FlowLayout(self)
        self.setProperty("role", "page")
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(_MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._gap = self.place_at(event.position().toPoint())
        self.update()
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: ARG002 - it says nothing
        self._gap = None
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        tag = bytes(event.mimeData().data(_MIME).data()).decode("utf-8", "surrogatepass")
        place, self._gap = self.place_at(event.position().toPoint()), None
        self.update()
        event.acceptProposedAction()
        self.dropped.emit(tag, place)

    def place_at(self, point: QPoint) -> int:
        """Before which tag something dropped at `point` would go."""
        chips = self._chips()
        for place, chip in enumerate(chips):
            area = chip.geometry()
            if point.y() < area.top() or (point.y() <= area.bottom() and point.x() < area.center().x()):
                return place
        return len(chips)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        chips = self._chips()
        if self._gap is None or not chips:
            return
        area = chips[min(self._gap, len(chips) - 1)].geometry()
        x = area.right() + 3 if self._gap == len(chips) else area.left() - 2
        painter = QPainter(self)
        painter.fillRect(x - 1, area.top(), 2, area.height(), QColor(self._theme.palette.accent))
        painter.end()

    def _chips(self) -> list[TagChip]:
        items = (self.flow.itemAt(place) for place in range(self.flow.count()))
        return [widget for item in items if isinstance(widget := item.widget(), TagChip)]
