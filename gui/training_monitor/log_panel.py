"""The console of a run: its end, followed; further back on demand; searched and filtered."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from itertools import groupby

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeySequence, QResizeEvent, QShortcut, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QToolButton, QWidget

from gui.icons import IconSet
from gui.theme import Theme, fixed_font
from gui.training_monitor.log_text import Level, LogLine, LogPortion
from gui.widgets import parts

MOST_LINES = 20_000
_SEARCH_DELAY_MS = 150
_MOST_HIGHLIGHTS = 500


class LogPanel(QWidget):
    """Shows at most 20,000 lines, whatever the log's size. `earlier_wanted(offset)` asks for the lines before it."""

    earlier_wanted = Signal(int)

    def __init__(self, theme: Theme, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: deque[LogLine] = deque()
        self._matches: list[tuple[int, int]] = []
        self._match = -1
        self._search_timer = QTimer(self, singleShot=True, interval=_SEARCH_DELAY_MS)
        self._text = self._make_text()
        self._search = QLineEdit()
        self._count = parts.weak("")
        self._level = QComboBox()
        self.follow_button = QToolButton()
        self._earlier = parts.button(self.tr("Load earlier lines"), compact=True)
        self._arrange(icons)
        self._connect()

    def _make_text(self) -> QPlainTextEdit:
        text = QPlainTextEdit()
        text.setReadOnly(True)
        text.setUndoRedoEnabled(False)
        text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        text.setFont(fixed_font(12))
        text.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        text.setStyleSheet("QPlainTextEdit { border: 0; border-radius: 0; }")
        text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        text.setAccessibleName(self.tr("Console of the training process"))
        return text

    def _arrange(self, icons: IconSet) -> None:
        self._search.setPlaceholderText(self.tr("Search the log"))
        self._search.setAccessibleName(self.tr("Search the log"))
        self._search.setClearButtonEnabled(True)
        self._search.setFixedWidth(220)
        self._level.addItems([self.tr("All lines"), self.tr("Warnings and errors"), self.tr("Errors")])
        self._level.setAccessibleName(self.tr("Which lines to show"))
        self.follow_button.setText(self.tr("Follow"))
        self.follow_button.setCheckable(True)
        self.follow_button.setChecked(True)
        self.follow_button.setProperty("role", "flat")
        self.follow_button.setToolTip(self.tr("Keep the newest line in sight"))
        bar = parts.row(margin=4, spacing=4)
        bar.addWidget(self._search)
        for icon, tip, step in (
            ("chevron-left", self.tr("Previous match (Shift+F3)"), -1),
            ("chevron-right", self.tr("Next match (F3)"), 1),
        ):
            button = QToolButton()
            button.setProperty("role", "flat")
            button.setToolTip(tip)
            button.setAccessibleName(tip)
            icons.put(button, icon, "weak", 16)
            button.clicked.connect(lambda _=False, by=step: self.go_to_match(by))
            bar.addWidget(button)
        bar.addWidget(self._count)
        bar.addStretch(1)
        bar.addWidget(self._earlier)
        bar.addWidget(self._level)
        bar.addWidget(self.follow_button)
        layout = parts.column(self, spacing=0)
        layout.addLayout(bar)
        layout.addWidget(self._text, 1)

    def _connect(self) -> None:
        self._search.textChanged.connect(lambda _: self._search_timer.start())
        self._search.returnPressed.connect(lambda: self.go_to_match(1))
        self._search_timer.timeout.connect(self._find_all)
        self._level.currentIndexChanged.connect(lambda _: self._show_all())
        self._earlier.clicked.connect(self._want_earlier)
        self.follow_button.toggled.connect(lambda on: self._scroll_to_end() if on else None)
        self._text.verticalScrollBar().actionTriggered.connect(lambda _: QTimer.singleShot(0, self, self._on_scrolled))
        self._theme.changed.connect(self._show_all)
        for keys, action in (
            (QKeySequence.StandardKey.Find, self.focus_search),
            (QKeySequence.StandardKey.FindNext, lambda: self.go_to_match(1)),
            (QKeySequence.StandardKey.FindPrevious, lambda: self.go_to_match(-1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(action)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.follow_button.isChecked():
            QTimer.singleShot(0, self, self._scroll_to_end)

    @property
    def text(self) -> str:
        """What is shown."""
        return self._text.toPlainText()

    @property
    def match_words(self) -> QLabel:
        return self._count

    def clear(self) -> None:
        self._lines.clear()
        self._show_all()

    def add(self, portion: LogPortion) -> None:
        """Take in what the log file has gained."""
        if portion.afresh:
            self._lines.clear()
            self._lines.extend(portion.lines)
            self._show_all()
            return
        gone = [self._lines.pop() for _ in range(min(portion.replaced, len(self._lines)))]
        self._lines.extend(portion.lines)
        self._remove_last(sum(self._is_shown(line) for line in gone))
        self._append(line for line in portion.lines if self._is_shown(line))
        self._trim()
        self._enable_earlier()
        if self._search.text():
            self._search_timer.start()

    def add_earlier(self, lines: tuple[LogLine, ...]) -> None:
        """Put lines before those shown; the view stays where it is."""
        room = MOST_LINES - len(self._lines)
        self._lines.extendleft(reversed(lines[max(len(lines) - room, 0) :]))
        self.follow_button.setChecked(False)
        self._show_all()
        if not lines or room <= len(lines):
            self._earlier.setEnabled(False)

    def focus_search(self) -> None:
        self._search.setFocus()
        self._search.selectAll()

    def search(self, words: str) -> None:
        """Find `words` now, case ignored."""
        self._search.setText(words)
        self._search_timer.stop()
        self._find_all()

    def go_to_match(self, by: int) -> None:
        """The next match or (by -1) the one before, round and round."""
        if self._search_timer.isActive():
            self._search_timer.stop()
            self._find_all()
        if self._matches:
            self._match = (self._match + by) % len(self._matches)
            self.follow_button.setChecked(False)
            self._show_match()

    def show_level(self, level: Level) -> None:
        self._level.setCurrentIndex(int(level))

    def _is_shown(self, line: LogLine) -> bool:
        return line.level >= self._level.currentIndex()

    def _want_earlier(self) -> None:
        if self._lines:
            self.earlier_wanted.emit(self._lines[0].offset)

    def _enable_earlier(self) -> None:
        self._earlier.setEnabled(bool(self._lines) and self._lines[0].offset > 0 and len(self._lines) < MOST_LINES)

    def _show_all(self) -> None:
        self._text.clear()
        self._append(line for line in self._lines if self._is_shown(line))
        self._enable_earlier()
        self._find_all()

    def _append(self, lines: Iterable[LogLine]) -> None:
        cursor = QTextCursor(self._text.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()
        for level, group in groupby(lines, lambda line: (line.level, line.is_bar)):
            between = "" if self._text.document().isEmpty() else "\n"
            cursor.insertText(between + "\n".join(line.text for line in group), self._format(*level))
        cursor.endEditBlock()
        if self.follow_button.isChecked():
            self._scroll_to_end()

    def _format(self, level: Level, is_bar: bool) -> QTextCharFormat:  # noqa: FBT001 - half of a pair
        palette = self._theme.palette
        made = QTextCharFormat()
        colour = {Level.WARNING: palette.warning, Level.ERROR: palette.error}.get(
            level, palette.weak if is_bar else palette.text
        )
        made.setForeground(QColor(colour))
        return made

    def _remove_last(self, count: int) -> None:
        document = self._text.document()
        if count >= document.blockCount():
            self._text.clear()
        elif count:
            cursor = QTextCursor(document.findBlockByNumber(document.blockCount() - 1 - count))
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()

    def _trim(self) -> None:
        count = 0
        for _ in range(len(self._lines) - MOST_LINES):
            count += self._is_shown(self._lines.popleft())
        if count:
            cursor = QTextCursor(self._text.document())
            cursor.movePosition(QTextCursor.MoveOperation.NextBlock, QTextCursor.MoveMode.KeepAnchor, count)
            cursor.removeSelectedText()

    def _scroll_to_end(self) -> None:
        bar = self._text.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _on_scrolled(self) -> None:
        bar = self._text.verticalScrollBar()
        self.follow_button.setChecked(bar.value() >= bar.maximum() - 1)

    def _find_all(self) -> None:
        words = self._search.text()
        found = re.finditer(re.escape(words), self.text, re.IGNORECASE) if words else ()
        self._matches = [match.span() for match in found]
        self._match = min(max(self._match, -1), len(self._matches) - 1)
        self._show_count()
        self._highlight()

    def _show_match(self) -> None:
        start, _ = self._matches[self._match]
        cursor = QTextCursor(self._text.document())
        cursor.setPosition(start)
        self._text.setTextCursor(cursor)
        self._text.centerCursor()
        self._show_count()
        self._highlight()

    def _show_count(self) -> None:
        if not self._search.text():
            self._count.setText("")
        elif not self._matches:
            self._count.setText(self.tr("not found"))
        else:
            number = self.tr("{number} of {count}")
            self._count.setText(number.format(number=f"{max(self._match, 0) + 1:,}", count=f"{len(self._matches):,}"))

    def _highlight(self) -> None:
        palette = self._theme.palette
        first = max(self._match - _MOST_HIGHLIGHTS // 2, 0)
        selections = []
        for number, (start, end) in enumerate(self._matches[first : first + _MOST_HIGHLIGHTS], first):
            selection = QTextEdit.ExtraSelection()
            current = number == self._match
            selection.format.setBackground(QColor(palette.accent if current else palette.warning_soft))
            if current:
                selection.format.setForeground(QColor(palette.on_accent))
            cursor = QTextCursor(self._text.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            selection.cursor = cursor
            selections.append(selection)
        self._text.setExtraSelections(selections)
