"""What is wrong with folders, settings and files that are no images, as rows of a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QItemSelection, QModelIndex, QPersistentModelIndex, Qt

from gui.core_texts import spoken
from gui.dataset_browser.image_model import printable

if TYPE_CHECKING:
    from core.dataset.problem_kinds import DatasetProblem
    from gui.dataset_browser.opened import Check, OpenedData

Index = QModelIndex | QPersistentModelIndex
NAME, REASON, HINT = range(3)
_ROOT = QModelIndex()
_PORTION = 500


@dataclass(frozen=True, slots=True)
class OtherFile:
    """`name` is the path seen from the data set."""

    name: str
    problem: DatasetProblem

    @property
    def disposable(self) -> bool:
        """Whether the trash is what helps."""
        return bool(self.problem.files)

    @property
    def configured(self) -> bool:
        """Whether the config is what helps."""
        return str(self.problem.remedy) == "edit-config"


def other_files(data: OpenedData, check: Check) -> list[OtherFile]:
    """The gravest first. For worker threads."""
    from core.dataset.problem_texts import file_problems

    found: list[OtherFile] = []
    for problem in file_problems(data.library, data.problems):
        if len(found) % _PORTION == 0:
            check()
        found.append(OtherFile(printable(data.library.relative(problem.path)), problem))
    return found


class OtherFilesModel(QAbstractTableModel):
    """Sorted by any column; by none of them, the gravest come first."""

    def __init__(self) -> None:
        super().__init__()
        self.files: tuple[OtherFile, ...] = ()
        self._found: tuple[OtherFile, ...] = ()
        self._order: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.AscendingOrder)

    def show(self, files: Sequence[OtherFile]) -> None:
        """Nothing happens where these are shown already."""
        if tuple(files) == self._found:
            return
        self.beginResetModel()
        self._found = tuple(files)
        self.files = self._sorted()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """A selection stays with its files."""
        self.layoutAboutToBeChanged.emit()
        before, kept = self.files, self.persistentIndexList()
        self._order = (column, order)
        self.files = self._sorted()
        places = {id(file): row for row, file in enumerate(self.files)} if kept else {}
        moved = [self.index(places[id(before[index.row()])], index.column()) for index in kept]
        self.changePersistentIndexList(kept, moved)
        self.layoutChanged.emit()

    def chosen(self, selection: QItemSelection) -> Iterator[OtherFile]:
        """The files of the chosen rows, in the order in which they are shown."""
        ranges = {(part.top(), part.bottom()) for part in map(selection.at, range(selection.count()))}
        for top, bottom in sorted(ranges):
            yield from self.files[top : bottom + 1]

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.files)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else HINT + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("File"), self.tr("What is wrong"), self.tr("What helps"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return _text(self.files[index.row()], index.column())
        return None

    def _sorted(self) -> tuple[OtherFile, ...]:
        column, order = self._order
        if column < 0:
            return self._found
        reverse = order == Qt.SortOrder.DescendingOrder
        return tuple(sorted(self._found, key=lambda file: (_text(file, column), file.name), reverse=reverse))


def _text(file: OtherFile, column: int) -> str:
    if column == NAME:
        return file.name
    return printable(spoken(file.problem.message if column == REASON else file.problem.hint))
