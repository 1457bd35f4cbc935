"""The difference of texts line by line: what goes is red and marked with a minus, what comes is green with a plus."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from gui.theme import Theme, fixed_font

_CONTEXT = 3


@dataclass(frozen=True, slots=True)
class TextPair:
    """A document under its name, before and after."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class DiffLine:
    """`kind`: `file`, `part` (the line numbers of what follows), `-`, `+`, or a space for what stays."""

    kind: str
    text: str


def diff_lines(pairs: Sequence[TextPair]) -> list[DiffLine]:
    """The changed lines of every document with three lines around them; documents that are the same are left out."""
    lines: list[DiffLine] = []
    for pair in pairs:
        found = difflib.unified_diff(pair.before.splitlines(), pair.after.splitlines(), n=_CONTEXT, lineterm="")
        body = list(found)[2:]
        if body:
            lines.append(DiffLine("file", pair.name))
            lines += [DiffLine("part" if line.startswith("@@") else line[0], line) for line in body]
    return lines


class TextDiffView(QPlainTextEdit):
    """Read only; can be selected and copied."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.lines: tuple[DiffLine, ...] = ()
        self.setReadOnly(True)
        self.setFont(fixed_font())
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setAccessibleName(self.tr("Differences"))
        self.setTabChangesFocus(True)
        theme.changed.connect(self._paint)

    def show_pairs(self, pairs: Sequence[TextPair]) -> None:
        self.lines = tuple(diff_lines(pairs))
        self.setPlainText("\n".join(line.text for line in self.lines))
        self._paint()

    def _paint(self) -> None:
        palette = self._theme.palette
        grounds = {"-": palette.error_soft, "+": palette.ok_soft, "part": palette.raised}
        inks = {"-": palette.error, "+": palette.ok, "part": palette.weak, "file": palette.text}
        selections = []
        block = self.document().firstBlock()
        for line in self.lines:
            cursor = QTextCursor(block)
            if line.kind == "file":
                cursor.select(QTextCursor.SelectionType.LineUnderCursor)
            chosen = QTextEdit.ExtraSelection()
            style = QTextCharFormat()
            style.setForeground(QColor(inks.get(line.kind, palette.text)))
            if line.kind == "file":
                style.setFontWeight(700)
            if line.kind in grounds:
                style.setBackground(QColor(grounds[line.kind]))
                style.setProperty(QTextCharFormat.Property.FullWidthSelection, True)
            chosen.format, chosen.cursor = style, cursor
            selections.append(chosen)
            block = block.next()
        self.setExtraSelections(selections)
