"""Filters with a name, kept with the data set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QInputDialog, QMenu, QPushButton, QWidget

from gui.dataset_browser.filter_bar import FilterBar
from gui.dataset_browser.session import Session

if TYPE_CHECKING:
    from core.dataset.side_settings import SideSettings


class SavedFilters(QObject):
    """The menu of the button: choose one, keep the one in sight, remove one."""

    def __init__(self, session: Session, bar: FilterBar, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._bar = bar
        self._place = parent
        self.menu = QMenu(parent)
        self.menu.aboutToShow.connect(self.fill)
        button: QPushButton = bar.saved
        button.setProperty("menu", True)
        button.setMenu(self.menu)

    def fill(self) -> None:
        """The filters of the data set that is open."""
        self.menu.clear()
        side = self._side()
        filters = {} if side is None else side.filters
        for name, query in sorted(filters.items()):
            self.menu.addAction(f"{name}    {query}").triggered.connect(
                lambda _=False, query=query: self._bar.set_query(query)
            )
        if filters:
            self.menu.addSeparator()
        keep = self.menu.addAction(self.tr("Save this filter…"), self._ask)
        keep.setEnabled(bool(self._bar.query.text().strip()) and side is not None)
        if filters:
            remove = self.menu.addMenu(self.tr("Remove"))
            for name in sorted(filters):
                remove.addAction(name).triggered.connect(lambda _=False, name=name: self.remove(name))

    def keep(self, name: str, query: str) -> None:
        """Keep `query` under `name`, in the place of one of that name."""
        side = self._side()
        if side is not None and name.strip():
            self._session.keep(filters={**side.filters, name.strip(): query})

    def remove(self, name: str) -> None:
        side = self._side()
        if side is not None:
            self._session.keep(filters={known: query for known, query in side.filters.items() if known != name})

    def _ask(self) -> None:
        query = self._bar.query.text().strip()
        name, chosen = QInputDialog.getText(self._place, self.tr("Save this filter"), self.tr("Name"), text=query)
        if chosen:
            self.keep(name, query)

    def _side(self) -> SideSettings | None:
        data = self._session.data
        return None if data is None else data.side
