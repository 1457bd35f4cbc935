"""What is open, and how to open something else."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from gui.services import Services
from gui.widgets.elided import ElidedLabel
from gui.widgets.parts import button, page_title, row

if TYPE_CHECKING:
    from core.dataset.scope import DatasetScope

_SETTING = "recent_datasets"
_KEPT = 10


class HeadBar(QWidget):
    """`open_wanted`: choose a folder. `recent_wanted`: open this one again."""

    open_wanted = Signal()
    recent_wanted = Signal(str)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self.place = ElidedLabel(role="weak", mode=Qt.TextElideMode.ElideMiddle)
        self.open = button(self.tr("Open…"), compact=True)
        self.recent = button(self.tr("Recent"), compact=True)
        self.undo = _tool(services, "undo", self.tr("Undo (Ctrl+Z)"))
        self.redo = _tool(services, "redo", self.tr("Redo (Ctrl+Shift+Z)"))
        self.history = _tool(services, "history", self.tr("History of the captions"))
        self.statistics = _tool(services, "chart", self.tr("Statistics of the images in sight"))
        self.quick_tags = _tool(services, "tag", self.tr("Quick tags: which key sets which tag"))
        self.tools = row(spacing=2)
        for tool in (self.undo, self.redo, self.history, self.statistics, self.quick_tags):
            self.tools.addWidget(tool)
        services.icons.put(self.open, "folder", "text", 16)
        services.icons.put(self.recent, "clock", "text", 16)
        self.recent.setProperty("menu", True)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.recent.setMenu(self._menu)
        self.open.clicked.connect(self.open_wanted)
        layout = row(self, spacing=12)
        layout.addWidget(page_title(self.tr("Dataset")))
        layout.addWidget(self.place, 1)
        layout.addLayout(self.tools)
        layout.addWidget(self.open)
        layout.addWidget(self.recent)

    def show_scope(self, scope: DatasetScope) -> None:
        self.place.setText(str(scope.root if len(scope.folders) != 1 else scope.folders[0].path))

    def remember(self, paths: Sequence[Path]) -> None:
        """Among the recent ones from now on."""
        if not paths:
            return
        first = str(paths[0].absolute())
        other = dict(self._services.preferences.settings.other)
        other[_SETTING] = [first, *(path for path in self._known() if path != first)][:_KEPT]
        self._services.preferences.remember(other=other)

    def _known(self) -> list[str]:
        found = self._services.preferences.settings.other.get(_SETTING, [])
        return [path for path in found if isinstance(path, str)] if isinstance(found, list) else []

    def _fill_menu(self) -> None:
        self._menu.clear()
        projects = self._services.preferences.settings.recent_projects
        for path in dict.fromkeys([*self._known(), *projects]):
            self._menu.addAction(path).triggered.connect(lambda _=False, path=path: self.recent_wanted.emit(path))
        if self._menu.isEmpty():
            self._menu.addAction(self.tr("Nothing has been opened yet")).setEnabled(False)


def _tool(services: Services, icon: str, words: str) -> QToolButton:
    made = QToolButton()
    made.setProperty("role", "flat")
    made.setToolTip(words)
    made.setAccessibleName(words)
    services.icons.put(made, icon, "text", 18)
    return made
