"""A TOML text to type in: line numbers, problems underlined, names completed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, QStringListModel, Qt
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QCompleter, QListView, QPlainTextEdit, QTextEdit, QToolTip, QWidget

from gui.config_editor.toml_highlighter import TomlHighlighter
from gui.config_editor.value_editors import PageHistory
from gui.palette import Palette
from gui.theme import CAPTION, Theme, fixed_font

Names = Callable[[str, int], Sequence[str]]
"""The names that may stand in a line (counted from 0) of a text."""
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class LineMark:
    """`tone` is error, warning or weak; `text` is told when somebody points at it."""

    tone: str
    text: str


class TomlEditor(QPlainTextEdit):
    """Lines count from 1. It has no history of its own: the page's is used."""

    def __init__(self, theme: Theme, names: Names, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._names = names
        self._marks: Mapping[int, LineMark] = {}
        self._found: list[QTextCursor] = []
        self._history = PageHistory(self)
        self.installEventFilter(self._history)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setFont(fixed_font())
        self.highlighter = TomlHighlighter(theme, self.document())
        self.numbers = _LineNumbers(self)
        self.popup = QListView()
        self.completer = self._completer()
        self.blockCountChanged.connect(self._fit_numbers)
        self.updateRequest.connect(self._scroll_numbers)
        self.cursorPositionChanged.connect(self._show_selections)
        self.textChanged.connect(self._offer)
        theme.changed.connect(self._show_selections)
        self._fit_numbers()
        self._typed = False

    @property
    def theme(self) -> Theme:
        return self._theme

    @property
    def marks(self) -> Mapping[int, LineMark]:
        return self._marks

    def show_text(self, text: str) -> None:
        """Change only what is different, so that cursor and place stay."""
        now = self.toPlainText()
        if now == text:
            return
        start = _common(now, text)
        end = _common(now[start:][::-1], text[start:][::-1])
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(len(now) - end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text[start : len(text) - end])

    def show_marks(self, marks: Mapping[int, LineMark]) -> None:
        if marks != self._marks:
            self._marks = marks
            self._show_selections()
            self.numbers.update()

    def show_found(self, places: list[QTextCursor]) -> None:
        self._found = places
        self._show_selections()

    def go_to(self, line: int, column: int = 1) -> None:
        """Bring a place into the middle, with the cursor in it."""
        block = self.document().findBlockByNumber(max(line, 1) - 1)
        if block.isValid():
            cursor = QTextCursor(block)
            cursor.setPosition(block.position() + min(max(column, 1) - 1, block.length() - 1))
            self.setTextCursor(cursor)
            self.centerCursor()

    def line_at(self, y: float) -> int:
        """The line at that height of the viewport."""
        return self.cursorForPosition(QPointF(0, y).toPoint()).blockNumber() + 1

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            mark = self._marks.get(self.line_at(event.pos().y()))
            QToolTip.showText(event.globalPos(), "" if mark is None else mark.text, self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        popup = self.popup
        if popup.isVisible() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            self._complete(popup.currentIndex().data() or self.completer.currentCompletion())
            popup.hide()
            return
        if popup.isVisible() and event.key() == Qt.Key.Key_Escape:
            popup.hide()
            return
        if event.key() == Qt.Key.Key_Space and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._offer_names(shortest=0)
            return
        self._typed = bool(event.text().strip())
        super().keyPressEvent(event)
        self._typed = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        area = self.contentsRect()
        self.numbers.setGeometry(QRect(area.left(), area.top(), self.numbers.sizeHint().width(), area.height()))

    def _completer(self) -> QCompleter:
        completer = QCompleter(self)
        completer.setModel(QStringListModel(completer))
        completer.setWidget(self)
        completer.setPopup(self.popup)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.activated.connect(self._complete)
        return completer

    def _begun(self) -> str | None:
        """The name that is being typed, None where no name may stand."""
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        begun = before.strip()
        return None if any(not (sign.isalnum() or sign in "_-") for sign in begun) else begun

    def _offer(self) -> None:
        if self._typed:
            self._offer_names(shortest=_SHORTEST)
        else:
            self.popup.hide()

    def _offer_names(self, *, shortest: int) -> None:
        begun, popup = self._begun(), self.popup
        if begun is None or len(begun) < shortest:
            popup.hide()
            return
        names = [name for name in self._names(self.toPlainText(), self.textCursor().blockNumber()) if name != begun]
        model = self.completer.model()
        if isinstance(model, QStringListModel):
            model.setStringList(names)
        self.completer.setCompletionPrefix(begun)
        if self.completer.completionCount() == 0:
            popup.hide()
            return
        popup.setCurrentIndex(self.completer.completionModel().index(0, 0))
        area = self.cursorRect()
        area.setWidth(popup.sizeHintForColumn(0) + 40)
        area.translate(self.numbers.width(), 0)
        self.completer.complete(area)

    def _complete(self, name: str) -> None:
        begun = self._begun()
        if begun is None:
            return
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(begun))
        rest = cursor.block().text()[cursor.selectionEnd() - cursor.block().position() :]
        cursor.insertText(name if "=" in rest else f"{name} = ")
        self.setTextCursor(cursor)

    def _fit_numbers(self) -> None:
        self.setViewportMargins(self.numbers.sizeHint().width(), 0, 0, 0)

    def _scroll_numbers(self, area: QRect, dy: int) -> None:
        if dy:
            self.numbers.scroll(0, dy)
        else:
            self.numbers.update(0, area.y(), self.numbers.width(), area.height())

    def _show_selections(self) -> None:
        palette = self._theme.palette
        here = QTextEdit.ExtraSelection()
        here.format.setBackground(QColor(palette.raised))
        here.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
        here.cursor = self.textCursor()
        here.cursor.clearSelection()
        selections = [here]
        for line, mark in self._marks.items():
            block = self.document().findBlockByNumber(line - 1)
            if block.isValid():
                selections.append(_underlined(block, mark, palette))
        for place in self._found:
            hit = QTextEdit.ExtraSelection()
            hit.format.setBackground(QColor(palette.warning_soft))
            hit.cursor = place
            selections.append(hit)
        self.setExtraSelections(selections)


class _LineNumbers(QWidget):
    """The strip left of the text: numbers, and a dot in the colour of what is wrong with a line."""

    def __init__(self, editor: TomlEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self.setFont(fixed_font(CAPTION))

    def sizeHint(self) -> QSize:
        digits = max(len(str(self._editor.blockCount())), 2)
        return QSize(self.fontMetrics().horizontalAdvance("0") * digits + 26, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        editor, palette = self._editor, self._editor.theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), QColor(palette.surface))
        block = editor.firstVisibleBlock()
        top = editor.blockBoundingGeometry(block).translated(editor.contentOffset()).top()
        while block.isValid() and top <= event.rect().bottom():
            height, number = editor.blockBoundingRect(block).height(), block.blockNumber() + 1
            mark = editor.marks.get(number)
            if mark is not None:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(getattr(palette, mark.tone)))
                painter.drawEllipse(QPointF(8, top + height / 2), 3.5, 3.5)
            painter.setPen(QColor(palette.weak))
            area = QRect(0, round(top), self.width() - 8, round(height))
            painter.drawText(area, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), str(number))
            top += height
            block = block.next()
        painter.end()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            mark = self._editor.marks.get(self._editor.line_at(event.pos().y()))
            QToolTip.showText(event.globalPos(), "" if mark is None else mark.text, self)
            return True
        return super().event(event)


def _underlined(block: QTextBlock, mark: LineMark, palette: Palette) -> QTextEdit.ExtraSelection:
    text, start, cursor = block.text(), block.position(), QTextCursor(block)
    selection = QTextEdit.ExtraSelection()
    selection.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    selection.format.setUnderlineColor(QColor(getattr(palette, mark.tone)))
    lead = len(text) - len(text.lstrip())
    cursor.setPosition(start + lead)
    cursor.setPosition(start + max(len(text.rstrip()), lead), QTextCursor.MoveMode.KeepAnchor)
    selection.cursor = cursor
    return selection


def _common(one: str, two: str) -> int:
    """How many signs both begin with."""
    count = 0
    for left, right in zip(one, two, strict=False):
        if left != right:
            break
        count += 1
    return count
