"""The images in sight, by number: a list for the grid, and columns for the table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

from gui.dataset_browser.problem_words import Problems
from gui.theme import Theme

if TYPE_CHECKING:
    from core.dataset.sorting import Ids
    from gui.dataset_browser.opened import OpenedData

Index = QModelIndex | QPersistentModelIndex
NAME, SIZE, RATIO, BUCKET, CAPTION, TOKENS, PROBLEMS, RATING = range(8)
IMAGE = Qt.ItemDataRole.UserRole
"""The image's number in the library."""
_ROOT = QModelIndex()
_SHOWN_CAPTION = 300
_SINGLE = 50
"""So many changed rows are told one by one; more of them as everything."""
_RIGHT = (SIZE, RATIO, BUCKET, TOKENS)


class ImageModel(QAbstractTableModel):
    """Rows are `ids`; what a cell says comes from the library's arrays, never from the disk."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.data_set: OpenedData | None = None
        self.ids: Ids = np.zeros(0, np.int32)
        self._rows: Ids | None = None
        self._tokens: dict[str, int] = {}
        self.problems = Problems()

    def show(self, data: OpenedData | None, ids: Ids) -> None:
        """Show these images of `data`; a selection has to be made again by whoever knows it."""
        self.beginResetModel()
        self.data_set = data
        self.ids = ids
        self._rows = None
        self._tokens = {}
        self.endResetModel()

    def image(self, row: int) -> int:
        return int(self.ids[row])

    def row_of(self, image: int) -> int:
        """-1 where the image is not in sight."""
        places = self._places()
        return int(places[image]) if 0 <= image < len(places) else -1

    def _places(self) -> Ids:
        """The row of every image of the library, -1 where it is not in sight."""
        if self._rows is None:
            count = 0 if self.data_set is None else len(self.data_set.library)
            rows = np.full(count, -1, np.int32)
            rows[self.ids] = np.arange(len(self.ids), dtype=np.int32)
            self._rows = rows
        return self._rows

    def selection_of(self, images: Sequence[int]) -> QItemSelection:
        """The rows of `images` as few ranges."""
        rows = self._places()[np.asarray(images, np.int64)]
        rows = np.sort(rows[rows >= 0])
        selection = QItemSelection()
        if len(rows):
            last = self.columnCount() - 1
            for part in np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1):
                first, end = self.index(int(part[0]), 0), self.index(int(part[-1]), last)
                selection.append(QItemSelectionRange(first, end))
        return selection

    def images_of(self, selection: QItemSelection) -> Ids:
        """The images of the chosen rows, in the order in which they are shown."""
        ranges = sorted((part.top(), part.bottom()) for part in map(selection.at, range(selection.count())))
        parts = [np.arange(top, bottom + 1) for top, bottom in ranges]
        return self.ids[np.concatenate(parts)] if parts else self.ids[:0]

    def images_changed(self, images: Iterable[int] | None = None) -> None:
        """Their captions, marks or facts are others now; None means any of them."""
        if not len(self.ids):
            return
        last = self.columnCount() - 1
        named = None if images is None else list(images)
        rows = None if named is None or len(named) > _SINGLE else [row for row in map(self.row_of, named) if row >= 0]
        if rows is None:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.ids) - 1, last))
            return
        for row in rows:
            self.dataChanged.emit(self.index(row, 0), self.index(row, last))

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else RATING + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            names = (
                self.tr("Name"),
                self.tr("Size"),
                self.tr("Ratio"),
                self.tr("Bucket"),
                self.tr("Caption"),
                self.tr("Tokens"),
                self.tr("Problems"),
                self.tr("Rating"),
            )
            return names[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        data = self.data_set
        if data is None or not index.isValid():
            return None
        image = int(self.ids[index.row()])
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(data, image, index.column())
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return self._tooltip(data, image)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._tooltip(data, image)
            case _ if role == IMAGE:
                return image
            case _:
                return None

    def tokens(self, data: OpenedData, image: int) -> int:
        from core.dataset.clip_tokens import count_tokens

        text = data.library.captions[image]
        if text not in self._tokens:
            if len(self._tokens) > 2000:
                self._tokens.clear()
            self._tokens[text] = count_tokens(text)
        return self._tokens[text]

    def _text(self, data: OpenedData, image: int, column: int) -> str:
        library = data.library
        size = library.size(image)
        match column:
            case 0:
                return printable(library.name(image))
            case 1:
                return "" if size is None else f"{size[0]}×{size[1]}"
            case 2:
                return "" if size is None else f"{size[0] / size[1]:.2f}"
            case 3:
                found = library.assignment(image)
                return "" if found is None else f"{found.bucket[0]}×{found.bucket[1]}"
            case 4:
                return printable(library.captions[image][:_SHOWN_CAPTION])
            case 5:
                return f"{self.tokens(data, image):,}" if library.captions[image] else ""
            case 6:
                return ", ".join(self.problems.names_of(data, image))
            case _:
                mark = data.mark_of(image)
                return "" if mark is None else "★" * mark.rating + ("⚑" if mark.flag else "")

    def _tooltip(self, data: OpenedData, image: int) -> str:
        library = data.library
        lines = [printable(library.relative(library.path(image)))]
        size = library.size(image)
        if size is not None:
            lines.append(f"{size[0]} × {size[1]}")
        lines += self.problems.names_of(data, image)
        caption = printable(library.captions[image][:_SHOWN_CAPTION])
        return "\n".join([*lines, *([caption] if caption else [])])


def printable(text: str) -> str:
    """In one line, and without halves of characters, which Qt cannot draw."""
    return " ".join(text.split()).encode("utf-8", "replace").decode("utf-8")


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in _RIGHT else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
