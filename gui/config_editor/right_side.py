"""Beside the form: what will happen, and below it what is wrong."""

from __future__ import annotations

import importlib

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from gui.config_editor.editing_session import EditingSession
from gui.config_editor.problems_pane import ProblemsPane
from gui.services import Services
from gui.tasks import run_task
from gui.widgets.parts import column

_SHARES = {True: [500, 220], False: [640, 80]}
"""Heights of both parts, with problems and without any; what a person has pulled them to stays."""


class RightSide(QSplitter):
    """What will happen comes a moment later: the library that draws its curve takes long to import."""

    def __init__(self, session: EditingSession, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._pulled = False
        self.setChildrenCollapsible(False)
        self.setHandleWidth(12)
        holder = QWidget()
        layout = column(holder)
        self.addWidget(holder)
        self.problems = ProblemsPane(session, services)
        self.addWidget(self.problems)
        self.setSizes(_SHARES[True])
        self.splitterMoved.connect(self._remember)
        self.problems.room_wanted.connect(self._share)
        run_task(
            self,
            lambda _: importlib.import_module("gui.config_editor.outlook_pane"),
            lambda room: layout.addWidget(room.OutlookPane(session, services)),
        )

    def _remember(self) -> None:
        self._pulled = True

    def _share(self, much: bool) -> None:  # noqa: FBT001 - a slot
        if not self._pulled:
            self.setSizes(_SHARES[much])
