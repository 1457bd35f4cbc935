"""The projects that were opened last, each one click away from its editor."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from gui.icons import IconSet
from gui.tasks import Latest
from gui.widgets.elided import ElidedLabel
from gui.widgets.parts import button, clear, column, row, rule

SHOWN = 5


class RecentProjects(QFrame):
    """`opened` fires with the project's folder. Folders that are gone stay in the list and say so."""

    opened = Signal(str)

    def __init__(self, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._icons = icons
        self._projects: tuple[str, ...] = ()
        self._looking = Latest(self)
        self._layout = column(self, spacing=0)

    @property
    def rows(self) -> list[ProjectRow]:
        return [row for row in self.findChildren(ProjectRow) if row.isVisibleTo(self)]

    def show_projects(self, projects: Sequence[str]) -> None:
        shown = tuple(projects[:SHOWN])
        if shown == self._projects:
            return
        self._projects = shown
        clear(self._layout)
        rows = []
        for number, path in enumerate(shown):
            if number:
                self._layout.addWidget(rule())
            made = ProjectRow(self._icons, path)
            made.opened.connect(self.opened)
            self._layout.addWidget(made)
            rows.append(made)
        self._looking.run(lambda _: [Path(path).exists() for path in shown], lambda there: _mark(rows, there))


class ProjectRow(QFrame):
    """One project: its name, where it lies, the way to it."""

    opened = Signal(str)

    def __init__(self, icons: IconSet, path: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = path
        picture = QLabel()
        icons.put(picture, "config", "weak", 20)
        self._place = ElidedLabel(path, role="weak", mode=Qt.TextElideMode.ElideMiddle)
        self.open = button(self.tr("Open"), compact=True)
        self.open.setAccessibleName(self.tr("Open the project {name}").format(name=Path(path).name))
        self.open.clicked.connect(self._tell)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        layout = row(self, spacing=12)
        layout.setContentsMargins(16, 8, 12, 8)
        layout.addWidget(picture)
        texts = column(spacing=2)
        texts.addWidget(ElidedLabel(Path(path).name, role="strong"))
        texts.addWidget(self._place)
        layout.addLayout(texts, 1)
        layout.addWidget(self.open)

    def set_there(self, *, there: bool) -> None:
        self.open.setEnabled(there)
        if not there:
            self._place.setText(self.tr("no longer at {path}").format(path=self._path))
            self.unsetCursor()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and inside and self.open.isEnabled():
            self._tell()

    def _tell(self) -> None:
        self.opened.emit(self._path)


def _mark(rows: Sequence[ProjectRow], there: Sequence[bool]) -> None:
    for one, exists in zip(rows, there, strict=True):
        one.set_there(there=exists)
