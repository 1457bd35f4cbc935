"""What a bulk edit would do, image by image: the caption as it is and as it will be, with the difference marked."""

from __future__ import annotations

import difflib
import html
import re
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QTextDocument, QTextOption
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui.core_texts import spoken
from gui.dataset_browser.image_model import printable
from gui.theme import TEXT, Theme, text_font

if TYPE_CHECKING:
    from core.dataset.edits import CaptionChange
    from gui.dataset_browser.opened import OpenedData

Index = QModelIndex | QPersistentModelIndex
NAME, BEFORE, AFTER = range(3)
MARKUP = Qt.ItemDataRole.UserRole
_ROOT = QModelIndex()
_PARTS = re.compile(r"[^,\s]+|,|\s+")
_COMPARED = 1500


class ChangeModel(QAbstractTableModel):
    """Rows are added while the edit is still being worked out."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._data: OpenedData | None = None
        self.changes: list[CaptionChange] = []

    def begin(self, data: OpenedData) -> None:
        self.beginResetModel()
        self._data = data
        self.changes = []
        self.endResetModel()

    def add(self, changes: list[CaptionChange]) -> None:
        if changes:
            first = len(self.changes)
            self.beginInsertRows(QModelIndex(), first, first + len(changes) - 1)
            self.changes += changes
            self.endInsertRows()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.changes)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else AFTER + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("Image"), self.tr("Caption now"), self.tr("Caption then"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self._data is None:
            return None
        change, section = self.changes[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            if section == NAME:
                return printable(self._data.library.name(change.image))
            if section == AFTER and change.problem:
                return spoken(change.problem)
            return printable((change.before if section == BEFORE else change.after)[:_COMPARED])
        if role == MARKUP and section != NAME:
            if change.problem:
                return self._problem(change) if section == AFTER else ""
            palette = self._theme.palette
            return marked(change.before, change.after, old=section == BEFORE, colours=(palette.error, palette.ok))
        return None

    def _problem(self, change: CaptionChange) -> str:
        return f'<span style="color:{self._theme.palette.warning}">{html.escape(spoken(change.problem or ""))}</span>'


class ChangeDelegate(QStyledItemDelegate):
    """Draws the captions with what goes struck out and what comes underlined."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        markup = index.data(MARKUP)
        if not markup:
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        option.text = ""
        QApplication.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        document = QTextDocument()
        document.setDefaultFont(text_font(TEXT))
        document.setDocumentMargin(0)
        wrap = QTextOption()
        wrap.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(wrap)
        document.setTextWidth(option.rect.width() - 16)
        colour = QColor(self._theme.palette.text).name()
        document.setHtml(f'<span style="color:{colour}">{markup}</span>')
        painter.save()
        room = option.rect.height() - 8
        above = max((room - document.size().height()) / 2, 0.0)
        painter.translate(option.rect.left() + 8, option.rect.top() + 4 + above)
        document.drawContents(painter, QRectF(0, 0, option.rect.width() - 16, room - above))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - rows are alike
        return QSize(120, 58)


def marked(before: str, after: str, *, old: bool, colours: tuple[str, str]) -> str:
    """One of both texts as HTML: what the other lacks is coloured, struck out or underlined."""
    first, second = _PARTS.findall(_near(before, after)), _PARTS.findall(_near(after, before))
    parts = []
    for operation, start, stop, new_start, new_stop in difflib.SequenceMatcher(None, first, second).get_opcodes():
        text = html.escape("".join(first[start:stop] if old else second[new_start:new_stop]))
        if operation == "equal" or not text:
            parts.append(text)
        elif old:
            parts.append(f'<s style="color:{colours[0]}">{text}</s>')
        else:
            parts.append(f'<u style="color:{colours[1]}">{text}</u>')
    return "".join(parts)


def _near(text: str, other: str) -> str:
    """So much of a long caption as can be shown, from a little before the first difference on."""
    text = text.encode("utf-8", "replace").decode("utf-8")
    if len(text) <= _COMPARED:
        return text
    same = next((place for place, pair in enumerate(zip(text, other, strict=False)) if pair[0] != pair[1]), 0)
    start = max(same - 40, 0)
    return ("…" if start else "") + text[start : start + _COMPARED]
