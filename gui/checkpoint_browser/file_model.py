"""The checkpoints of a run, as a table. Pictures are asked for only where a row is in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QIcon

from gui import formats
from gui.run_words import moment
from gui.theme import Theme
from gui.widgets.thumbnails import Thumbnails

if TYPE_CHECKING:
    from core.checkpoints.library import CheckpointFile

NAME, EPOCH, STEP, LOSS, SIZE, SAVED = range(6)
PICTURE = 40
Index = QModelIndex | QPersistentModelIndex


class FileModel(QAbstractTableModel):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._files: tuple[CheckpointFile, ...] = ()
        self._thumbnails = Thumbnails(PICTURE, self, scale=2)
        self._thumbnails.ready.connect(self._picture_ready)
        theme.changed.connect(self._all_changed)

    @property
    def files(self) -> tuple[CheckpointFile, ...]:
        return self._files

    def set_files(self, files: tuple[CheckpointFile, ...]) -> bool:
        """False where they are those that are shown already."""
        if files == self._files:
            return False
        self.beginResetModel()
        self._files = files
        self.endResetModel()
        return True

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._files)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else SAVED + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            names = (
                self.tr("File"),
                self.tr("Epoch"),
                self.tr("Step"),
                self.tr("Loss"),
                self.tr("Size"),
                self.tr("Saved"),
            )
            return names[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        file, column = self._files[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(file, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
            case Qt.ItemDataRole.DecorationRole if column == NAME and file.samples:
                return self._picture(str(file.samples[0]))
            case Qt.ItemDataRole.ForegroundRole if not file.exists or column in (EPOCH, SAVED):
                return QColor(self._theme.palette.weak)
            case Qt.ItemDataRole.ToolTipRole if column == NAME:
                return str(file.path) if file.exists else self.tr("{path} is no longer there").format(path=file.path)
            case _:
                return None

    def _picture(self, path: str) -> QIcon | None:
        """An icon rather than a pixmap: Qt would colour a pixmap in a chosen row."""
        pixmap = self._thumbnails.get(path)
        if pixmap is None:
            return None
        icon = QIcon(pixmap)
        icon.addPixmap(pixmap, QIcon.Mode.Selected)
        return icon

    def _text(self, file: CheckpointFile, column: int) -> str:
        match column:
            case 0:
                return file.path.stem
            case 1:
                return "–" if file.epoch is None else f"{file.epoch:,}"
            case 2:
                return "–" if file.step is None else f"{file.step:,}"
            case 3:
                return formats.loss(file.loss)
            case 4:
                return formats.size(file.size)
            case _:
                return moment(file.saved_at)

    def _picture_ready(self, path: str) -> None:
        for row, file in enumerate(self._files):
            if file.samples and str(file.samples[0]) == path:
                place = self.index(row, NAME)
                self.dataChanged.emit(place, place, [Qt.ItemDataRole.DecorationRole])

    def _all_changed(self) -> None:
        if self._files:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._files) - 1, SAVED))


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if column in (NAME, SAVED) else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter
